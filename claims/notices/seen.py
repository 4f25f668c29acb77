"""Which of their notices somebody may read now: asked at the desk and again before any e-mail."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from claims.models import (
    Assignment,
    Letter,
    LetterStatus,
    Notice,
    NoticeChoice,
    ProposedCorrection,
    Reply,
    Vacancy,
)
from claims.reads.assignments import reviewing
from claims.rules.notices import NoticeKind, NoticeWay, codes_for
from claims.rules.states import AssignmentStatus, ClaimStatus
from claims.rules.verdicts import CorrectionStatus
from tracker.base.people.models import User, role_of

FAILED_SHOWN = timedelta(days=7)
"""How long it is said that an e-mail could not be sent."""
_OF_REMINDERS = ("due_tomorrow", "overdue", "overdue_asked")


def notices_seen_by(user: User) -> QuerySet[Notice]:
    """The notices that somebody may read, newest first.

    Somebody who takes part in a round that is open reads of its claim only what is about their own
    task; a draft is told of to its author alone; who has another role now reads what that is told.
    """
    role = role_of(user)
    rows = Notice.objects.filter(person=user, code__in=codes_for(role))
    return rows.filter(
        Q(code__in=codes_for(role, own=True)) | ~reviewing(user),
        Q(claim__isnull=True) | ~Q(claim__status=ClaimStatus.DRAFT) | Q(claim__created_by=user),
    ).order_by("-at", "-pk")


def unread_by(user: User) -> QuerySet[Notice]:
    """Those of them that they have not read."""
    return notices_seen_by(user).filter(read_at__isnull=True)


def still_news(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    """Leave out what has been overtaken: a task that has ended, a day that was moved."""
    waiting = Q(assignment__status=AssignmentStatus.OPEN)
    open_proposals = ProposedCorrection.objects.filter(
        verdict__claim=OuterRef("claim"), status=CorrectionStatus.PROPOSED
    )
    free = Vacancy.objects.filter(
        round__claim=OuterRef("claim"), round__closed_at=None, free__gt=0, due=OuterRef("due")
    )
    # One act may put up reviews of many claims: it is news while any of them can be taken.
    asked = Assignment.objects.filter(
        round=OuterRef("round"), reviewer=OuterRef(OuterRef("person"))
    )
    to_take = Vacancy.objects.filter(
        ~Exists(asked), round__closed_at=None, free__gt=0, put_up_at=OuterRef("at")
    )
    replies = Reply.objects.alias(asked=Cast("request", CharField()))
    return rows.filter(
        ~Q(code__in=("assigned", "due_moved", "interest_bars")) | waiting,
        ~Q(code="put_up") | Exists(to_take),
        ~Q(code="not_taken") | Exists(free),
        ~Q(code="no_reply") | ~Exists(replies.filter(asked=OuterRef("thing"))),
        ~Q(code__in=_OF_REMINDERS) | (waiting & Q(assignment__due=F("due"))),
        ~Q(code="correction_proposed") | Exists(open_proposals),
    )


def letters_that_failed(user: User, *, at: datetime) -> QuerySet[Letter]:
    """E-mails to somebody that the mail server did not take in the last days, newest first."""
    rows = Letter.objects.filter(person=user, status=LetterStatus.FAILED)
    return rows.filter(finished_at__gt=at - FAILED_SHOWN).order_by("-finished_at", "-pk")


def ways_of(user: User) -> dict[NoticeKind, NoticeWay]:
    """How somebody wants to be told each kind of thing."""
    chosen = dict(NoticeChoice.objects.filter(person=user).values_list("kind", "way"))
    return {kind: NoticeWay(chosen.get(kind.value, kind.usual)) for kind in NoticeKind}
