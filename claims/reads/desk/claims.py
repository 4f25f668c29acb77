"""What hangs on claims, as far as somebody at the desk may know of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db.models import (
    BooleanField,
    Case,
    IntegerField,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
    prefetch_related_objects,
)

from claims.models import (
    Citation,
    Claim,
    Counterclaim,
    Event,
    Figure,
    FigureSubject,
    Translation,
)
from claims.reads.later import with_later
from claims.reads.visible import claims_seen_by, is_seen_by
from claims.rules.grounds import Ground
from claims.rules.states import ClaimStatus
from sources.models import Capture, Page
from tracker.base.people.models import User

_ABOUT = timedelta(days=7)
"""Days between two incidents at one place that may be one."""


def statuses_of(keys: Collection[int], *, viewer: User) -> dict[int, ClaimStatus]:
    """How claims stand by now, as far as somebody may know of them."""
    rows = claims_seen_by(viewer).filter(pk__in=keys).values_list("pk", "status")
    return {key: ClaimStatus(status) for key, status in rows}


def citations_seen_by(user: User) -> QuerySet[Citation]:
    """Citations of claims that somebody may know of."""
    rows = Citation.objects.select_related("claim__claimant", "page")
    return rows.filter(claim__in=claims_seen_by(user))


def pairs_seen_by(user: User) -> QuerySet[Counterclaim]:
    """Pairs whose answering claim somebody may know of."""
    rows = Counterclaim.objects.select_related("claim__claimant", "answers__claimant")
    return rows.filter(claim__in=claims_seen_by(user))


def translations_seen_by(user: User) -> QuerySet[Translation]:
    """Translations of claims that somebody may know of."""
    rows = Translation.objects.select_related("claim__claimant", "added_by")
    return rows.filter(claim__in=claims_seen_by(user))


def citations_of(claim: Claim) -> list[Citation]:
    """What a claim rests on, in order, with the state of our copies and findings."""
    copies = Prefetch("page__captures", Capture.objects.defer("provenance", "metadata"))
    rows = with_later(claim.citations.select_related("page__publisher", "quotation", "added_by"))
    rows = rows.prefetch_related(
        copies, "page__derivations", "page__publisher__grades", "quotation__findings"
    )
    return list(rows)


def pairs_of(claim: Claim, user: User) -> list[Counterclaim]:
    """The pairs a claim is part of whose other end this person may know of, its answers first."""
    rows = Counterclaim.objects.filter(Q(claim=claim) | Q(answers=claim))
    rows = rows.select_related("claim__claimant", "answers__claimant")
    seen = [
        pair
        for pair in rows.prefetch_related(_counted("claim"), _counted("answers"))
        if is_seen_by(user, pair.answers if pair.claim_id == claim.pk else pair.claim)
    ]
    return sorted(seen, key=lambda pair: pair.claim_id != claim.pk)


def figures_of(claim: Claim) -> QuerySet[Figure]:
    """The figures of a claim with whom they count."""
    return claim.figures.prefetch_related(_counted())


def _counted(claim: str = "") -> Prefetch[str, QuerySet[FigureSubject], str]:
    """Whom figures count; `claim` leads to the claim whose figures they are."""
    to = f"{claim}__figures__figure_subjects" if claim else "figure_subjects"
    return Prefetch(to, FigureSubject.objects.select_related("party"))


def translations_of(claim: Claim) -> list[Translation]:
    """The translations of a claim in order, which it then has at hand."""
    rows = with_later(Translation.objects.order_by("language", "pk"))
    prefetch_related_objects([claim], Prefetch("translations", rows))
    return list(claim.translations.all())


def events_of(claim: Claim) -> QuerySet[Event]:
    """The journal of a claim, oldest first."""
    return Event.objects.filter(claim_id=claim.pk).order_by("at", "pk")


def last_event_of(claim: Claim) -> int:
    """The key of the newest line of the journal of a claim; 0 before the first."""
    return events_of(claim).order_by("-pk").values_list("pk", flat=True).first() or 0


def answerable(user: User, claim: Claim) -> QuerySet[Claim]:
    """Claims that this one may be said to answer, those about the same incident first."""
    near = Case(
        When(incident=claim.incident_id, then=Value(False)),
        default=Value(True),
        output_field=BooleanField(),
    )
    rows = claims_seen_by(user).exclude(pk=claim.pk).exclude(status=ClaimStatus.WITHDRAWN)
    return rows.order_by(near, "-created_at", "pk")


def claims_to_cite(user: User) -> QuerySet[Claim]:
    """Claims that somebody may know of and that can rest on something: none is withdrawn."""
    return claims_seen_by(user).exclude(status=ClaimStatus.WITHDRAWN)


def claims_for_page(user: User, page: Page) -> QuerySet[Claim]:
    """Claims that are likely to rest on words of a page, the likeliest first.

    Those that rest on it already, then others of the same incidents, then those that this person
    wrote, each the newest first; no others.
    """
    resting = Q(pk__in=Citation.objects.filter(page=page).values("claim"))
    beside = Q(incident__in=Citation.objects.filter(page=page).values("claim__incident"))
    order = Case(
        When(resting, then=Value(0)),
        When(beside, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    likely = claims_to_cite(user).filter(resting | beside | Q(created_by=user))
    return likely.order_by(order, "-created_at", "-pk")


def claims_beside(claim: Claim, user: User, *, most: int) -> list[Claim]:
    """Other claims of the same incident, then of incidents at its place about the same days.

    Args:
        claim: a claim.
        user: who looks: somebody else's draft is not among them.
        most: how many, at most.
    """
    scene = claim.incident
    near = Q(incident=scene)
    if scene.place_id is not None and scene.start is not None:
        days = (scene.start - _ABOUT, (scene.end or scene.start) + _ABOUT)
        near |= Q(incident__place=scene.place_id, incident__start__range=days)
    rows = answerable(user, claim).filter(near)
    return list(with_figures(rows)[:most])


def with_figures(rows: QuerySet[Claim]) -> QuerySet[Claim]:
    """Claims with what their figures are compared by."""
    scene = rows.select_related(
        *("claimant__kind", "outlet", "place", "incident__place", "created_by")
    )
    return scene.prefetch_related("figures__figure_subjects__party")


def paired_among(claims: Collection[int]) -> list[tuple[int, int, Ground]]:
    """Which of some claims answers which, and on what ground.

    Args:
        claims: keys of claims.
    """
    rows = Counterclaim.objects.filter(claim__in=claims, answers__in=claims)
    found = rows.order_by("pk").values_list("claim_id", "answers_id", "ground")
    return [(claim, answers, Ground(ground)) for claim, answers, ground in found]
