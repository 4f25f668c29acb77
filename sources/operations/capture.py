"""The life of a capture: asked for, taken, attempted, finished.

The row is the queue. A worker takes it by a conditional update, so a message delivered twice does
nothing twice; a worker that dies leaves a row whose lease runs out, and the sweep
(`sweeping.py`) puts it back.
Nothing is locked while a site is being asked.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from sources import queries
from sources.archiver.guard import RefusedAddressError, read
from sources.archiver.pipeline import seal
from sources.archiver.resolve import system_resolver
from sources.archiver.store import StoreError
from sources.archiver.turns import Turns
from sources.archiver.values import Outcome, Quote, Resolver, Sealed
from sources.models import Capture, CaptureCause, CaptureStatus, Page, Quotation
from sources.operations import archiving
from sources.operations.acting import act, choice, words
from sources.operations.deposit import read_deposit
from sources.operations.politeness import HostTurns, Nudge, Word
from sources.operations.sealing import forget, write_end
from tracker.people.models import User
from tracker.refusals import Refusal

log = logging.getLogger(__name__)

UNFINISHED = (CaptureStatus.WAITING, CaptureStatus.TAKEN)
FIRST_PAUSE = timedelta(seconds=30)
PAUSE_FACTOR = 4
LONGEST_PAUSE = timedelta(hours=6)
UNREAD = ("provenance", "text", "metadata")
"""Large columns that no worker needs of a row that waits."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A worker's hold on a capture: only who holds it may finish it."""

    capture_id: uuid.UUID
    worker: str
    at: datetime


def request_capture(*, page: Page, cause: str, by: User, at: datetime) -> Capture:
    """Ask for a capture of a page; one that has not ended yet is given back instead.

    Args:
        page: the page to capture.
        cause: why, a `CaptureCause`.
        by: who asks.
        at: the present moment.

    Raises:
        Refusal: `not_allowed`, `unknown_value`.
    """
    cause = choice(cause, CaptureCause.values, field="cause")
    with act(by=by, why="asked for a capture"):
        # The lock makes two people who ask at once share one row.
        Page.objects.select_for_update(no_key=True).get(pk=page.pk)
        asked = Capture.objects.filter(page=page, status__in=UNFINISHED)
        under_way = asked.exclude(cause=CaptureCause.DEPOSITED).first()
        return under_way or Capture.objects.create(
            page=page, cause=cause, requested_by=by, requested_at=at
        )


def retry(*, capture: Capture, by: User, at: datetime) -> Capture:
    """Try a page again after a capture that ended badly, or at once after a pause.

    A finished capture stays as it is and a new one is asked for; one that waits for its next
    attempt becomes due now.

    Raises:
        Refusal: `not_allowed`.
    """
    if capture.is_finished:
        return request_capture(page=capture.page, cause=CaptureCause.ASKED.value, by=by, at=at)
    with act(by=by, why="asked for a capture at once"):
        waiting = Capture.objects.filter(pk=capture.pk, status=CaptureStatus.WAITING)
        waiting.update(next_attempt_at=None)
    capture.refresh_from_db()
    return capture


def give_up(*, capture: Capture, reason: str, by: User, at: datetime) -> Capture:
    """Take a capture that waits out of the queue; its row stays, with who gave it up and why.

    Args:
        capture: the row.
        reason: why, in a person's words.
        by: who gives it up.
        at: the present moment.

    Raises:
        Refusal: `not_allowed`, `required`, `unreadable`, `under_way` (a worker is at it),
            `finished`, `deposited`.
    """
    reason = words(reason, field="reason", required=True)
    with act(by=by, why=f"gave up the capture: {reason}"):
        row = Capture.objects.select_for_update(of=("self",)).get(pk=capture.pk)
        if row.status == CaptureStatus.TAKEN:
            sentence = _("A worker is fetching the page at this moment. Look again in a minute.")
            raise Refusal(sentence, code="under_way")
        if row.is_finished:
            raise Refusal(_("This capture has ended already."), code="finished")
        if row.is_deposit:
            sentence = _("A deposit is sealed already; only its text waits to be read.")
            raise Refusal(sentence, code="deposited")
        row.next_attempt_at = None
        outcome = Outcome.GIVEN_UP
        sealed = Sealed(
            outcome=outcome,
            reason=f"{_(outcome.sentence)} {reason}",
            at=at,
            requested_url=row.page.url,
            provenance={
                "requested_url": row.page.url,
                "outcome": outcome.value,
                "given_up_by": by.pk,
                "given_up_because": reason,
            },
        )
        write_end(row, sealed, worker="", at=at)
    return row


def due(*, at: datetime) -> QuerySet[Capture]:
    """Captures that wait and may be taken now, oldest first."""
    now = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=at)
    return Capture.objects.filter(now, status=CaptureStatus.WAITING).order_by("requested_at", "pk")


def take(
    *, capture_id: uuid.UUID, worker: str, at: datetime, called_from: datetime | None = None
) -> Taken | None:
    """Take a capture that waits; None if it is not there to be taken.

    Args:
        capture_id: the row.
        worker: who takes it.
        at: the present moment.
        called_from: the moment that it was put off to, if its turn at its host came sooner.
    """
    rows = due(at=at)
    if called_from is not None:
        rows = Capture.objects.filter(
            Q(next_attempt_at__lte=at) | Q(next_attempt_at=called_from),
            status=CaptureStatus.WAITING,
        )
    taken = rows.filter(pk=capture_id).update(
        status=CaptureStatus.TAKEN,
        taken_by=worker[:200],
        taken_at=at,
        attempts=F("attempts") + 1,
        next_attempt_at=None,
    )
    return Taken(capture_id, worker[:200], at) if taken == 1 else None


def run(
    *,
    capture_id: uuid.UUID,
    worker: str,
    at: datetime,
    resolver: Resolver = system_resolver,
    nudge: Nudge | None = None,
) -> bool:
    """Take a capture if its host may be asked now, attempt it and write its end.

    Args:
        capture_id: the row.
        worker: who works, as shown in the provenance.
        at: the present moment.
        resolver: looks names up.
        nudge: tells a worker of the capture whose turn is next.

    Returns:
        Whether this call did the work: False if the row was not there to be taken, was put off
        because its host is busy, or was taken over meanwhile.
    """
    row = Capture.objects.select_related("page").defer(*UNREAD).filter(pk=capture_id).first()
    if row is None:
        return False
    turns = HostTurns(capture_id, nudge=nudge)
    taken = _take_in_turn(row, turns, worker=worker, at=at, nudge=nudge)
    if taken is None:
        return False
    began = time.monotonic()
    try:
        sealed = attempt(taken, row, resolver=resolver, turns=turns)
    finally:
        turns.leave()
    passed = timedelta(seconds=time.monotonic() - began)
    return finish(taken, sealed, at=at + passed)


def _take_in_turn(
    row: Capture, turns: HostTurns, *, worker: str, at: datetime, nudge: Nudge | None
) -> Taken | None:
    """Take a row if it waits and its host's turn is free; else put it off, or leave it alone."""
    host = host_of(row.page.url)
    if row.is_deposit or not host:
        return take(capture_id=row.pk, worker=worker, at=at)  # no site is asked
    if row.status != CaptureStatus.WAITING:
        turns.pass_on(host)
        return None
    moment = row.next_attempt_at
    answer = turns.ask(host, due=moment is None or moment <= at, now=at.timestamp())
    if answer.word is Word.GO:
        taken = take(capture_id=row.pk, worker=worker, at=at, called_from=moment)
        if taken is None:
            turns.pass_on(host)
        return taken
    if answer.word is not Word.NOT_DUE:
        # It was never taken, so this counts as no attempt.
        slot = at + timedelta(seconds=answer.seconds)
        waiting = Capture.objects.filter(pk=row.pk, status=CaptureStatus.WAITING)
        waiting.update(next_attempt_at=slot)
        if answer.word is Word.CALLED and nudge is not None:
            nudge(row.pk, answer.seconds)
    return None


def host_of(url: str) -> str:
    """The host whose turn a page waits for; nothing for an address that will be refused."""
    try:
        return read(url)[2]
    except RefusedAddressError:
        return ""


def attempt(
    taken: Taken, capture: Capture, *, resolver: Resolver, turns: Turns | None = None
) -> Sealed:
    """Run the archiver's line for a capture; whatever happens comes back as an outcome.

    Args:
        taken: the hold on the row.
        capture: the row, with its page.
        resolver: looks names up.
        turns: waits until a host may be asked.
    """
    url = capture.page.url
    quotes = _quotes(capture.page.quotations.all())
    try:
        if capture.is_deposit:
            return read_deposit(capture, quotes, at=taken.at)
        return seal(
            url,
            quotes,
            storage=archiving.storage(),
            limits=archiving.limits(),
            allowance=archiving.allowance(),
            resolver=resolver,
            agent=archiving.agent(),
            at=taken.at,
            turns=turns,
            earlier=queries.earlier_copy(capture.page_id),
        )
    except (OSError, StoreError) as error:
        log.exception("The file of capture %s could not be kept", taken.capture_id)
        why = getattr(error, "strerror", "") or str(error)
        reason = _("The sealed file could not be kept: %(why)s.") % {"why": why}
    except Exception:
        # A bug of ours must not leave a row taken for ever.
        log.exception("Capture %s broke off", taken.capture_id)
        reason = _("An error of the archiver itself broke the work off.")
    return Sealed(outcome=Outcome.INTERRUPTED, reason=reason, at=taken.at, requested_url=url)


def _quotes(rows: Iterable[Quotation]) -> list[Quote]:
    return [Quote(row.exact, prefix=row.prefix, suffix=row.suffix, key=str(row.pk)) for row in rows]


def finish(taken: Taken, sealed: Sealed, *, at: datetime) -> bool:
    """Write the end of an attempt in one transaction; doing it twice changes nothing.

    A transient outcome puts the row back with a growing pause while attempts are left. Otherwise
    the row is closed, with a finding for every quotation if the page itself was seen.

    Returns:
        Whether the row was still held: a worker that was taken for dead writes nothing.
    """
    with transaction.atomic():
        capture = (
            held()
            .filter(
                pk=taken.capture_id,
                status=CaptureStatus.TAKEN,
                taken_by=taken.worker,
                taken_at=taken.at,
            )
            .first()
        )
        if capture is None:
            forget(sealed)
            return False
        if sealed.is_transient and capture.attempts < settings.CAPTURE_ATTEMPTS:
            remember(capture, sealed)
            put_back(capture, pause(capture.attempts, sealed.retry_after), at=at)
            forget(sealed)
            return True
        write_end(capture, sealed, worker=taken.worker, at=at)
    return True


def held(*, skip_locked: bool = False) -> QuerySet[Capture]:
    """Rows locked with their page: whoever adds a quotation to the page holds the same lock."""
    rows = Capture.objects.select_related("page")
    return rows.select_for_update(of=("self", "page"), no_key=True, skip_locked=skip_locked)


def pause(attempts: int, wish: float | None) -> timedelta:
    """How long to wait before the next attempt.

    Args:
        attempts: attempts made so far.
        wish: seconds the site asked for, or None.
    """
    growing = FIRST_PAUSE * float(PAUSE_FACTOR ** (attempts - 1))
    asked = timedelta(seconds=wish or 0)
    return max(min(growing, LONGEST_PAUSE), asked)


def remember(capture: Capture, sealed: Sealed) -> None:
    """Note an attempt that did not end the capture."""
    attempt = {
        "at": sealed.at.isoformat(),
        "outcome": sealed.outcome.value,
        "reason": sealed.reason.replace("\x00", "\ufffd"),  # PostgreSQL keeps no NUL
        "http_status": sealed.http_status,
    }
    capture.tries = [*capture.tries, attempt]


def put_back(capture: Capture, wait: timedelta, *, at: datetime) -> None:
    """Let a row, which is locked, wait for another attempt."""
    capture.status = CaptureStatus.WAITING
    capture.taken_by = None
    capture.taken_at = None
    capture.next_attempt_at = at + wait
    capture.save(update_fields=["status", "taken_by", "taken_at", "next_attempt_at", "tries"])
