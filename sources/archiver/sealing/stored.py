"""Gzip members whose content stands in them as it is, in blocks of one length.

Deflate stores a block of up to 65,535 bytes with five bytes before it (RFC 1951, 3.2.4), so where
all blocks but the last are full, the place of every byte is known: a part of a large document is
read without what stands before it. Every reader of gzip reads such a member like any other.
"""

import io
import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from sources.archiver.sealing.gzip_members import PIECE, Members

BLOCK = 0xFFFF
HEADER = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
"""Of a member without name and time (RFC 1952, 2.3)."""
_LENGTHS = struct.Struct("<BHH")
_ENDING = struct.Struct("<II")
_LOW = 0xFFFFFFFF


def stored(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pack pieces into a member without making them smaller; linear, and one block is held.

    Args:
        pieces: the content, in pieces of any length.
    """
    yield HEADER
    crc, size = 0, 0
    waiting = bytearray()
    for piece in pieces:
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        whole = memoryview(piece)
        while len(waiting) + len(whole) > BLOCK:
            fits = BLOCK - len(waiting)
            yield _before(BLOCK) + bytes(waiting) + whole[:fits]
            waiting, whole = bytearray(), whole[fits:]
        waiting += whole
    yield _before(len(waiting), is_last=True) + bytes(waiting) + _ENDING.pack(crc, size & _LOW)


def _before(length: int, *, is_last: bool = False) -> bytes:
    return _LENGTHS.pack(is_last, length, length ^ BLOCK)


class PartOfMember(io.RawIOBase):
    """A stretch of what a gzip member holds, to be read from at any place.

    Of a member that is laid out as `stored` does it, only what is asked for is read; any other is
    unpacked from its beginning.
    """

    def __init__(self, file: BinaryIO, *, member: int, start: int, size: int) -> None:
        """Read from a file, which is closed with this one.

        Args:
            file: holds the member; can be read from at any place.
            member: where it begins in the file.
            start: the first byte of the stretch in what the member holds.
            size: bytes of the stretch.
        """
        self._file, self._member, self._start, self._size = file, member, start, size
        self._place = 0
        self._unpacked: Members | None = None

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place; nothing is read."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        self._place = max(0, start + offset)
        return self._place

    def readinto(self, into: Any) -> int:
        """Read up to as many bytes as there is room for; never beyond a block.

        Raises:
            MemberError: the member is damaged.
        """
        most = min(len(into), self._size - self._place)
        if most <= 0:
            return 0
        piece = self._in_its_place(most) or self._in_order(most)
        into[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)

    def close(self) -> None:
        """Close the file too."""
        self._file.close()
        super().close()

    def _in_its_place(self, most: int) -> bytes:
        """Read from a full block, or the last one; nothing where the member has no such block."""
        if self._unpacked is not None:
            return b""
        number, within = divmod(self._start + self._place, BLOCK)
        block = self._member + len(HEADER) + number * (_LENGTHS.size + BLOCK)
        self._file.seek(block)
        before = self._file.read(_LENGTHS.size)
        if len(before) < _LENGTHS.size:
            return b""
        is_last, length, inverse = _LENGTHS.unpack(before)
        if length != inverse ^ BLOCK or is_last > 1 or not (is_last or length == BLOCK):
            return b""
        if within:
            self._file.seek(block + _LENGTHS.size + within)
        return self._file.read(min(most, length - within))

    def _in_order(self, most: int) -> bytes:
        at = self._start + self._place
        if self._unpacked is None or self._unpacked.consumed > at:
            self._file.seek(self._member)
            self._unpacked = Members(self._file, self._member)
            self._unpacked.advance()
        while (left := at - self._unpacked.consumed) > 0 and self._unpacked.read(left):
            pass
        return self._unpacked.read(min(most, 4 * PIECE))
