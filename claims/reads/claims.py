"""Claims and pairs that everybody may read, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from claims.models import Citation, Claim, Counterclaim, Figure, Translation, Verdict
from claims.reads.evidence.citations import citations_shown, withheld_citations
from claims.reads.later import TakenBack, changed_since, taken_back, with_later
from claims.reads.verdicts import rounds_fetched
from claims.reads.visible import both_public, claims_shown
from claims.rules.figures import FigureValue, Qualifier
from tracker.base.people.models import User


def for_cards(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Fetch what a claim's card shows: claimant, outlet, figures with subjects, verdicts."""
    return claims.select_related("claimant", "outlet", "incident").prefetch_related(
        "figures__figure_subjects__party", "verdicts"
    )


def pairs_shown() -> QuerySet[Counterclaim]:
    """Counterclaims both sides of which may be read, with all that a pair shows."""
    return (
        Counterclaim.objects.filter(both_public())
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


def pair_taken_back(pair_id: int) -> Counterclaim | None:
    """A pair that readers could see and that was taken back; its claims may be read still."""
    rows = Counterclaim.everything.filter(both_public(), retracted_at__isnull=False)
    claims = ("claim__claimant", "claim__outlet", "answers__claimant", "answers__outlet")
    return rows.select_related(*claims).filter(pk=pair_id).first()


def translations_shown() -> QuerySet[Translation]:
    """Translations, the later ones marked, and whether the translator has an account here.

    ``by_account`` is also true of a name that somebody typed and that an account has.
    """
    account = User.objects.filter(
        Q(name__iexact=OuterRef("translator")) | Q(username__iexact=OuterRef("translator"))
    )
    rows = Translation.objects.annotate(by_account=Exists(account)).order_by("language", "pk")
    return with_later(rows)


def figure_value(figure: Figure, *, incident_id: int) -> FigureValue:
    """Hand a figure, with its subjects fetched, to the rules that compare."""
    return FigureValue(
        measure=figure.measure.value,
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
    taken_back: list[TakenBack]
    changed_since: datetime | None
    """Since when the claim is something else than its verdict in force judged."""


def claim_sheet(claim_id: int) -> ClaimSheet:
    """Fetch a claim that may be read; its verdicts stand newest first.

    Raises:
        Claim.DoesNotExist: there is no such claim, or it is not public.
    """
    claim = (
        for_cards(claims_shown())
        .select_related("incident__place", "place", "claimant__kind")
        .prefetch_related(
            rounds_fetched(), "waivers", Prefetch("translations", translations_shown())
        )
        .get(pk=claim_id)
    )
    answers = with_later(pairs_shown().filter(claim=claim))
    answered_by = with_later(pairs_shown().filter(answers=claim), claim="answers")
    return ClaimSheet(
        claim=claim,
        verdicts=list(claim.verdicts.select_related("figure__measure", "published_by")),
        citations=list(citations_shown().filter(claim=claim)),
        withheld=withheld_citations(claim.pk),
        answers=list(answers),
        answered_by=list(answered_by),
        taken_back=taken_back(claim),
        changed_since=changed_since(claim),
    )
