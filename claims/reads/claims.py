"""Claims and pairs that everybody may read, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from claims.models import Citation, Claim, Counterclaim, Figure, Verdict
from claims.reads.evidence.citations import citations_shown, withheld_citations
from claims.reads.visible import PUBLIC, claims_shown
from claims.rules.figures import FigureValue, Measure, Qualifier


def for_cards(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Fetch what a claim's card shows: claimant, outlet, figures with subjects, verdicts."""
    return claims.select_related("claimant", "outlet", "incident").prefetch_related(
        "figures__figure_subjects__party", "verdicts"
    )


def pairs_shown() -> QuerySet[Counterclaim]:
    """Counterclaims both sides of which may be read, with all that a pair shows."""
    return (
        Counterclaim.objects.filter(claim__status__in=PUBLIC, answers__status__in=PUBLIC)
        .select_related(
            "claim__claimant",
            "claim__outlet",
            "claim__incident",
            "answers__claimant",
            "answers__outlet",
            "answers__incident",
        )
        .prefetch_related(
            "claim__figures__figure_subjects__party",
            "claim__verdicts",
            "answers__figures__figure_subjects__party",
            "answers__verdicts",
        )
    )


def figure_value(figure: Figure, *, incident_id: int) -> FigureValue:
    """Hand a figure, with its subjects fetched, to the rules that compare."""
    return FigureValue(
        measure=Measure(figure.measure),
        subjects=frozenset(subject.party_id for subject in figure.figure_subjects.all()),
        incident=incident_id,
        low=figure.low,
        best=figure.best,
        high=figure.high,
        qualifier=Qualifier(figure.qualifier),
    )


@dataclass(frozen=True, slots=True)
class ClaimSheet:
    """One claim with everything that its page shows."""

    claim: Claim
    verdicts: list[Verdict]
    citations: list[Citation]
    withheld: int
    """How many citations are not shown, because their source is protected."""
    answers: list[Counterclaim]
    answered_by: list[Counterclaim]


def claim_sheet(claim_id: int) -> ClaimSheet:
    """Fetch a claim that may be read; its verdicts stand newest first.

    Raises:
        Claim.DoesNotExist: there is no such claim, or it is a draft or withdrawn.
    """
    claim = (
        for_cards(claims_shown())
        .select_related("incident__place", "place")
        .prefetch_related("translations")
        .get(pk=claim_id)
    )
    pairs = list(pairs_shown().filter(Q(claim=claim) | Q(answers=claim)))
    return ClaimSheet(
        claim=claim,
        verdicts=list(claim.verdicts.select_related("figure", "published_by")),
        citations=list(citations_shown().filter(claim=claim)),
        withheld=withheld_citations(claim.pk),
        answers=[pair for pair in pairs if pair.claim_id == claim.pk],
        answered_by=[pair for pair in pairs if pair.answers_id == claim.pk],
    )
