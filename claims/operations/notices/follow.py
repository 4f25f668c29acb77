"""Make notices of what has happened, by following the ledger: acts know nothing of it.

Keys are given out before transactions end, so a journal that is followed by its keys loses lines
that were committed late. The ledger gives its positions out in the order of commits, without a
gap, so how far it was followed is one number.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.db import OperationalError, transaction
from django.db.models import Exists, OuterRef, Q

from claims.models import Citation, Claim, Event, Followed, Notice
from claims.notices.seen import ways_of
from claims.notices.whom import ToldTo, may_be_told, told_by
from claims.reads.ledger.kinds import EVENT
from claims.reads.visible import claims_seen_by
from claims.rules.notices import TELLING
from sources.models import Capture, CaptureCause, CaptureStatus, Recheck, RecheckKind
from sources.reads.ledger_kinds import CAPTURE, RECHECK
from tracker.base.ledger.models import Entry
from tracker.base.ledger.operations import head
from tracker.base.people.models import User
from tracker.base.retraction import STANDING

log = logging.getLogger(__name__)

OLDEST = timedelta(days=3)
"""What happened longer ago is told nobody any more: it was loaded, or entered afterwards."""
Find = Callable[[str, datetime], list[Notice]]


def follow(*, at: datetime) -> bool:
    """Make the notices of the next entry of the ledger, each once, whoever else does the same.

    An entry has a transaction of its own: a row of a claim that is written holds back whoever
    changes that claim, and nobody waits for two.

    Args:
        at: the present moment.

    Returns:
        Whether there may be more to follow.
    """
    with transaction.atomic():
        Followed.objects.get_or_create(pk=1)
        followed = Followed.objects.select_for_update().get(pk=1)
        end = head().position
        entries = Entry.objects.filter(
            position__gt=followed.position, position__lte=end, kind__in=_FIND, at__gt=at - OLDEST
        )
        entry = entries.only("kind", "subject").order_by("position").first()
        if entry is not None:
            _tell(entry, at=at)
        followed.position = end if entry is None else entry.position
        followed.save(update_fields=["position"])
    return entry is not None


def _tell(entry: Entry, *, at: datetime) -> None:
    """Make the notices of one entry; a fault in it is logged, and what comes after it is told.

    Raises:
        OperationalError: the database fails, or two waited for each other: it is tried again.
    """
    try:
        with transaction.atomic():
            make(_FIND[entry.kind](entry.subject, at))
    except OperationalError:
        raise
    except Exception:
        log.exception("No notices could be made of %s %s", entry.kind, entry.subject)


def make(notices: Iterable[Notice]) -> None:
    """Write notices that are not there yet, those of one claim after those of another."""
    rows = sorted(notices, key=lambda row: (row.claim_id or 0, row.person_id))
    Notice.objects.bulk_create(rows, ignore_conflicts=True)


def notice_of(
    told: ToldTo,
    *,
    source: str,
    thing: str,
    happened: datetime,
    at: datetime,
    who: str = "",
    due: date | None = None,
) -> Notice:
    """A notice, not written yet.

    Args:
        told: who is told what.
        source: what it tells of.
        thing: the key that its link leads to.
        happened: when that was.
        at: the present moment.
        who: who did it.
        due: a day that goes with it; without it, the one of the assignment.
    """
    telling = told.telling
    if due is None and told.assignment is not None:
        due = told.assignment.due
    return Notice(
        person=told.person,
        code=telling.code,
        kind=telling.kind.value,
        source=source,
        thing=thing,
        claim=told.claim,
        assignment=told.assignment,
        who=who,
        due=due,
        at=happened,
        made_at=at,
        way=ways_of(told.person)[telling.kind].value,
    )


def _of_event(subject: str, at: datetime) -> list[Notice]:
    event = Event.objects.filter(pk=subject, at__gt=at - OLDEST).first()
    if event is None:
        return []
    return [
        notice_of(
            told,
            source=_source(event, told),
            thing="" if told.telling.unnamed else event.target_id,
            happened=event.at,
            at=at,
            who=event.actor_name,
            due=_day_in(event) if told.telling.unnamed else None,
        )
        for told in told_by(event)
    ]


def _source(event: Event, told: ToldTo) -> str:
    """What is told of; a line of no claim is told once for each assignment that it concerns.

    One act on many claims, which are not named, is told once.
    """
    if told.telling.unnamed:
        return f"{event.verb}:{event.actor_id}:{event.at.isoformat()}"
    if event.claim_id is None and told.assignment is not None:
        return f"event:{event.pk}:{told.assignment.pk}"
    return f"event:{event.pk}"


def _day_in(event: Event) -> date | None:
    written = event.data.get("due")
    return date.fromisoformat(written) if written else None


def _of_recheck(subject: str, at: datetime) -> list[Notice]:
    recheck = Recheck.objects.filter(pk=subject, at__gt=at - OLDEST).first()
    code = None if recheck is None else _found_by(recheck)
    if recheck is None or code is None:
        return []
    telling, source = TELLING[code], f"recheck:{recheck.pk}"
    return [
        notice_of(
            ToldTo(person, telling, claim),
            source=source,
            thing=str(recheck.pk),
            happened=recheck.at,
            at=at,
        )
        for person, claim in _resting_on(recheck.page_id)
    ]


def _found_by(recheck: Recheck) -> str | None:
    """What a later look is told as; a page that stays gone is told of once."""
    if recheck.number_altered:
        return "number_altered"
    if recheck.kind != RecheckKind.PAGE_GONE:
        return None
    before = Recheck.objects.filter(
        earlier=recheck.earlier_id, kind=recheck.kind, pk__lt=recheck.pk
    )
    return None if before.exists() else "page_gone"


def _resting_on(page: int) -> Iterable[tuple[User, Claim]]:
    """Who wrote a claim that cites a page, or cited it there: each once, with the first such."""
    cited = Citation.objects.filter(STANDING, page=page)
    claims = Claim.objects.filter(Exists(cited.filter(claim=OuterRef("pk"))))
    who = Q(pk__in=claims.values("authorships__person")) | Q(pk__in=cited.values("added_by"))
    for person in User.objects.filter(who, is_active=True).order_by("pk"):
        own = Q(authorships__person=person) | Exists(
            cited.filter(claim=OuterRef("pk"), added_by=person)
        )
        seen = claims_seen_by(person).filter(own, pk__in=claims.values("pk"))
        first = seen.order_by("pk").first()
        if first is not None:
            yield person, first


def _of_capture(subject: str, at: datetime) -> list[Notice]:
    capture = (
        Capture.objects.select_related("requested_by")
        .only("requested_by", "finished_at")
        .filter(
            pk=subject,
            status=CaptureStatus.FAILED,
            cause__in=(CaptureCause.CITED, CaptureCause.ASKED),
            finished_at__gt=at - OLDEST,
        )
        .first()
    )
    if capture is None or capture.finished_at is None:
        return []
    told = ToldTo(capture.requested_by, TELLING["capture_failed"], None)
    if not may_be_told(told.person, told.telling):
        return []
    key, happened = str(capture.pk), capture.finished_at
    return [notice_of(told, source=f"capture:{key}", thing=key, happened=happened, at=at)]


_FIND: dict[str, Find] = {
    EVENT.name: _of_event,
    RECHECK.name: _of_recheck,
    CAPTURE.name: _of_capture,
}
