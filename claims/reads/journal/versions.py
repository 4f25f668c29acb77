"""The versions of a claim, and the rows that they name by their keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from claims.models import Claim, Incident, Measure, Party, Place, Version
from claims.reads.merged.sealed import all_as_merged
from claims.reads.visible import claims_seen_by
from sources.models import Page, Publisher, Quotation
from tracker.base.people.models import User

Content = Mapping[str, Any]
"""What a version holds: claim, figures, translations, citations, pairs."""


def versions_of(claim: Claim) -> QuerySet[Version]:
    """What was written down of a claim, the newest first."""
    return claim.versions.select_related("made_by")


@dataclass(frozen=True, slots=True)
class VersionNames:
    """The rows that versions name, by key; of claims, those that their reader may know of."""

    incidents: Mapping[int, Incident]
    parties: Mapping[int, Party]
    places: Mapping[int, Place]
    publishers: Mapping[int, Publisher]
    measures: Mapping[str, Measure]
    pages: Mapping[int, Page]
    quotations: Mapping[int, Quotation]
    claims: Mapping[int, Claim]


def names_in(contents: Iterable[Content], user: User) -> VersionNames:
    """Read what some versions name, in a fixed number of queries.

    Args:
        contents: what the versions hold.
        user: who reads: somebody else's draft is not among the claims.
    """
    return names_among(contents, claims_seen_by(user))


def names_among(contents: Iterable[Content], known: QuerySet[Claim]) -> VersionNames:
    """The same, for whoever may know of some claims.

    Args:
        contents: what the versions hold.
        known: those claims.
    """
    contents = list(contents)
    claims = [one["claim"] for one in contents]
    figures = [row for one in contents for row in one["figures"]]
    citations = [row for one in contents for row in one["citations"]]
    pairs = [row for one in contents for row in one["pairs"]]
    subjects = {party for row in figures for party in row["subjects"]}
    scopes = [row.get("scope", {}) for row in figures]
    return VersionNames(
        incidents=Incident.objects.in_bulk(_keys(claims, "incident_id")),
        parties=Party.objects.select_related("kind").in_bulk(
            _keys(claims, "claimant_id") | subjects
        ),
        places=Place.objects.in_bulk(_keys([*claims, *scopes], "place_id")),
        publishers=Publisher.objects.in_bulk(_keys(claims, "outlet_id")),
        measures=Measure.objects.in_bulk({row["measure"] for row in figures}),
        pages=Page.objects.in_bulk(_keys(citations, "page_id")),
        quotations=Quotation.objects.in_bulk(_keys(citations, "quotation_id")),
        claims=known.in_bulk(_keys(pairs, "claim_id") | _keys(pairs, "answers_id")),
    )


def content_in(written: str) -> Content:
    """Read what a version holds; what was merged since as that into which it was."""
    return contents_in([written])[0]


def contents_in(written: Iterable[str]) -> list[Content]:
    """Read what several versions hold in the same way, in a fixed number of queries."""
    return list(all_as_merged(written))


def _keys(rows: Iterable[Mapping[str, Any]], name: str) -> set[int]:
    return {key for row in rows if (key := row.get(name)) is not None}
