"""Who sees a review, asked with rows."""

import pytest

from claims.models import Event, Reading, Review
from claims.operations.reviews.read import open_reviews
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
from tracker.base.values.refusal import Refusal

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
    cancel_round(claim=review.assignment.claim, reason="Anew, as was said.", by=an_editor(), at=AT)

    assert sight(colleague, fresh(review)) == "existence"
    assert sight(an_editor(), fresh(review)) == "existence"


def test_who_reviews_in_the_next_round_does_not_see_the_last_one():
    claim, editor = a_split_claim(), an_editor()
    review = Review.objects.filter(assignment__round__claim=claim)[0]
    reopen(claim=claim, reason="Again, as was said.", by=editor, at=AT)
    assignment = an_assignment(claim)

    open_reviews(claim=claim, by=editor, at=AT)

    assert sight(assignment.reviewer, fresh(review)) == "existence"
    assert sight(editor, fresh(review)) == "everything"


@pytest.mark.parametrize("role", [Role.FACT_CHECKER, Role.EDITOR, Role.ADMINISTRATOR])
def test_after_the_round_the_desk_reads_it_by_an_act_that_is_written_down(role):
    claim, person = a_split_claim(), a_user(role)
    review = Review.objects.filter(assignment__round__claim=claim)[0]
    assert sight(person, review) == "existence"

    open_reviews(claim=claim, by=person, at=AT)

    assert sight(person, fresh(review)) == "everything"
    assert Reading.objects.get().reader == person
    assert Event.objects.get(verb="reviews_opened").actor_id == person.pk


def test_who_has_a_review_to_write_opens_no_earlier_round():
    claim = a_split_claim()
    reopen(claim=claim, reason="Again, as was said.", by=an_editor(), at=AT)
    reviewer = an_assignment(claim).reviewer

    with pytest.raises(Refusal) as refused:
        open_reviews(claim=claim, by=reviewer, at=AT)

    assert refused.value.code == "reviews_it"


@pytest.mark.parametrize("make", [a_claim, lambda: an_assignment().claim])
def test_there_is_nothing_to_open_before_a_round_is_over(make):
    with pytest.raises(Refusal) as refused:
        open_reviews(claim=make(), by=an_editor(), at=AT)

    assert refused.value.code == "nothing_to_open"
