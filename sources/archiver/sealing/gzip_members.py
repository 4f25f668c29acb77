"""Read a file front to back as gzip members, in bounded memory; a plain file is one member.

A WARC file is a row of gzip members, one a record (ISO 28500:2017, annex D). Libraries read the
members as one stream and forget where each began; evidence is cited by that place.
"""

import zlib
from typing import BinaryIO

PIECE = 16 * 1024
"""Bytes read at a time. The engine copies what follows a member, so small pieces keep a file of
tiny members from costing the square of its length."""
MAGIC = b"\x1f\x8b"
GZIP = 16 + zlib.MAX_WBITS


class MemberError(Exception):
    """The gzip coding ends; `rule` says how and `offset` is where the member starts in the file."""

    def __init__(self, rule: str, offset: int, message: str) -> None:
        self.rule = rule
        self.offset = offset
        super().__init__(message)


class Members:
    """The members of a file, one after the other.

    `offset` is where the present member starts and `consumed` how many of its unpacked bytes
    were handed out. A file that does not start with the mark of gzip is read as it stands, as
    one member.
    """

    def __init__(self, file: BinaryIO, start: int = 0) -> None:
        """Read from where the file stands, which is `start` bytes from its beginning."""
        self._file = file
        self._raw = file.read(PIECE)
        self._place = start
        """Offset in the file of the first byte of `_raw`."""
        self.is_gzip = self._raw.startswith(MAGIC)
        self.is_empty = not self._raw
        self.offset = start
        self.consumed = 0
        self._engine: zlib._Decompress | None = None
        self._out = b""
        self._at = 0
        self._started = False

    @property
    def end(self) -> int:
        """Offset in the file just behind what was read; at a member's end, its end."""
        return self._place

    def advance(self) -> bool:
        """Go to the next member; False at the end of the file.

        Raises:
            MemberError: `gzip_trailing`: what follows is no gzip member.
        """
        if not self.is_gzip:
            fresh, self._started = not self._started, True
            return fresh and bool(self._raw)
        if self._engine is not None:
            while self.read(PIECE):
                pass
        if not self._fill(len(MAGIC)):
            return False
        self.offset, self.consumed = self._place, 0
        self._out, self._at = b"", 0
        if not self._raw.startswith(MAGIC):
            self._engine = None
            raise MemberError("gzip_trailing", self._place, "What follows is no gzip member.")
        self._engine = zlib.decompressobj(GZIP)
        return True

    def read(self, size: int) -> bytes:
        """Give up to `size` unpacked bytes of the present member; nothing at its end.

        Raises:
            MemberError: `gzip_broken` or `gzip_cut`.
        """
        if self._at >= len(self._out):
            self._out, self._at = self._more(), 0
        piece = self._out[self._at : self._at + size]
        self._at += len(piece)
        self.consumed += len(piece)
        return piece

    def read_all(self, size: int) -> bytes:
        """Give `size` unpacked bytes, fewer only if the member ends before."""
        pieces: list[bytes] = []
        while size > 0 and (piece := self.read(size)):
            pieces.append(piece)
            size -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def line(self, limit: int) -> bytes:
        """Give a line with its end; without one if it is longer than `limit` or the last."""
        parts: list[bytes] = []
        size = 0
        while size < limit:
            if self._at >= len(self._out):
                self._out, self._at = self._more(), 0
                if not self._out:
                    break
            end = self._out.find(b"\n", self._at, self._at + limit - size)
            stop = end + 1 if end >= 0 else min(len(self._out), self._at + limit - size)
            parts.append(self._out[self._at : stop])
            size += stop - self._at
            self.consumed += stop - self._at
            self._at = stop
            if end >= 0:
                break
        return b"".join(parts)

    def _more(self) -> bytes:
        """Unpacked bytes that follow, in a piece of bounded size; nothing at the member's end."""
        if not self.is_gzip:
            piece, self._raw = self._raw, b""
            if not piece:
                piece = self._file.read(PIECE)
            self._place += len(piece)
            return piece
        engine = self._engine
        if engine is None:
            return b""
        while not engine.eof:
            if not self._raw and not self._fill(1):
                raise MemberError("gzip_cut", self.offset, "The gzip member has no end.")
            try:
                piece = engine.decompress(self._raw, PIECE * 4)
            except zlib.error as error:
                raise MemberError("gzip_broken", self.offset, f"{error}.") from error
            left = engine.unused_data if engine.eof else engine.unconsumed_tail
            self._place += len(self._raw) - len(left)
            self._raw = left
            if piece:
                return piece
        return b""

    def _fill(self, size: int) -> bool:
        """Have at least `size` packed bytes at hand, or what is left; False if nothing is."""
        while len(self._raw) < size:
            piece = self._file.read(PIECE)
            if not piece:
                break
            self._raw += piece
        return bool(self._raw)
