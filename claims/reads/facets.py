"""What claims can be narrowed by: party, incident, measure, ground, verdict, language, dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from claims.models import Claim, Counterclaim, Figure, Incident, Measure, Party, Verdict
from claims.reads.visible import both_public
from claims.rules.states import PublicStatus


@dataclass(frozen=True, slots=True)
class ClaimFacets:
    """What a claim has to be; an empty value asks for nothing.

    ``party`` makes the claim or is counted by one of its figures. ``status`` is a value of
    ``PublicStatus``. Dates are those on which claims were made, both inclusive.
    """

    party: Party | None = None
    incident: Incident | None = None
    measure: str = ""
    ground: str = ""
    status: str = ""
    rating: str = ""
    language: str = ""
    made_from: dt.date | None = None
    made_to: dt.date | None = None

    @property
    def are_given(self) -> bool:
        """Whether anything is asked for."""
        return any(getattr(self, field.name) for field in fields(self))


def newest_made(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Claims in the order in which they were made, the newest first."""
    return claims.order_by(F("made_on").desc(nulls_last=True), "-pk")


def with_facets(claims: QuerySet[Claim], filters: ClaimFacets) -> QuerySet[Claim]:
    """Those of some claims that have everything that is asked for.

    Args:
        claims: those that may be seen.
        filters: what is asked for.
    """
    wanted = Q()
    if filters.incident is not None:
        wanted &= Q(incident=filters.incident)
    if filters.language:
        wanted &= Q(language=filters.language)
    if filters.made_from is not None:
        wanted &= Q(made_on__gte=filters.made_from)
    if filters.made_to is not None:
        wanted &= Q(made_on__lte=filters.made_to)
    if filters.status:
        wanted &= Q(status__in=PublicStatus(filters.status).statuses)
    claims = claims.filter(wanted)
    if filters.party is not None:
        counted = Claim.objects.filter(pk=OuterRef("pk"), figures__subjects=filters.party)
        claims = claims.filter(Q(claimant=filters.party) | Exists(counted))
    if filters.measure:
        claims = claims.filter(
            Exists(Claim.objects.filter(pk=OuterRef("pk"), figures__measure=filters.measure))
        )
    if filters.ground:
        claims = claims.filter(_in_pair(filters.ground))
    if filters.rating:
        in_force = Verdict.objects.filter(
            claim=OuterRef("pk"), superseded_by__isnull=True, rating=filters.rating
        )
        claims = claims.filter(Exists(in_force))
    return claims


def _in_pair(ground: str) -> Q:
    shown = Counterclaim.objects.filter(both_public(), ground=ground)
    return Q(Exists(shown.filter(claim=OuterRef("pk")))) | Q(
        Exists(shown.filter(answers=OuterRef("pk")))
    )


def languages_of(claims: QuerySet[Claim]) -> list[str]:
    """The tags of the languages that some claims are in, looked up in an index, one by one."""
    with connection.cursor() as cursor:
        cursor.execute(_LANGUAGES)
        tags = [tag for (tag,) in cursor.fetchall()]
    if not tags:
        return []
    in_use = [
        claims.filter(language=tag).order_by().values_list("language", flat=True)[:1]
        for tag in tags
    ]
    return sorted(in_use[0].union(*in_use[1:], all=True) if len(in_use) > 1 else in_use[0])


_LANGUAGES = """
WITH RECURSIVE tags AS (
    (SELECT language FROM claims_claim ORDER BY language LIMIT 1)
    UNION ALL
    SELECT (SELECT claim.language FROM claims_claim AS claim
            WHERE claim.language > tags.language ORDER BY claim.language LIMIT 1)
    FROM tags WHERE tags.language IS NOT NULL
)
SELECT language FROM tags WHERE language IS NOT NULL
"""


def measures_counted(claims: QuerySet[Claim]) -> QuerySet[Measure]:
    """The measures that some claims give figures of."""
    counted = Figure.objects.filter(
        measure=OuterRef("pk"), claim__in=claims.order_by().values("pk")
    )
    return Measure.objects.filter(Exists(counted))
