"""Take content codings off a body, within a limit over all layers together."""

import zlib
from collections.abc import Iterator
from io import BytesIO

GZIP = 16 + zlib.MAX_WBITS
CHUNK = 64 * 1024
MOST_MEMBERS = 10_000
"""Parts of one gzip body; writers that cut a body up at all make one of every 64 KiB."""
LEAST_MEMBER = 10
"""Bytes: less is not even the head of a gzip member (RFC 1952)."""
SUPPORTED = ("gzip", "deflate")
"""What the archiver asks for: only what it can take off again."""


class CodingError(Exception):
    """A body could not be decoded."""


class UnknownCodingError(CodingError):
    """The coding is none that the archiver reads; the bytes are whole all the same."""


class BrokenCodingError(CodingError):
    """The coded data are damaged."""


class CutCodingError(CodingError):
    """The coded data end too early."""


class DecodedTooLargeError(CodingError):
    """The body grows beyond the limit."""


def decode_content(payload: bytes, content_encoding: str, *, limit: int, layers: int) -> bytes:
    """Take off every layer named in a Content-Encoding header (RFC 9110, 8.4).

    All layers are taken off piece by piece, so that none of them is held whole but the last.

    Args:
        payload: body without transfer coding.
        content_encoding: the header, or nothing.
        limit: bytes that any layer may yield.
        layers: how many layers are taken off at most.

    Raises:
        CodingError: a subclass that says what is wrong.
    """
    codings = [name.strip().lower() for name in content_encoding.split(",")]
    codings = [name for name in codings if name not in ("", "identity")]
    if len(codings) > layers:
        raise DecodedTooLargeError(f"{len(codings)} layers of coding")
    if len(payload) > limit:
        raise DecodedTooLargeError(f"more than {limit} bytes")
    if not codings:
        return payload
    for name in codings:
        if name not in ("gzip", "x-gzip", "deflate"):
            raise UnknownCodingError(name)
    try:
        return _take_off(payload, codings, zlib.MAX_WBITS, limit)
    except BrokenCodingError:
        # RFC 9110 means the zlib format by "deflate"; some servers send the bare stream.
        if "deflate" not in codings:
            raise
        return _take_off(payload, codings, -zlib.MAX_WBITS, limit)


def _take_off(payload: bytes, codings: list[str], deflate: int, limit: int) -> bytes:
    view = memoryview(payload)
    pieces: Iterator[bytes] = (
        bytes(view[place : place + CHUNK]) for place in range(0, len(view), CHUNK)
    )
    for name in reversed(codings):
        pieces = _inflate(pieces, deflate if name == "deflate" else GZIP, limit)
    out = BytesIO()
    for piece in pieces:
        out.write(piece)
    return out.getvalue()


def _inflate(pieces: Iterator[bytes], wbits: int, limit: int) -> Iterator[bytes]:
    """Inflate a stream; of gzip, every member.

    The engine is fed small pieces: it copies what it leaves of each, so one long piece that is
    made of tiny members would cost the square of its length.
    """
    layer = _Layer(wbits)
    for piece in pieces:
        for some in layer.feed(piece):
            layer.size += len(some)
            if layer.size > limit:
                raise DecodedTooLargeError(f"more than {limit} bytes")
            yield some
    layer.end()


class _Layer:
    """One layer while it is taken off."""

    def __init__(self, wbits: int) -> None:
        self.wbits = wbits
        self.size = 0
        """Bytes yielded so far, counted by whoever takes them."""
        self._engine = zlib.decompressobj(wbits)
        self._members = 0
        self._start = 0
        self._fed = 0
        self._is_over = False

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """Yield what a piece unpacks to; pieces after the end are read and left."""
        while piece and not self._is_over:
            if self._engine.eof:
                self._engine = zlib.decompressobj(self.wbits)
                self._start, self._fed = self.size, 0
            self._fed += len(piece)
            try:
                yield from _drain(self._engine, piece)
            except zlib.error as error:
                if not self._is_padding():
                    raise BrokenCodingError(str(error)) from error
                self._is_over = True
            piece = self._engine.unused_data
            if self._engine.eof:
                self._close_member()

    def _close_member(self) -> None:
        self._members += 1
        self._is_over = self.wbits != GZIP
        if self._members >= MOST_MEMBERS:
            raise DecodedTooLargeError(f"more than {MOST_MEMBERS} members")

    def _is_padding(self) -> bool:
        """Whether nothing came of what follows a whole member: padding to browsers too."""
        return self._members > 0 and self.size == self._start

    def end(self) -> None:
        """See that the last member was whole."""
        if self._is_over or self._engine.eof or not self._fed:
            return
        if not (self._is_padding() and self._fed < LEAST_MEMBER):
            raise CutCodingError("the compressed data end too early")


def _drain(engine: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    """Hand a piece to the engine and take out all that it yields."""
    while not engine.eof:
        some = engine.decompress(data, CHUNK)
        if some:
            yield some
        data = engine.unconsumed_tail
        if not data and len(some) < CHUNK:
            return
