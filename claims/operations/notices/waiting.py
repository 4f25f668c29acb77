"""Tell who waits for others that a day has passed: nobody took a review, or a party is silent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

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
    person, telling = vacancy.put_up_by, TELLING["not_taken"]
    now = local_time(person, at)
    if vacancy.due >= now.date() or now.hour < person.daily_mail_hour:
        return
    if may_be_told(person, telling):
        yield notice_of(
            ToldTo(person, telling, vacancy.round.claim),
            source=f"free:{vacancy.pk}:{vacancy.due.isoformat()}",
            thing=str(vacancy.pk),
            happened=at,
            at=at,
            due=vacancy.due,
        )


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
    person, telling = request.asked_by, TELLING["no_reply"]
    now = local_time(person, at)
    if request.due >= now.date() or now.hour < person.daily_mail_hour:
        return
    if may_be_told(person, telling):
        yield notice_of(
            ToldTo(person, telling, request.claim),
            source=f"reply:{request.pk}",
            thing=str(request.pk),
            happened=at,
            at=at,
            who=request.party.name,
            due=request.due,
        )
