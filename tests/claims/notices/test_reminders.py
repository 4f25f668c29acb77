"""Reminders come in the morning of a person's own day, once for each day that a review is due."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.models import Assignment, Notice
from claims.operations.notices.remind import remind
from tests.claims.notices.telling import codes, sweep
from tests.factories import a_user, an_assignment, an_editor, sealed

pytestmark = pytest.mark.django_db


def on(day: int, hour: int = 12) -> datetime:
    """A moment of March 2026; reviews of these tests are due on the 8th."""
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def reminded(person):
    return [code for code in codes(person) if code not in ("assigned", "given_back")]


def test_a_review_is_called_to_mind_the_day_before_and_the_day_after():
    assignment = an_assignment()

    sweep(on(6))
    assert reminded(assignment.reviewer) == []
    sweep(on(7))
    sweep(on(7, 13))
    assert reminded(assignment.reviewer) == ["due_tomorrow"]
    sweep(on(8))
    sweep(on(9))
    sweep(on(10))
    assert reminded(assignment.reviewer) == ["due_tomorrow", "overdue"]


def test_who_asked_is_told_that_it_is_overdue_and_by_whom():
    asking = an_editor()
    assignment = an_assignment(by=asking, reviewer=a_user(name="Awa Checker"))

    sweep(on(9))

    told = Notice.objects.get(person=asking)
    assert (told.code, told.who, told.due) == ("overdue_asked", "Awa Checker", assignment.due)


def test_it_waits_for_their_hour_in_their_time_zone():
    person = a_user(time_zone="Asia/Tokyo", daily_mail_hour=9)  # nine hours ahead of UTC
    an_assignment(reviewer=person)

    sweep(on(6, 23))
    assert reminded(person) == []
    sweep(on(7, 0))
    assert reminded(person) == ["due_tomorrow"]


def test_who_was_asked_today_is_not_told_that_it_is_due_tomorrow():
    assignment = an_assignment(at=on(7, 9))

    sweep(on(7))

    assert reminded(assignment.reviewer) == []


def test_a_review_that_was_given_is_not_called_to_mind():
    assignment = sealed(an_assignment())

    sweep(on(9))

    assert reminded(assignment.reviewer) == []


def test_another_day_is_called_to_mind_anew():
    assignment = an_assignment()
    sweep(on(7))

    Assignment.objects.filter(pk=assignment.pk).update(due=on(12).date())
    sweep(on(11))

    assert reminded(assignment.reviewer) == ["due_tomorrow", "due_tomorrow"]


def test_a_second_sweep_asks_as_little_as_one_with_nothing_to_do(django_assert_num_queries):
    for _assignment in range(3):
        an_assignment()
    closed = an_assignment().reviewer
    closed.is_active = False
    closed.save()
    nothing_to_do = 3  # what is due, what was not taken, who did not reply

    for day in (7, 9):
        remind(at=on(day))
        with django_assert_num_queries(nothing_to_do):
            remind(at=on(day))
