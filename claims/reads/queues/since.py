"""Since when what stands in a queue has waited there, as expressions beside its rows."""

from __future__ import annotations

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest

from claims.models import Assignment, Event, Round, Vacancy
from claims.reads.assignments import needed_in_round
from claims.rules.states import TAKING_PART, AssignmentStatus
from sources.models import (
    LOSSES,
    SAW_NO_PAGE,
    SAW_THE_PAGE,
    Capture,
    Finding,
    Recheck,
)


def _first(rows: QuerySet[Model], moment: str, *order: str) -> Subquery:
    return Subquery(rows.order_by(*order).values(moment)[:1])


# --- assignments

ASKED: Combinable = F("assigned_at")
"""When the reviewer was asked."""
DUE: Combinable = F("due")
"""The day on which the review was due."""


# --- claims

_OPEN_ROUND = Round.objects.filter(claim=OuterRef("pk"), closed_at=None)
_SEALED = Assignment.objects.filter(
    round__claim=OuterRef("pk"), round__closed_at=None, status=AssignmentStatus.SEALED
)
_MOVED = Event.objects.filter(claim_id=OuterRef("pk"), to_status=OuterRef("status"))

IN_STATUS: Combinable = Coalesce(_first(_MOVED, "at", "-at", "-pk"), F("created_at"))
"""When the claim came to the status it has."""
IN_ROUND: Combinable = _first(_OPEN_ROUND, "opened_at", "pk")
"""When the open round was opened."""
FIRST_SEALED: Combinable = Coalesce(_first(_SEALED, "closed_at", "closed_at"), IN_ROUND)
"""When the first review of the open round was sealed; of one that adds to a split, its opening."""


def _became_short() -> Combinable:
    """When the open round last came to have too few reviewers: its opening, if it never had enough.

    Somebody who was let go left too few behind only if there were just enough with them. What was
    free to be taken at that time is not known: where anything was, any of them may have.
    """
    others = (
        Assignment.objects.filter(
            Q(status__in=TAKING_PART) | Q(closed_at__gte=OuterRef("closed_at")),
            round=OuterRef("round"),
            # Who was asked in the place of somebody who was let go was asked when that happened.
            assigned_at__lt=OuterRef("closed_at"),
        )
        .order_by()
        .values("round")
        .annotate(number=Count("pk"))
        .values("number")
    )
    left = (
        Assignment.objects.filter(round__claim=OuterRef("pk"), round__closed_at=None)
        .exclude(status__in=TAKING_PART)
        .annotate(together=Subquery(others), needed=needed_in_round("round__"))
        .filter(
            Q(together__gte=F("needed")) | Exists(Vacancy.objects.filter(round=OuterRef("round")))
        )
    )
    taken_down = Event.objects.filter(claim_id=OuterRef("pk"), verb="taken_down")
    return Greatest(
        IN_ROUND,
        _first(left, "closed_at", "-closed_at"),
        _first(taken_down, "at", "-at"),
    )


SHORT: Combinable = _became_short()
"""When the open round came to have too few reviewers."""


# --- reports of readers

REPORTED: Combinable = F("received_at")
"""When the report came."""


# --- evidence

_LOOK_FOUND_IT = Recheck.objects.filter(page=OuterRef("page"), at__gt=OuterRef("at")).exclude(
    kind__in=LOSSES
)
_COPIED = Capture.objects.filter(
    SAW_THE_PAGE, page=OuterRef("page"), finished_at__gt=OuterRef("finished_at")
)
_LOOKS = Recheck.objects.filter(~Exists(_LOOK_FOUND_IT), page=OuterRef("page"), kind__in=LOSSES)
_TRIES = Capture.objects.filter(
    SAW_NO_PAGE, ~Exists(_COPIED), page=OuterRef("page"), finished_at__isnull=False
)
_DOUBTS = Finding.objects.being_checked().filter(quotation=OuterRef("pk"))

LOOKED: Combinable = F("at")
"""When a later look found what it found."""
GONE: Combinable = _first(_LOOKS, "at", "at")
"""When the first look since the last that was well found the page, or the words, gone."""
FAILED: Combinable = _first(_TRIES, "finished_at", "finished_at")
"""When the first capture failed since the last that saw the page."""
DOUBTED: Combinable = _first(_DOUBTS, "at", "at")
"""When the words were first not found in a copy."""
