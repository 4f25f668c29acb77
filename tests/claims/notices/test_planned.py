"""Who planned to publish a verdict is told when it is not published."""

import pytest

from claims.models import Notice
from claims.notices.words import said, with_what_they_say
from claims.operations.verdicts.schedule import cancel_scheduled, publish_scheduled, schedule
from tests.claims.notices.telling import codes, sweep
from tests.factories import AT, WAIVED, a_reply_request, a_reviewed_claim, an_editor, later

pytestmark = pytest.mark.django_db
TIME = later(hours=2)


def planned(by):
    facts = {"summary": "It is so.", "waived": WAIVED, "due_at": TIME, "at": AT}
    return schedule(claim=a_reviewed_claim(), by=by, **facts)


def test_what_the_clock_did_not_publish_is_told_to_who_planned_it():
    editor, other = an_editor(), an_editor()
    row = planned(editor)
    a_reply_request(row.round.claim, at=later(hours=1), due=later(days=3).date())
    assert publish_scheduled(scheduled=row, at=TIME) is None

    sweep(TIME)

    notice = Notice.objects.get(code="publishing_failed")
    assert (notice.person, notice.claim) == (editor, row.round.claim)
    assert codes(other) == []
    (words,) = said(with_what_they_say(Notice.objects.filter(pk=notice.pk)))
    assert words.url == f"/desk/claims/{row.round.claim_id}/"


def test_what_somebody_else_cancelled_is_told_to_who_planned_it():
    editor, other = an_editor(), an_editor(name="Boubou Editor")
    row = planned(editor)
    cancel_scheduled(scheduled=row, by=other, at=AT)

    sweep()

    notice = Notice.objects.get(code="publishing_cancelled")
    assert (notice.person, notice.who) == (editor, "Boubou Editor")
    assert codes(other) == []


def test_who_cancels_their_own_plan_is_told_nothing():
    editor = an_editor()
    cancel_scheduled(scheduled=planned(editor), by=editor, at=AT)

    sweep()

    assert codes(editor) == []


def test_what_is_published_in_time_is_told_to_authors_and_not_to_who_planned_it():
    editor = an_editor()
    assert publish_scheduled(scheduled=planned(editor), at=TIME)

    sweep(TIME)

    assert codes(editor) == []
