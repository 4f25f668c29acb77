"""Go through a file record by record and name what is wrong."""

import sqlite3
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from sources.archiver.sealing.conformance.blocks import RecordBlock
from sources.archiver.sealing.conformance.defects import FileDefect
from sources.archiver.sealing.conformance.heads import (
    LONGEST_HEAD,
    RecordHead,
    check_head,
    read_head,
)
from sources.archiver.sealing.conformance.references import References
from sources.archiver.sealing.gzip_members import MAGIC, PIECE, MemberError, Members

END = b"\r\n\r\n"
GZIP_START = MAGIC + b"\x08"
MOST_TRIES = 1000
"""Places after a damaged member that are tried as the start of the next."""

_Walk = Generator[FileDefect, None, bool]
"""Gives defects; tells in the end whether what follows can be read as the next record."""


@dataclass
class Checked:
    """What was read of a file: comes last."""

    file: str
    records: int = 0
    size: int = 0
    """Bytes of the file that were read."""
    defects: int = 0


def check_file(
    file: BinaryIO, name: str, *, in_memory: bool = False
) -> Iterator[FileDefect | Checked]:
    """Check a file; gives each defect as it is found and at the end the count.

    Args:
        file: open for reading; can be rewound.
        name: what the file is called; one that ends in .gz must be packed.
        in_memory: keep no temporary file; the file must then be of a bounded size.
    """
    with References(in_memory=in_memory) as references:
        checking = _Checking(file, name, references)
        for defect in checking.run():
            checking.checked.defects += 1
            yield defect
        yield checking.checked


class _Checking:
    """One walk through a file."""

    def __init__(self, file: BinaryIO, name: str, references: References) -> None:
        self.file = file
        self.name = name
        self.references = references
        self.checked = Checked(name)
        self.tries = 0
        self.record_id = ""
        """The record that is being read, in case its gzip member breaks off."""

    def run(self) -> Iterator[FileDefect]:
        start: int | None = 0
        try:
            while start is not None:
                self.file.seek(start)
                members = Members(self.file, start=start)
                start = None
                try:
                    yield from self._members(members)
                except MemberError as error:
                    yield self._defect(error.offset, error.rule, str(error), self.record_id)
                    start = self._next_member(error.offset + 1)
                self.checked.size = max(self.checked.size, members.end)
            for place, record_id, rule, message in self.references.faults():
                yield FileDefect(self.name, place, record_id, rule, message)
        except (OSError, sqlite3.Error) as error:
            yield self._defect(0, "file_unreadable", f"The file cannot be read: {error}.")
        if not self.checked.records:
            yield self._defect(0, "file_empty", "There is no record in the file.")

    def _defect(self, place: int, rule: str, message: str, record_id: str = "") -> FileDefect:
        return FileDefect(self.name, place, record_id, rule, message)

    def _members(self, members: Members) -> Iterator[FileDefect]:
        if not members.is_gzip and not members.is_empty and self.name.endswith(".gz"):
            yield self._defect(0, "gzip_missing", "The file is named .gz and is not packed.")
        while members.advance():
            self.record_id = ""
            if members.is_gzip:
                yield from self._member(members)
            else:
                yield from self._plain(members)

    def _member(self, members: Members) -> Iterator[FileDefect]:
        """A gzip member: one record and nothing else."""
        line = members.line(LONGEST_HEAD)
        if not line:
            yield self._defect(members.offset, "gzip_members", "A gzip member is empty.")
            return
        number = 0
        while line:
            number += 1
            if number == 2:  # noqa: PLR2004 - said once a member
                yield self._defect(
                    members.offset, "gzip_members", "Several records share a gzip member."
                )
            going_on = yield from self._record(members, line, members.offset)
            if not going_on:
                return
            line = members.line(LONGEST_HEAD)

    def _plain(self, members: Members) -> Iterator[FileDefect]:
        place, line = 0, members.line(LONGEST_HEAD)
        while line:
            going_on = yield from self._record(members, line, place)
            if not going_on:
                rest = members.read(1)
                if rest:
                    yield self._defect(place, "file_rest", "What follows was not checked.")
                return
            place, line = members.consumed, members.line(LONGEST_HEAD)

    def _record(self, members: Members, line: bytes, place: int) -> _Walk:
        """Check one record."""
        self.record_id = ""
        head = read_head(members, line)
        self.record_id = head.record_id
        if head.is_framed:
            self.checked.records += 1
        for rule, message in check_head(head):
            yield self._defect(place, rule, message, head.record_id)
        if not head.is_framed:
            return False
        if not self.references.add(head, place):
            yield self._defect(
                place, "id_repeated", "An earlier record has the identifier.", head.record_id
            )
        if head.length is None:
            return False
        whole = yield from self._block(members, head, place)
        return whole

    def _block(self, members: Members, head: RecordHead, place: int) -> _Walk:
        block, left = RecordBlock(head), head.length or 0
        while left > 0 and (piece := members.read(min(left, PIECE * 4))):
            left -= len(piece)
            block.feed(piece)
        end = members.read_all(len(END)) if not left else b""
        if left:
            message = f"{left} bytes of the block are missing."
            yield self._defect(place, "record_cut", message, head.record_id)
            return False
        for rule, message in block.faults():
            yield self._defect(place, rule, message, head.record_id)
        if end != END:
            message = "The block is not followed by two line ends."
            yield self._defect(place, "record_end", message, head.record_id)
            return False
        return True

    def _next_member(self, place: int) -> int | None:
        """The next place of the file where a gzip member with a record starts."""
        while self.tries < MOST_TRIES:
            found = self._find(place)
            if found is None:
                return None
            self.tries += 1
            self.file.seek(found)
            members = Members(self.file, start=found)
            try:
                if members.advance() and members.read_all(5) == b"WARC/":
                    return found
            except MemberError:
                pass
            place = found + 1
        return None

    def _find(self, place: int) -> int | None:
        self.file.seek(place)
        held = b""
        while piece := self.file.read(PIECE * 4):
            held += piece
            found = held.find(GZIP_START)
            if found >= 0:
                return place + found
            place += max(0, len(held) - len(GZIP_START) + 1)
            held = held[-len(GZIP_START) + 1 :]
        return None
