"""Tell who waits for others that a day has passed: nobody took a review, or a party is silent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from claims.models import Notice, ReplyRequest, Vacancy
from claims.notices.whom import ToldTo, may_be_told
from claims.operations.notices.follow import OLDEST, make, notice_of
from claims.rules.notices import TELLING
from claims.rules.states import ClaimStatus
from tracker.base.accounts.preferences import local_time


def remind_who_waits(*, at: datetime) -> None:
    """Make the notices of days that passed in the last three, each once, at somebody's own hour.

    Args:
        at: the present moment.
    """
    for vacancy in _not_taken(at):
        make(_of_vacancy(vacancy, at=at))
    for request in _no_reply(at):
        make(_of_request(request, at=at))


def _not_taken(at: datetime) -> QuerySet[Vacancy]:
    told = Notice.objects.filter(
        code="not_taken", thing=Cast(OuterRef("pk"), CharField()), due=OuterRef("due")
    )
    rows = Vacancy.objects.filter(
        ~Exists(told),
        free__gt=0,
        round__closed_at=None,
        due__range=((at - OLDEST).date(), at.date()),
        put_up_by__is_active=True,
    )
    return rows.select_related("round__claim", "put_up_by")


def _of_vacancy(vacancy: Vacancy, *, at: datetime) -> Iterator[Notice]:
    told = ToldTo(vacancy.put_up_by, TELLING["not_taken"], vacancy.round.claim)
    source = f"free:{vacancy.pk}:{vacancy.due.isoformat()}"
    return _passed(told, due=vacancy.due, source=source, thing=str(vacancy.pk), at=at)


def _no_reply(at: datetime) -> QuerySet[ReplyRequest]:
    source = Concat(Value("reply:"), Cast(OuterRef("pk"), CharField()))
    rows = ReplyRequest.objects.filter(
        ~Exists(Notice.objects.filter(code="no_reply", source=source)),
        replies=None,
        due__range=((at - OLDEST).date(), at.date()),
        asked_by__is_active=True,
    )
    rows = rows.exclude(claim__status=ClaimStatus.WITHDRAWN)
    return rows.select_related("claim", "party", "asked_by")


def _of_request(request: ReplyRequest, *, at: datetime) -> Iterator[Notice]:
    told = ToldTo(request.asked_by, TELLING["no_reply"], request.claim)
    source, thing, who = f"reply:{request.pk}", str(request.pk), request.party.name
    return _passed(told, due=request.due, source=source, thing=thing, at=at, who=who)


def _passed(
    told: ToldTo, *, due: date, source: str, thing: str, at: datetime, who: str = ""
) -> Iterator[Notice]:
    """The notice that a day has passed where somebody is, once their hour for such has come."""
    now = local_time(told.person, at)
    if due >= now.date() or now.hour < told.person.daily_mail_hour:
        return
    if may_be_told(told.person, told.telling):
        yield notice_of(told, source=source, thing=thing, happened=at, at=at, who=who, due=due)
