"""What a person may see of a review while its round is blind, and after.

Blind means blind: nobody who might still write a review of a claim sees another person's review
of it, and as long as a round is open nobody at all does, editors and administrators included.
They may see *that* a review is sealed ("1 of 2 sealed"), never what it says. After a round, its
reviewers see each other's reviews; anybody else at the desk opens them, and is not asked to review
that claim again. Readers see the verdict that is published, not the reviews it was made from.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import IntEnum

from claims.rules.verdicts import RoundResult
from tracker.base.people.role import Role


class Sight(IntEnum):
    """How much is seen; the higher contains the lower."""

    NOTHING = 0
    EXISTENCE = 1
    EVERYTHING = 2


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What has to be known of a review to say who may see it.

    `result` is how its round ended, None while it is open.
    """

    owner: Hashable
    sealed: bool
    result: RoundResult | None


def sight_of_review(
    review: ReviewFacts,
    *,
    viewer: Role,
    viewer_id: Hashable | None,
    viewer_reviews_claim: bool,
    viewer_opened_it: bool,
) -> Sight:
    """Say how much of `review` this person sees.

    `viewer_reviews_claim` is whether they have an open assignment for the same claim, in
    whatever round: earlier rounds stay closed to them until they have sealed their own.
    `viewer_opened_it` is whether they opened the reviews of this round, or reviewed in it.
    """
    if viewer_id is not None and viewer_id == review.owner:
        return Sight.EVERYTHING
    if viewer is Role.READER:
        return Sight.NOTHING
    if not review.sealed or viewer_reviews_claim or not viewer_opened_it:
        return Sight.EXISTENCE
    return Sight.EVERYTHING if is_opened(review.result) else Sight.EXISTENCE


def is_opened(result: RoundResult | None) -> bool:
    """Whether a round is over and came to something."""
    return result is not None and result.opens_reviews
