"""Answers of servers that mean harm, each with the outcome it must end in.

Sizes are those of the settings' defaults (a limit of 50 MB), so that the memory they take can be
measured; a server that is slow is slow for longer than any deadline of the tests.
"""

from __future__ import annotations

import contextlib
import gzip
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from itertools import cycle

from sources.archiver.outcomes import Outcome
from tests.archiver.world import World

MB = 1_000_000
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
Send = Callable[[socket.socket, str], None]
NOISE = bytes(range(256)) * 4096


def stream(
    head: bytes, pieces: Iterator[bytes], *, seconds: float = 0.0, most: float = 90.0
) -> Send:
    """Send a head, then pieces until the other side has had enough."""

    def send(connection: socket.socket, _path: str) -> None:
        end = time.monotonic() + most
        with contextlib.suppress(OSError):
            connection.sendall(head)
            for piece in pieces:
                if time.monotonic() > end:
                    return
                connection.sendall(piece)
                time.sleep(seconds)

    return send


def whole(body: bytes, *headers: bytes) -> bytes:
    length = b"Content-Length: %d" % len(body)
    return OK + b"\r\n".join([length, *headers, b"", b""]) + body


def zeros(size: int) -> bytes:
    """A gzip member that unpacks to that many zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(MB)
    return b"".join(packer.compress(block) for _ in range(size // MB)) + packer.flush()


@cache
def bombs() -> dict[str, bytes]:
    once = zeros(150 * MB)
    return {
        "bomb": whole(once, b"Content-Encoding: gzip"),
        "bomb in a bomb": whole(gzip.compress(once, 9, mtime=0), b"Content-Encoding: gzip, gzip"),
        "bomb of three layers": whole(
            gzip.compress(gzip.compress(once, 9, mtime=0), 9, mtime=0),
            b"Content-Encoding: gzip, gzip, gzip",
        ),
        "just below the limit": whole(zeros(49 * MB), b"Content-Encoding: gzip"),
        "just below, twice": whole(
            gzip.compress(zeros(49 * MB), mtime=0), b"Content-Encoding: gzip, gzip"
        ),
    }


def full(chunked: bool) -> bytes:
    """As much as may come over the wire, which unpacks to as much as is allowed."""
    packer = zlib.compressobj(0, zlib.DEFLATED, 31)
    noise = (NOISE * 24)[: 19 * MB]
    body = packer.compress(noise) + packer.flush() + zeros(30 * MB)
    head = (
        b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Encoding: gzip\r\n"
    )
    if not chunked:
        return head + b"Content-Length: %d\r\n\r\n" % len(body) + body
    chunks = (body[place : place + 8000] for place in range(0, len(body), 8000))
    lines = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    return head + b"Transfer-Encoding: chunked\r\n\r\n" + lines + b"0\r\n\r\n"


def heavy() -> dict[str, tuple[bytes | Send, Outcome]]:
    """Answers that mean to fill the memory."""
    packed = bombs()
    chunk = b"%x\r\n%s\r\n" % (len(NOISE), NOISE)
    return {
        "bomb": (packed["bomb"], Outcome.TOO_LARGE),
        "bomb in a bomb": (packed["bomb in a bomb"], Outcome.TOO_LARGE),
        "bomb of three layers": (packed["bomb of three layers"], Outcome.TOO_LARGE),
        "just below the limit": (packed["just below the limit"], Outcome.EMPTY),
        "just below, twice": (packed["just below, twice"], Outcome.EMPTY),
        "endless body": (stream(OK + b"\r\n", cycle([NOISE])), Outcome.TOO_LARGE),
        "endless chunks": (
            stream(OK + b"Transfer-Encoding: chunked\r\n\r\n", cycle([chunk])),
            Outcome.TOO_LARGE,
        ),
        "as large as allowed, no text": (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n"
            b"Content-Length: 19500000\r\n\r\n" + (NOISE * 24)[:19_500_000],
            Outcome.CAPTURED,
        ),
        "all limits at once": (full(chunked=False), Outcome.CAPTURED),
        "all limits at once in chunks": (full(chunked=True), Outcome.CAPTURED),
        "as long a text as is read": (
            whole(
                gzip.compress(("<p>Убиты 12 солдат, twelve ٨٠. " * 100_000).encode(), 9, mtime=0),
                b"Content-Encoding: gzip",
            ),
            Outcome.CAPTURED,
        ),
        "more text than is read": (
            whole(
                gzip.compress(b"<p>Twelve soldiers were killed, 12 of them. " * MB, 9, mtime=0),
                b"Content-Encoding: gzip",
            ),
            Outcome.CAPTURED,
        ),
        "as many tags as allowed": (
            whole(gzip.compress(b"<b><i>x" * (6 * MB), 9, mtime=0), b"Content-Encoding: gzip"),
            Outcome.CAPTURED,
        ),
    }


def slow() -> dict[str, tuple[bytes | Send, Outcome]]:
    """Answers that mean to keep a worker for ever."""
    return {
        "a byte at a time": (
            stream(OK + b"Content-Length: 99999\r\n\r\n", cycle([b"x"]), seconds=0.05),
            Outcome.TIMEOUT,
        ),
        "a header a moment": (stream(OK, cycle([b"X: y\r\n"]), seconds=0.05), Outcome.TIMEOUT),
        "a letter of the head a moment": (
            stream(b"", cycle([b"H"]), seconds=0.05),
            Outcome.TIMEOUT,
        ),
        "a small chunk a moment": (
            stream(
                OK + b"Transfer-Encoding: chunked\r\n\r\n", cycle([b"1\r\nx\r\n"]), seconds=0.05
            ),
            Outcome.TIMEOUT,
        ),
        "a long chunk extension": (
            stream(OK + b"Transfer-Encoding: chunked\r\n\r\n1;", cycle([b"x"]), seconds=0.05),
            Outcome.TIMEOUT,
        ),
        "trailers without end": (
            stream(
                OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", cycle([b"X: y\r\n"]), seconds=0.05
            ),
            Outcome.TIMEOUT,
        ),
        "interim responses a moment": (
            stream(b"", cycle([b"HTTP/1.1 102 Processing\r\n", b"X: y\r\n"]), seconds=0.05),
            Outcome.TIMEOUT,
        ),
        "silence": (stream(b"", cycle([b""]), seconds=0.05), Outcome.TIMEOUT),
        "silence after the head": (
            stream(OK + b"Content-Length: 9\r\n\r\n", cycle([b""]), seconds=0.05),
            Outcome.TIMEOUT,
        ),
    }


def crooked() -> dict[str, tuple[bytes | Send, Outcome]]:
    """Answers that mean to be read in two ways, or not at all."""
    return {
        "headers without end": (stream(OK, cycle([b"X: y\r\n" * 999])), Outcome.TOO_LARGE),
        "a header without end": (stream(OK + b"X: ", cycle([b"y" * 9999])), Outcome.TOO_LARGE),
        "a status line without end": (
            stream(b"HTTP/1.1 200 ", cycle([b"y" * 9999])),
            Outcome.TOO_LARGE,
        ),
        "trailers in a flood": (
            stream(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", cycle([b"X: y\r\n" * 999])),
            Outcome.TOO_LARGE,
        ),
        "interim responses without end": (
            stream(b"", cycle([b"HTTP/1.1 103 Early Hints\r\n\r\n"])),
            Outcome.BAD_RESPONSE,
        ),
        "another protocol": (
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
            Outcome.BAD_RESPONSE,
        ),
        "a length beyond number": (
            OK + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n",
            Outcome.BAD_RESPONSE,
        ),
        "a negative length": (OK + b"Content-Length: -5\r\n\r\nx", Outcome.BAD_RESPONSE),
        "two lengths": (
            OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
            Outcome.BAD_RESPONSE,
        ),
        "a length that is no number": (
            OK + "Content-Length: ²\r\n\r\n".encode("latin-1"),
            Outcome.BAD_RESPONSE,
        ),
        "a chunk beyond number": (
            OK + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 30 + b"\r\n",
            Outcome.BAD_RESPONSE,
        ),
        "a chunk that lies": (
            OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\nxyz\r\n0\r\n\r\n",
            Outcome.BAD_RESPONSE,
        ),
        "an unknown transfer coding": (
            OK + b"Transfer-Encoding: gzip\r\n\r\nx",
            Outcome.BAD_RESPONSE,
        ),
        "a NUL in a header": (OK + b"X: a\0b\r\n\r\n", Outcome.BAD_RESPONSE),
        "a folded head": (OK + b" folded\r\n\r\n", Outcome.EMPTY),
        "bytes before the answer": (b"\0\0\0\0" + whole(b"x"), Outcome.BAD_RESPONSE),
        "an answer of HTTP/0.9": (b"<p>Twelve soldiers were killed.", Outcome.BAD_RESPONSE),
        "fifty layers of coding": (
            whole(b"x", b"Content-Encoding: " + b", ".join([b"gzip"] * 50)),
            Outcome.TOO_LARGE,
        ),
        "a coding that is none": (
            whole(b"\x1f\x8b\x08 not gzip", b"Content-Encoding: gzip"),
            Outcome.BAD_RESPONSE,
        ),
        "a part": (
            b"HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\n\r\nx",
            Outcome.TRUNCATED,
        ),
        "no content": (b"HTTP/1.1 204 No Content\r\n\r\n", Outcome.EMPTY),
        "a redirect to a file": (to(b"file:///etc/passwd"), Outcome.REFUSED),
        "a redirect to a script": (to(b"javascript:alert(1)"), Outcome.REFUSED),
        "a redirect to data": (to(b"data:text/html,<p>x"), Outcome.REFUSED),
        "a redirect to gopher": (to(b"gopher://127.0.0.1:6379/_FLUSHALL"), Outcome.REFUSED),
        "a redirect to metadata": (to(b"http://169.254.169.254/latest/"), Outcome.REFUSED),
        "a redirect to metadata in disguise": (
            to(b"http://[::ffff:a9fe:a9fe]/latest/"),
            Outcome.REFUSED,
        ),
        "a redirect with a password": (to(b"http://u:p@news.example/"), Outcome.REFUSED),
        "a redirect to nowhere": (to(b"http://"), Outcome.REFUSED),
        "a redirect with control characters": (to(b"http://a\x01b/"), Outcome.REFUSED),
        "a redirect of great length": (to(b"/" + b"x" * 30_000), Outcome.REFUSED),
        "a redirect to itself": (to(b"?"), Outcome.TOO_MANY_REDIRECTS),
        "too many requests": (
            b"HTTP/1.1 429 Slow\r\nRetry-After: 99999999999999999999\r\nContent-Length: 0\r\n\r\n",
            Outcome.BLOCKED,
        ),
        "nothing": (b"", Outcome.UNREACHABLE),
    }


def to(location: bytes) -> bytes:
    return b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n"


def serve(world: World, answers: dict[str, tuple[bytes | Send, Outcome]]) -> dict[str, Outcome]:
    """Let the world answer so; gives back path -> outcome."""
    expected = {}
    for name, (answer, outcome) in answers.items():
        path = "/" + name.replace(" ", "-").replace(",", "").replace("/", "-")
        world.pages[path] = answer
        expected[path] = outcome
    return expected
