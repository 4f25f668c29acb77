"""Ending a round without a result."""

import pytest

from claims.models import Review
from claims.operations.record import revise_claim
from claims.operations.reviews.review import save_review
from claims.operations.reviews.rounds import cancel_round, reopen
from tests.factories import (
    AT,
    a_claim,
    a_user,
    a_verdict,
    a_withdrawn_claim,
    an_assignment,
    an_editor,
    sealed,
)
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def cancelling(claim, **fields):
    facts = {"reason": "The claim was recorded wrongly.", "by": an_editor(), "at": AT}
    return cancel_round(claim=claim, **(facts | fields))


def test_what_is_open_is_cancelled_and_what_is_sealed_stays():
    claim = a_claim()
    done, waiting = sealed(an_assignment(claim)), an_assignment(claim)

    cancelling(claim)

    for row in (claim, done, waiting):
        row.refresh_from_db()
    assert (claim.status, done.status, waiting.status) == ("recorded", "sealed", "cancelled")
    assert Review.objects.filter(sealed_at__isnull=False).count() == 1


def test_a_draft_is_dropped_so_that_the_claim_can_be_mended():
    assignment = an_assignment()
    claim, figure = assignment.claim, assignment.claim.figures.get()
    facts = {"rating": "supported", "by": assignment.reviewer, "at": AT}
    save_review(assignment=assignment, figure=figure, low=1, **facts)

    cancelling(claim)

    revise_claim(claim=claim, figures=[], reason="There was none.", by=an_editor(), at=AT)
    assert (Review.objects.count(), claim.figures.count()) == (0, 0)


def test_the_next_assignment_opens_a_new_round():
    claim = an_assignment().claim
    cancelling(claim)

    assert an_assignment(claim).round.number == 2


def test_a_reopened_claim_goes_back_to_its_verdict():
    claim = a_verdict().claim
    reopen(claim=claim, reason="A new page.", by=an_editor(), at=AT)

    cancelling(claim)

    claim.refresh_from_db()
    assert claim.status == "published"


@pytest.mark.parametrize("make", [a_claim, a_withdrawn_claim, lambda: a_claim(draft=True)])
def test_a_claim_that_nobody_reviews_has_no_round_to_cancel(make):
    with pytest.raises(Refusal) as refused:
        cancelling(make())

    assert refused.value.code == "illegal_move"


def test_it_needs_a_reason():
    with pytest.raises(Refusal) as refused:
        cancelling(an_assignment().claim, reason="")

    assert refused.value.code == "required"


def test_a_fact_checker_does_not_cancel():
    with pytest.raises(Refusal) as refused:
        cancelling(an_assignment().claim, by=a_user())

    assert refused.value.code == "wrong_role"
