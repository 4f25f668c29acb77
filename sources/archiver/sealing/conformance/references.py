"""Identifiers and references of a whole file, kept outside memory.

The tables stand in a temporary file of SQLite's own, so a file of a hundred million records is
checked in the same memory as one of ten.
"""

import sqlite3
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from sources.archiver.sealing.conformance.heads import RecordHead

REFERENCES = ("warc-concurrent-to", "warc-warcinfo-id", "warc-refers-to")
NAMES = {
    "warc-concurrent-to": "WARC-Concurrent-To",
    "warc-warcinfo-id": "WARC-Warcinfo-ID",
    "warc-refers-to": "WARC-Refers-To",
}

Found = tuple[int, str, str, str]
"""Offset and identifier of a record, a rule, and what was seen."""


class References:
    """The identifiers of a file and what refers to them; a context that closes its file."""

    def __init__(self, *, in_memory: bool = False) -> None:
        """Keep them in a temporary file, or in memory where no file can be opened."""
        self._tables = sqlite3.connect("")
        if in_memory:
            self._tables.execute("PRAGMA temp_store = MEMORY")
        self._tables.executescript(
            """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            CREATE TABLE record (id TEXT PRIMARY KEY, kind, url, date, digest) WITHOUT ROWID;
            CREATE TABLE reference (place INTEGER, id, kind, field, target, url, date, digest);
            """
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._tables.close()

    def add(self, head: RecordHead, place: int) -> bool:
        """Note a record; False if its identifier was there before."""
        fields = head.fields
        row = (head.kind, _bare(fields.get("warc-target-uri", "")), fields.get("warc-date", ""))
        digest = fields.get("warc-payload-digest", "").lower()
        for name in REFERENCES:
            for target in head.values(name):
                self._tables.execute(
                    "INSERT INTO reference VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        place,
                        head.record_id,
                        head.kind,
                        name,
                        target,
                        _bare(fields.get("warc-refers-to-target-uri", "")),
                        fields.get("warc-refers-to-date", ""),
                        digest,
                    ),
                )
        if not head.record_id:
            return True
        done = self._tables.execute(
            "INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?, ?)", (head.record_id, *row, digest)
        )
        return done.rowcount == 1

    def faults(self) -> Iterator[Found]:
        """References that lead nowhere or to something else than they say.

        What a revisit refers to usually stands in another file, so it need not be here.
        """
        lost = self._tables.execute(
            "SELECT place, reference.id, field, target FROM reference"
            " LEFT JOIN record ON record.id = target WHERE record.id IS NULL"
            " AND NOT (field = 'warc-refers-to' AND reference.kind = 'revisit') ORDER BY place"
        )
        for place, name, field, target in lost:
            yield (
                place,
                name,
                "reference_unresolved",
                f"{NAMES[field]} {target} is not in the file.",
            )
        wrong = self._tables.execute(
            "SELECT place, reference.id, target FROM reference"
            " JOIN record ON record.id = target"
            " WHERE field = 'warc-warcinfo-id' AND record.kind <> 'warcinfo' ORDER BY place"
        )
        for place, name, target in wrong:
            yield place, name, "reference_wrong", f"{target} is no warcinfo record."
        yield from self._revisits()

    def _revisits(self) -> Iterator[Found]:
        rows = self._tables.execute(
            "SELECT place, reference.id, reference.url, record.url, reference.date, record.date,"
            " reference.digest, record.digest FROM reference JOIN record ON record.id = target"
            " WHERE field = 'warc-refers-to' AND reference.kind = 'revisit' ORDER BY place"
        )
        for place, name, *pairs in rows:
            for what, said, real in zip(
                ("address", "date", "payload"), pairs[::2], pairs[1::2], strict=True
            ):
                if said and real and said != real:
                    message = f"The record that it refers to has another {what}."
                    yield place, name, "reference_wrong", message


def _bare(uri: str) -> str:
    return uri.strip("<>")
