"""A claim with its figures is recorded at the desk; what is wrong is said at the field."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils.html import strip_tags

from claims.models import Claim, Party
from tests.desk.forms import a_claim_form, a_figure_row, errors, no_figures
from tests.factories import a_claim, a_party, an_assignment, an_incident
from tests.markup import folded

pytestmark = pytest.mark.django_db
URL = "/desk/claims/new/"


@pytest.fixture
def sent():
    return a_claim_form(an_incident(), a_party())


def test_a_claim_with_a_figure_is_recorded(sign_in, checker, sent):
    response = sign_in(checker).post(URL, sent)
    claim = Claim.objects.get()
    assert response.headers["Location"] == f"/desk/claims/{claim.pk}/"
    assert (claim.status, claim.created_by) == ("recorded", checker)
    assert (claim.made_on, claim.made_on_precision) == (dt.date(2025, 6, 1), "month")
    figure = claim.figures.get()
    assert (figure.measure_id, figure.qualifier, figure.low) == ("killed", "at_least", 12)
    assert figure.wording == "at least twelve"
    assert [row.pk for row in figure.subjects.all()] == [sent["claimant"]]


def test_the_scope_of_a_figure_is_recorded_and_offered_again(sign_in, checker, sent):
    scope = {"part": "left behind", "period": "2025-06-01", "as_of": "2025-06", "place": ""}
    sign_in(checker).post(URL, sent | a_figure_row(0, **scope))

    figure = Claim.objects.get().figures.get()
    again = sign_in(checker).get(f"/desk/claims/{figure.claim_id}/edit/").content.decode()

    assert (figure.part, str(figure.counted_period), str(figure.known_as_of)) == (
        "left behind",
        "2025-06-01",
        "2025-06",
    )
    assert all(f'value="{words}"' in again for words in ("left behind", "2025-06-01", "2025-06"))


def test_the_form_can_be_opened(sign_in, checker):
    response = sign_in(checker).get(URL, {"incident": an_incident(title="By the river").pk})
    assert "By the river" in response.content.decode()


def test_a_draft_is_kept_as_one(sign_in, checker, sent):
    sign_in(checker).post(URL, sent | {"draft": "1"})
    assert Claim.objects.get().status == "draft"


def test_a_claim_is_recorded_and_a_page_cited_for_it_next(sign_in, checker, sent):
    response = sign_in(checker).post("/desk/claims/new/", sent | {"cite": "1"})
    claim = Claim.objects.get()
    assert (claim.status, response["Location"]) == ("recorded", f"/desk/claims/{claim.pk}/pages/")


def test_several_figures_keep_their_order(sign_in, checker, sent):
    rows = no_figures(2) | a_figure_row(
        1, words="three", measure="wounded", qualifier="exact", best="3", low=""
    )
    sign_in(checker).post(URL, sent | rows)
    assert [f.measure_id for f in Claim.objects.get().figures.all()] == ["killed", "wounded"]


def test_a_vague_quantity_keeps_its_words_and_gets_no_number(sign_in, checker, sent):
    vague = a_figure_row(0, qualifier="vague", words="dozens", low="")
    sign_in(checker).post(URL, sent | vague)
    figure = Claim.objects.get().figures.get()
    assert (figure.wording, figure.low, figure.best, figure.high) == ("dozens", None, None, None)


def test_a_figure_that_is_left_out_is_not_recorded(sign_in, checker, sent):
    sign_in(checker).post(URL, sent | {"figures-0-DELETE": "on"})
    assert Claim.objects.get().figures.count() == 0


def test_an_empty_figure_row_is_no_figure(sign_in, checker, sent):
    empty = {"figures-1-qualifier": "exact", "figures-1-measure": ""}
    sign_in(checker).post(URL, sent | no_figures(2) | empty)
    assert Claim.objects.get().figures.count() == 1


def test_a_claimant_who_is_not_in_the_list_is_added(sign_in, checker, sent):
    new = {"claimant": "", "new_claimant": "حركة جديدة", "new_claimant_kind": "armed_group"}
    sign_in(checker).post(URL, sent | new)
    assert Claim.objects.get().claimant == Party.objects.get(name="حركة جديدة")


def test_without_a_claimant_nothing_is_recorded_and_nothing_typed_is_lost(sign_in, checker, sent):
    response = sign_in(checker).post(URL, sent | {"claimant": ""})
    assert response.status_code == 422
    assert "claimant" in errors(response)
    assert "At least twelve soldiers were killed." in response.content.decode()
    assert 'value="at least twelve"' in response.content.decode()
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("statement", "  "),
        ("wording", "hearsay"),
        ("language", "not a tag"),
        ("language", "Englisch"),
        ("language", "fr-"),
        ("made_on", "2025-13"),
        ("made_on", "yesterday"),
        ("made_on", "9999"),
        ("incident", "0"),
        ("statement", "x" * 20_001),
        ("statement", "a\x00b"),
        ("new_claimant", "Two of them"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(sign_in, checker, sent, field, value):
    response = sign_in(checker).post(URL, sent | {field: value})
    assert list(errors(response)) == [field]
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"low": "20", "high": "10", "qualifier": "range"}, "low"),
        ({"low": "-1"}, "low"),
        ({"qualifier": "vague"}, "low"),
        ({"low": ""}, "low"),
        ({"low": "", "qualifier": "exact"}, "best"),
        ({"measure": ""}, "measure"),
        ({"low": "1e400"}, "low"),
        ({"low": "NaN"}, "low"),
        ({"low": "999999999999"}, "low"),
    ],
)
def test_what_is_wrong_with_a_figure_is_said_in_its_row(sign_in, checker, sent, changes, field):
    response = sign_in(checker).post(URL, sent | a_figure_row(0, **changes))
    assert response.status_code == 422
    assert field in response.context["figures"].forms[0].errors
    assert not Claim.objects.exists()


def test_figures_and_fields_are_judged_in_the_same_round(sign_in, checker, sent):
    rows = no_figures(2) | a_figure_row(0, low="20", high="10") | a_figure_row(1, low="-1")
    response = sign_in(checker).post(URL, sent | rows | {"incident": ""})
    assert errors(response) == {"incident": ["Choose the incident, or add a new one."]}
    assert [list(row.errors) for row in response.context["figures"].forms] == [["low"], ["low"]]


@pytest.mark.parametrize("tag", ["en", "arq", "pt-BR", "zh-Hant", "sr-Latn-RS", "es-419"])
def test_a_language_is_given_with_its_script_and_region(sign_in, checker, sent, tag):
    sign_in(checker).post(URL, sent | {"language": tag})
    assert Claim.objects.get().language == tag


def test_a_party_is_not_added_when_the_claim_is_refused(sign_in, checker, sent):
    before = Party.objects.count()
    new = {"claimant": "", "new_claimant": "A new one", "new_claimant_kind": "armed_group"}
    sign_in(checker).post(URL, sent | new | a_figure_row(0, low="20", high="10"))
    assert Party.objects.count() == before


def test_a_tampered_number_of_rows_is_refused_and_not_followed(sign_in, checker, sent):
    response = sign_in(checker).post(URL, sent | {"figures-TOTAL_FORMS": "10000000"})
    assert response.status_code == 422


def test_a_draft_is_changed_and_its_figures_with_it(sign_in, checker):
    claim = a_claim(by=checker, draft=True)
    url = f"/desk/claims/{claim.pk}/edit/"
    assert 'value="20"' in sign_in(checker).get(url).content.decode()
    changed = a_claim_form(claim.incident, claim.claimant, statement="Said otherwise.")
    sign_in(checker).post(url, changed)
    claim.refresh_from_db()
    assert claim.statement == "Said otherwise."
    assert claim.figures.get().low == Decimal(12)


def test_changing_a_recorded_claim_needs_a_reason(sign_in, checker):
    claim = a_claim(by=checker)
    url = f"/desk/claims/{claim.pk}/edit/"
    changed = a_claim_form(claim.incident, claim.claimant, statement="Said otherwise.")
    assert list(errors(sign_in(checker).post(url, changed))) == ["reason"]
    sign_in(checker).post(url, changed | {"reason": "A slip of the pen."})
    claim.refresh_from_db()
    assert claim.statement == "Said otherwise."


def test_a_claim_in_review_is_not_changed(sign_in, checker):
    claim = a_claim(by=checker)
    an_assignment(claim)
    response = sign_in(checker).get(f"/desk/claims/{claim.pk}/edit/")
    assert response.status_code == 403
    assert "Reviewers judge this claim as it stands" in response.content.decode()


def test_another_fact_checkers_claim_is_not_changed(sign_in, checker):
    assert sign_in(checker).get(f"/desk/claims/{a_claim().pk}/edit/").status_code == 403


def test_another_fact_checkers_draft_is_not_there(sign_in, checker):
    draft = a_claim(draft=True)
    assert sign_in(checker).get(f"/desk/claims/{draft.pk}/").status_code == 404
    assert draft.statement not in sign_in(checker).get("/desk/claims/").content.decode()


def test_a_draft_is_submitted_once_it_is_confirmed(sign_in, checker):
    claim = a_claim(by=checker, draft=True)
    url = f"/desk/claims/{claim.pk}/submit/"
    assert sign_in(checker).get(url).status_code == 200
    sign_in(checker).post(url, {"submission": "1"})
    claim.refresh_from_db()
    assert claim.status == "recorded"


SPOKEN = {
    "spokesperson": "Dara Melkhova",
    "spokesperson_role": "minister of defence",
    "channel": "on Telegram",
}


def test_who_spoke_and_how_is_recorded_shown_and_offered_again(sign_in, checker, sent):
    client = sign_in(checker)
    client.post(URL, sent | SPOKEN)

    claim = Claim.objects.get()
    shown = client.get(f"/desk/claims/{claim.pk}/").content.decode()
    again = client.get(f"/desk/claims/{claim.pk}/edit/").context["form"]

    assert {name: getattr(claim, name) for name in SPOKEN} == SPOKEN
    spoken = "Dara Melkhova, minister of defence, on Telegram"
    assert spoken in folded(strip_tags(shown))
    assert {name: again[name].value() for name in SPOKEN} == SPOKEN


def test_a_role_without_a_spokesperson_is_refused_at_its_field(sign_in, checker, sent):
    response = sign_in(checker).post(URL, sent | SPOKEN | {"spokesperson": ""})

    said = errors(response)
    assert said == {"spokesperson_role": ["Name the spokesperson, or leave the role out."]}
    assert not Claim.objects.exists()
