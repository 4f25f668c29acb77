"""In which order somebody gave figures: by date, and by what is recorded as revising what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from claims.models import Claim, Counterclaim
from claims.rules.grounds import Ground
from tracker.base.values.partial_date import PartialDate

Revised = Collection[tuple[int, int]]
"""Keys of two claims, the earlier one first."""


class Said(Protocol):
    """Something that one claim says."""

    @property
    def claim(self) -> Claim:
        """The claim."""


C = TypeVar("C", bound=Said)


def revised_claims(pairs: Iterable[Counterclaim]) -> Revised:
    """Which claim is recorded as revising which."""
    return frozenset(
        (pair.answers_id, pair.claim_id) for pair in pairs if pair.ground == Ground.REVISION
    )


def as_it_went(said: Iterable[C], revised: Revised) -> list[C]:
    """By date, without one last; where that leaves it open, what is revised before what revises it.

    Args:
        said: what one claimant said.
        revised: what is recorded as revising what.
    """
    ordered = sorted(said, key=lambda each: (_made(each).day or date.max, each.claim.pk))
    for end in range(1, len(ordered)):
        for at in range(end, 0, -1):
            one, other = ordered[at - 1], ordered[at]
            is_open = not _made(one).is_before(_made(other))
            if is_open and (other.claim.pk, one.claim.pk) in revised:
                ordered[at - 1], ordered[at] = other, one
    return ordered


def follows(later: Said, earlier: Said, revised: Revised) -> bool:
    """Whether one is known to have been said after another."""
    keys = (earlier.claim.pk, later.claim.pk)
    return keys in revised or (keys[::-1] not in revised and _made(earlier).is_before(_made(later)))


def any_follows(row: Said, others: Sequence[Said], revised: Revised) -> bool:
    """Whether any of them is known to have been said after it."""
    return any(follows(other, row, revised) for other in others)


def _made(each: Said) -> PartialDate:
    return PartialDate.of(each.claim.made_on, each.claim.made_on_precision)
