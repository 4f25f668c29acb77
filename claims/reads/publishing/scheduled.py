"""What is planned to be published, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from claims.models import Claim, Event, Round, ScheduledVerdict
from claims.rules.acts import READ_VERBS, SAYS_THE_SAME
from claims.rules.deciding.scheduling import ScheduleEnding
from claims.rules.states import ClaimStatus

TOLD_FOR = timedelta(days=14)
"""How long what was not published is told of."""


_CLAIM = ("round__claim__claimant", "round__claim__incident", "planned_by")
_DECIDED = (ClaimStatus.AGREED, ClaimStatus.SETTLED)


def scheduled_waiting() -> QuerySet[ScheduledVerdict]:
    """What waits for its time, the earliest first; what a later round overtook waits for none."""
    later = Round.objects.filter(
        claim=OuterRef("round__claim"), number__gt=OuterRef("round__number")
    )
    rows = ScheduledVerdict.objects.filter(
        ~Exists(later), ended="", round__claim__status__in=_DECIDED
    )
    return rows.select_related(*_CLAIM).order_by("due_at", "pk")


def scheduled_due(at: datetime) -> list[ScheduledVerdict]:
    """What is to be published by now, the earliest first."""
    rows = ScheduledVerdict.objects.filter(ended="", due_at__lte=at).order_by("due_at", "pk")
    return list(rows.select_related("round__claim"))


def scheduled_missed(at: datetime) -> QuerySet[ScheduledVerdict]:
    """What the clock did not publish in the last days, the newest first."""
    rows = ScheduledVerdict.objects.filter(
        ended__in=[ScheduleEnding.CHANGED, ScheduleEnding.REFUSED]
    )
    rows = rows.filter(ended_at__gte=at - TOLD_FOR).order_by("-ended_at", "-pk")
    return rows.select_related(*_CLAIM)


def scheduled_for(claim: Claim) -> ScheduledVerdict | None:
    """What is planned for a claim."""
    return scheduled_waiting().filter(round__claim=claim).first()


def planned_in_vain(claim: Claim) -> ScheduledVerdict | None:
    """What was last planned for the present round of a claim, and ended without being published."""
    present = claim.rounds.order_by("-number").first()
    if present is None:
        return None
    rows = present.scheduled.filter(verdict=None).exclude(ended="")
    return rows.select_related("planned_by").order_by("-planned_at", "-pk").first()


def planned_for(
    claim: Claim, at: datetime
) -> tuple[ScheduledVerdict | None, ScheduledVerdict | None]:
    """What is planned for a claim, and what the clock did not publish of it in the last days.

    Args:
        claim: the claim.
        at: the present moment.
    """
    if claim.status == ClaimStatus.PUBLISHED:
        return None, None
    return scheduled_for(claim), scheduled_missed(at).filter(round__claim=claim).first()


def scheduled_row(pk: int) -> ScheduledVerdict | None:
    """One of them, with its claim."""
    return ScheduledVerdict.objects.select_related("round__claim").filter(pk=pk).first()


def is_changed_since(claim: Claim, seen: int) -> bool:
    """Whether something of a claim was changed, or said to it, after a line of its journal."""
    rows = Event.objects.filter(claim_id=claim.pk, pk__gt=seen)
    told = rows.filter(verb__in=[*READ_VERBS, "reply_kept"])
    return told.exclude(data__has_key=SAYS_THE_SAME).exists()
