"""Lines of the journal as far as somebody may read them, narrowed by who, what, when and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from claims.models import Assignment, Citation, Event
from claims.reads.visible import claims_seen_by
from claims.rules.acts import CLAIM_ACTS
from claims.rules.states import AssignmentStatus
from tracker.base.people.models import Role, User, role_of

SHARED = (
    "party",
    "place",
    "incident",
    "publisher",
    "page",
    "measure",
    "partykind",
    "publisherkind",
    "rating",
)
"""Kinds of things whose lines belong to no claim and are read by everybody at the desk.

What is proposed and what is refused of it is not among them: that one proposes is a message too.
"""


@dataclass(frozen=True, slots=True)
class JournalWanted:
    """Which lines are wanted; what is not given narrows nothing.

    Attributes:
        person: the key of who acted.
        verbs: what was done.
        since: not before.
        before: not from then on.
        words: what the reason says.
        claim: the key of the claim.
        page: the key of the page that it is about.
    """

    person: int | None = None
    verbs: Collection[str] = ()
    since: datetime | None = None
    before: datetime | None = None
    words: str = ""
    claim: int | None = None
    page: int | None = None


def events_seen_by(user: User, wanted: JournalWanted) -> QuerySet[Event]:
    """The lines that somebody may read, the newest first.

    Of a claim that they review in an open round they read what the table of acts leaves open; of
    somebody else's draft, nothing; of a draft that was deleted, what they read of it before.

    Args:
        user: who reads.
        wanted: which of them.
    """
    reviewing = Assignment.objects.filter(reviewer=user, status=AssignmentStatus.OPEN)
    blind = Q(claim_id__in=reviewing.values("round__claim")) & ~Q(verb__in=CLAIM_ACTS.open_verbs)
    seen = Q(claim_id__in=claims_seen_by(user).values("pk"))
    shared = Q(claim_id=None, target_type__in=SHARED)
    gone = Q(claim_id__in=_deleted_drafts(user).values("claim_id"))
    rows = Event.objects.filter(seen | shared | gone).exclude(blind)
    return _narrowed(rows, wanted, user).order_by("-at", "-pk")


def _deleted_drafts(user: User) -> QuerySet[Event]:
    """That drafts were deleted which somebody could read: their own; an editor, all of them."""
    rows = Event.objects.filter(verb="draft_deleted").order_by()
    return rows if role_of(user) is Role.EDITOR else rows.filter(actor_id=user.pk)


def _narrowed(rows: QuerySet[Event], wanted: JournalWanted, user: User) -> QuerySet[Event]:
    if wanted.person is not None:
        rows = rows.filter(actor_id=wanted.person)
    if wanted.verbs:
        rows = rows.filter(verb__in=wanted.verbs)
    if wanted.since is not None:
        rows = rows.filter(at__gte=wanted.since)
    if wanted.before is not None:
        rows = rows.filter(at__lt=wanted.before)
    if wanted.claim is not None:
        rows = rows.filter(claim_id=wanted.claim)
    if wanted.page is not None:
        rows = rows.filter(_of_page(wanted.page))
    if wanted.words:
        # A reason that somebody may not read is not found by its words either.
        role = role_of(user)
        open_to = [verb for verb in CLAIM_ACTS.by_verb if CLAIM_ACTS.reason_is_for(verb, role)]
        rows = rows.filter(reason__icontains=wanted.words, verb__in=open_to)
    return rows


def _of_page(page: int) -> Q:
    """Lines about a page: of the page itself, and of the claims that rest or rested on it."""
    resting = Citation.everything.filter(page=page).values("claim")
    return Q(target_type="page", target_id=str(page)) | Q(claim_id__in=resting, data__page=page)
