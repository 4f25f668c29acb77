"""Hold the ledger against itself and against the rows it speaks of.

Everything is read in pieces: memory does not grow with the ledger. Read inside one snapshot (the
command does), so that what is sealed meanwhile is neither missed nor called missing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Model

from tracker.base.ledger.chain import Defect, Head, Link, defects, digest, moment, plain
from tracker.base.ledger.kinds import Kind
from tracker.base.ledger.models import Entry

AT_ONCE = 200
"""Entries read at once."""
ROWS_AT_ONCE = 20
"""Rows read at once: each may hold megabytes of text."""
_SHOWN = 80

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Tally:
    """What was read: entries, those that entered after the act, and the head."""

    entries: int = 0
    afterwards: int = 0
    head: Head = field(default_factory=Head)


@dataclass(frozen=True, slots=True)
class KnownHead:
    """A digest of an entry that is known from elsewhere: a timestamp, an export.

    `position` is None where only the digest is known; `told` says where it is known from.
    """

    sha256: str
    told: str
    position: int | None = None


def entries(*, upto: int | None = None) -> Iterator[list[Entry]]:
    """Walk the ledger from its beginning, in pieces, to a position or to its end."""
    position = 0
    while True:
        rows = Entry.objects.filter(position__gt=position).order_by("position")
        if upto is not None:
            rows = rows.filter(position__lte=upto)
        piece = list(rows[:AT_ONCE])
        if not piece:
            return
        yield piece
        position = piece[-1].position


def link(entry: Entry) -> Link:
    """An entry as it is hashed."""
    return Link(
        position=entry.position,
        at=moment(entry.at),
        kind=entry.kind,
        subject=entry.subject,
        content_sha256=entry.content_sha256,
        previous_sha256=entry.previous_sha256,
        sha256=entry.sha256,
        content=entry.content,
    )


def verify(
    kinds: Sequence[Kind[Any]],
    *,
    known: Iterable[KnownHead] = (),
    tally: Tally | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Iterator[Defect]:
    """Verify the chain, every entry against its row, and that every row has its entry.

    Args:
        kinds: every kind of entry there is.
        known: digests known from elsewhere, which must still be in the chain.
        tally: filled with what was read.
        progress: told after each piece how many entries were read, of how many.
    """
    tally = tally or Tally()
    total = Entry.objects.count()
    for piece in entries():
        yield from verify_piece(piece, kinds, after=tally.head)
        last = piece[-1]
        tally.entries += len(piece)
        tally.afterwards += sum('"afterwards":true' in entry.content for entry in piece)
        tally.head = Head(last.position, last.sha256)
        progress(tally.entries, total)
    yield from entered_twice()
    for kind in kinds:
        yield from without_entry(kind)
    yield from heads_missing(known)


def verify_piece(
    piece: Sequence[Entry], kinds: Sequence[Kind[Any]], *, after: Head
) -> Iterator[Defect]:
    """Verify entries that follow one another: their chain, and each against its row.

    Args:
        piece: the entries, in order.
        kinds: every kind of entry there is.
        after: the entry before the first of them.
    """
    yield from defects(map(link, piece), after=after)
    yield from _against_rows(piece, {kind.name: kind for kind in kinds})


def heads_missing(known: Iterable[KnownHead]) -> Iterator[Defect]:
    """Ask of digests known from elsewhere whether the chain still holds them where it did."""
    for piece in _pieces(known):
        found = dict(
            Entry.objects.filter(sha256__in=[each.sha256 for each in piece]).values_list(
                "sha256", "position"
            )
        )
        for each in piece:
            at = found.get(each.sha256)
            if at is None or each.position not in (None, at):
                place = "" if each.position is None else f" at position {each.position}"
                yield Defect(
                    "rewritten",
                    f"{each.told}: the entry {each.sha256} is no longer in the ledger{place}. "
                    "The ledger was rewritten up to that entry or before it.",
                    each.position,
                )


def _pieces(known: Iterable[KnownHead]) -> Iterator[list[KnownHead]]:
    piece: list[KnownHead] = []
    for each in known:
        piece.append(each)
        if len(piece) == AT_ONCE:
            yield piece
            piece = []
    if piece:
        yield piece


def _against_rows(piece: Sequence[Entry], kinds: Mapping[str, Kind[Any]]) -> Iterator[Defect]:
    for name in dict.fromkeys(entry.kind for entry in piece):
        of_kind = [entry for entry in piece if entry.kind == name]
        if name in kinds:
            yield from _against_rows_of(kinds[name], of_kind)
            continue
        for entry in of_kind:
            yield Defect(
                "kind",
                f"Entry {entry.position} is of a kind that is not known: {name}.",
                entry.position,
            )


def _against_rows_of(kind: Kind[Any], piece: Sequence[Entry]) -> Iterator[Defect]:
    waiting = {entry.subject: entry for entry in piece}
    keys = [key for entry in piece if (key := row_key(kind.model, entry.subject)) is not None]
    rows = kind.all_rows().filter(pk__in=keys)
    for row in rows.order_by("pk").iterator(chunk_size=ROWS_AT_ONCE):
        entry = waiting.pop(str(row.pk), None)
        if entry is not None:
            yield from _against_row(kind, entry, row)
    for entry in waiting.values():
        yield Defect(
            "missing",
            f"The row of entry {entry.position} ({kind.name} {entry.subject}) is gone.",
            entry.position,
        )


def row_key(model: type[Model], subject: str) -> Any:
    """The key of the row an entry speaks of; None if it can be no key of this table."""
    try:
        return model._meta.pk.to_python(subject)  # noqa: SLF001 - Django's documented name
    except ValidationError:
        return None


def _against_row(kind: Kind[Any], entry: Entry, row: Model) -> Iterator[Defect]:
    content, private = _read(entry.content), _read(entry.private)
    if digest(entry.private) != content.pop("private_sha256", None):
        yield Defect(
            "private",
            f"What entry {entry.position} ({kind.name} {entry.subject}) keeps to itself was "
            "changed: it no longer fits its digest.",
            entry.position,
        )
    content.pop("afterwards", None)
    private.pop("salt", None)
    now = plain({**kind.facts(row), **kind.private(row), **kind.pins(row, private)})
    for name, then in sorted({**content, **private}.items()):
        if now.get(name) != then:
            yield Defect(
                "row",
                f"{kind.name} {entry.subject}: {name} is {_shown(now.get(name))} in its row and "
                f"was {_shown(then)} when it entered the ledger (entry {entry.position}).",
                entry.position,
            )


def _read(text: str) -> dict[str, Any]:
    """A content that is no JSON object is named by its digest; here it says nothing."""
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 4]} ..."


def entered_twice() -> Iterator[Defect]:
    """Rows that the ledger speaks of more than once."""
    twice = (
        Entry.objects.order_by()
        .values("kind", "subject")
        .annotate(times=Count("position"))
        .filter(times__gt=1)
    )
    for row in twice.iterator():
        yield Defect("twice", f"{row['kind']} {row['subject']} entered {row['times']} times.")


def without_entry(kind: Kind[Any]) -> Iterator[Defect]:
    """Rows of a kind that ought to be in the ledger and are not."""
    for key in kind.missing_keys().iterator():
        yield Defect("unentered", f"{kind.name} {key} is not in the ledger.")
