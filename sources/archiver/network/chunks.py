"""Take the chunked transfer coding off a body (RFC 9112, 7.1), piece by piece."""

from enum import StrEnum

LONGEST_LINE = 8192
LONGEST_SIZE = 16
"""Digits of a chunk's size; more than any real body needs."""


class ChunkError(ValueError):
    """What was read is no chunked body."""


class _Awaits(StrEnum):
    SIZE = "size"
    DATA = "data"
    DATA_END = "data_end"
    TRAILER = "trailer"
    NOTHING = "nothing"


class Dechunker:
    """Feed it pieces of a chunked body and it gives back the body; `is_whole` at the last chunk."""

    def __init__(self) -> None:
        self._awaits = _Awaits.SIZE
        self._left = 0
        self._line = bytearray()
        self.has_begun = False
        """Whether the size of a chunk has been read: a short body may end before it shows that
        it is not chunked."""

    @property
    def is_whole(self) -> bool:
        """Whether the last chunk and the trailers have been seen."""
        return self._awaits is _Awaits.NOTHING

    def feed(self, piece: bytes) -> bytes:
        """Give the bytes of the body that a piece holds.

        Raises:
            ChunkError: the piece breaks the coding, or something follows its end.
        """
        out: list[bytes] = []
        place = 0
        while place < len(piece):
            if self._awaits is _Awaits.NOTHING:
                raise ChunkError("something follows the last chunk")
            if self._awaits is _Awaits.DATA:
                data = piece[place : place + self._left]
                out.append(data)
                place += len(data)
                self._left -= len(data)
                if not self._left:
                    self._awaits = _Awaits.DATA_END
                continue
            end = piece.find(b"\n", place)
            stop = len(piece) if end < 0 else end + 1
            self._line += piece[place:stop]
            place = stop
            if len(self._line) > LONGEST_LINE:
                raise ChunkError("a line of the coding is too long")
            if end >= 0:
                self._take_line(bytes(self._line).rstrip(b"\r\n"))
                self._line.clear()
            elif self._awaits is _Awaits.SIZE:
                _size(bytes(self._line).rstrip(b"\r"))
        return out[0] if len(out) == 1 else b"".join(out)

    def _take_line(self, line: bytes) -> None:
        if self._awaits is _Awaits.DATA_END:
            if line:
                raise ChunkError("a chunk is longer than it says")
            self._awaits = _Awaits.SIZE
        elif self._awaits is _Awaits.SIZE:
            self._left = _size(line)
            self.has_begun = True
            self._awaits = _Awaits.DATA if self._left else _Awaits.TRAILER
        elif not line:
            self._awaits = _Awaits.NOTHING


def _size(line: bytes) -> int:
    digits = line.split(b";", 1)[0].strip(b" \t")
    if not digits or len(digits) > LONGEST_SIZE or digits.strip(b"0123456789abcdefABCDEF"):
        raise ChunkError("a chunk does not say its size")
    return int(digits, 16)


def dechunk(body: bytes) -> bytes:
    """Take the coding off a whole body.

    Raises:
        ChunkError: it is not chunked, or its last chunk is missing.
    """
    engine = Dechunker()
    plain = engine.feed(body)
    if not engine.is_whole:
        raise ChunkError("the last chunk is missing")
    return plain
