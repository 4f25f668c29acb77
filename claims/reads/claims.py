"""Claims and pairs that everybody may read, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Greatest

from claims.models import (
    Citation,
    Claim,
    Counterclaim,
    Figure,
    FigureSubject,
    Incident,
    Place,
    PlacePrecision,
    Translation,
    Verdict,
)
from claims.reads.evidence.citations import citations_shown, withheld_citations
from claims.reads.evidence.since import figures_shown
from claims.reads.later import TakenBack, changed_since, taken_back, with_later
from claims.reads.publishing.replies import replies_fetched
from claims.reads.verdicts import rounds_fetched, verdicts_of_figures
from claims.reads.visible import both_public, claims_shown, pairs_public
from claims.rules.figures import FigureValue, Qualifier, Scope
from tracker.base.built_once import built_once
from tracker.base.people.models import User
from tracker.base.values.partial_date import PartialDate


def for_cards(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Fetch what a claim's card shows: claimant, outlet, figures with subjects, verdicts."""
    return with_names(claims).prefetch_related(
        Prefetch("figures", figures_shown()),
        Prefetch("figures__figure_subjects", _subjects()),
        Prefetch("verdicts", verdicts_of_figures()),
    )


def with_names(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Fetch who makes claims, of what and where."""
    return claims.select_related("claimant__kind", "outlet", "incident__place", "place")


def _subjects() -> QuerySet[FigureSubject]:
    """Whose losses figures count, with what kind of party that is."""
    return FigureSubject.objects.select_related("party__kind")


@built_once
def pairs_shown() -> QuerySet[Counterclaim]:
    """Counterclaims both sides of which may be read, with all that a pair shows."""
    return (
        pairs_public()
        .select_related(
            "claim__claimant__kind",
            "claim__outlet",
            "claim__incident__place",
            "claim__place",
            "answers__claimant__kind",
            "answers__outlet",
            "answers__incident__place",
            "answers__place",
        )
        .prefetch_related(
            Prefetch("claim__figures", figures_shown()),
            "claim__figures__figure_subjects__party",
            "claim__verdicts",
            Prefetch("answers__figures", figures_shown()),
            "answers__figures__figure_subjects__party",
            "answers__verdicts",
        )
    )


def pairs_with_claims(pairs: Iterable[Counterclaim], claims: Iterable[Claim]) -> list[Counterclaim]:
    """Give pairs their claims, which are fetched already.

    Args:
        pairs: bare ones.
        claims: those of the pairs. A pair without one of them is left out: it may have been
            withdrawn between two queries.
    """
    known = {claim.pk: claim for claim in claims}
    whole = [pair for pair in pairs if {pair.claim_id, pair.answers_id} <= known.keys()]
    for pair in whole:
        pair.claim, pair.answers = known[pair.claim_id], known[pair.answers_id]
    return whole


def pair_taken_back(pair_id: int) -> Counterclaim | None:
    """A pair that readers could see and that was taken back; its claims may be read still."""
    rows = Counterclaim.everything.filter(both_public(), retracted_at__isnull=False)
    ends = ("claimant", "outlet", "incident")
    claims = [f"{side}__{end}" for side in ("claim", "answers") for end in ends]
    return rows.select_related(*claims).filter(pk=pair_id).first()


def newest_made(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Claims in the order in which they were made, the newest first; undated ones come last."""
    return claims.order_by(F("made_on").desc(nulls_last=True), "-pk")


def oldest_made(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Claims in the order in which they were made; undated ones come last."""
    return claims.order_by(F("made_on").asc(nulls_last=True), "pk")


def claims_by_release() -> QuerySet[Claim]:
    """Claims that everybody may read, the last to be so first; ``shown_at`` is since when."""
    since = Greatest("released_at", "incident__released_at")
    return claims_shown().annotate(shown_at=since).order_by("-shown_at", "-pk")


def newest_released(most: int) -> QuerySet[Claim]:
    """The first of `claims_by_release`, as many as are needed.

    What became public last did so by its own release or by that of its dossier, so it is among the
    last by either.

    Args:
        most: how many are needed.
    """
    by_itself = claims_shown().order_by("-released_at", "-pk").values("pk")[:most]
    by_dossier = claims_shown().order_by("-incident__released_at", "-pk").values("pk")[:most]
    return claims_by_release().filter(pk__in=by_itself.union(by_dossier))[:most]


def translations_shown() -> QuerySet[Translation]:
    """Translations, the later ones marked, and whether the translator has an account here.

    ``by_account`` is also true of a name that somebody typed and that an account has.
    """
    account = User.objects.filter(
        Q(name__iexact=OuterRef("translator")) | Q(username__iexact=OuterRef("translator"))
    )
    rows = Translation.objects.annotate(by_account=Exists(account)).order_by("language", "pk")
    return with_later(rows)


def figure_value(figure: Figure, claim: Claim) -> FigureValue:
    """Hand a figure to the rules that compare; an end that its own words leave open is none.

    Args:
        figure: with its subjects fetched.
        claim: the claim it stands in, with its claimant's kind, its place and its incident's.
    """
    return FigureValue(
        measure=figure.measure.value,
        subjects=frozenset(subject.party_id for subject in figure.figure_subjects.all()),
        incident=claim.incident_id,
        low=figure.low,
        best=figure.best,
        high=None if figure.is_open_above else figure.high,
        qualifier=Qualifier(figure.qualifier),
        claim=claim.pk,
        claimant=voice_of(claim),
        scope=scope_of(figure, claim),
    )


def voice_of(claim: Claim) -> tuple[int, int | None] | None:
    """Who makes a claim: a party, or an outlet in its own voice; None for nobody in particular.

    Unnamed sources are not one party, however they are called: two of them may be two people.
    """
    is_nobody = claim.claimant.kind.is_nobody and claim.outlet_id is None
    return None if is_nobody else (claim.claimant_id, claim.outlet_id)


def scope_of(figure: Figure, claim: Claim) -> Scope:
    """What of the incident a figure counts: its own scope, or the narrower place of its claim."""
    place = figure.place_id
    if place is None and _is_within(claim.place, claim.incident.place):
        place = claim.place_id
    period, as_of = figure.counted_period, figure.known_as_of
    return Scope(
        part=figure.part,
        place=None if place == claim.incident.place_id else place,
        period=None if _holds(period, claim.incident) else period,
        as_of=as_of if as_of.is_known else None,
    )


_FINENESS = {known: fineness for fineness, known in enumerate(PlacePrecision)}
"""How exactly a place is known, from a point to nothing at all."""


def _is_within(place: Place | None, whole: Place | None) -> bool:
    """Whether a place is another and a finer one: a town, where the other is a region."""
    if place is None or whole is None or place == whole:
        return False
    known = PlacePrecision.UNKNOWN not in {place.precision, whole.precision}
    finer = _FINENESS[PlacePrecision(place.precision)] < _FINENESS[PlacePrecision(whole.precision)]
    return known and finer


def _holds(period: PartialDate, incident: Incident) -> bool:
    """Whether the whole of an incident lies within a day, month or year, which then limits nothing.

    What is not known holds everything.
    """
    if period.day is None or period.last is None:
        return True
    start = PartialDate.of(incident.start, incident.start_precision)
    end = PartialDate.of(incident.end, incident.end_precision)
    last = (end if end.is_known else start).last
    if start.day is None or last is None:
        return False
    return period.day <= start.day and last <= period.last


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


def claim_to_cite(claim_id: int) -> Claim:
    """Fetch a claim that may be read with what a reference to it names.

    Raises:
        Claim.DoesNotExist: there is no such claim, or it is not public.
    """
    rows = claims_shown().select_related("claimant", "outlet", "incident")
    return rows.prefetch_related("verdicts").get(pk=claim_id)


def claim_sheet(claim_id: int) -> ClaimSheet:
    """Fetch a claim that may be read; its verdicts stand newest first.

    Raises:
        Claim.DoesNotExist: there is no such claim, or it is not public.
    """
    claim = (
        for_cards(claims_shown())
        .prefetch_related(
            rounds_fetched(),
            replies_fetched(),
            "waivers",
            Prefetch("translations", translations_shown()),
        )
        .get(pk=claim_id)
    )
    answers = list(with_later(pairs_public().filter(claim=claim)))
    answered_by = list(with_later(pairs_public().filter(answers=claim), claim="answers"))
    others = {pair.answers_id for pair in answers} | {pair.claim_id for pair in answered_by}
    claims = [claim, *for_cards(claims_shown().filter(pk__in=others))]
    verdicts = list(
        claim.verdicts.select_related("figure__measure", "published_by", "round").prefetch_related(
            "waived_points", "further_ranges"
        )
    )
    return ClaimSheet(
        claim=claim,
        verdicts=verdicts,
        citations=list(citations_shown().filter(claim=claim)),
        withheld=withheld_citations(claim.pk),
        answers=pairs_with_claims(answers, claims),
        answered_by=pairs_with_claims(answered_by, claims),
        taken_back=taken_back(claim),
        changed_since=changed_since(claim, verdicts[0]) if verdicts else None,
    )
