"""Giving an assignment back."""

import pytest

from claims.models import Event
from claims.operations.reviews.assign import decline
from tests.factories import AT, a_user, an_assignment, sealed
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def refusal(assignment, **fields):
    facts = {"reason": "On leave.", "by": assignment.reviewer, "at": AT}
    with pytest.raises(Refusal) as refused:
        decline(assignment=assignment, **(facts | fields))
    return refused.value.code


def test_a_reviewer_gives_an_assignment_back():
    assignment = an_assignment()

    decline(assignment=assignment, reason="On leave.", by=assignment.reviewer, at=AT)

    assignment.refresh_from_db()
    assert (assignment.status, assignment.closed_by) == ("declined", assignment.reviewer)
    assert Event.objects.get(verb="declined").reason == "On leave."


def test_it_needs_a_reason():
    assert refusal(an_assignment(), reason="") == "required"


def test_nobody_declines_for_somebody_else():
    assert refusal(an_assignment(), by=a_user()) == "not_yours"


def test_a_sealed_review_is_not_given_back():
    assert refusal(sealed(an_assignment())) == "assignment_closed"
