"""Asking people to review."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from claims.models import Assignment, Event
from claims.operations.reviews.assign import assign
from tests.factories import (
    AT,
    DUE,
    a_claim,
    a_reviewed_claim,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
)
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def asking(claim, **fields):
    facts = {"reviewer": None, "due": DUE, "by": None, "at": AT} | fields
    facts["reviewer"] = facts["reviewer"] or a_user()
    facts["by"] = facts["by"] or an_editor()
    return assign(claim=claim, **facts)


def refusal(claim, **fields):
    with pytest.raises(Refusal) as refused:
        asking(claim, **fields)
    return refused.value.code, refused.value.field


def test_the_first_assignment_opens_a_round():
    claim = a_claim()

    assignment = asking(claim)

    claim.refresh_from_db()
    opened = claim.rounds.get()
    assert (claim.status, opened.number, assignment.round) == ("in_review", 1, opened)
    assert [e.verb for e in Event.objects.filter(claim_id=claim.pk)][-2:] == [
        "round_opened",
        "assigned",
    ]


def test_the_second_joins_the_same_round():
    claim = a_claim()

    assert [asking(claim).round.number for _ in range(2)] == [1, 1]


def test_it_may_be_due_on_the_day_itself():
    assert asking(a_claim(), due=AT.date()).due == AT.date()


def test_a_day_that_has_passed_is_refused():
    yesterday = AT.date() - timedelta(days=1)

    assert refusal(a_claim(), due=yesterday) == ("due_in_past", "due")


def test_the_author_of_a_claim_does_not_review_it():
    claim = a_claim()

    assert refusal(claim, reviewer=claim.created_by) == ("author_reviews", "reviewer")


def test_a_reviewer_is_asked_once_a_round():
    assignment = an_assignment()

    assert refusal(assignment.claim, reviewer=assignment.reviewer) == (
        "already_assigned",
        "reviewer",
    )


@pytest.mark.parametrize("role", [Role.READER, Role.ADMINISTRATOR])
def test_only_fact_checkers_and_editors_review(role):
    assert refusal(a_claim(), reviewer=a_user(role)) == ("not_a_reviewer", "reviewer")


def test_a_closed_account_is_not_asked():
    assert refusal(a_claim(), reviewer=a_user(is_active=False)) == ("not_a_reviewer", "reviewer")


def test_an_editor_may_review():
    assert asking(a_claim(), reviewer=an_editor()).pk


@pytest.mark.parametrize(
    "make",
    [a_reviewed_claim, lambda: a_verdict().claim, lambda: a_claim(draft=True)],
    ids=["agreed", "published", "draft"],
)
def test_what_is_not_open_for_review_is_refused(make):
    assert refusal(make()) == ("not_open_for_review", None)


def test_a_refused_first_assignment_opens_no_round():
    claim = a_claim()

    refusal(claim, reviewer=claim.created_by)

    claim.refresh_from_db()
    assert (claim.status, Assignment.objects.count()) == ("recorded", 0)


@pytest.mark.parametrize("role", [Role.FACT_CHECKER, Role.ADMINISTRATOR, Role.READER])
def test_only_an_editor_assigns(role):
    assert refusal(a_claim(), by=a_user(role)) == ("wrong_role", None)


def test_the_day_is_that_of_the_newsroom_and_not_of_greenwich():
    evening = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)

    with timezone.override("Asia/Tokyo"), pytest.raises(Refusal) as refused:
        an_assignment(due=date(2026, 3, 1), at=evening)

    assert refused.value.code == "due_in_past"
