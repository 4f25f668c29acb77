"""Take off the content codings that are younger than gzip: br (RFC 7932) and zstd (RFC 8878)."""

import sys
from collections.abc import Iterator

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CHUNK = 64 * 1024
ZSTD_WINDOW = 23
"""Binary logarithm of the largest window: 8 MiB, as RFC 9659 has it for the web."""
_ZSTD_FRAME = b"\x28\xb5\x2f\xfd"
_ZSTD_SKIPPED = (b"\x2a\x4d\x18", 0x50, 0x5F)
MOST_FRAMES = 10_000
"""Frames of one zstd body; each costs the engine a start."""


class BrokenError(Exception):
    """The data are not of this coding, or damaged."""


class Brotli:
    """One layer of br. It has no mark at its start: what is none of it shows while unpacking."""

    def __init__(self) -> None:
        self._engine = brotli.Decompressor()
        self._fed = False

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """Yield what a piece unpacks to, in parts of a bounded size.

        Raises:
            BrokenError: it is no br.
        """
        if self._engine.is_finished():
            return
        self._fed = self._fed or bool(piece)
        try:
            some = self._engine.process(piece, output_buffer_limit=CHUNK)
            while some or not self._engine.can_accept_more_data():
                yield some
                some = self._engine.process(b"", output_buffer_limit=CHUNK)
        except brotli.error as error:
            raise BrokenError("no br") from error

    @property
    def is_whole(self) -> bool:
        """Whether the end of the coded data was seen."""
        return not self._fed or bool(self._engine.is_finished())


class Zstd:
    """One layer of zstd: frames, one after the other."""

    def __init__(self) -> None:
        self._engine = self._fresh()
        self._fed = False
        self._frames = 0

    @staticmethod
    def _fresh() -> zstd.ZstdDecompressor:
        window: dict[int, int] = {zstd.DecompressionParameter.window_log_max: ZSTD_WINDOW}
        return zstd.ZstdDecompressor(options=window)

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """Yield what a piece unpacks to, in parts of a bounded size.

        Raises:
            BrokenError: it is no zstd, wants a larger window, or has too many frames.
        """
        try:
            while piece:
                if self._engine.eof:
                    self._engine = self._fresh()
                self._fed = True
                yield self._engine.decompress(piece, CHUNK)
                while not (self._engine.needs_input or self._engine.eof):
                    yield self._engine.decompress(b"", CHUNK)
                piece = self._engine.unused_data
                self._frames += self._engine.eof
                if self._frames > MOST_FRAMES:
                    raise BrokenError("too many frames")
        except zstd.ZstdError as error:
            raise BrokenError(str(error)) from error

    @property
    def is_whole(self) -> bool:
        """Whether the last frame has its end."""
        return not self._fed or self._engine.eof


def is_zstd(start: bytes) -> bool:
    """Whether data begin as a frame of zstd does, or one that is skipped (RFC 8878, 3.1)."""
    tail, least, most = _ZSTD_SKIPPED
    skipped = start[1:4] == tail and least <= start[0] <= most
    return start.startswith(_ZSTD_FRAME) or skipped
