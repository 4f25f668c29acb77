"""Settle what reviewers split on."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Claim, Rating, Round
from claims.operations.reviews.read import note_reading
from claims.operations.transition import locked, transition
from claims.reads.ledger.kinds import SETTLEMENT
from claims.reads.verdicts import ratings_left_open
from claims.rules import acts
from claims.rules.states import ClaimStatus
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.ledger.operations import enter_rows
from tracker.base.people.models import User
from tracker.base.terms import term
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import whole_sentence
from tracker.base.writing.lists import comma_list


def settle(*, claim: Claim, reason: str, rating: str, by: User, at: datetime) -> Claim:
    """Settle a split in writing: `reason` is published with the verdict.

    The rating is one that a reviewer gave, or one between two of theirs, or says that nothing is
    decided (`claims.rules.ratings.settleable`). Who settles has read the reviews, which is
    written down. Refuses with `illegal_move`, `own_claim` and `own_review` (who wrote the claim or
    reviewed in the round does not settle it), `outside_reviews`, `required` (no reason) or
    `unknown_value`.
    """
    decided = term(rating, Rating, field="rating")
    why = whole_sentence(reason, field="reason", required=False)
    with act(acts.SETTLE, by=by, reason=why):
        row = locked(claim)
        ensure(by, acts.SETTLE, Involvement(by, row))
        split = row.rounds.latest("number")
        _check_within(split, decided)
        for read in filter(None, (split.adds_to, split)):
            note_reading(read, by=by, at=at)
        split.settled_rating, split.settlement = decided.code, why
        split.settled_by, split.settled_at = by, at
        split.save(update_fields=["settled_rating", "settlement", "settled_by", "settled_at"])
        enter_rows((SETTLEMENT, [split]), at=at)
        row = transition(
            claim=row,
            to=ClaimStatus.SETTLED,
            by=by,
            at=at,
            reason=why,
            data={"rating": decided.code},
        )
    claim.status = row.status
    return row


def _check_within(split: Round, rating: Rating) -> None:
    left_open = ratings_left_open(split)
    if rating not in left_open:
        raise Refusal(
            _(
                "This lies outside what the reviewers found. A split can be settled as: "
                "%(ratings)s. For anything else it needs more reviews: begin another round."
            )
            % {"ratings": comma_list(one.label for one in left_open)},
            code="outside_reviews",
            field="rating",
        )
