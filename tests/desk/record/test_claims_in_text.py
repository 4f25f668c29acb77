"""Claims are proposed from a text; the claim form is filled, and a refusal is remembered."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Citation, Claim, Dismissal, Event
from tests.desk.forms import as_shown, errors
from tests.factories import a_page, a_party, a_user, an_incident
from tests.public.captures import a_capture
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db
URL = "/desk/claims/in-text/"
NEW = "/desk/claims/new/"
TEXT = """The town lies by a river. The Valley Army said on Monday that it had killed 20 fighters.
“We lost no men,” said Colonel Idris Vale. It rained."""


def filled(client: Any, shown: Any) -> Any:
    """The claim form that a proposal's button opens."""
    return client.post(NEW, dict(shown.fields) | {"proposed": "1"})


def test_a_pasted_text_proposes_claims_that_fill_the_form(sign_in, checker):
    army = a_party(name="Valley Army")
    client = sign_in(checker)

    page = client.post(URL, {"text": TEXT, "language": "en", "made_on": "2025-06-02"})
    first, second = page.context["offered"]
    form = filled(client, first).context["form"]

    assert first.claimant == army
    assert second.claimant is None
    assert form.initial["statement"].startswith("it had killed 20 fighters")
    assert (form.initial["claimant"], form.initial["made_on"]) == (str(army.pk), "2025-06-02")
    assert form.initial["wording"] == "paraphrase"
    row = form.figures.forms[0].initial
    assert (row["measure"], row["best"]) == ("killed", "20")
    assert dict(second.fields)["wording"] == "verbatim"
    assert Claim.objects.count() == Dismissal.objects.count() == 0


def test_a_claim_of_an_archived_page_is_recorded_with_its_quotation(sign_in, checker):
    a_party(name="Valley Army")
    page = a_page(published="2025-06-02", published_precision="day")
    capture = a_capture(page, TEXT)
    client = sign_in(checker)

    shown = client.get(f"{URL}?capture={capture.pk}").context["offered"][0]
    sent = as_shown(filled(client, shown)) | {"incident": an_incident().pk, "record": "1"}
    answer = client.post(NEW, sent)

    claim = Claim.objects.get()
    citation = Citation.objects.get()
    assert answer.headers["Location"] == f"/desk/claims/{claim.pk}/"
    assert (citation.claim, citation.page, citation.stance) == (claim, page, "reports")
    assert citation.quotation.exact.startswith("The Valley Army said")
    assert citation.quotation.prefix == "The town lies by a river."
    assert str(claim.made_on) == "2025-06-02"


def test_what_is_said_to_be_no_claim_is_not_offered_again(sign_in, checker, editor):
    capture = a_capture(a_page(), TEXT)
    sent = {"capture": str(capture.pk)}
    offered = sign_in(checker).post(URL, sent).context["offered"]
    subject = offered[0].proposed.subject

    sign_in(checker).post(URL, sent | {"dismiss": subject})
    page = sign_in(editor).get(URL, sent)

    assert [one.proposed.subject for one in page.context["dropped"]] == [subject]
    assert subject not in [one.proposed.subject for one in page.context["offered"]]
    assert Dismissal.objects.get().by == checker
    assert Event.objects.get(verb="dismissed").actor_id == checker.pk
    assert "Valley" not in subject


def test_the_same_words_in_another_text_are_offered(sign_in, checker):
    client = sign_in(checker)
    subject = client.post(URL, {"text": TEXT}).context["offered"][0].proposed.subject

    client.post(URL, {"text": TEXT, "dismiss": subject})

    assert len(client.post(URL, {"text": f"{TEXT} So it was."}).context["offered"]) == 2


def test_only_what_the_text_proposes_can_be_dismissed(sign_in, checker):
    sign_in(checker).post(URL, {"text": TEXT, "dismiss": "a rumour"})

    assert not Dismissal.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "a" * 300_001}, "text"),
        ({"text": "Yes. " * 5_001}, "text"),
        ({"capture": "7"}, "capture"),
        ({"text": "So.", "language": "so and so"}, "language"),
        ({"text": "So.", "made_on": "Monday"}, "made_on"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(sign_in, checker, sent, field):
    answer = sign_in(checker).post(URL, sent)

    assert answer.status_code == 422
    assert field in errors(answer)


def test_a_capture_that_is_not_there_or_has_no_text_is_not_found(sign_in, checker):
    client = sign_in(checker)
    gone = "00000000-0000-0000-0000-000000000000"
    silent = a_capture(a_page(), "")

    assert client.get(URL, {"capture": gone}).status_code == 404
    assert client.get(URL, {"capture": str(silent.pk)}).status_code == 404


def test_the_words_of_a_text_are_escaped(sign_in, checker):
    text = "The army said that <script>alert(1)</script> was shot."

    shown = sign_in(checker).post(URL, {"text": text}).content.decode()

    assert "<script>alert(1)" not in shown


def test_administrators_do_not_record_claims(sign_in):
    answer = sign_in(a_user(Role.ADMINISTRATOR)).get(URL)

    assert answer.status_code == 403
