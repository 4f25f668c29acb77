"""A pair as readers saw it at a moment, put together so that its page computes with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from claims.models import Citation, Claim, Counterclaim, Round
from claims.reads.claims import pairs_with_claims
from claims.reads.journal.as_it_stood import is_still_here, of_no_database
from claims.reads.journal.editions import Stood
from claims.reads.journal.moments import ClaimThen
from claims.reads.journal.rows_then import citations_then, claims_as_they_stood
from claims.reads.verdicts import verdict_in_force
from sources.models import Finding, PublisherGrade, Quotation
from sources.reads.withheld import withheld_captures


@dataclass(frozen=True, slots=True)
class PairThen:
    """A pair as readers saw it at a moment.

    Args:
        pair: with both its claims; no row here is one of today.
        citations: what both rested on, each with whether it was `later` than what was judged.
        not_shown: how many sources of each claim are not shown any more, by its key.
    """

    pair: Counterclaim
    citations: list[Citation]
    not_shown: dict[int, int]


def pair_then(pair: Counterclaim, sides: Sequence[ClaimThen]) -> PairThen | None:
    """Read a pair as it stood; in a fixed number of queries.

    Args:
        pair: one that stood then.
        sides: both its claims, as they stood at the moment.

    Returns:
        The pair; None where of one of its claims it is not known any more what it said.
    """
    at = sides[0].at
    said = {one.claim.pk: one.stood for one in sides if one.stood and is_still_here(one.stood)}
    if len(said) < len(sides):
        return None
    claims = claims_as_they_stood([one.claim for one in sides], said, at)
    (whole,) = pairs_with_claims([of_no_database(pair)], claims)
    citations = _citations(list(said.values()), claims, at)
    return PairThen(whole, citations, {key: one.not_shown for key, one in said.items()})


def _citations(stood: Sequence[Stood], claims: Sequence[Claim], at: datetime) -> list[Citation]:
    grades = Prefetch("page__publisher__grades", PublisherGrade.objects.filter(at__lte=at))
    found = citations_then(stood, at, "page__derivations", grades)
    quotations = _quotations([row.quotation_id for row in found if row.quotation_id], at)
    judged = _judged(claims)
    for row in found:
        row.quotation = quotations.get(row.quotation_id or 0)
        since = judged.get(row.claim_id)
        row.later = since is not None and row.added_at > since  # type: ignore[attr-defined]
    return found


def _quotations(keys: Collection[int], at: datetime) -> dict[int, Quotation]:
    """Quotations with what had been found of them, as readers were told of it then."""
    findings = Finding.objects.told_at(at).exclude(capture__in=withheld_captures())
    rows = Quotation.objects.filter(pk__in=keys).prefetch_related(Prefetch("findings", findings))
    return {row.pk: of_no_database(row) for row in rows}


def _judged(claims: Iterable[Claim]) -> dict[int, datetime]:
    """When the version was written down that the verdict in force judged, by the claims' keys."""
    verdicts = {claim.pk: verdict_in_force(claim) for claim in claims}
    rounds = {key: verdict.round_id for key, verdict in verdicts.items() if verdict is not None}
    made = dict(Round.objects.filter(pk__in=rounds.values()).values_list("pk", "version__made_at"))
    return {key: made[round_] for key, round_ in rounds.items()}
