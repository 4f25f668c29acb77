"""Take content codings off a body, within a limit over all layers together."""

import zlib

GZIP = 16 + zlib.MAX_WBITS
CHUNK = 64 * 1024
MOST_MEMBERS = 10_000
"""Parts of one gzip body; writers that cut a body up at all make one of every 64 KiB."""
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


def decode(payload: bytes, content_encoding: str, *, limit: int, layers: int) -> bytes:
    """Take off every layer named in a Content-Encoding header (RFC 9110, 8.4).

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
    for name in reversed(codings):
        payload = _take_off(payload, name, limit)
    if len(payload) > limit:
        raise DecodedTooLargeError(f"more than {limit} bytes")
    return payload


def _take_off(payload: bytes, name: str, limit: int) -> bytes:
    if name in ("gzip", "x-gzip"):
        return _inflate(payload, GZIP, limit)
    if name == "deflate":
        # RFC 9110 means the zlib format; some servers send the bare stream.
        try:
            return _inflate(payload, zlib.MAX_WBITS, limit)
        except BrokenCodingError:
            return _inflate(payload, -zlib.MAX_WBITS, limit)
    raise UnknownCodingError(name)


def _inflate(payload: bytes, wbits: int, limit: int) -> bytes:
    """Inflate a stream; of gzip, every member.

    The engine is fed small pieces: it copies what it leaves of each, so one long piece that is
    made of tiny members would cost the square of its length.
    """
    out = bytearray()
    engine, place, members, start = zlib.decompressobj(wbits), 0, 0, 0
    while place < len(payload):
        piece = payload[place : place + CHUNK]
        try:
            _drain(engine, piece, out, limit)
        except zlib.error as error:
            if members and len(out) == start:
                return bytes(out)  # what follows a whole member is padding to browsers too
            raise BrokenCodingError(str(error)) from error
        place += len(piece) - len(engine.unused_data)
        if not engine.eof:
            continue
        members += 1
        if wbits != GZIP or place >= len(payload):
            return bytes(out)
        if members >= MOST_MEMBERS:
            raise DecodedTooLargeError(f"more than {MOST_MEMBERS} members")
        engine, start = zlib.decompressobj(wbits), len(out)
    if payload:
        raise CutCodingError("the compressed data end too early")
    return b""


def _drain(engine: "zlib._Decompress", data: bytes, out: bytearray, limit: int) -> None:
    """Hand a piece to the engine and take out all that it yields."""
    while not engine.eof:
        some = engine.decompress(data, CHUNK)
        out += some
        if len(out) > limit:
            raise DecodedTooLargeError(f"more than {limit} bytes")
        data = engine.unconsumed_tail
        if not data and len(some) < CHUNK:
            return
