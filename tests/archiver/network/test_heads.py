"""Heads that browsers bear are borne, and recorded as they came."""

from __future__ import annotations

import pytest

from sources.archiver.network.answers.heads import mended
from sources.archiver.outcomes import Outcome
from tests.archiver.conftest import Fetch
from tests.archiver.world import World

BODY = b"<p>Twelve soldiers were killed."


@pytest.mark.parametrize(
    "line",
    [
        b"X-Plain: yes",
        b"no colon at all",
        b"X-Spaced : yes",
        b"X (odd): yes",
        b": no name",
        b"X-Latin: caf\xe9 \xff",
        b"X-Control: a\x0bb\x1fc\x7f",
        b"X-Long: " + b"y" * 150_000,
        b"X-Folded: a\r\n b",
        b"Transfer-Encoding: identity",
        b"Content-Length: 31",
        b"",
    ],
    ids=[
        "proper", "no colon", "space", "no token", "no name", "latin-1", "control", "long",
        "folded", "identity", "length twice", "none",
    ],
)  # fmt: skip
def test_an_odd_line_does_not_hide_the_page(world: World, fetch_from: Fetch, line: bytes) -> None:
    lines = [b"HTTP/1.1 200 OK", b"Content-Length: 31", line, b"Content-Type: text/html"]
    answer = b"\r\n".join([*filter(None, lines), b"", b""]) + BODY
    world.pages["/"] = answer

    fetched = fetch_from("/")

    assert (fetched.outcome, fetched.body) == (Outcome.CAPTURED, BODY), fetched.reason
    assert fetched.last is not None
    assert fetched.last.response == answer
    assert fetched.last.header("content-type") == "text/html"


def test_a_coding_that_only_browsers_take_for_chunks_is_read_as_chunks(
    world: World, fetch_from: Fetch
) -> None:
    world.pages["/"] = (
        b"http/1.1 200\nTransfer-Encoding : Chunked\nTransfer-Encoding: chunked\n\n"
        b"1f\r\n" + BODY + b"\r\n0\r\n\r\n"
    )

    assert fetch_from("/").body == BODY


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n",
        b"HTTP/2 200\r\n\r\n",
        b"<p>Twelve\r\n\r\n",
    ],
)
def test_what_could_be_read_in_two_ways_is_left_as_it_is(head: bytes) -> None:
    assert mended(head) == head


def test_a_head_beyond_the_limit_is_too_large(world: World, fetch_from: Fetch) -> None:
    world.page("/", BODY, "X-Long: " + "y" * 300_000)

    assert fetch_from("/").outcome is Outcome.TOO_LARGE
