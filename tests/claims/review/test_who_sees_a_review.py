"""Who sees a review, asked with rows."""

import pytest

from claims.models import Review
from claims.operations.reviews.rounds import cancel_round, reopen
from claims.reads.reviews import rounds_of
from tests.factories import (
    AT,
    a_claim,
    a_split_claim,
    a_user,
    an_assignment,
    an_editor,
    asked_for,
    sealed,
)
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db


def sight(user, review):
    """What the desk hands over of a review: nothing, that it exists, or all of it."""
    claim = review.assignment.claim
    rows = [row for found in rounds_of(claim, viewer=user) for row in found.seen]
    row = next(row for row in rows if row.assignment.pk == review.assignment_id)
    return "everything" if row.review else "existence" if row.exists else "nothing"


def half_reviewed():
    claim = a_claim()
    one, other = an_assignment(claim), an_assignment(claim)
    sealed(one)
    return Review.objects.get(assignment=one), other.reviewer


def fresh(review):
    return Review.objects.get(pk=review.pk)


def test_the_other_reviewer_sees_it_when_the_round_has_closed():
    review, colleague = half_reviewed()
    sealed(asked_for(review.assignment.claim).get(reviewer=colleague))

    assert sight(colleague, fresh(review)) == "everything"


def test_before_that_he_sees_that_it_is_sealed():
    review, colleague = half_reviewed()

    assert sight(colleague, review) == "existence"


@pytest.mark.parametrize("role", [Role.FACT_CHECKER, Role.EDITOR, Role.ADMINISTRATOR])
def test_nobody_at_the_desk_sees_more(role):
    review, _colleague = half_reviewed()

    assert sight(a_user(role), review) == "existence"


def test_its_writer_does():
    review, _colleague = half_reviewed()

    assert sight(review.assignment.reviewer, review) == "everything"


def test_readers_see_none():
    claim = a_split_claim()
    review = Review.objects.filter(assignment__round__claim=claim)[0]

    assert sight(a_user(Role.READER), review) == "nothing"


def test_a_cancelled_round_is_never_opened():
    review, colleague = half_reviewed()
    cancel_round(claim=review.assignment.claim, reason="Anew.", by=an_editor(), at=AT)

    assert sight(colleague, fresh(review)) == "existence"
    assert sight(an_editor(), fresh(review)) == "existence"


def test_who_reviews_in_the_next_round_does_not_see_the_last_one():
    claim, editor = a_split_claim(), an_editor()
    review = Review.objects.filter(assignment__round__claim=claim)[0]
    reopen(claim=claim, reason="Again.", by=editor, at=AT)
    assignment = an_assignment(claim)

    assert sight(assignment.reviewer, fresh(review)) == "existence"
    assert sight(editor, fresh(review)) == "everything"
