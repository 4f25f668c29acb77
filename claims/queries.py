"""What may be read, fetched in a fixed number of queries whatever the size.

Everything here is what a reader without an account may see: no draft, no withdrawn claim, no
assignment and no review. The desk asks for more in its own room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import TruncDate

from claims.models import Citation, Claim, Counterclaim, Figure, Incident, Party, Verdict
from claims.rules import states
from claims.rules.figures import FigureValue, Measure, Qualifier
from claims.rules.grounds import Stance
from claims.rules.origins import Derived, Origins, Report, Stated, count_origins
from sources.models import Capture, Derivation, Finding, Page, Publisher, Quotation

PUBLIC = sorted(status.value for status in states.PUBLIC)

# What a capture weighs, left in the database wherever only its state is shown.
_HEAVY = ("text", "provenance", "metadata")

# A page that repeats or bears out a claim counts as a report of it; one that speaks against it
# or only gives context does not.
_REPORTING = {Stance.REPORTS.value, Stance.SUPPORTS.value}


def claims_shown() -> QuerySet[Claim]:
    """Claims that everybody may read: neither drafts nor withdrawn."""
    return Claim.objects.filter(status__in=PUBLIC)


def for_cards(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Fetch what a claim's card shows: claimant, outlet, figures with subjects, verdicts."""
    return claims.select_related("claimant", "outlet", "incident").prefetch_related(
        "figures__figure_subjects__party", "verdicts"
    )


def verdict_in_force(claim: Claim) -> Verdict | None:
    """The newest verdict of a claim whose ``verdicts`` were fetched; None before the first."""
    return max(claim.verdicts.all(), key=lambda verdict: verdict.version, default=None)


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


def citations_shown() -> QuerySet[Citation]:
    """Citations of claims that may be read, with page, publisher, state of our copies, origins."""
    return (
        Citation.objects.filter(claim__status__in=PUBLIC)
        .select_related("page__publisher", "quotation")
        .prefetch_related(
            Prefetch("page__captures", Capture.objects.defer(*_HEAVY)),
            Prefetch("page__derivations", Derivation.objects.select_related("from_publisher")),
            "page__derivations__from_page__publisher",
            "page__derivations__from_page__derivations__from_page",
            "page__publisher__grades",
            Prefetch(
                "quotation__findings",
                Finding.objects.select_related("capture").defer(
                    *(f"capture__{name}" for name in _HEAVY)
                ),
            ),
        )
    )


def origins_of(citations: Iterable[Citation]) -> Origins:
    """Count the reports and the independent origins among citations fetched as above.

    Chains are followed for the two links that ``citations_shown`` fetches.
    """
    pages = {c.page_id: c.page for c in citations if c.stance in _REPORTING}
    return count_origins(
        [Report(page.pk, page.publisher_id, Stated(page.origin)) for page in pages.values()],
        [_derived(row) for page in pages.values() for row in _chain(page, links=2)],
    )


def _chain(page: Page, *, links: int) -> Iterator[Derivation]:
    for row in page.derivations.all():
        yield row
        if row.from_page is not None and links > 1:
            yield from _chain(row.from_page, links=links - 1)


def _derived(row: Derivation) -> Derived:
    publisher = row.from_page.publisher_id if row.from_page is not None else row.from_publisher_id
    return Derived(
        page=row.page_id,
        from_page=row.from_page_id,
        from_publisher=publisher,
        credited_to=row.origin_key or row.credited_to,
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


# ---- incidents -------------------------------------------------------------------------------


def disputes_shown() -> QuerySet[Incident]:
    """Incidents in which at least one claim answers another, in the same order."""
    pairs = Counterclaim.objects.filter(claim__status__in=PUBLIC, answers__status__in=PUBLIC)
    return incidents_shown().filter(Exists(pairs.filter(answers__incident=OuterRef("pk"))))


def incidents_shown() -> QuerySet[Incident]:
    """Incidents with at least one claim that may be read, with counts.

    Those with a claim recorded on the newest day come first; of one day, what happened last.
    Annotated with ``claims_count``, ``claimants_count`` and ``pairs_count``.
    """
    shown = Q(claims__status__in=PUBLIC)
    return (
        Incident.objects.select_related("place")
        .annotate(
            claims_count=Count("claims", filter=shown, distinct=True),
            claimants_count=Count("claims__claimant", filter=shown, distinct=True),
            pairs_count=Count(
                "claims__counters",
                filter=shown & Q(claims__counters__answers__status__in=PUBLIC),
                distinct=True,
            ),
            newest_day=TruncDate(Max("claims__created_at", filter=shown)),
        )
        .filter(claims_count__gt=0)
        .order_by(F("newest_day").desc(), F("start").desc(nulls_last=True), "pk")
    )


def with_claims(incidents: QuerySet[Incident]) -> QuerySet[Incident]:
    """Fetch the claims of incidents as cards need them."""
    return incidents.prefetch_related(Prefetch("claims", for_cards(claims_shown())))


@dataclass(frozen=True, slots=True)
class Dossier:
    """One incident with everything that its dossier shows."""

    incident: Incident
    claims: list[Claim]
    pairs: list[Counterclaim]
    citations: list[Citation]


def dossier(slug: str) -> Dossier:
    """Fetch a dossier.

    Raises:
        Incident.DoesNotExist: there is no such incident.
    """
    incident = Incident.objects.select_related("place").get(slug=slug)
    claims = list(
        for_cards(claims_shown().filter(incident=incident)).order_by(
            F("made_on").asc(nulls_last=True), "pk"
        )
    )
    own = Q(claim__incident=incident) | Q(answers__incident=incident)
    return Dossier(
        incident=incident,
        claims=claims,
        pairs=list(pairs_shown().filter(own)),
        citations=list(citations_shown().filter(claim__incident=incident)),
    )


# ---- claims ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClaimSheet:
    """One claim with everything that its page shows."""

    claim: Claim
    verdicts: list[Verdict]
    citations: list[Citation]
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
        answers=[pair for pair in pairs if pair.claim_id == claim.pk],
        answered_by=[pair for pair in pairs if pair.answers_id == claim.pk],
    )


def verdicts_shown() -> QuerySet[Verdict]:
    """Published verdicts of claims that may be read, newest first, with what a list shows."""
    return (
        Verdict.objects.filter(claim__status__in=PUBLIC)
        .select_related("claim__claimant", "claim__outlet", "claim__incident", "supersedes")
        .order_by("-published_at", "-pk")
    )


def verdicts_in_force() -> QuerySet[Verdict]:
    """Verdicts that no correction has replaced, newest first."""
    return verdicts_shown().filter(superseded_by__isnull=True)


def corrections_shown() -> QuerySet[Verdict]:
    """Verdicts that replaced an earlier one, newest first."""
    return verdicts_shown().filter(supersedes__isnull=False)


# ---- evidence --------------------------------------------------------------------------------


def pages_shown(*, to_staff: bool = False) -> QuerySet[Page]:
    """Pages that a claim open to everybody rests on, or that such a page was taken from.

    Staff also see the pages of drafts, so that they can watch a capture.
    """
    pages = Page.objects.select_related("publisher")
    if to_staff:
        return pages
    cited = Citation.objects.filter(claim__status__in=PUBLIC)
    return pages.filter(
        Exists(cited.filter(page=OuterRef("pk")))
        | Exists(cited.filter(page__derivations__from_page=OuterRef("pk")))
    )


def captures_shown(*, to_staff: bool = False) -> QuerySet[Capture]:
    """Captures of the pages that may be seen."""
    return Capture.objects.select_related("page__publisher", "deposit__deposited_by").filter(
        page__in=pages_shown(to_staff=to_staff)
    )


@dataclass(frozen=True, slots=True)
class EvidenceSheet:
    """One page with its captures (newest first), quotations with findings, and who cites it."""

    page: Page
    captures: list[Capture]
    citations: list[Citation]
    derived_pages: list[Derivation]
    is_exercise: bool


def quotations_shown(*, to_staff: bool = False) -> QuerySet[Quotation]:
    """Quotations that a claim open to everybody rests on; staff also see those of drafts."""
    quotations = Quotation.objects.prefetch_related("findings")
    if to_staff:
        return quotations
    return quotations.filter(
        Exists(Citation.objects.filter(quotation=OuterRef("pk"), claim__status__in=PUBLIC))
    )


def evidence_sheet(page_id: int, *, to_staff: bool = False) -> EvidenceSheet:
    """Fetch a page's evidence. The text of captures is left behind.

    Raises:
        Page.DoesNotExist: there is no such page, or nothing that may be read rests on it.
    """
    page = (
        pages_shown(to_staff=to_staff)
        .prefetch_related(
            "publisher__grades",
            "publisher__affiliations__party",
            Prefetch("quotations", quotations_shown(to_staff=to_staff)),
            "derivations__from_page__publisher",
            "derivations__from_publisher",
        )
        .get(pk=page_id)
    )
    return EvidenceSheet(
        page=page,
        captures=list(page.captures.select_related("deposit__deposited_by").defer(*_HEAVY)),
        citations=list(
            Citation.objects.filter(page=page, claim__status__in=PUBLIC).select_related(
                "claim__claimant", "claim__outlet", "claim__incident", "quotation"
            )
        ),
        derived_pages=list(
            Derivation.objects.filter(
                from_page=page, page__in=pages_shown(to_staff=to_staff)
            ).select_related("page__publisher")
        ),
        is_exercise=Citation.objects.filter(
            Q(page=page) | Q(page__derivations__from_page=page), claim__incident__is_exercise=True
        ).exists(),
    )


# ---- parties and publishers ------------------------------------------------------------------


def party(slug: str) -> Party:
    """Fetch a party with its names and the publishers that belong to it.

    Raises:
        Party.DoesNotExist: there is no such party.
    """
    return Party.objects.prefetch_related("aliases", "affiliations__publisher").get(slug=slug)


def publisher(slug: str) -> Publisher:
    """Fetch a publisher with its grades and the parties it belongs to.

    Raises:
        Publisher.DoesNotExist: there is no such publisher.
    """
    return Publisher.objects.prefetch_related("grades", "affiliations__party").get(slug=slug)


def is_exercise_only(citations: QuerySet[Citation]) -> bool:
    """Whether citations that may be seen are of exercises alone: then so is what they are of."""
    shown = citations.filter(claim__status__in=PUBLIC)
    return set(shown.values_list("claim__incident__is_exercise", flat=True)) == {True}


def pages_of(publisher: Publisher) -> QuerySet[Page]:
    """Pages of a publisher that may be seen, newest first, with the state of our copies."""
    return (
        pages_shown()
        .filter(publisher=publisher)
        .prefetch_related(Prefetch("captures", Capture.objects.defer(*_HEAVY)))
        .order_by(F("published").desc(nulls_last=True), "pk")
    )
