"""Keeping a review as a draft."""

import pytest

from claims.models import Event, Review
from claims.operations.reviews.review import save_review, seal_review
from tests.factories import AT, a_citation, a_user, an_assignment, later, sealed
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def saving(assignment, **fields):
    facts = {"rating": "supported", "by": assignment.reviewer, "at": AT}
    return save_review(assignment=assignment, **(facts | fields))


def test_a_draft_can_be_written_again():
    assignment = an_assignment()
    one, other = a_citation(assignment.claim), a_citation(assignment.claim)
    saving(assignment, citations=[one])

    saving(assignment, rating="refuted", reasoning="Not so.", citations=[other], at=later(hours=1))

    review = Review.objects.get()
    assert (review.rating, review.reasoning, review.sealed_at) == ("refuted", "Not so.", None)
    assert (review.saved_at, list(review.citations.all())) == (later(hours=1), [other])


def test_a_draft_can_do_without_a_rating():
    assert saving(an_assignment(), rating="").rating == ""


def test_a_rating_that_there_is_not_is_refused_in_a_draft_too():
    with pytest.raises(Refusal) as refused:
        saving(an_assignment(), rating="true")

    assert (refused.value.code, refused.value.field) == ("unknown_value", "rating")


def test_without_a_rating_nothing_is_sealed():
    assignment = an_assignment()
    by = assignment.reviewer

    with pytest.raises(Refusal) as refused:
        seal_review(
            assignment=assignment, rating="", reasoning="So.", has_interest=False, by=by, at=AT
        )

    assert (refused.value.code, refused.value.field) == ("required", "rating")


def test_a_draft_leaves_no_line_in_the_journal():
    assignment = an_assignment()
    events = Event.objects.count()

    saving(assignment)

    assert Event.objects.count() == events


def test_a_sealed_review_is_not_saved_over():
    assignment = sealed(an_assignment())

    with pytest.raises(Refusal) as refused:
        saving(assignment)

    assert refused.value.code == "assignment_closed"


def test_nobody_writes_for_somebody_else():
    with pytest.raises(Refusal) as refused:
        saving(an_assignment(), by=a_user())

    assert refused.value.code == "not_yours"
