"""What stands in each queue. Of a blind round it is said how many reviews are sealed, no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.involvement import rounds_begun
from claims.models import Assignment, Citation, Claim, Round, ScheduledVerdict, Verdict
from claims.reads.asking.interests import with_barred
from claims.reads.assignments import due_soon, needed_in_round, overdue
from claims.reads.desk.changes import cited_by, rechecks_seen_by
from claims.reads.evidence.citations import own_citations
from claims.reads.later import with_changes_during
from claims.reads.publishing.scheduled import scheduled_waiting
from claims.reads.visible import claims_seen_by
from claims.rules.states import TAKING_PART, AssignmentStatus, ClaimStatus
from sources.models import (
    LOSSES,
    SAW_NO_PAGE,
    SAW_THE_PAGE,
    Capture,
    CaptureStatus,
    Recheck,
)
from tracker.base.built_once import built_once
from tracker.base.looked_up import LookedUp
from tracker.base.people.models import Role, User, role_of

# --- assignments


def mine(user: User, _today: dt.date) -> QuerySet[Assignment]:
    """What somebody is asked to review and has not ended, with whether they may write it."""
    rows = Assignment.objects.filter(reviewer=user, status=AssignmentStatus.OPEN)
    rows = rows.select_related("round__claim__claimant", "round__claim__incident", "assigned_by")
    return with_barred(with_changes_during(rows))


def due_before_long(_user: User, today: dt.date) -> QuerySet[Assignment]:
    """Reviews of everybody that are due today or in the next days."""
    return due_soon(today)


def late(_user: User, today: dt.date) -> QuerySet[Assignment]:
    """Reviews of everybody whose day has passed."""
    return overdue(today)


# --- claims


def unassigned(user: User, _today: dt.date) -> QuerySet[Claim]:
    """Recorded claims that nobody is asked to review."""
    return claims_seen_by(user).filter(status=ClaimStatus.RECORDED)


def assignable(user: User, keys: Collection[int]) -> QuerySet[Claim]:
    """Claims by their keys, as far as somebody may know of them, the oldest key first."""
    return claims_seen_by(user).filter(pk__in=keys).order_by("pk")


def short_of_reviewers(user: User, _today: dt.date) -> QuerySet[Claim]:
    """Claims in review for which fewer people are asked, or places free, than are needed."""
    return _in_review(user).filter(LookedUp(_short_rounds(settings.REVIEWS_NEEDED)))


def waiting_for_second(user: User, _today: dt.date) -> QuerySet[Claim]:
    """Claims in review of which a review is sealed, and another is waited for."""
    return _in_review(user).filter(LookedUp(_begun_rounds()))


def under_rereview(user: User, _today: dt.date) -> QuerySet[Claim]:
    """Claims in review whose published verdict stands meanwhile."""
    # One of the verdicts that a claim has is always in force.
    return _in_review(user).filter(LookedUp(Verdict.objects.filter(claim=OuterRef("pk"))))


def split(user: User, _today: dt.date) -> QuerySet[Claim]:
    """Claims whose reviewers differ."""
    return claims_seen_by(user).filter(status=ClaimStatus.SPLIT)


def ready_to_publish(user: User, _today: dt.date) -> QuerySet[Claim]:
    """Claims that are decided and not published, but for those that are planned to be."""
    rows = claims_seen_by(user).filter(status__in=[ClaimStatus.AGREED, ClaimStatus.SETTLED])
    return rows.filter(~Exists(_plans()))


def planned_to_publish(user: User, _today: dt.date) -> QuerySet[Claim]:
    """Claims that are published at a time by themselves, with that time as ``due_at``."""
    rows = claims_seen_by(user).filter(Exists(_plans()))
    return rows.annotate(due_at=Subquery(_plans().values("due_at")[:1]))


def _plans() -> QuerySet[ScheduledVerdict]:
    return scheduled_waiting().select_related(None).filter(round__claim=OuterRef("pk"))


@built_once
def _short_rounds(needed: int) -> QuerySet[Round]:
    """The open round of a claim, where fewer people are asked, or places free, than it needs.

    Args:
        needed: how many that are, but for a round that adds to a split.
    """
    asked = Count("assignments", filter=Q(assignments__status__in=TAKING_PART))
    short = Round.objects.filter(closed_at=None, claim=OuterRef("pk")).annotate(
        filled=asked + Coalesce(F("vacancy__free"), 0)
    )
    return short.filter(filled__lt=needed_in_round(needed=needed)).order_by()


@built_once
def _begun_rounds() -> QuerySet[Round]:
    """The open round of a claim, where a review is sealed that counts in it."""
    return rounds_begun().filter(claim=OuterRef("pk"))


def _in_review(user: User) -> QuerySet[Claim]:
    return claims_seen_by(user).filter(status=ClaimStatus.IN_REVIEW)


def sealed_of_asked(claims: Iterable[Claim]) -> dict[int, tuple[int, int]]:
    """How many reviews are sealed in the open round of each claim, and how many are asked for.

    Never whose they are, nor what they say.
    """
    rows = Assignment.objects.filter(
        round__claim__in=list(claims), round__closed_at=None, status__in=TAKING_PART
    )
    counted = (
        rows.order_by()
        .values_list("round__claim")
        .annotate(sealed=Count("pk", filter=Q(status=AssignmentStatus.SEALED)), asked=Count("pk"))
    )
    return {claim: (sealed, asked) for claim, sealed, asked in counted}


# --- evidence: editors and administrators see all of it, fact-checkers what concerns them


def pages_gone(user: User, _today: dt.date) -> QuerySet[Recheck]:
    """Newest looks at cited pages that found the page gone, or words that are quoted.

    Not those of which somebody has seen it. Looks at a page that stays gone are held against the
    same copy: it is seen once for all of them, and waits again once it had come back, or differs.
    """
    newer = Recheck.objects.filter(page=OuterRef("page"), at__gt=OuterRef("at"))
    seen = Recheck.objects.filter(
        earlier=OuterRef("earlier"), kind=OuterRef("kind"), seen_at__isnull=False
    )
    rows = rechecks_seen_by(user).filter(~Exists(newer), ~Exists(seen), kind__in=LOSSES)
    return rows.filter(_concerns(user))


def captures_failed(user: User, _today: dt.date) -> QuerySet[Capture]:
    """The newest captures of cited pages, where they failed or nobody has a copy of the page.

    An answer in the place of the page is sealed as well. Where there is a copy from before, later
    looks tell of it (`pages_gone`); where there is none, nothing else does.
    """
    newer = Capture.objects.filter(page=OuterRef("page"), finished_at__gt=OuterRef("finished_at"))
    copies = Capture.objects.filter(SAW_THE_PAGE, page=OuterRef("page"))
    rows = Capture.objects.filter(
        SAW_NO_PAGE,
        Q(status=CaptureStatus.FAILED) | ~Exists(copies),
        ~Exists(newer),
        finished_at__isnull=False,
    )
    rows = rows.filter(_concerns(user)).select_related("page__publisher")
    return rows.defer("provenance", "metadata", "tries").prefetch_related(cited_by(user))


def _concerns(user: User) -> Q:
    if role_of(user) is Role.FACT_CHECKER:
        return Q(page__in=own_citations(user, "page"))
    return Q(Exists(Citation.objects.filter(page=OuterRef("page"))))
