"""When pages of claims and of their dossiers were last changed, by the page and by the block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BigIntegerField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Greatest

from claims.models import Claim, Counterclaim, Event, Incident, Verdict
from claims.reads.evidence.citations import open_citations
from claims.reads.later import pairs_seen_before
from claims.reads.visible import both_public, claims_shown
from claims.rules.acts import CONTEST, READ_VERBS, RETRACT, SAYS_THE_SAME

if TYPE_CHECKING:
    from django.db.models.expressions import CombinedExpression

_PAIRING = frozenset({*CONTEST.verbs, *RETRACT.verbs})


@dataclass(frozen=True, slots=True)
class _Dating:
    """Rows that date the pages of claims: `field` is the date, `of` names the claim."""

    rows: QuerySet[Any]
    field: str
    of: str = "claim"

    def of_one(self) -> Subquery:
        """The last date of the rows that belong to the one claim outside."""
        own = self.rows.filter(**{self.of: OuterRef("pk")}).order_by().values(self.of)
        return Subquery(own.annotate(last=Max(self.field)).values("last"))

    def of_blocks(self, size: int) -> QuerySet[Any]:
        """The last date by block of claims and block of dossiers: of both, few rows at any size."""
        shown = self.rows.filter(**{f"{self.of}__in": _real_claims().order_by()}).order_by()
        dossier: F | Subquery = F(f"{self.of}__incident")
        if self.rows.model is Event:
            # The journal refers to no table.
            own = Claim.objects.filter(pk=OuterRef(self.of)).order_by()
            dossier = Subquery(own.values("incident"))
        return _by_block(shown, F(self.of), dossier, self.field, size)


def claims_dated() -> QuerySet[Any]:
    """Claims, with when they were last `changed`.

    A claim changes as it is released, edited, decided, and as sources and answers are added.
    """
    dates = (each.of_one() for each in _dating())
    return _real_claims().annotate(changed=Greatest("released_at", *dates))


def dossiers_dated() -> QuerySet[Any]:
    """Dossiers, with when they were last `changed`: they change with their claims."""
    claims = claims_dated().filter(incident=OuterRef("pk")).order_by().values("incident")
    newest = Subquery(claims.annotate(last=Max("changed")).values("last"))
    return dossiers_of_real_claims().annotate(changed=Greatest("released_at", newest))


def dossiers_of_real_claims() -> QuerySet[Incident]:
    """Dossiers that readers may read, but those of exercises."""
    return Incident.objects.filter(
        Exists(claims_shown().filter(incident=OuterRef("pk"))), is_exercise=False
    )


def claim_blocks(size: int) -> tuple[dict[int, datetime], dict[int, datetime]]:
    """When a page in each block of claims, and of dossiers, was last changed: those that hold any.

    One query reads all rows of a kind, once for both.

    Args:
        size: how many keys a block has.
    """
    claims: dict[int, datetime] = {}
    dossiers: dict[int, datetime] = {}
    for claim, dossier, newest in _newest(size):
        claims[claim] = max(newest, claims.get(claim, newest))
        dossiers[dossier] = max(newest, dossiers.get(dossier, newest))
    released = dossiers_of_real_claims().order_by().values(block=block_number(F("pk"), size))
    for dossier, newest in released.annotate(newest=Max("released_at")).values_list(
        "block", "newest"
    ):
        dossiers[dossier] = max(newest, dossiers.get(dossier, newest))
    return dict(sorted(claims.items())), dict(sorted(dossiers.items()))


def block_number(key: F | Subquery, size: int) -> ExpressionWrapper[CombinedExpression]:
    """The number of the block that a key stands in."""
    return ExpressionWrapper(key / Value(size), output_field=BigIntegerField())


def _newest(size: int) -> Iterator[tuple[int, int, datetime]]:
    yield from _by_block(_real_claims(), F("pk"), F("incident"), "released_at", size)
    for each in _dating():
        yield from each.of_blocks(size)


def _by_block(
    rows: QuerySet[Any], claim: F, dossier: F | Subquery, field: str, size: int
) -> QuerySet[Any]:
    keys = {"claims": block_number(claim, size), "dossiers": block_number(dossier, size)}
    blocks: QuerySet[Any] = rows.order_by().values(**keys).annotate(newest=Max(field))
    return blocks.values_list("claims", "dossiers", "newest")


def _real_claims() -> QuerySet[Claim]:
    return claims_shown().filter(incident__is_exercise=False)


def _dating() -> list[_Dating]:
    """What dates the page of a claim, besides that it was released."""
    pairs, gone = Counterclaim.objects.filter(both_public()), pairs_seen_before()
    return [
        _Dating(Verdict.objects.all(), "published_at"),
        _Dating(open_citations(), "added_at"),
        _Dating(pairs, "added_at"),
        _Dating(pairs, "added_at", "answers"),
        _Dating(gone, "retracted_at"),
        _Dating(gone, "retracted_at", "answers"),
        _Dating(_changes(), "at", "claim_id"),
    ]


def _changes() -> QuerySet[Event]:
    """What was changed, added to and taken back on claims.

    Not their pairs: the journal names those too of which readers may not know yet.
    """
    rows = Event.objects.filter(verb__in=READ_VERBS - _PAIRING)
    return rows.exclude(data__has_key=SAYS_THE_SAME)
