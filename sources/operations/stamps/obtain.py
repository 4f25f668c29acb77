"""Have sealed files, and once a day the ledger's head, timestamped by every configured authority.

The row is the queue. Rows are made by the sweep and not where a capture ends, so that no capture
costs more for it; a file is stamped a minute after it was sealed. While an authority fails, only
the row that was tried most often goes to it, with growing pauses: one that is down costs one short
attempt now and then, whatever waits for it.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from sources import configuration
from sources.archiver.network.resolve import system_resolver
from sources.archiver.sealing.store import StoreError, fault, keep_as
from sources.archiver.sentences import as_json, say
from sources.archiver.time.timestamp import Authority, Granted, TimestampError, Trouble, ask, verify
from sources.archiver.values import Resolver
from sources.authorities import configured
from sources.models import (
    FileKind,
    SealedFile,
    Timestamp,
    TimestampStatus,
    TimestampSubject,
)
from sources.operations.fixity.registered import register_file
from sources.reads.tokens import STAMPED_KINDS, read_token
from tracker.base import queue
from tracker.base.ledger.operations import head
from tracker.base.queue import UNFINISHED, Backoff, ask_anew, is_due

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=2)
BACKOFF = Backoff(timedelta(minutes=1), 4, timedelta(hours=6))
REFUSALS = 6
"""How often an authority may say no before its word is taken; all other trouble is waited out."""
AT_ONCE = 50
"""Rows of one authority that one sweep hands out: about one request a second."""
MADE_AT_ONCE = 1000
RECENT_FILES = 5000
"""Files that every sweep looks through; in the first minute of an hour one looks through all."""
LEDGER_EVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that a worker holds, and whom it is to ask."""

    row: Timestamp
    authority: Authority
    at: datetime


def sweep(*, at: datetime) -> list[int]:
    """Make the rows that are missing and say which ones a worker should be told of.

    Args:
        at: the present moment.

    Raises:
        ImproperlyConfigured: the setting of authorities cannot be read.
    """
    queue.give_back_lost(
        Timestamp.objects.select_for_update(skip_locked=True),
        lease=LEASE,
        at=at,
        most=MADE_AT_ONCE,
        give_back=lambda row: queue.put_back(row, timedelta(), at=at),
    )
    due: list[int] = []
    for name in configured():
        _make_missing(name, at=at)
        _make_for_ledger(name, at=at)
        due += _due(name, at=at)
    return due


def _make_missing(name: str, *, at: datetime) -> None:
    stamped = Timestamp.objects.filter(sha256=OuterRef("sha256"), authority=name)
    files = SealedFile.objects.filter(~Exists(stamped), kind__in=STAMPED_KINDS)
    if at.minute:
        newest = SealedFile.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        files = files.filter(pk__gt=newest - RECENT_FILES)
    digests = files.order_by("-pk").values_list("sha256", flat=True)[:MADE_AT_ONCE]
    _make(dict.fromkeys(digests), TimestampSubject.FILE, name, at=at)


def _make_for_ledger(name: str, *, at: datetime) -> None:
    today = Timestamp.objects.filter(
        authority=name, subject=TimestampSubject.LEDGER, requested_at__gt=at - LEDGER_EVERY
    )
    if today.exists():
        return
    end = head()
    if end.position:
        _make({end.sha256: None}, TimestampSubject.LEDGER, name, at=at)


def _make(digests: Mapping[str, None], subject: str, name: str, *, at: datetime) -> None:
    Timestamp.objects.bulk_create(
        [
            Timestamp(sha256=sha256, subject=subject, authority=name, requested_at=at)
            for sha256 in digests
        ],
        ignore_conflicts=True,
    )


def _probe(name: str) -> Timestamp | None:
    """The row that is tried while an authority fails; None while it does not."""
    rows = Timestamp.objects.filter(authority=name, status__in=UNFINISHED)
    return rows.exclude(reason=[]).order_by("-attempts", "pk").first()


def _due(name: str, *, at: datetime) -> list[int]:
    probe = _probe(name)
    rows = queue.due(Timestamp.objects.filter(authority=name), at=at)
    if probe is not None:
        rows = rows.filter(pk=probe.pk)
    return list(rows.values_list("pk", flat=True)[:AT_ONCE])


def run(
    *, timestamp_id: int, worker: str, at: datetime, resolver: Resolver = system_resolver
) -> bool:
    """Take a row, ask its authority and write what came of it.

    Args:
        timestamp_id: the row.
        worker: who works.
        at: the present moment.
        resolver: looks names up.

    Returns:
        Whether the row was there to be taken.
    """
    taken = take(timestamp_id=timestamp_id, worker=worker, at=at)
    if taken is None:
        return False
    try:
        name, granted = _obtain(taken, resolver)
    except TimestampError as error:
        _put_back(taken, error, at=at)
    except (OSError, StoreError) as error:
        log.exception("The timestamp %s could not be kept", timestamp_id)
        said = say("stamp.not_kept_here") + fault(error)
        _put_back(taken, TimestampError(Trouble.UNREACHABLE, said), at=at)
    else:
        _grant(taken, name, granted, at=at)
    return True


def take(*, timestamp_id: int, worker: str, at: datetime) -> Taken | None:
    """Take a row that waits and is due; None if it is not there to be taken."""
    row = Timestamp.objects.filter(pk=timestamp_id, status=TimestampStatus.WAITING).first()
    authority = configured().get(row.authority) if row else None
    if row is None or authority is None:
        return None
    probe = _probe(row.authority)
    if probe is not None and probe.pk != row.pk:
        return None  # its authority has begun to fail since the message was sent
    free = Q(is_due(at), status=TimestampStatus.WAITING)
    held = queue.take(Timestamp.objects.all(), keys=[row.pk], free=free, worker=worker, at=at)
    taken = held.first()
    return None if taken is None else Taken(taken, authority, at)


def _obtain(taken: Taken, resolver: Resolver) -> tuple[str, Granted]:
    """Have the digest timestamped, or take up the answer that a dead worker had kept already."""
    base = _base_name(taken.row)
    name = f"{base}.tsr"
    granted = _kept_before(name, taken)
    if granted is None:
        granted = ask(
            taken.authority,
            taken.row.sha256,
            allowance=configuration.allowance(),
            resolver=resolver,
            agent=configuration.agent(),
            at=taken.at,
        )
        sha256 = hashlib.sha256(granted.token).hexdigest()
        if configuration.storage().exists(name):
            # Something else stands there; it stays, and this one gets a name of its own.
            name = f"{base}.{sha256[:12]}.tsr"
        keep_as(configuration.storage(), name, granted.token, sha256)
    return name, granted


def _base_name(row: Timestamp) -> str:
    """Beside the file that is stamped; the ledger's head is no file and has a folder of its own."""
    if row.subject == TimestampSubject.LEDGER:
        return f"ledger/{row.sha256}.{row.authority}"
    file = SealedFile.objects.filter(sha256=row.sha256, kind__in=STAMPED_KINDS).earliest("pk")
    return f"{file.name}.{row.authority}"


def _kept_before(name: str, taken: Taken) -> Granted | None:
    try:
        token = read_token(name)
        return Granted(token, verify(token, taken.row.sha256, taken.authority.roots))
    except (OSError, TimestampError):
        return None


def _grant(taken: Taken, name: str, granted: Granted, *, at: datetime) -> None:
    sha256 = hashlib.sha256(granted.token).hexdigest()
    with transaction.atomic():
        row = _held(taken)
        if row is None:
            return
        register_file(
            name=name, sha256=sha256, size=len(granted.token), kind=FileKind.TIMESTAMP, at=at
        )
        queue.finish(
            row,
            TimestampStatus.GRANTED,
            at=at,
            reason=[],
            granted_at=granted.facts.time,
            serial=granted.facts.serial[:80],
            token_name=name,
            token_sha256=sha256,
        )


def _put_back(taken: Taken, error: TimestampError, *, at: datetime) -> None:
    """Let a row wait for its next attempt, or close it when the authority will not have it."""
    with transaction.atomic():
        row = _held(taken)
        if row is None:
            return
        reason = as_json(error.said)
        if error.trouble.is_refusal and row.attempts >= REFUSALS:
            queue.finish(row, TimestampStatus.REFUSED, at=at, reason=reason)
        else:
            queue.put_back(row, BACKOFF.pause(row.attempts), at=at, reason=reason)


def _held(taken: Taken) -> Timestamp | None:
    """The row, locked, if it is still ours: nobody else took it after our lease had run out."""
    held = queue.still_held(Timestamp.objects.select_for_update(), [taken.row])
    return next(iter(held), None)


def ask_again(*, authority: str, at: datetime) -> int:
    """Let everything that an authority refused or fails wait to be asked for now.

    For a person who has mended a setting. What was granted stays.

    Returns:
        How many rows wait now.
    """
    rows = Timestamp.objects.filter(authority=authority).exclude(status=TimestampStatus.GRANTED)
    return ask_anew(rows, at=at, reason=[])


def stamp_counts() -> list[tuple[str, str, int]]:
    """How many rows there are of each authority in each status."""
    rows = Timestamp.objects.values_list("authority", "status").annotate(Count("pk"))
    return list(rows.order_by("authority", "status"))
