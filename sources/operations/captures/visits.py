"""A worker's visit to hosts: rows taken, pages asked for one after the other, ends written.

A worker takes rows by a conditional update, so a message delivered twice does nothing twice; a
worker that dies leaves rows whose lease runs out, and the sweep (`sweep.py`) puts them back.
Nothing is locked while a site is being asked.

Pages of one host that a message names together are one visit. Where a host needs no pause between
two requests, they are asked for under one turn and their ends are written together (`close.py`);
where it needs one, the first is asked for and the others stand in the host's line.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q

from sources import configuration
from sources.archiver.network.guard import RefusedAddressError, read
from sources.archiver.network.resolve import system_resolver
from sources.archiver.network.turns import Turns
from sources.archiver.outcomes import Outcome
from sources.archiver.pipeline import prepare
from sources.archiver.sealing.store import StoreError, fault
from sources.archiver.sentences import say
from sources.archiver.values import Earlier, Resolver, Sealed
from sources.models import Capture, CaptureCause, CaptureStatus
from sources.operations.captures.close import End, finish
from sources.operations.captures.politeness import HostTurns, Nudge, Word, needs_no_pause
from sources.operations.deposits.read import read_deposit
from sources.reads import pages
from tracker.base import queue
from tracker.base.queue import is_due

log = logging.getLogger(__name__)

TOGETHER = 32
"""Pages of one host in one visit; also what a worker that is killed may have to do again."""
LONGEST_VISIT = 20.0
"""Seconds after which a visit begins no further page."""
LONGEST_HELD = 1.0
"""Seconds that the end of a page waits to be written together with those of the next ones."""
MOST_HELD = 8 * 1024 * 1024
"""Bytes of files that wait in memory for it."""
UNREAD = ("provenance", "metadata")
"""Large columns that no worker needs of a row that waits."""


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """What decides whether a row may be taken now."""

    pk: uuid.UUID
    status: str
    due_from: datetime | None
    is_fresh: bool
    """Whether no worker has tried it yet."""
    host: str
    """The host whose turn it waits for; nothing where no site is asked."""

    def is_due(self, at: datetime) -> bool:
        """Whether its pause, if it has one, is over."""
        return self.due_from is None or self.due_from <= at


@dataclass(slots=True)
class _Visit:
    """One worker at one host."""

    worker: str
    at: datetime
    resolver: Resolver
    nudge: Nudge | None
    began: float = field(default_factory=time.monotonic)
    done: list[uuid.UUID] = field(default_factory=list)

    def now(self) -> datetime:
        """The moment given, and what has passed since by a clock that nobody can set."""
        return self.at + timedelta(seconds=time.monotonic() - self.began)


def run(
    *,
    capture_id: uuid.UUID,
    worker: str,
    at: datetime,
    resolver: Resolver = system_resolver,
    nudge: Nudge | None = None,
) -> bool:
    """Attempt one capture; the arguments are those of `visit`.

    Returns:
        Whether this call did the work.
    """
    done = visit(capture_ids=[capture_id], worker=worker, at=at, resolver=resolver, nudge=nudge)
    return done == [capture_id]


def visit(
    *,
    capture_ids: Sequence[uuid.UUID],
    worker: str,
    at: datetime,
    resolver: Resolver = system_resolver,
    nudge: Nudge | None = None,
) -> list[uuid.UUID]:
    """Take captures whose hosts may be asked now, attempt them and write their ends.

    Args:
        capture_ids: the rows; those of one host are asked for in the order given.
        worker: who works, as shown in the provenance.
        at: the present moment.
        resolver: looks names up.
        nudge: tells a worker of the capture whose turn is next.

    Returns:
        The captures whose work this call did: not among them are rows that were not there to be
        taken, were put off because their host is busy, or were taken over meanwhile.
    """
    one = _Visit(worker[:200], at, resolver, nudge)
    by_host: dict[str, list[WaitingRow]] = {}
    for row in _asked(capture_ids):
        by_host.setdefault(row.host, []).append(row)
    for row in by_host.pop("", []):
        _work(one, take([row.pk], worker=one.worker, at=one.at), HostTurns())
    for host, rows in by_host.items():
        _visit_host(one, host, rows)
    return one.done


def _asked(capture_ids: Sequence[uuid.UUID]) -> list[WaitingRow]:
    columns = ("pk", "status", "next_attempt_at", "attempts", "cause", "page__url")
    found = Capture.objects.filter(pk__in=capture_ids).values_list(*columns)
    rows = {
        pk: WaitingRow(
            pk,
            status,
            due_from,
            is_fresh=not attempts,
            host="" if cause == CaptureCause.DEPOSITED else host_of(url),
        )
        for pk, status, due_from, attempts, cause, url in found
    }
    return [rows[pk] for pk in dict.fromkeys(capture_ids) if pk in rows]


def host_of(url: str) -> str:
    """The host whose turn a page waits for; nothing for an address that will be refused."""
    try:
        return read(url)[2]
    except RefusedAddressError:
        return ""


def _visit_host(one: _Visit, host: str, rows: list[WaitingRow]) -> None:
    """Ask for the pages of a host whose turn it is now; the others are put off or left alone."""
    for row in rows:
        if row.status != CaptureStatus.WAITING:
            HostTurns(row.pk, nudge=one.nudge).pass_on(host)
    waiting = [row for row in rows if row.status == CaptureStatus.WAITING]
    going, turns = _going(one, waiting)
    if turns is None:
        return
    taken = take(
        [row.pk for row in going],
        worker=one.worker,
        at=one.at,
        called_from=[row.due_from for row in going if row.due_from is not None],
    )
    if not taken:
        turns.pass_on(host)
        return
    try:
        _work(one, taken, turns)
    finally:
        turns.end()


def _going(one: _Visit, rows: Sequence[WaitingRow]) -> tuple[list[WaitingRow], HostTurns | None]:
    """Which rows of a host go now, and under which turn.

    Where no pause is needed, those that were never tried go together, with such as stand in the
    line already; if the host is busy, they stand in it together. Every other row asks for itself:
    one that has killed its worker must not take others along the next time.
    """
    going: list[WaitingRow] = []
    turns = None
    together = [row for row in rows if row.is_fresh and row.is_due(one.at)]
    if len(together) > 1 and needs_no_pause():
        rows = [row for row in rows if row not in together]
        going, turns = _together(one, together)
    for row in rows:
        asking = HostTurns(row.pk, nudge=one.nudge)
        if not _goes(one, row, asking):
            continue
        if turns is None:
            going, turns = [row], asking
        elif row.is_fresh and going[0].is_fresh:
            going.append(row)  # Valkey does not answer, so every row is let go
    if turns is not None and going[0].is_fresh and needs_no_pause():
        going += _along(one, going[0].host, turns, TOGETHER - len(going))
    return going, turns


def _together(one: _Visit, rows: list[WaitingRow]) -> tuple[list[WaitingRow], HostTurns | None]:
    first, *others = rows
    turns = HostTurns(first.pk, nudge=one.nudge)
    return (rows, turns) if _goes(one, first, turns, others) else ([], None)


def _along(one: _Visit, host: str, turns: HostTurns, most: int) -> list[WaitingRow]:
    """Take rows out of the line of the host whose turn it is."""
    front = [row for row in _asked(turns.along(most)) if row.host == host]
    tried = [row.pk for row in front if not row.is_fresh]
    turns.line_up(host, tried, now=one.at.timestamp())
    return [row for row in front if row.is_fresh]


def _goes(
    one: _Visit, row: WaitingRow, turns: HostTurns, others: Sequence[WaitingRow] = ()
) -> bool:
    """Whether a row's host may be asked now; else put the row off, or leave it alone.

    `others` of the same host are put off with it.
    """
    answer = turns.ask(row.host, due=row.is_due(one.at), now=one.at.timestamp())
    if answer.word is Word.GO:
        return True
    if answer.word is not Word.NOT_DUE:
        turns.line_up(row.host, [each.pk for each in others], now=one.at.timestamp())
        # They were never taken, so this counts as no attempt.
        put_off = [row.pk, *(each.pk for each in others)]
        Capture.objects.filter(pk__in=put_off, status=CaptureStatus.WAITING).update(
            next_attempt_at=one.at + timedelta(seconds=answer.seconds)
        )
        if answer.word is Word.CALLED and one.nudge is not None:
            one.nudge(row.pk, answer.seconds)
    return False


def take(
    capture_ids: Sequence[uuid.UUID],
    *,
    worker: str,
    at: datetime,
    called_from: Collection[datetime] = (),
) -> list[Capture]:
    """Take captures that wait. The rows given back are the hold: only who has it may end them.

    Args:
        capture_ids: the rows.
        worker: who takes them.
        at: the present moment.
        called_from: moments that some of them were put off to, if their turn came sooner.

    Returns:
        Those that were there to be taken, in the order given, with page and quotations.
    """
    free = Q(is_due(at) | Q(next_attempt_at__in=called_from), status=CaptureStatus.WAITING)
    rows = queue.take(Capture.objects.all(), keys=capture_ids, free=free, worker=worker, at=at)
    taken = rows.select_related("page").prefetch_related("page__quotations").defer(*UNREAD)
    return sorted(taken, key=lambda row: capture_ids.index(row.pk))


def _work(one: _Visit, taken: list[Capture], turns: HostTurns) -> None:
    """Attempt captures one after the other; write ends together, but let none wait for long."""
    earlier = pages.earlier_copies([row.page_id for row in taken])
    ends: list[End] = []
    for place, row in enumerate(taken):
        if place and (turns.is_over or time.monotonic() - one.began > LONGEST_VISIT):
            queue.hand_back(Capture.objects.all(), taken[place:])
            break
        # After the last page, the turn is given back as soon as the site has answered.
        turns.stays = place < len(taken) - 1
        # Not bound to a name: a large answer must not outlive its end.
        ends.append(End(row, _attempted(one, row, turns, earlier.get(row.page_id))))
        if _is_enough(ends, one.now()):
            one.done += finish(ends, at=one.now())
            ends = []
    one.done += finish(ends, at=one.now())


def _attempted(one: _Visit, row: Capture, turns: HostTurns, earlier: Earlier | None) -> Sealed:
    return attempt(row, at=one.now(), resolver=one.resolver, turns=turns, earlier=earlier)


def _is_enough(ends: Sequence[End], now: datetime) -> bool:
    size = sum(end.sealed.held_bytes for end in ends)
    waited = now - ends[0].sealed.at
    return size >= MOST_HELD or waited >= timedelta(seconds=LONGEST_HELD)


def attempt(
    capture: Capture,
    *,
    at: datetime,
    resolver: Resolver,
    turns: Turns | None = None,
    earlier: Earlier | None = None,
) -> Sealed:
    """Run the archiver's line for a capture; whatever happens comes back as an outcome.

    Args:
        capture: the row as `take` gives it.
        at: when the attempt begins.
        resolver: looks names up.
        turns: waits until a host may be asked.
        earlier: an earlier copy of the page, whose bytes need not be kept again.

    Returns:
        What was found; the file is made and not yet stored.
    """
    url = capture.page.url
    quotes = [row.wanted for row in capture.page.quotations.all()]
    try:
        if capture.is_deposit:
            return read_deposit(capture, quotes, at=at)
        return prepare(
            url,
            quotes,
            storage=configuration.storage(),
            limits=configuration.limits(),
            allowance=configuration.allowance(),
            resolver=resolver,
            agent=configuration.agent(),
            at=at,
            turns=turns,
            earlier=earlier,
            language=capture.page.language,
        )
    except FileNotFoundError as error:
        log.exception("A file of capture %s is not there", capture.pk)
        reason = say("work.file_not_read", why=error.strerror or "")
    except (OSError, StoreError) as error:
        log.exception("A file of capture %s could not be read", capture.pk)
        return Sealed(
            outcome=Outcome.INTERRUPTED,
            reason=say("work.waits_for_storage") + fault(error),
            at=at,
            requested_url=url,
            waits_for_storage=True,
        )
    except Exception:
        # A bug of ours must not leave a row taken for ever.
        log.exception("Capture %s broke off", capture.pk)
        reason = say("work.broke_off")
    return Sealed(outcome=Outcome.INTERRUPTED, reason=reason, at=at, requested_url=url)
