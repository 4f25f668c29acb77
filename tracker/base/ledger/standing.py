"""Verify the ledger all the time, a little at once: where it stopped is kept in a row.

A round reads every entry in order, in slices, and then makes each of the other checks; each of
them is one step. Whoever stops half-way goes on there: nothing is locked, and two at once only do
some of the work twice.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from tracker.base.ledger.chain import GENESIS, Defect, Head
from tracker.base.ledger.kinds import Kind
from tracker.base.ledger.models import Entry, Standing
from tracker.base.ledger.verify import AT_ONCE, verify_piece

log = logging.getLogger(__name__)

Check = Callable[[], Iterable[Defect]]
TOLD = 50
"""Defects of a round whose code and position are kept; the rest is counted."""
AGAIN = timedelta(hours=12)
"""How long the clock rests between two rounds."""
_ENDS = ("at", "position", "sha256", "found", "defects")
_OF_ROUNDS = (
    *("began_at", "step", "position", "sha256", "found", "defects"),
    *(f"ended_{name}" for name in _ENDS),
)
"""Columns that a round writes; the head is kept by somebody else at the same time."""
LATE = timedelta(days=2)
"""How long a ledger may go without a whole round."""


def go_on(
    kinds: Sequence[Kind[Any]], checks: Sequence[Check], *, at: datetime, seconds: float
) -> bool:
    """Do some steps of the round under way, or begin one if the last ended long enough ago.

    Args:
        kinds: every kind of entry there is.
        checks: what is asked when the entries were read, in this order; each is one step.
        at: the present moment.
        seconds: time to take at most; a step that was begun is ended.

    Returns:
        Whether a round ended.
    """
    row, _made = Standing.objects.get_or_create(pk=1)
    if row.began_at is None:
        if row.ended_at is not None and at - row.ended_at < AGAIN:
            return False
        row.began_at, row.step, row.position, row.sha256 = at, 0, 0, GENESIS
        row.found, row.defects = 0, []
    began = time.monotonic()
    while row.step <= len(checks):
        _step(row, kinds, checks)
        row.save(update_fields=_OF_ROUNDS)
        if time.monotonic() - began >= seconds:
            break
    if row.step <= len(checks):
        return False
    row.ended_at, row.ended_position, row.ended_sha256 = at, row.position, row.sha256
    row.ended_found, row.ended_defects, row.began_at = row.found, row.defects, None
    row.save(update_fields=_OF_ROUNDS)
    return True


def _step(row: Standing, kinds: Sequence[Kind[Any]], checks: Sequence[Check]) -> None:
    if row.step:
        _note(row, checks[row.step - 1]())
        row.step += 1
        return
    found = Entry.objects.filter(position__gt=row.position).order_by("position")
    piece = list(found[:AT_ONCE])
    if not piece:
        row.step = 1
        return
    _note(row, verify_piece(piece, kinds, after=Head(row.position, row.sha256)))
    row.position, row.sha256 = piece[-1].position, piece[-1].sha256


def _note(row: Standing, defects: Iterable[Defect]) -> None:
    for defect in defects:
        log.error("The ledger does not fit: %s", defect.sentence)
        row.found += 1
        if len(row.defects) < TOLD:
            row.defects = [*row.defects, {"code": defect.code, "position": defect.position}]


def standing(*, at: datetime) -> dict[str, object]:
    """How the ledger stands, for `/health/`.

    `ok` is that nothing was found and that the last whole round is not older than two days;
    `found` is of the last round or of the one under way, whichever found more.
    """
    row = Standing.objects.filter(pk=1).first() or Standing(pk=1)
    first = Entry.objects.order_by("position").values_list("at", flat=True).first()
    since = row.ended_at or first
    found = max(row.found, row.ended_found)
    is_late = since is not None and at - since > LATE
    return {
        "ok": not found and not is_late,
        "found": found,
        "codes": sorted({defect["code"] for defect in [*row.defects, *row.ended_defects]}),
        "verified_at": row.ended_at,
        "verified_entries": row.ended_position,
        "under_way_at": row.position if row.began_at else None,
        "head_kept_at": row.kept_at,
    }


def last_round() -> Standing | None:
    """The last whole verification, for readers; None if there was none yet."""
    return Standing.objects.filter(pk=1, ended_at__isnull=False).first()


def head_to_keep(*, at: datetime, every: timedelta) -> Head | None:
    """The head, if there is a newer one than was kept outside and the last was kept long ago.

    Args:
        at: the present moment.
        every: how often one is kept at most.
    """
    row = Standing.objects.filter(pk=1).first() or Standing(pk=1)
    if row.kept_at is not None and at - row.kept_at < every:
        return None
    last = Entry.objects.order_by("-position").values_list("position", "sha256").first()
    return Head(*last) if last and last[0] > row.kept_position else None


def note_kept(head: Head, *, at: datetime) -> None:
    """Write down that a head was kept outside."""
    Standing.objects.update_or_create(
        pk=1, defaults={"kept_position": head.position, "kept_at": at}
    )


def due_mail(*, at: datetime, every: timedelta) -> bool:
    """Whether the last e-mail with a head is long ago."""
    sent = Standing.objects.filter(pk=1).values_list("mailed_at", flat=True).first()
    return sent is None or at - sent >= every


def note_mailed(*, at: datetime) -> None:
    """Write down that a head was sent by e-mail."""
    Standing.objects.update_or_create(pk=1, defaults={"mailed_at": at})
