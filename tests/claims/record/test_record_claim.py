"""Recording a claim with its figures."""

from datetime import date
from decimal import Decimal

import pytest

from claims.models import Claim, Event, Party
from claims.operations.record import FigureInput
from claims.operations.scene import NewParty
from claims.rules.figures import Qualifier
from tests.factories import a_claim, a_figure, a_party, a_publisher, a_user
from tracker.base.people.models import Role
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def refusal(**fields):
    with pytest.raises(Refusal) as refused:
        a_claim(**fields)
    return refused.value.code, refused.value.field


def one_figure(**fields):
    facts = {"measure": "killed", "qualifier": Qualifier.RANGE, **fields}
    return {"figures": [FigureInput(**facts)]}


def test_a_claim_is_recorded_as_it_was_given():
    party = a_party("Coalition")
    outlet = a_publisher()

    claim = a_claim(
        claimant=party,
        statement="  Twenty men fell. ",
        wording="verbatim",
        spokesperson="A. Person",
        spokesperson_role=" minister of defence",
        channel="on Telegram ",
        outlet=outlet,
        made_on=PartialDate.parse("2026-02"),
        language="fr",
    )

    claim.refresh_from_db()
    assert (claim.statement, claim.claimant, claim.outlet) == ("Twenty men fell.", party, outlet)
    assert (claim.made_on, claim.made_on_precision) == (date(2026, 2, 1), "month")
    assert (claim.spokesperson, claim.spokesperson_role, claim.channel) == (
        "A. Person",
        "minister of defence",
        "on Telegram",
    )
    assert (claim.status, claim.rounds.count()) == ("recorded", 0)
    assert Event.objects.get(claim_id=claim.pk).verb == "recorded"


def test_a_new_claimant_is_recorded_with_the_claim():
    claim = a_claim(claimant=NewParty("Valley Guard", "armed_group"))

    assert (claim.claimant.name, claim.claimant.slug) == ("Valley Guard", "valley-guard")


def test_a_new_claimant_of_a_refused_claim_leaves_nothing_behind():
    a_claim(reference="mali/ML001")

    refusal(reference="mali/ML001", claimant=NewParty("Valley Guard", "armed_group"))

    assert not Party.objects.filter(name="Valley Guard").exists()


def test_a_draft_is_a_draft():
    claim = a_claim(draft=True)

    assert (claim.status, Event.objects.get(claim_id=claim.pk).verb) == ("draft", "drafted")


def test_one_figure_may_count_two_parties_together():
    parties = [a_party(), a_party()]

    figure = a_claim(figures=[a_figure(subjects=parties)]).figures.get()

    assert [row.party for row in figure.figure_subjects.all()] == parties


def test_an_exact_figure_is_one_number():
    figure = a_claim(figures=[a_figure(best=20)]).figures.get()

    assert (figure.low, figure.best, figure.high) == (20, 20, 20)


def test_a_vague_figure_keeps_its_words_and_gets_no_number():
    figures = [FigureInput(measure="killed", qualifier="vague", wording="several dozen")]

    figure = a_claim(figures=figures).figures.get()

    assert (figure.low, figure.best, figure.high, figure.wording) == (
        None,
        None,
        None,
        "several dozen",
    )


def test_a_published_row_out_of_order_is_kept_and_marked():
    claim = a_claim(**one_figure(low=10, best=40, high=20, as_published=True))

    assert claim.figures.get().best == 40


@pytest.mark.parametrize(
    ("figure", "code", "field"),
    [
        ({"low": 15, "high": 12}, "out_of_order", "low"),
        ({"low": 15, "best": 12, "high": 20}, "out_of_order", "low"),
        ({"low": 1, "best": 30, "high": 20}, "out_of_order", "best"),
        ({"low": -1}, "negative", "low"),
        ({"high": Decimal("NaN")}, "not_a_number", "high"),
        ({"high": 10**11}, "too_large", "high"),
        ({"low": Decimal("0.0001")}, "too_exact", "low"),
        ({"qualifier": "vague", "wording": "dozens", "best": 24}, "vague_with_number", "best"),
        ({"qualifier": "vague"}, "wording_missing", "wording"),
        ({"qualifier": "at_least", "high": 5}, "number_missing", "low"),
        ({"qualifier": "at_most", "low": 5}, "number_missing", "high"),
        ({"qualifier": "exact"}, "number_missing", "best"),
        ({"qualifier": "exact", "low": 1, "high": 2}, "exact_range", "qualifier"),
        ({"qualifier": "perhaps", "low": 1}, "unknown_value", "qualifier"),
        ({"measure": "morale", "low": 1}, "unknown_value", "measure"),
    ],
)
def test_a_figure_that_is_wrong_is_refused_at_its_field(figure, code, field):
    assert refusal(**one_figure(**figure)) == (code, f"figures-0-{field}")


def test_the_second_figure_is_named_by_its_place():
    figures = [a_figure(), FigureInput(measure="killed", qualifier="range", low=3, high=1)]

    assert refusal(figures=figures) == ("out_of_order", "figures-1-low")


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"statement": " \n"}, "required", "statement"),
        ({"statement": "a\x00b"}, "unreadable", "statement"),
        ({"wording": "loosely"}, "unknown_value", "wording"),
        ({"language": ""}, "language_tag", "language"),
        ({"language": "English"}, "language_tag", "language"),
        ({"spokesperson": "x" * 201}, "too_long", "spokesperson"),
        ({"spokesperson": "A", "spokesperson_role": "x" * 201}, "too_long", "spokesperson_role"),
        ({"channel": "x" * 201}, "too_long", "channel"),
        ({"spokesperson_role": "minister"}, "role_of_nobody", "spokesperson_role"),
        (
            {"spokesperson": " ", "spokesperson_role": "minister"},
            "role_of_nobody",
            "spokesperson_role",
        ),
        ({"made_on": PartialDate.parse("2026-03-03")}, "in_future", "made_on"),
        ({"claimant": NewParty(" ", "ngo")}, "required", "claimant.name"),
        ({"claimant": NewParty("Guard", "tribe")}, "unknown_value", "claimant.kind"),
    ],
)
def test_what_is_missing_or_wrong_is_refused_at_its_field(fields, code, field):
    assert refusal(**fields) == (code, field)


@pytest.mark.parametrize(
    ("as_of", "made_on", "code"),
    [
        ("2026-03-02", "2026-03-01", "as_of_after_claim"),
        ("2026-03", "2026-02", "as_of_after_claim"),
        ("2026-03-03", "", "in_future"),
    ],
)
def test_no_figure_is_as_of_a_day_to_come(as_of, made_on, code):
    figure = a_figure(as_of=PartialDate.parse(as_of))

    found = refusal(figures=[a_figure(), figure], made_on=PartialDate.parse(made_on))

    assert found == (code, "figures-1-as_of")
    for known in ("2026-03-01", "2026-03", "2026", ""):
        made = PartialDate.parse("2026-03-01")
        assert a_claim(figures=[a_figure(as_of=PartialDate.parse(known))], made_on=made).pk


def test_a_reference_is_given_once():
    a_claim(reference="mali/ML001")

    assert refusal(reference="mali/ML001") == ("reference_taken", "reference")


def test_a_refused_claim_leaves_nothing_behind():
    refusal(**one_figure(low=3, high=1))

    assert not Claim.objects.exists()


@pytest.mark.parametrize("role", [Role.READER, Role.ADMINISTRATOR])
def test_who_does_not_work_on_claims_records_none(role):
    author = a_user()
    facts = {"incident": a_claim(by=author).incident, "claimant": a_party(), "figures": []}

    assert refusal(by=a_user(role), **facts) == ("wrong_role", None)


def test_how_it_was_said_may_be_known_where_nobody_is_named():
    claim = a_claim(channel="in a statement on its site")

    assert (claim.spokesperson, claim.channel) == ("", "in a statement on its site")
