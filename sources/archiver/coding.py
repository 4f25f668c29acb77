"""Take content codings off a body, within a limit over all layers together."""

import zlib

GZIP = 16 + zlib.MAX_WBITS
CHUNK = 64 * 1024
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
    out = bytearray()
    rest = payload
    while rest:
        engine = zlib.decompressobj(wbits)
        try:
            _drain(engine, rest, out, limit)
        except zlib.error as error:
            if out:
                break  # what follows the first whole member is padding to browsers too
            raise BrokenCodingError(str(error)) from error
        if not engine.eof:
            raise CutCodingError("the compressed data end too early")
        rest = engine.unused_data if wbits == GZIP else b""
    return bytes(out)


def _drain(engine: "zlib._Decompress", data: bytes, out: bytearray, limit: int) -> None:
    while data and not engine.eof:
        out += engine.decompress(data, CHUNK)
        if len(out) > limit:
            raise DecodedTooLargeError(f"more than {limit} bytes")
        data = engine.unconsumed_tail
    if not engine.eof:
        out += engine.flush()
