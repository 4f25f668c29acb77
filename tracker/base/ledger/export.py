"""The ledger as a file: a header, then one entry a line, all JSON. Anybody can verify it.

A content that may not be read by everybody is withheld: its line has `"content": null` and its
digest, and the chain holds all the same. Once it may be read, a later export shows it, and it has
to fit the digest that was there before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tracker.base.ledger.chain import moment
from tracker.base.ledger.models import Entry
from tracker.base.ledger.operations import head
from tracker.base.ledger.verify import KnownHead, entries

FORMAT = "counterclaim-ledger"
VERSION = 1
LONGEST_LINE = 64_000_000
"""In characters. No line of ours comes near; a file of another kind may have no lines at all."""

Shown = Callable[[str, Sequence[str]], set[str]]
"""Of a kind and subjects, those whose content everybody may read."""


class NotAnExportError(Exception):
    """A file is no export of a ledger; the message says why."""


def everything(_kind: str, subjects: Sequence[str]) -> set[str]:
    """Withhold nothing: for whoever runs the house, and for a court."""
    return set(subjects)


def lines(*, shown: Shown, site: str, at: datetime) -> Iterator[str]:
    """Write the ledger out, as it stands when the first line is asked for.

    Args:
        shown: says which contents may be read by whoever gets the file.
        site: the address of the house.
        at: the present moment.

    Yields:
        Lines with their end: the header, then every entry in order.
    """
    end = head()
    yield _line(
        {
            "format": FORMAT,
            "version": VERSION,
            "site": site,
            "exported_at": moment(at),
            "entries": end.position,
            "head": end.sha256,
        }
    )
    for piece in entries(upto=end.position):
        open_to_all = _shown(piece, shown)
        for entry in piece:
            yield _line(_fields(entry, is_shown=(entry.kind, entry.subject) in open_to_all))


def read_known(path: Path) -> Iterator[KnownHead]:
    """Read the digests of an export that was made earlier.

    Raises:
        NotAnExportError: it is none.
        OSError: it cannot be read.
    """
    with path.open(encoding="utf-8") as file:
        try:
            header = _read_line(file.readline(LONGEST_LINE))
            if header.get("format") != FORMAT:
                raise NotAnExportError(f"{path} is no exported ledger.")
            while text := file.readline(LONGEST_LINE):
                entry = _read_line(text)
                yield KnownHead(str(entry["sha256"]), f"{path.name}", int(entry["position"]))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise NotAnExportError(f"{path} is no exported ledger: {error}.") from error


def _read_line(text: str) -> dict[str, Any]:
    read = json.loads(text)
    if not isinstance(read, dict):
        raise TypeError("a line is no JSON object")
    return read


def _shown(piece: Sequence[Entry], shown: Shown) -> set[tuple[str, str]]:
    kinds = dict.fromkeys(entry.kind for entry in piece)
    return {
        (kind, subject)
        for kind in kinds
        for subject in shown(kind, [entry.subject for entry in piece if entry.kind == kind])
    }


def _fields(entry: Entry, *, is_shown: bool) -> dict[str, Any]:
    return {
        "position": entry.position,
        "at": moment(entry.at),
        "kind": entry.kind,
        "subject": entry.subject,
        "content": entry.content if is_shown else None,
        "content_sha256": entry.content_sha256,
        "previous_sha256": entry.previous_sha256,
        "sha256": entry.sha256,
    }


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
