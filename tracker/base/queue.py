"""Rows that wait for a worker: the row is the queue, and a message is only a nudge.

A worker takes rows by one conditional update, so a message delivered twice does nothing twice.
What it is given back is its hold: only who has it may write the end. A worker that dies leaves rows
whose lease runs out; the sweep gives them back. A row that failed in a way that may pass waits for
its next attempt, each time longer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, TypeVar

from django.db import models, transaction
from django.db.models import F, Q, QuerySet

from tracker.base.constraints import together
from tracker.base.many_rows import update_rows

WAITING, TAKEN = "waiting", "taken"
UNFINISHED = (WAITING, TAKEN)
PATIENCE = timedelta(seconds=30)
"""How long a row waits for its first message before the sweep sends another."""
WORKER_NAME = 200
"""Longest name of a worker that is kept."""


class Queued(models.Model):
    """A row that waits until a worker takes it.

    Each table names its own states; ``waiting`` and ``taken`` are among them, all others are ends.
    """

    status: models.CharField[str, str]
    requested_at = models.DateTimeField()
    taken_by = models.CharField(max_length=WORKER_NAME, null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["next_attempt_at", "requested_at"],
                condition=Q(status=WAITING),
                name="%(class)s_queue",
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            together("taken_at", "taken_by", name="%(class)s_taken_by_and_at"),
            models.CheckConstraint(
                condition=~Q(status=TAKEN) | Q(taken_at__isnull=False),
                name="%(class)s_taken_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(status__in=UNFINISHED, finished_at__isnull=True)
                | (~Q(status__in=UNFINISHED) & Q(finished_at__isnull=False)),
                name="%(class)s_finished_when",
            ),
        ]


RowT = TypeVar("RowT", bound=Queued)


@dataclass(frozen=True, slots=True)
class Backoff:
    """Pauses between attempts: the first, by what each is longer than the one before, the longest.

    A queue that makes only a few attempts needs no longest.
    """

    first: timedelta
    factor: int
    longest: timedelta = timedelta(days=1)

    def pause(self, attempts: int, *, least: timedelta = timedelta()) -> timedelta:
        """How long to wait before the next attempt.

        Args:
            attempts: attempts made so far, one or more.
            least: a wait that was asked for; it may be longer than `longest`.
        """
        # Past some number of attempts it is the longest anyway, and the power too large for a time.
        growing = self.first * float(self.factor ** min(attempts - 1, 10))
        return max(min(growing, self.longest), least)


def is_due(at: datetime) -> Q:
    """The pause of a row, if it has one, is over."""
    return Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=at)


def due(rows: QuerySet[RowT], *, at: datetime) -> QuerySet[RowT]:
    """Rows that wait and may be taken now, oldest first."""
    return rows.filter(is_due(at), status=WAITING).order_by("requested_at", "pk")


def take(
    rows: QuerySet[RowT],
    *,
    keys: Collection[Any],
    free: Q,
    worker: str,
    at: datetime,
    **reset: object,
) -> QuerySet[RowT]:
    """Take rows by one conditional update.

    Args:
        rows: the table.
        keys: primary keys of the rows wanted.
        free: which of them are there to be taken.
        worker: who takes them.
        at: the present moment.
        reset: other columns to write with it.

    Returns:
        Those that were there. They are the hold: see `still_held`.
    """
    worker = worker[:WORKER_NAME]
    taken = rows.filter(free, pk__in=keys).update(
        status=TAKEN,
        taken_by=worker,
        taken_at=at,
        attempts=F("attempts") + 1,
        next_attempt_at=None,
        **reset,
    )
    if not taken:
        return rows.none()
    return rows.filter(pk__in=keys, status=TAKEN, taken_by=worker, taken_at=at)


def still_held(locking: QuerySet[RowT], taken: Iterable[RowT]) -> list[RowT]:
    """Rows that nobody else took since: a worker that was taken for dead writes nothing.

    Args:
        locking: the table, read with a lock, in the order that locks are taken.
        taken: rows as `take` gave them.
    """
    holds = {(row.pk, row.taken_by, row.taken_at) for row in taken}
    found = locking.filter(pk__in=[key for key, *_hold in holds], status=TAKEN)
    return [row for row in found if (row.pk, row.taken_by, row.taken_at) in holds]


def finish(row: RowT, status: str, *, at: datetime, **written: object) -> None:
    """Write the end of a row that is locked.

    Args:
        row: the row.
        status: an end among its states.
        at: the present moment.
        written: the other columns that are written with it.
    """
    _write(row, status=status, finished_at=at, next_attempt_at=None, **written)


def finish_all(ends: Sequence[tuple[RowT, str, Mapping[str, object]]], *, at: datetime) -> None:
    """Write the ends of rows of one table that are locked, in one statement.

    Args:
        ends: each row, an end among its states, and the other columns that are written with it,
            the same columns for each.
        at: the present moment.
    """
    columns: set[str] = set()
    for row, status, written in ends:
        told = {**written, "status": status, "finished_at": at, "next_attempt_at": None}
        for name, value in told.items():
            setattr(row, name, value)
        columns |= told.keys()
    update_rows([row for row, *_end in ends], sorted(columns))


def put_back(row: RowT, wait: timedelta, *, at: datetime, **written: object) -> None:
    """Let a row that is locked wait for another attempt.

    Args:
        row: the row.
        wait: how long; see `Backoff`.
        at: the present moment.
        written: other columns to write with it.
    """
    free = {"status": WAITING, "taken_by": None, "taken_at": None}
    _write(row, **free, next_attempt_at=at + wait, **written)


def _write(row: RowT, **written: object) -> None:
    for name, value in written.items():
        setattr(row, name, value)
    row.save(update_fields=written)


def hand_back(rows: QuerySet[RowT], taken: Sequence[RowT]) -> None:
    """Let rows that were taken and not begun wait again; it counts as no attempt.

    Args:
        rows: the table.
        taken: rows as one `take` gave them.
    """
    first = taken[0]
    mine = rows.filter(status=TAKEN, taken_by=first.taken_by, taken_at=first.taken_at)
    mine.filter(pk__in=[row.pk for row in taken]).update(
        status=WAITING, taken_by=None, taken_at=None, attempts=F("attempts") - 1
    )


def ask_anew(rows: QuerySet[RowT], *, at: datetime, **reset: object) -> int:
    """Let rows that have ended, or wait for their next attempt, wait as if asked for now.

    Returns:
        How many.
    """
    return rows.update(
        status=WAITING,
        requested_at=at,
        taken_by=None,
        taken_at=None,
        attempts=0,
        next_attempt_at=None,
        finished_at=None,
        **reset,
    )


def give_back_lost(
    locking: QuerySet[RowT],
    *,
    lease: timedelta,
    at: datetime,
    most: int,
    give_back: Callable[[RowT], None],
) -> None:
    """Pick up the rows of workers that died: those taken longer ago than the lease.

    Args:
        locking: the table, read with a lock; rows that are locked already are passed over.
        lease: how long a worker may hold a row.
        at: the present moment.
        most: rows to pick up at most.
        give_back: puts a row back, or closes it; called in a transaction, with the row locked.
    """
    lost = Q(status=TAKEN, taken_at__lte=at - lease)
    keys = locking.model._default_manager.filter(lost).order_by("taken_at")  # noqa: SLF001
    for key in list(keys.values_list("pk", flat=True)[:most]):
        with transaction.atomic():
            row = locking.filter(lost, pk=key).first()
            if row is not None:
                give_back(row)


def to_tell(rows: QuerySet[RowT], *, at: datetime, most: int) -> list[Any]:
    """Keys of rows that a worker should be told of: due again, or with their message lost."""
    waited = Q(next_attempt_at__isnull=False) | Q(requested_at__lte=at - PATIENCE)
    return list(due(rows, at=at).filter(waited).values_list("pk", flat=True)[:most])
