"""Counterclaims gathered by the claim at the other side: one answer may stand on two grounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claims.models import Claim, Counterclaim


@dataclass(frozen=True, slots=True)
class ClaimAnswer:
    """The claim at the other side, with a pair for each ground."""

    claim: Claim
    pairs: tuple[Counterclaim, ...]


def by_other_side(claim: Claim, pairs: Iterable[Counterclaim]) -> list[ClaimAnswer]:
    """Gather a claim's pairs by the claim at the other side, whichever of the two answers."""
    return _gathered(
        (pair.answers if pair.claim_id == claim.pk else pair.claim, pair) for pair in pairs
    )


def answers_by_claim(pairs: Iterable[Counterclaim]) -> list[ClaimAnswer]:
    """Gather pairs by the claim that answers."""
    return _gathered((pair.claim, pair) for pair in pairs)


def answered(pairs: Iterable[Counterclaim]) -> list[ClaimAnswer]:
    """Gather pairs by the claim that is answered."""
    return _gathered((pair.answers, pair) for pair in pairs)


def _gathered(sides: Iterable[tuple[Claim, Counterclaim]]) -> list[ClaimAnswer]:
    own: dict[int, tuple[Claim, list[Counterclaim]]] = {}
    for claim, pair in sides:
        own.setdefault(claim.pk, (claim, []))[1].append(pair)
    return [ClaimAnswer(claim, tuple(pairs)) for claim, pairs in own.values()]
