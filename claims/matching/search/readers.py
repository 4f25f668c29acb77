"""What somebody may find: a reader what is public, the desk what its person may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db.models import QuerySet

from claims.matching.search.postings import MOST_NARROWED, Among, seen_condition
from claims.models import Claim, Incident, Party, Place
from claims.models.matching.index import IndexedKind
from claims.reads.evidence.pages import pages_shown
from claims.reads.facets import ClaimFacets, with_facets
from claims.reads.parties import places_shown, publishers_shown
from claims.reads.visible import claims_seen_by, claims_shown, dossiers_shown, parties_shown
from sources.models import Publisher
from sources.reads.withheld import withheld_captures
from tracker.base.people.models import User

KINDS = (
    IndexedKind.CLAIM,
    IndexedKind.INCIDENT,
    IndexedKind.PARTY,
    IndexedKind.PLACE,
    IndexedKind.PUBLISHER,
    IndexedKind.PAGE,
)
"""In the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Searchable:
    """The rows of each kind that somebody may find."""

    rows: Mapping[IndexedKind, QuerySet]  # type: ignore[type-arg]  # of six tables
    is_public: bool = False

    def claims(self) -> QuerySet[Claim]:
        """The claims among them."""
        claims: QuerySet[Claim] = self.rows[IndexedKind.CLAIM]
        return claims

    def among(self, kind: IndexedKind, facets: ClaimFacets) -> Among:
        """The rows of a kind among which is searched.

        Args:
            kind: which.
            facets: what claims are narrowed by.
        """
        if kind is not IndexedKind.CLAIM or not facets.are_given:
            return _among_readers(kind) if self.is_public else _among(kind, self.rows[kind])
        claims = with_facets(self.claims(), facets)
        few = list(claims.order_by().values_list("pk", flat=True)[: MOST_NARROWED + 1])
        return Among(claims, only=few if len(few) <= MOST_NARROWED else None)


def _among(kind: IndexedKind, rows: QuerySet[Any, Any]) -> Among:
    return Among(rows, hidden_captures=withheld_captures() if kind is IndexedKind.PAGE else None)


@cache
def _among_readers(kind: IndexedKind) -> Among:
    """What everybody may find of a kind: put together once, which costs more than to ask for it."""
    among = _among(kind, open_to_readers().rows[kind])
    return replace(among, condition=seen_condition(among))


def open_to_readers() -> Searchable:
    """What everybody may find."""
    return Searchable(
        {
            IndexedKind.CLAIM: claims_shown(),
            IndexedKind.INCIDENT: dossiers_shown(),
            IndexedKind.PARTY: parties_shown(),
            IndexedKind.PLACE: places_shown(),
            IndexedKind.PUBLISHER: publishers_shown(),
            IndexedKind.PAGE: pages_shown(),
        },
        is_public=True,
    )


def open_to_desk(user: User) -> Searchable:
    """What somebody who works at the desk may find.

    Args:
        user: who searches: other people's drafts are for editors only.
    """
    return Searchable(
        {
            IndexedKind.CLAIM: claims_seen_by(user),
            IndexedKind.INCIDENT: Incident.objects.all(),
            IndexedKind.PARTY: Party.objects.all(),
            IndexedKind.PLACE: Place.objects.all(),
            IndexedKind.PUBLISHER: Publisher.objects.all(),
            IndexedKind.PAGE: pages_shown(to_staff=True),
        }
    )
