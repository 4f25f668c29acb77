"""Beginning a new round of reviews."""

import pytest

from claims.models import Event
from claims.operations.reviews.read import open_reviews
from claims.operations.reviews.rounds import cancel_round, reopen
from claims.reads.assignments import reviewers_for
from tests.factories import (
    AT,
    a_claim,
    a_reviewed_claim,
    a_settled_claim,
    a_split_claim,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    asked_for,
    sealed,
)
from tests.ratings import Rating
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def reopening(claim, **fields):
    return reopen(claim=claim, **({"reason": "A new page.", "by": an_editor(), "at": AT} | fields))


@pytest.mark.parametrize(
    ("make", "verb"),
    [
        (lambda: a_verdict().claim, "reopened"),
        (a_split_claim, "round_repeated"),
        (a_reviewed_claim, "round_repeated"),
    ],
    ids=["published", "split", "agreed"],
)
def test_it_begins_a_second_round(make, verb):
    claim = make()

    reopening(claim)

    claim.refresh_from_db()
    assert (claim.status, claim.rounds.first().number) == ("in_review", 2)
    assert Event.objects.get(claim_id=claim.pk, verb=verb).reason == "A new page."


def test_the_published_verdict_stays_meanwhile():
    verdict = a_verdict()

    reopening(verdict.claim)

    assert list(verdict.claim.verdicts.all()) == [verdict]


def test_who_reviewed_an_earlier_round_is_not_asked_again():
    claim = a_split_claim()
    reviewer = asked_for(claim)[0].reviewer
    reopening(claim)

    with pytest.raises(Refusal) as refused:
        an_assignment(claim, reviewer=reviewer)

    assert (refused.value.code, refused.value.field) == ("knows_earlier", "reviewer")
    assert reviewer not in reviewers_for(claim)


def test_who_read_the_reviews_of_an_earlier_round_is_not_asked_for_the_next():
    claim, reader, other = a_split_claim(), a_user(), a_user()
    open_reviews(claim=claim, by=reader, at=AT)
    reopening(claim)

    with pytest.raises(Refusal) as refused:
        an_assignment(claim, reviewer=reader)

    assert refused.value.code == "knows_earlier"
    assert set(reviewers_for(claim)) & {reader, other} == {other}
    assert an_assignment(claim, reviewer=other).round.number == 2


def opened_by(editor):
    """A split claim whose first round this editor opened."""
    claim = a_claim()
    one, other = (an_assignment(claim, by=editor) for _ in range(2))
    sealed(one, Rating.SUPPORTED)
    sealed(other, Rating.REFUTED)
    claim.refresh_from_db()
    return claim


def test_another_round_is_another_editors_to_begin():
    editor = an_editor()
    claim = opened_by(editor)

    with pytest.raises(Refusal) as refused:
        reopening(claim, by=editor)

    assert refused.value.code == "own_round"
    reopening(claim, by=an_editor())


def test_a_reviewer_does_not_repeat_the_round_in_which_they_reviewed():
    claim, editor = a_claim(), an_editor()
    for person in (editor, a_user()):
        sealed(an_assignment(claim, reviewer=person))
    claim.refresh_from_db()

    with pytest.raises(Refusal) as refused:
        reopening(claim, by=editor)

    assert refused.value.code == "own_round"


def test_a_round_cancelled_with_sealed_reviews_is_not_begun_anew_by_who_cancelled_it():
    claim, editor = a_claim(), an_editor()
    sealed(an_assignment(claim))
    cancel_round(claim=claim, reason="It will not do.", by=editor, at=AT)
    claim.refresh_from_db()

    with pytest.raises(Refusal) as refused:
        an_assignment(claim, by=editor)

    assert refused.value.code == "own_round"
    second = an_assignment(claim).round
    assert (second.number, second.opening_reason) == (2, "It will not do.")


def test_a_round_in_which_nobody_sealed_anything_counts_for_nothing():
    claim, editor = a_claim(), an_editor()
    an_assignment(claim, by=editor)
    cancel_round(claim=claim, reason="The wrong day.", by=editor, at=AT)
    claim.refresh_from_db()

    assert an_assignment(claim, by=editor).round.number == 2


@pytest.mark.parametrize("make", [a_claim, a_settled_claim, lambda: an_assignment().claim])
def test_without_a_round_that_ended_it_is_refused(make):
    with pytest.raises(Refusal) as refused:
        reopening(make())

    assert refused.value.code == "illegal_move"


def test_it_needs_a_reason():
    with pytest.raises(Refusal) as refused:
        reopening(a_verdict().claim, reason="")

    assert (refused.value.code, refused.value.field) == ("required", "reason")


def test_a_fact_checker_does_not_reopen():
    with pytest.raises(Refusal) as refused:
        reopening(a_verdict().claim, by=a_user())

    assert refused.value.code == "wrong_role"
