"""Write into the ledger, last inside the transaction that writes what is entered.

Writers queue for one lock of the database, held until their transaction ends: positions have no
gap, whatever is rolled back, and nobody follows a head that will not be there. Whoever holds it
must wait for no row any more, or two of them could wait for each other for ever. So acts gather
what they enter (`at_the_end`), and the outermost of them writes it when all else is written.

Rows are read again then, and what enters is made from what the table holds: an object in memory may
say something that was never written.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model
from django.db.transaction import TransactionManagementError

from tracker.base.ledger.chain import Head, canonical, digest, link_digest, moment
from tracker.base.ledger.kinds import Kind
from tracker.base.ledger.models import Entry
from tracker.base.many_rows import insert_rows

M = TypeVar("M", bound=Model)

ROWS_AT_ONCE = 200
"""Rows read again at once."""
AFTERWARDS = "afterwards"
"""In a content: it entered later than its row was written."""

_LOCK_AND_HEAD = (
    # The number is ours alone. Two statements in one message: the second sees what was committed
    # while the first waited.
    "SELECT pg_advisory_xact_lock(32337426); "
    'SELECT "position", sha256 FROM ledger_entry ORDER BY "position" DESC LIMIT 1'
)


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be entered: `content` for readers, `private` for nobody but its digest."""

    kind: str
    subject: str
    content: Mapping[str, Any]
    at: datetime
    private: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Made:
    """The same, written as JSON: all that takes time, done before the lock is asked for."""

    given: Given
    content: str
    private: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that is to be entered, as it stands when all else is written."""

    kind: Kind[Any]
    key: Any
    at: datetime
    afterwards: bool = False


_Gathered = list[_Made | _Row]
_gathered: ContextVar[_Gathered | None] = ContextVar("gathered", default=None)


@contextmanager
def at_the_end() -> Iterator[None]:
    """Gather what is entered within; the outermost such block writes it when it ends.

    A block that is left by an exception forgets what was gathered in it. Use it inside the
    transaction: `with transaction.atomic(), at_the_end():`.

    Raises:
        TransactionManagementError: something was gathered and there is no transaction.
    """
    outer, mine = _gathered.get(), _Gathered()
    token = _gathered.set(mine)
    try:
        yield
    finally:
        _gathered.reset(token)
    if outer is None:
        _write(mine)
    else:
        outer.extend(mine)


def enter(
    *,
    kind: str,
    subject: str,
    content: Mapping[str, Any],
    at: datetime,
    private: Mapping[str, Any] | None = None,
) -> None:
    """Enter one thing, at once or, within an act, at its end.

    Args:
        kind: what it is, at most 20 characters.
        subject: the key of its row, at most 64 characters.
        content: facts that may be read by everybody once the thing itself may be.
        at: the moment of entering (aware).
        private: facts that are never given out; the content holds their digest, with a random
            salt, so that nobody can find them by trying.

    Raises:
        TransactionManagementError: there is no transaction.
        TypeError: a fact has no JSON.
    """
    enter_many([Given(kind, subject, content, at, private or {})])


def enter_rows(*groups: tuple[Kind[Any], Iterable[Model]], at: datetime) -> None:
    """Enter rows, each with the content its kind makes of it as stored; no rows, no work.

    Args:
        groups: kinds, each with its rows, which are saved, in the order they are to stand.
        at: the moment of entering (aware).

    Raises:
        TransactionManagementError: there is no transaction.
    """
    _gather([_Row(kind, row.pk, at) for kind, rows in groups for row in rows])


def enter_keys(kind: Kind[Any], keys: Iterable[Any], *, at: datetime) -> None:
    """Enter rows later than they were written, by their keys; the entries say so.

    Args:
        kind: of which kind they are.
        keys: their primary keys.
        at: the moment of entering (aware).

    Raises:
        TransactionManagementError: there is no transaction.
    """
    _gather([_Row(kind, key, at, afterwards=True) for key in keys])


def enter_many(entries: Sequence[Given]) -> None:
    """Enter several things one after the other: as many statements, however many they are.

    Raises:
        TransactionManagementError: there is no transaction.
        TypeError: a fact has no JSON.
    """
    _gather([_made(entry) for entry in entries])


def head() -> Head:
    """The end of the ledger as it stands; position 0 and 64 zeros while it is empty."""
    last = Entry.objects.order_by("-position").values_list("position", "sha256").first()
    return Head(*last) if last else Head()


def lock() -> None:
    """Let nobody else enter anything until this transaction ends; wait for no row after that."""
    _locked_head()


def _gather(things: Sequence[_Made | _Row]) -> None:
    gathered = _gathered.get()
    if gathered is None:
        _write(things)
    else:
        gathered.extend(things)


def _as_stored(things: Sequence[_Made | _Row]) -> list[_Made]:
    """Make what rows enter from what their tables hold, in the order given."""
    wanted: dict[str, list[_Row]] = {}
    for thing in things:
        if isinstance(thing, _Row):
            wanted.setdefault(thing.kind.name, []).append(thing)
    made = {
        (name, row.pk): content
        for name, rows in wanted.items()
        for row, content in _read_again(rows)
    }
    return [
        thing if isinstance(thing, _Made) else made[thing.kind.name, thing.key] for thing in things
    ]


def _read_again(wanted: Sequence[_Row]) -> Iterator[tuple[Model, _Made]]:
    kind, by_key = wanted[0].kind, {row.key: row for row in wanted}
    keys = list(by_key)
    for start in range(0, len(keys), ROWS_AT_ONCE):
        for row in kind.all_rows().filter(pk__in=keys[start : start + ROWS_AT_ONCE]):
            asked = by_key[row.pk]
            yield row, _made(given(kind, row, at=asked.at, afterwards=asked.afterwards))


def given(kind: Kind[M], row: M, *, at: datetime, afterwards: bool = False) -> Given:
    """Make what is entered of a row; `afterwards` marks one that is older than its entry."""
    mark = {AFTERWARDS: True} if afterwards else {}
    private = {**kind.private(row), **kind.pins(row, None)}
    return Given(kind.name, str(row.pk), {**kind.facts(row), **mark}, at, private)


def _made(entry: Given) -> _Made:
    private = canonical({**entry.private, "salt": secrets.token_hex(16)})
    content = canonical({**entry.content, "private_sha256": digest(private)})
    return _Made(entry, content, private)


def _write(things: Sequence[_Made | _Row]) -> None:
    if not things:
        return
    entries, rows = _as_stored(things), list[Entry]()
    before = _locked_head()
    for entry in entries:
        rows.append(_row(entry, before))
        before = Head(rows[-1].position, rows[-1].sha256)
    insert_rows(rows)


def _locked_head() -> Head:
    if not connection.in_atomic_block:
        raise TransactionManagementError(
            "The ledger is written inside the transaction that writes what is entered."
        )
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_AND_HEAD)
        while cursor.nextset():  # the answer of the last statement
            pass
        last = cursor.fetchone()
    return Head(*last) if last else Head()


def _row(entry: _Made, before: Head) -> Entry:
    given, position, content_sha256 = entry.given, before.position + 1, digest(entry.content)
    return Entry(
        position=position,
        at=given.at,
        kind=given.kind,
        subject=given.subject,
        content=entry.content,
        private=entry.private,
        content_sha256=content_sha256,
        previous_sha256=before.sha256,
        sha256=link_digest(
            position=position,
            at=moment(given.at),
            kind=given.kind,
            subject=given.subject,
            content_sha256=content_sha256,
            previous_sha256=before.sha256,
        ),
    )
