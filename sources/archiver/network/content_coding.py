"""Take content codings off a body, within a limit over all layers together."""

import codecs
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import chain
from typing import Protocol

from sources.archiver.network.modern_codings import BrokenError, Brotli, Zstd, is_zstd
from sources.archiver.reading.sniff import BINARY

GZIP = 16 + zlib.MAX_WBITS
CHUNK = 64 * 1024
MOST_MEMBERS = 10_000
"""Parts of one gzip body; writers that cut a body up at all make one of every 64 KiB."""
LEAST_MEMBER = 10
"""Bytes: less is not even the head of a gzip member (RFC 1952)."""
SUPPORTED = ("gzip", "deflate", "br", "zstd")
"""What the archiver asks for: only what it can take off again."""
NOT_READ = frozenset({"compress", "x-compress", "exi", "pack200-gzip", "aes128gcm", "dcb", "dcz"})
"""Registered codings that are not taken off. What else stands in the header (`none`, `binary`,
`utf-8`) names no coding at all, and browsers give the body as it came."""
_GZIP_START = b"\x1f\x8b"
_BARE = "bare deflate"
_LEADS = 512
_LEAST_START = 4


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
    codings = codings_in(content_encoding)
    if len(codings) > layers:
        raise DecodedTooLargeError(f"{len(codings)} layers of coding")
    if len(payload) > limit:
        raise DecodedTooLargeError(f"more than {limit} bytes")
    if not codings or not payload:
        return payload
    for name in codings:
        if name in NOT_READ:
            raise UnknownCodingError(name)
    try:
        return _take_off(payload, codings, limit)
    except (BrokenCodingError, CutCodingError) as error:
        if _reads_as_text(payload):
            return payload  # a label on a body that is not coded
        # RFC 9110 means the zlib format by "deflate"; some servers send the bare stream.
        if isinstance(error, CutCodingError) or "deflate" not in codings:
            raise
        bare = [_BARE if name == "deflate" else name for name in codings]
        return _take_off(payload, bare, limit)


def codings_in(content_encoding: str) -> list[str]:
    """The codings that a Content-Encoding names, in their order; of what is none, nothing."""
    names = [name.strip().lower() for name in content_encoding.split(",")]
    return [name for name in names if name in _LAYERS or name in NOT_READ]


def _reads_as_text(payload: bytes) -> bool:
    """Whether bytes are plainly no coded data: markup, or UTF-8 without a binary byte."""
    start = payload[:_LEADS]
    if BINARY & set(start):
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return start.lstrip()[:1] == b"<"
    return True


def _take_off(payload: bytes, codings: list[str], limit: int) -> bytes:
    view = memoryview(payload)
    pieces: Iterator[bytes] = (
        bytes(view[place : place + CHUNK]) for place in range(0, len(view), CHUNK)
    )
    for name in reversed(codings):
        pieces = _unpacked(pieces, name, limit)
    out = BytesIO()
    for piece in pieces:
        out.write(piece)
    return out.getvalue()


def _unpacked(pieces: Iterator[bytes], name: str, limit: int) -> Iterator[bytes]:
    """Unpack a stream; of gzip, every member.

    The engine is fed small pieces: it copies what it leaves of each, so one long piece that is
    made of tiny members would cost the square of its length. What does not begin as the coding
    does was not coded, whatever the label says.
    """
    first = b""
    for some in pieces:
        first += some
        if len(first) >= _LEAST_START:
            break
    pieces = chain((first,), pieces)
    if not _begins(name, first):
        yield from pieces
        return
    layer, size = _LAYERS[name](), 0
    try:
        for piece in pieces:
            for some in layer.feed(piece):
                size += len(some)
                if size > limit:
                    raise DecodedTooLargeError(f"more than {limit} bytes")
                yield some
    except BrokenError as error:
        raise BrokenCodingError(str(error)) from error
    if not layer.is_whole:
        raise CutCodingError("the compressed data end too early")


def _begins(name: str, start: bytes) -> bool:
    """Whether a layer begins with the mark of its coding, as far as that has one."""
    if name in ("gzip", "x-gzip"):
        return start.startswith(_GZIP_START[: len(start)])
    return name != "zstd" or is_zstd(start)


class _Unpacking(Protocol):
    """One layer while it is taken off."""

    def feed(self, piece: bytes) -> Iterator[bytes]: ...

    @property
    def is_whole(self) -> bool: ...


class _Zlib:
    """A layer of gzip or deflate."""

    def __init__(self, wbits: int) -> None:
        self.wbits = wbits
        self.size = 0
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
                for some in _drain(self._engine, piece):
                    self.size += len(some)
                    yield some
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

    @property
    def is_whole(self) -> bool:
        """Whether the last member has its end."""
        if self._is_over or self._engine.eof or not self._fed:
            return True
        return self._is_padding() and self._fed < LEAST_MEMBER


def _drain(engine: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    """Hand a piece to the engine and take out all that it yields."""
    while not engine.eof:
        some = engine.decompress(data, CHUNK)
        if some:
            yield some
        data = engine.unconsumed_tail
        if not data and len(some) < CHUNK:
            return


_LAYERS: dict[str, Callable[[], _Unpacking]] = {
    "gzip": lambda: _Zlib(GZIP),
    "x-gzip": lambda: _Zlib(GZIP),
    "deflate": lambda: _Zlib(zlib.MAX_WBITS),
    _BARE: lambda: _Zlib(-zlib.MAX_WBITS),
    "br": Brotli,
    "zstd": Zstd,
}
