"""An assignment is accepted, moved or asked of another, and its round goes on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from claims.models import Event, Review
from claims.operations.queues.priority import prioritise
from claims.operations.reviews.asked import accept, move_due, replace_reviewer
from claims.operations.reviews.assign import decline
from claims.operations.reviews.review import save_review
from tests.factories import (
    AT,
    DUE,
    a_claim,
    a_user,
    a_withdrawn_claim,
    an_assignment,
    an_editor,
    asked_for,
    later,
    sealed,
)
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def code(act, **given):
    with pytest.raises(Refusal) as refused:
        act(**given, at=AT)
    return refused.value.code


def test_a_reviewer_accepts_and_handing_back_is_told_from_declining():
    accepted, declined = an_assignment(), an_assignment()
    accept(assignment=accepted, by=accepted.reviewer, at=AT)
    for one in (accepted, declined):
        decline(assignment=one, reason="On leave.", by=one.reviewer, at=later(hours=1))

    verbs = Event.objects.filter(reason="On leave.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["handed_back", "declined"]


def test_it_is_accepted_once_and_by_who_was_asked():
    assignment = an_assignment()
    assert code(accept, assignment=assignment, by=a_user()) == "not_yours"
    accept(assignment=assignment, by=assignment.reviewer, at=AT)
    assert code(accept, assignment=assignment, by=assignment.reviewer) == "accepted_already"


def test_an_editor_moves_the_day_with_a_line_in_the_journal():
    assignment = an_assignment()
    day = DUE + timedelta(days=3)
    move_due(assignment=assignment, due=day, reason="He is ill.", by=an_editor(), at=AT)

    assignment.refresh_from_db()
    assert (assignment.due, assignment.status) == (day, "open")
    line = Event.objects.get(verb="due_moved")
    assert (line.reason, line.data["from"], line.data["due"]) == (
        "He is ill.",
        DUE.isoformat(),
        day.isoformat(),
    )


@pytest.mark.parametrize(("days", "said"), [(0, "same_day"), (-30, "due_in_past")])
def test_to_the_same_day_or_into_the_past_nothing_is_moved(days, said):
    day = DUE + timedelta(days=days)
    assert code(move_due, assignment=an_assignment(), due=day, by=an_editor()) == said


def test_somebody_else_is_asked_in_place_of_one_and_the_round_goes_on():
    claim = a_claim()
    kept, gone = an_assignment(claim), an_assignment(claim, note="Look at the film.")
    save_review(assignment=gone, rating="", reasoning="Half.", by=gone.reviewer, at=AT)
    other = a_user()
    replace_reviewer(assignment=gone, reviewer=other, reason="Ill.", by=an_editor(), at=AT)

    claim.refresh_from_db()
    states = [(row.reviewer, row.status, row.due, row.note) for row in asked_for(claim)]
    assert claim.status == "in_review"
    assert states == [
        (kept.reviewer, "open", DUE, ""),
        (gone.reviewer, "cancelled", DUE, "Look at the film."),
        (other, "open", DUE, "Look at the film."),
    ]
    assert not Review.objects.exists()
    assert Event.objects.get(verb="reviewer_replaced").reason == "Ill."


def test_whoever_is_asked_after_the_day_has_passed_has_until_today():
    assignment = an_assignment()
    given = {"reviewer": a_user(), "reason": "He never came.", "by": an_editor()}
    new = replace_reviewer(assignment=assignment, **given, at=later(days=30))
    assert new.due == later(days=30).date()


def test_the_author_is_not_asked_in_anybodys_place_and_nothing_is_half_done():
    assignment = an_assignment()
    given = {"reviewer": assignment.claim.created_by, "reason": "Ill.", "by": an_editor()}
    assert code(replace_reviewer, assignment=assignment, **given) == "author_reviews"
    assignment.refresh_from_db()
    assert assignment.status == "open"


def test_what_is_sealed_is_neither_moved_nor_replaced():
    done = sealed(an_assignment())
    by = an_editor()
    again = {"assignment": done, "by": by}
    assert code(move_due, due=DUE + timedelta(days=1), **again) == "assignment_closed"
    assert code(replace_reviewer, reviewer=a_user(), reason="So.", **again) == "assignment_closed"


def test_a_fact_checker_does_none_of_it():
    given = {"assignment": an_assignment(), "by": a_user()}
    assert code(move_due, due=DUE, **given) == "wrong_role"
    assert code(replace_reviewer, reviewer=a_user(), reason="So.", **given) == "wrong_role"
    assert code(prioritise, claim=a_claim(), priority=4, by=a_user()) == "wrong_role"


def test_a_priority_is_written_down_once():
    claim, by = a_claim(), an_editor()
    for _ in range(2):
        prioritise(claim=claim, priority=4, by=by, at=AT)
    claim.refresh_from_db()
    assert claim.priority == 4
    assert Event.objects.get(verb="prioritised").data == {"priority": 4, "before": 2}


def test_there_is_no_other_priority_and_none_of_what_is_withdrawn():
    by = an_editor()
    assert code(prioritise, claim=a_claim(), priority=9, by=by) == "unknown_value"
    assert code(prioritise, claim=a_withdrawn_claim(), priority=4, by=by) == "withdrawn"
