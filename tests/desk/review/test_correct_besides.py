"""What is printed with a verdict besides its summary is corrected as all else of it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import ProposedCorrection, Verdict
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.propose import agree, propose_correction
from claims.operations.verdicts.publish import publish
from tests.desk.forms import as_shown, errors
from tests.factories import AT, WAIVED, a_settled_claim, a_verdict, an_editor
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db
NOTE = "The major told us that nobody had ever counted the bodies there."
OLD = {"missing": "Zq a list of nams.", "would_change": "Zq a second cuont."}
NEW = {"missing": "Zq a list of names.", "would_change": "Zq a second count."}
SETTLED = {"settlement": "Zq one review read the register, the other did not."}


@pytest.fixture
def verdict() -> Verdict:
    return a_verdict(**OLD)


@pytest.fixture
def settled() -> Verdict:
    claim = a_settled_claim()
    return publish(claim=claim, summary="So.", waived=WAIVED, by=an_editor(), at=AT, **OLD)


def corrected(verdict: Verdict, **fields) -> Verdict:
    facts = {"kind": "language", "summary": verdict.summary, "reason": "A slip of the pen."}
    return correct(claim=verdict.claim, by=an_editor(), at=AT, **facts | fields)


def refusal(act, *given, **fields) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as refused:
        act(*given, **fields)
    return refused.value.code, refused.value.field


def proposed(verdict: Verdict, **fields) -> ProposedCorrection:
    facts = {"summary": verdict.summary, "reason": "It was misread.", "rating": "refuted"}
    return propose_correction(claim=verdict.claim, by=an_editor(), at=AT, **facts | fields)


def test_a_corrected_version_does_not_repeat_the_mistake(settled):
    now = corrected(settled, besides=NEW | SETTLED)

    assert (now.missing, now.would_change) == tuple(NEW.values())
    assert now.settlement == SETTLED["settlement"]
    assert (now.summary, now.rating) == (settled.summary, settled.rating)
    settled.refresh_from_db()
    assert settled.missing == OLD["missing"]


def test_what_is_not_named_stays_and_what_is_emptied_goes(verdict):
    now = corrected(verdict, besides={"missing": ""})
    assert (now.missing, now.would_change) == ("", OLD["would_change"])


def test_nothing_is_corrected_where_all_of_it_stays(verdict):
    assert refusal(corrected, verdict, besides=OLD)[0] == "nothing_changed"


def test_a_settlement_is_in_writing_and_there_is_none_where_reviewers_agreed(verdict, settled):
    assert refusal(corrected, settled, besides={"settlement": " "}) == ("required", "settlement")
    assert refusal(corrected, verdict, besides=SETTLED) == ("unknown_value", "settlement")
    assert refusal(corrected, verdict, besides={"rating": "refuted"})[0] == "unknown_value"


@pytest.mark.parametrize("name", ["missing", "would_change", "settlement"])
def test_it_quotes_no_internal_note(name):
    claim = a_settled_claim()
    type(claim).objects.filter(pk=claim.pk).update(internal_note=NOTE)
    claim.refresh_from_db()
    waived = WAIVED | {"notes": ""}
    verdict = publish(claim=claim, summary="So.", waived=waived, by=an_editor(), at=AT)
    assert refusal(corrected, verdict, besides={name: NOTE}) == ("not_ready", "waive_notes")


def test_a_correction_of_the_rating_changes_it_once_a_second_editor_agrees(settled):
    proposal = proposed(settled, besides=NEW | SETTLED)
    assert proposal.besides == NEW | SETTLED

    now = agree(proposal=proposal, agreement="I read it so too.", by=an_editor(), at=AT)

    assert (now.missing, now.would_change) == tuple(NEW.values())
    assert (now.settlement, now.rating) == (SETTLED["settlement"], "refuted")


def test_other_words_alone_are_no_other_finding(verdict):
    given = {"rating": verdict.rating, "low": verdict.low, "high": verdict.high}
    assert refusal(proposed, verdict, besides=NEW, **given)[0] == "only_wording"
    assert refusal(proposed, verdict, besides=OLD, **given)[0] == "nothing_changed"


class TestAtTheDesk:
    def test_the_form_begins_with_it_and_readers_are_told(self, sign_in, editor, settled):
        client, page = sign_in(editor), reverse("desk:claim_correct", args=[settled.claim_id])
        shown = as_shown(client.get(page))
        assert {name: shown[name] for name in OLD} == OLD
        assert shown["settlement"] == settled.settlement
        sent = shown | NEW | SETTLED | {"kind": "language", "reason": "Zq slips of the pen."}
        preview = client.post(page, sent | {"preview": "1"}).content.decode()
        for said in (NEW | SETTLED).values():
            assert preview.count(said) == 2  # in the preview and in its field

        assert client.post(page, sent | {"publish": "1"}).status_code == 302

        reader = Client()
        text = reader.get(f"/claims/{settled.claim_id}/").content.decode()
        for said in (*(NEW | SETTLED).values(), *OLD.values(), settled.settlement):
            assert said in text
        for said in ("What is missing", "What would change the verdict", "The settlement"):
            assert f"{said} was rewritten." in text
        assert "Zq slips of the pen." in reader.get("/corrections/").content.decode()
        told = reader.get(f"/api/v1/claims/{settled.claim_id}/").json()["verdict"]
        assert {name: told[name] for name in NEW} == NEW
        assert told["settlement"] == SETTLED["settlement"]
        first = reader.get(f"/claims/{settled.claim_id}/versions/1/").content.decode()
        assert OLD["missing"] in first

    def test_of_what_reviewers_agreed_on_no_settlement_is_asked(self, sign_in, editor, verdict):
        page = sign_in(editor).get(reverse("desk:claim_correct", args=[verdict.claim_id]))
        assert "settlement" not in as_shown(page)

    def test_a_second_editor_sees_what_would_be_printed(self, sign_in, editor, settled):
        proposal = proposed(settled, besides=NEW)
        address = reverse("desk:correction_agree", args=[proposal.pk])
        text = sign_in(editor).get(address).content.decode()
        assert NEW["missing"] in text
        assert OLD["missing"] in text

    def test_a_settlement_is_not_emptied(self, sign_in, editor, settled):
        client, page = sign_in(editor), reverse("desk:claim_correct", args=[settled.claim_id])
        sent = as_shown(client.get(page)) | {"settlement": "", "kind": "language", "reason": "So."}
        assert list(errors(client.post(page, sent | {"publish": "1"}))) == ["settlement"]
