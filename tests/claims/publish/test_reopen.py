"""Beginning a new round of reviews."""

import pytest

from claims.models import Event
from claims.operations.reviews.rounds import reopen
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
)
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


def test_the_same_people_can_be_asked_again():
    claim = a_split_claim()
    reviewer = asked_for(claim)[0].reviewer
    reopening(claim)

    assert an_assignment(claim, reviewer=reviewer).round.number == 2


@pytest.mark.parametrize("make", [a_claim, a_settled_claim, lambda: an_assignment().claim])
def test_without_a_round_that_ended_it_is_refused(make):
    with pytest.raises(Refusal) as refused:
        reopening(make())

    assert refused.value.code == "illegal_move"


def test_it_needs_a_reason():
    with pytest.raises(Refusal) as refused:
        reopening(a_verdict().claim, reason="")

    assert (refused.value.code, refused.value.field) == ("reason_required", "reason")


def test_a_fact_checker_does_not_reopen():
    with pytest.raises(Refusal) as refused:
        reopening(a_verdict().claim, by=a_user())

    assert refused.value.code == "wrong_role"
