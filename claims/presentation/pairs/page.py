"""All that the page of a pair shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.models import Citation, Claim, Counterclaim
from claims.presentation.claims.origins import ShownOrigins, origins_of
from claims.presentation.claims.pairs import compare_pair
from claims.presentation.evidence.citations import Evidence, evidence_of
from claims.presentation.evidence.relays import one_relay, relays_of
from claims.presentation.figures.foreign import foreign_words
from claims.presentation.pairs.differences import pair_differences, unmatched_figures
from claims.presentation.pairs.headline import names_apart, pair_headline
from claims.reads.evidence.changes import Notes, altered_numbers, notes_on
from claims.reads.evidence.origins import Trail
from claims.reads.evidence.since import mark_altered_then

OPEN = 2
"""Sources of a side that stand open; further ones fold."""


@dataclass(frozen=True, slots=True)
class SideEvidence:
    """What one side of a pair rests on."""

    claim: Claim
    name: str
    origins: ShownOrigins
    evidence: tuple[Evidence, ...]
    more: tuple[Evidence, ...]
    withheld: int


def pair_context(
    pair: Counterclaim,
    citations: Sequence[Citation],
    withheld: Mapping[int, int],
    *,
    at: datetime | None = None,
) -> dict[str, Any]:
    """What the template of a pair's page asks for.

    Args:
        pair: fetched as `claims.reads.claims.pairs_shown` does.
        citations: what both claims rest on.
        withheld: how many sources of each claim readers are not shown.
        at: the moment as of which all of it stands; None for now.
    """
    if at is not None:
        mark_altered_then([pair.answers, pair.claim], citations, at)
    notes, claims = notes_on(citations, at=at), (pair.answers, pair.claim)
    trail = Trail.of(citations, claims)
    names = names_apart(pair.answers, pair.claim)
    return {
        "section": "incidents",
        "pair": pair,
        "incident": pair.answers.incident,
        "is_exercise": pair.answers.incident.is_exercise or pair.claim.incident.is_exercise,
        "headline": pair_headline(pair),
        "foreign": foreign_words(claims),
        "at": at,
        "altered_numbers": altered_numbers(citations, at=at),
        "names": names,
        "relay": one_relay(relays_of(claims, citations, trail), *claims),
        "differences": pair_differences(pair),
        "unmatched": unmatched_figures(pair),
        "compared": compare_pair(pair),
        "sides": [
            _side(claim, name, citations, notes, trail, withheld.get(claim.pk, 0))
            for claim, name in zip((pair.answers, pair.claim), names, strict=True)
        ],
    }


def _side(  # noqa: PLR0917 - each is one thing that was read for both sides at once
    claim: Claim,
    name: str,
    citations: Sequence[Citation],
    notes: Notes,
    trail: Trail,
    withheld: int,
) -> SideEvidence:
    own = [citation for citation in citations if citation.claim_id == claim.pk]
    evidence = tuple(evidence_of(own, notes))
    return SideEvidence(
        claim,
        name,
        origins_of(claim, own, trail),
        evidence[:OPEN],
        evidence[OPEN:],
        withheld,
    )
