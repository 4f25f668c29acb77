"""What a queue can be narrowed by, the same for claims, assignments and pages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from claims.models import Assignment, Citation, Claim, ErrorReport, FigureSubject, Incident, Party
from sources.models import Capture, Quotation, Recheck
from tracker.base.people.models import User

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the rows of a queue have to be about; an empty value asks for nothing.

    ``parties`` and ``incidents`` say which of them are meant: one makes the claim or is counted in
    it, the other is what it is about.
    ``priority`` is the lowest. ``person`` wrote the claim, is asked for the review or cited the
    page. ``since`` and ``until``, both inclusive, are days: when a claim was recorded, a review is
    due, a change was found.
    """

    parties: Q | None = None
    incidents: Q | None = None
    priority: int | None = None
    person: User | None = None
    language: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


def claims_wanted(rows: QuerySet[Claim], wanted: Wanted) -> QuerySet[Claim]:
    """Those of some claims that are asked for."""
    rows = _about(rows, wanted)
    if wanted.person is not None:
        rows = rows.filter(created_by=wanted.person)
    return _between(rows, "created_at", wanted)


def assignments_wanted(rows: QuerySet[Assignment], wanted: Wanted) -> QuerySet[Assignment]:
    """Those of some assignments that are asked for."""
    rows = rows.filter(_of_claims("round__claim", wanted))
    if wanted.person is not None:
        rows = rows.filter(reviewer=wanted.person)
    if wanted.since is not None:
        rows = rows.filter(due__gte=wanted.since)
    if wanted.until is not None:
        rows = rows.filter(due__lte=wanted.until)
    return rows


def rechecks_wanted(rows: QuerySet[Recheck], wanted: Wanted) -> QuerySet[Recheck]:
    """Those of some later looks whose page is cited by what is asked for."""
    return _between(rows.filter(_cited("page", wanted)), "at", wanted)


def captures_wanted(rows: QuerySet[Capture], wanted: Wanted) -> QuerySet[Capture]:
    """Those of some captures whose page is cited by what is asked for."""
    return _between(rows.filter(_cited("page", wanted)), "finished_at", wanted)


def quotations_wanted(rows: QuerySet[Quotation], wanted: Wanted) -> QuerySet[Quotation]:
    """Those of some quotations that are cited by what is asked for."""
    return _between(rows.filter(_cited("page", wanted)), "added_at", wanted)


def reports_wanted(rows: QuerySet[ErrorReport], wanted: Wanted) -> QuerySet[ErrorReport]:
    """Those of some reports whose claim is asked for."""
    rows = rows.filter(_of_claims("claim", wanted))
    if wanted.person is not None:
        rows = rows.filter(claim__created_by=wanted.person)
    return _between(rows, "received_at", wanted)


def _about(rows: QuerySet[Claim], wanted: Wanted) -> QuerySet[Claim]:
    if wanted.priority is not None:
        rows = rows.filter(priority__gte=wanted.priority)
    if wanted.language:
        rows = rows.filter(language=wanted.language)
    if wanted.incidents is not None:
        titled = Incident.objects.filter(wanted.incidents).order_by()
        rows = rows.filter(incident__in=titled.values("pk"))
    if wanted.parties is not None:
        named = Party.objects.filter(wanted.parties).order_by().values("pk")
        counted = FigureSubject.objects.filter(figure__claim=OuterRef("pk"), party__in=named)
        rows = rows.filter(Q(claimant__in=named) | Q(Exists(counted)))
    return rows


def _of_claims(to: str, wanted: Wanted) -> Q:
    """That a claim which is asked for stands at the end of a lookup."""
    asked = (wanted.parties, wanted.incidents, wanted.priority)
    if not wanted.language and all(one is None for one in asked):
        return Q()
    return Q(**{f"{to}__in": _about(Claim.objects.order_by(), wanted).values("pk")})


def _cited(page: str, wanted: Wanted) -> Q:
    """That a page is cited by a claim which is asked for, or by a person."""
    found = Q()
    if about := _of_claims("claim", wanted):
        found &= Q(Exists(Citation.objects.filter(about, page=OuterRef(page))))
    if wanted.person is not None:
        found &= Q(Exists(Citation.objects.filter(added_by=wanted.person, page=OuterRef(page))))
    return found


def _between(rows: QuerySet[M], moment: str, wanted: Wanted) -> QuerySet[M]:
    """Rows whose moment lies on the days asked for, as days are where the desk is."""
    if wanted.since is not None:
        rows = rows.filter(**{f"{moment}__gte": _begin(wanted.since)})
    if wanted.until is not None:
        rows = rows.filter(**{f"{moment}__lt": _begin(wanted.until + dt.timedelta(days=1))})
    return rows


def _begin(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
