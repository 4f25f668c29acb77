"""Nothing is published while a point of the checklist is open and nobody has waived it."""

import pytest

from claims.models import Claim, Verdict, WaivedPoint
from claims.operations.cite import uncite
from claims.operations.record import withdraw
from claims.operations.verdicts.publish import publish
from claims.operations.verdicts.schedule import schedule
from claims.operations.verdicts.settle import settle
from claims.reads.publishing.checklist import checked
from claims.rules.deciding.checklist import Moot
from claims.rules.grounds import Ground
from tests.factories import (
    AT,
    WAIVED,
    a_citation,
    a_claim,
    a_pair,
    a_party,
    a_reply_request,
    a_reviewed_claim,
    a_split_claim,
    an_editor,
    later,
)
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def open_points(claim, summary="It is so."):
    return [row.point.value for row in checked(claim, summary) if row.is_open]


def test_what_is_waived_is_kept_with_its_reason():
    claim = a_reviewed_claim()
    reasons = {point: f"Because of {point}." for point in open_points(claim)}
    verdict = publish(claim=claim, summary="It is so.", waived=reasons, by=an_editor(), at=AT)
    assert dict(verdict.waived_points.values_list("point", "reason")) == reasons


def test_an_open_point_is_refused_and_named():
    claim = a_reviewed_claim()
    reasons = dict.fromkeys(open_points(claim), "It is so.") | {"reply": " "}
    with pytest.raises(Refusal) as refused:
        publish(claim=claim, summary="It is so.", waived=reasons, by=an_editor(), at=AT)
    assert (refused.value.code, refused.value.field) == ("not_ready", "waive_reply")
    assert "The claimant was asked for a reply" in str(refused.value)
    assert not Verdict.objects.exists()


def test_what_is_in_order_is_not_waived():
    claim = a_claim()
    a_citation(claim)
    a_reply_request(claim)
    a_reviewed_claim(claim=claim)
    claim.refresh_from_db()
    publish(claim=claim, summary="It is so.", waived=WAIVED, by=an_editor(), at=AT)
    kept = set(WaivedPoint.objects.values_list("point", flat=True))
    assert kept.isdisjoint({"source", "reply", "best_sources", "notes"})


def test_a_reason_that_readers_see_is_a_sentence():
    claim = a_reviewed_claim()
    for said in ("x", "?!", "So be", "... . -"):
        given = {"waived": WAIVED | {"reply": said}, "by": an_editor(), "at": AT}
        with pytest.raises(Refusal) as refused:
            publish(claim=claim, summary="It is so.", **given)
        assert (refused.value.code, refused.value.field) == ("no_sentence", "waive_reply")
    assert not Verdict.objects.exists()


def test_that_another_party_was_asked_is_no_question_to_the_claimant():
    claim, nobody = a_claim(), a_claim(claimant=a_party(kind="unattributed"))
    for asked in (claim, nobody):
        a_reply_request(asked, party=asked.figures.get().subjects.get())
    assert "reply" in open_points(claim)
    (reply,) = [row for row in checked(nobody, "It is so.") if row.point.value == "reply"]
    assert (reply.is_green, reply.moot) == (False, Moot.NOBODY_TO_ASK)
    a_reply_request(claim)
    assert "reply" not in open_points(claim)


def test_there_is_no_other_point():
    with pytest.raises(Refusal) as refused:
        publish(claim=a_reviewed_claim(), summary="So.", waived={"all": "x"}, by=an_editor(), at=AT)
    assert refused.value.code == "unknown_value"


def test_where_the_only_report_was_taken_back_what_contradicts_is_no_source_of_the_claim():
    claim = a_claim()
    a_citation(claim, stance="contradicts")
    report = a_citation(claim, stance="reports")
    own_side = {"source", "best_sources"}
    assert own_side.isdisjoint(open_points(claim))
    uncite(citation=report, reason="It is of another day.", by=report.added_by, at=AT)
    assert own_side <= set(open_points(claim))


def test_an_internal_note_is_not_quoted():
    claim = a_claim(internal_note=NOTE)
    assert "notes" in open_points(claim, f"It is open. {NOTE}")
    assert "notes" not in open_points(claim, "It is open.")


NOTE = "The major told us that nobody had ever counted the bodies there."
PLANNED = {"due_at": later(days=1)}


@pytest.mark.parametrize(("act", "when"), [(publish, {}), (schedule, PLANNED)])
@pytest.mark.parametrize(
    "told",
    [
        {"missing": NOTE},
        {"would_change": NOTE},
        {"waived": WAIVED | {"reply": NOTE, "notes": ""}},
    ],
)
def test_a_note_is_quoted_nowhere_that_readers_look(act, when, told):
    claim = a_reviewed_claim(claim=a_claim(internal_note=NOTE))
    given = {"summary": "It is so.", "waived": WAIVED | {"notes": ""}} | when | told
    with pytest.raises(Refusal) as refused:
        act(claim=claim, by=an_editor(), at=AT, **given)
    assert (refused.value.code, refused.value.field) == ("not_ready", "waive_notes")


def test_a_settlement_that_quotes_a_note_is_not_published():
    claim = a_split_claim(claim=a_claim(internal_note=NOTE))
    settle(claim=claim, reason=NOTE, rating="contested", by=an_editor(), at=AT)
    given = {"summary": "It is so.", "by": an_editor(), "at": AT}
    with pytest.raises(Refusal) as refused:
        publish(claim=claim, waived=WAIVED | {"notes": ""}, **given)
    assert refused.value.field == "waive_notes"
    assert publish(claim=claim, waived=WAIVED, **given).settlement == NOTE


def test_only_pages_are_quoted_that_readers_see():
    """What stands in a claim that readers may not know of may stand in a note alone."""
    claim, other = a_claim(internal_note=NOTE), a_claim(statement=NOTE)
    a_pair(claim=other, answers=claim, public_note="They met.")
    assert "notes" not in open_points(claim, NOTE)
    withdraw(claim=other, reason="Recorded twice, as was said.", by=an_editor(), at=AT)
    assert "notes" in open_points(claim, NOTE)


GONE = [{"status": "withdrawn"}, {"status": "draft", "released_at": None, "released_by": None}]


@pytest.mark.parametrize("gone", GONE)
def test_a_claim_that_readers_may_not_know_of_is_no_other_side(gone):
    claim, other = a_claim(), a_claim()
    a_citation(claim)
    a_citation(other)
    a_pair(claim=other, answers=claim, ground=Ground.DENIAL.value)
    assert "best_sources" in open_points(claim)
    Claim.objects.filter(pk=other.pk).update(**gone)
    assert "best_sources" not in open_points(claim)


def test_the_other_sides_source_is_asked_for_where_the_claims_are_on_two_sides():
    claim, other = a_claim(), a_claim()
    a_citation(claim)
    theirs = a_citation(other)
    assert "best_sources" not in open_points(claim)
    a_pair(claim=other, answers=claim, ground=Ground.DENIAL.value)
    assert "best_sources" in open_points(claim)
    a_citation(claim, page=theirs.page, stance="contradicts")
    assert "best_sources" not in open_points(claim)


def test_the_checklist_takes_a_fixed_number_of_queries(django_assert_max_num_queries):
    claim = a_claim()
    for _ in range(4):
        a_citation(claim)
        other = a_claim()
        a_citation(other)
        a_pair(claim=other, answers=claim, ground=Ground.DENIAL.value)
    with django_assert_max_num_queries(14) as captured:
        checked(claim, "It is so.")
    few = a_claim()
    a_citation(few)
    other = a_claim()
    a_citation(other)
    a_pair(claim=other, answers=few, ground=Ground.DENIAL.value)
    count = len(captured.captured_queries)
    with django_assert_max_num_queries(count):
        checked(few, "It is so.")
