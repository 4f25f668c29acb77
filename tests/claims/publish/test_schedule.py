"""A verdict is published at a time, under the same checks, unless something changed until then."""

from datetime import timedelta

import pytest

from claims.models import Claim, Event, ScheduledVerdict, Verdict
from claims.operations.reviews.rounds import reopen
from claims.operations.verdicts.publish import publish
from claims.operations.verdicts.schedule import cancel_scheduled, publish_scheduled, schedule
from claims.reads.publishing.scheduled import (
    TOLD_FOR,
    planned_for,
    scheduled_due,
    scheduled_missed,
    scheduled_waiting,
)
from claims.tasks import publish_due
from tests.factories import (
    AT,
    WAIVED,
    a_claim,
    a_reply_request,
    a_reviewed_claim,
    a_split_claim,
    a_user,
    an_editor,
    later,
)
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db
TIME = later(days=1)


def planned(claim=None, **fields):
    facts = {"summary": "It is so.", "waived": WAIVED, "due_at": TIME, "at": AT} | fields
    facts["by"] = facts.get("by") or an_editor()
    return schedule(claim=claim or a_reviewed_claim(), **facts)


def refused(act, **given):
    with pytest.raises(Refusal) as refusal:
        act(**given)
    return refusal.value.code


def ended(row):
    row.refresh_from_db()
    return row.ended


def test_what_is_due_is_published_under_the_name_of_who_planned_it():
    editor = an_editor()
    row = planned(by=editor, missing="A list of names.", would_change="A second count.")
    assert list(scheduled_waiting()) == [row]
    assert publish_scheduled(scheduled=row, at=AT) is None
    verdict = publish_scheduled(scheduled=row, at=TIME)
    assert (verdict.published_by, verdict.published_at) == (editor, TIME)
    assert (verdict.summary, verdict.missing) == ("It is so.", "A list of names.")
    assert set(verdict.waived_points.values_list("point", flat=True)) == set(row.waived)
    assert ended(row) == "published"
    assert row.verdict == verdict


def test_the_clock_finds_what_is_due():
    row = planned()
    assert scheduled_due(AT) == []
    assert scheduled_due(TIME) == [row]
    publish_due()
    assert Verdict.objects.count() == 1
    publish_due()
    assert Verdict.objects.count() == 1


def test_a_claim_that_changed_meanwhile_is_not_published_and_the_editor_is_told():
    row = planned()
    claim = row.round.claim
    a_reply_request(claim, at=later(hours=1), due=later(days=3).date())
    assert publish_scheduled(scheduled=row, at=TIME) is None
    assert ended(row) == "changed"
    assert list(scheduled_missed(TIME)) == [row]
    assert Event.objects.filter(claim_id=claim.pk, verb="publishing_failed").exists()
    assert not Verdict.objects.exists()


def test_another_round_ends_it():
    row = planned()
    reopen(claim=row.round.claim, reason="A new page.", by=an_editor(), at=AT)
    assert list(scheduled_waiting()) == []
    publish_scheduled(scheduled=row, at=TIME)
    assert ended(row) == "changed"


def test_an_editor_who_publishes_first_ends_it_without_a_word():
    row = planned()
    claim = row.round.claim
    claim.refresh_from_db()
    publish(claim=claim, summary="So.", waived=WAIVED, by=an_editor(), at=AT)
    publish_scheduled(scheduled=row, at=TIME)
    assert ended(row) == "cancelled"
    assert Verdict.objects.count() == 1


def test_what_is_refused_then_is_written_down():
    editor = an_editor()
    row = planned(by=editor)
    editor.role = "fact_checker"
    editor.save()
    publish_scheduled(scheduled=row, at=TIME)
    assert ended(row) == "refused"
    assert row.ended_why == "not_theirs"
    line = Event.objects.get(verb="publishing_failed")
    assert (line.reason, line.data) == ("", {"ended": "refused", "why": "not_theirs"})
    assert not Verdict.objects.exists()


def test_it_is_cancelled_by_any_editor_once():
    row = planned()
    cancel_scheduled(scheduled=row, by=an_editor(), at=AT)
    assert ended(row) == "cancelled"
    assert refused(cancel_scheduled, scheduled=row, by=an_editor(), at=AT) == "scheduled_ended"
    assert publish_scheduled(scheduled=row, at=TIME) is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"due_at": AT}, "due_in_past"),
        ({"summary": " "}, "required"),
        ({"waived": {}}, "not_ready"),
        ({"low": 3}, "figure_missing"),
    ],
)
def test_nothing_is_planned_that_could_not_be_published_now(change, code):
    given = {"claim": a_reviewed_claim(), "by": an_editor(), "at": AT, "due_at": TIME}
    given |= {"summary": "So.", "waived": WAIVED}
    assert refused(schedule, **given | change) == code
    assert not ScheduledVerdict.objects.exists()


def test_no_range_is_planned_that_the_reviewers_did_not_establish():
    claim = a_reviewed_claim()
    given = {"figure": claim.figures.get(), "low": 3, "high": 4, "summary": "So."}
    given |= {"by": an_editor(), "at": AT, "waived": WAIVED, "due_at": TIME}
    assert refused(schedule, claim=claim, **given) == "other_range"


def test_a_plan_of_an_earlier_round_is_not_told_of_any_more():
    row = planned()
    claim = row.round.claim
    reopen(claim=claim, reason="A new page.", by=an_editor(), at=AT)
    a_reviewed_claim(claim=claim)
    assert claim.status == "agreed"
    assert list(scheduled_waiting()) == []
    assert planned_for(claim, AT) == (None, None)
    again = planned(claim)
    assert again.round.number == 2
    assert planned_for(claim, AT) == (again, None)


def test_what_was_not_published_is_told_with_its_claim():
    row = planned()
    reopen(claim=row.round.claim, reason="A new page.", by=an_editor(), at=AT)
    publish_scheduled(scheduled=row, at=TIME)
    claim = Claim.objects.get(pk=row.round.claim_id)
    assert planned_for(claim, TIME) == (None, row)
    assert planned_for(claim, TIME + TOLD_FOR + timedelta(days=1)) == (None, None)


def test_it_is_planned_once_and_by_who_may_publish():
    row = planned()
    given = {"summary": "So.", "waived": WAIVED, "due_at": TIME, "at": AT}
    assert refused(schedule, claim=row.round.claim, by=an_editor(), **given) == "scheduled_already"
    assert refused(schedule, claim=a_reviewed_claim(), by=a_user(), **given) == "wrong_role"
    assert refused(schedule, claim=a_split_claim(), by=an_editor(), **given) == "illegal_move"
    assert refused(schedule, claim=a_claim(), by=an_editor(), **given) == "illegal_move"
