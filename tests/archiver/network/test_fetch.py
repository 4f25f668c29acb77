"""Fetching ends in a named outcome, whatever the server does."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib

import pytest

from sources.archiver.network import content_coding
from sources.archiver.network.resolve import TableResolver
from sources.archiver.outcomes import Outcome
from tests.archiver.conftest import AGENT, Fetch
from tests.archiver.waiting import IN_TIME
from tests.archiver.world import World

BODY = b"<!doctype html><p>Twelve soldiers were killed."


def test_a_whole_page_is_captured_as_it_went_over_the_wire(world: World, fetch_from: Fetch) -> None:
    world.page("/", BODY, "Content-Type: text/html", "X-Odd:  Value ")

    fetched = fetch_from("/")

    assert fetched.outcome is Outcome.CAPTURED
    assert fetched.body == BODY
    assert fetched.last is not None
    assert fetched.last.response == world.pages["/"]
    assert fetched.last.request == world.asked[0]
    assert f"User-Agent: {AGENT}".encode() in world.asked[0]
    assert fetched.last.connected_to == "127.0.0.1"


def test_chunks_are_joined_and_kept_apart_from_the_payload(world: World, fetch_from: Fetch) -> None:
    world.chunked("/", [BODY[:7], BODY[7:]])

    fetched = fetch_from("/")

    assert fetched.last is not None
    assert fetched.last.payload == BODY
    assert fetched.last.response == world.pages["/"]


@pytest.mark.parametrize(
    ("coding", "payload"),
    [
        ("gzip", gzip.compress(BODY, mtime=0)),
        ("deflate", zlib.compress(BODY)),
        ("deflate", zlib.compress(BODY)[2:-4]),
        ("gzip, x-gzip", gzip.compress(gzip.compress(BODY, mtime=0), mtime=0)),
        ("identity", BODY),
        ("gzip", gzip.compress(BODY[:5], mtime=0) + gzip.compress(BODY[5:], mtime=0) + b"padding"),
        ("gzip", gzip.compress(BODY, mtime=0) + b"\n"),
        ("gzip, deflate", zlib.compress(gzip.compress(BODY, mtime=0))[2:-4]),
    ],
    # Compressed bytes hold the second they were made in and are no name for a test.
    ids=[
        "gzip",
        "zlib",
        "bare deflate",
        "twice",
        "identity",
        "members and padding",
        "a line's end",
        "gzip and bare deflate",
    ],
)
def test_content_codings_are_taken_off(
    world: World, fetch_from: Fetch, coding: str, payload: bytes
) -> None:
    world.page("/", payload, f"Content-Encoding: {coding}")

    fetched = fetch_from("/")

    assert (fetched.outcome, fetched.body) == (Outcome.CAPTURED, BODY)
    assert fetched.last is not None
    assert fetched.last.payload == payload


def test_redirects_are_followed_and_each_hop_is_kept(world: World, fetch_from: Fetch) -> None:
    world.page("/", b"", "Location: /caf\xe9?x=\u00e9#f", status="301 Moved Permanently")
    world.page("/caf%E9?x=%E9", BODY)

    fetched = fetch_from("/")

    assert fetched.outcome is Outcome.CAPTURED
    assert [hop.status for hop in fetched.hops] == [301, 200]


def test_a_redirect_passes_the_guard_again(world: World, fetch_from: Fetch) -> None:
    world.page("/", b"", "Location: http://127.0.0.1:9/", status="302 Found")

    fetched = fetch_from("/")

    assert (fetched.outcome, fetched.rule) == (Outcome.REFUSED, "port")
    assert len(fetched.hops) == 1


@pytest.mark.parametrize("target", ["http://169.254.169.254/", "//10.0.0.1/", "file:///etc/passwd"])
def test_a_redirect_leads_to_no_private_place(world: World, fetch_from: Fetch, target: str) -> None:
    world.page("/", b"", f"Location: {target}", status="302 Found")

    assert fetch_from("/").outcome is Outcome.REFUSED


@pytest.mark.parametrize("way", [["/", "/"], [f"/{number}" for number in range(20)]])
def test_redirects_without_end_are_given_up(
    world: World, fetch_from: Fetch, way: list[str]
) -> None:
    for here, there in zip(way, [*way[1:], "/"], strict=True):
        world.page(here, b"", f"Location: {there}", status="302 Found")

    assert fetch_from(way[0]).outcome is Outcome.TOO_MANY_REDIRECTS


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("404 Not Found", Outcome.ERROR_PAGE),
        ("410 Gone", Outcome.ERROR_PAGE),
        ("500 Oops", Outcome.ERROR_PAGE),
        ("304 Not Modified", Outcome.ERROR_PAGE),
        ("403 Forbidden", Outcome.BLOCKED),
        ("429 Too Many Requests", Outcome.BLOCKED),
        ("451 Unavailable", Outcome.BLOCKED),
        ("206 Partial Content", Outcome.TRUNCATED),
        ("302 Found", Outcome.ERROR_PAGE),
    ],
)
def test_nothing_but_a_whole_2xx_is_a_success(
    world: World, fetch_from: Fetch, status: str, outcome: Outcome
) -> None:
    world.page("/", BODY if not status.startswith("304") else b"", status=status)

    fetched = fetch_from("/")

    assert fetched.outcome is outcome
    assert not fetched.outcome.is_success
    assert fetched.reason


def test_a_challenge_is_named(world: World, fetch_from: Fetch) -> None:
    world.page("/", BODY, "cf-mitigated: challenge", status="403 Forbidden")

    assert fetch_from("/").outcome is Outcome.CHALLENGE_SUSPECTED


def test_an_empty_answer_is_empty(world: World, fetch_from: Fetch) -> None:
    world.page("/", b"")

    assert fetch_from("/").outcome is Outcome.EMPTY


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nonly this",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
    ],
)
def test_an_answer_that_breaks_off_is_truncated(
    world: World, fetch_from: Fetch, answer: bytes
) -> None:
    world.pages["/"] = answer

    fetched = fetch_from("/")

    assert fetched.outcome is Outcome.TRUNCATED
    assert fetched.last is not None
    assert (fetched.last.truncated, fetched.last.response) == ("disconnect", answer)


def test_cut_compressed_data_are_truncated(world: World, fetch_from: Fetch) -> None:
    world.page("/", gzip.compress(BODY, mtime=0)[:-9], "Content-Encoding: gzip")

    assert fetch_from("/").outcome is Outcome.TRUNCATED


@pytest.mark.parametrize(
    "lines",
    [
        "Content-Encoding: identity\r\nContent-Encoding: gzip",
        "Content-Encoding:\r\nContent-Encoding: gzip",
    ],
)
def test_a_coding_named_on_a_second_line_is_taken_off_too(
    world: World, fetch_from: Fetch, lines: str
) -> None:
    """RFC 9110, 5.3: the lines of a list are one list."""
    packed = gzip.compress(BODY, mtime=0)
    world.page("/", packed, lines)
    assert fetch_from("/").body == BODY

    world.page("/", packed[:-9], lines)
    assert fetch_from("/").outcome is Outcome.TRUNCATED


def test_an_empty_answer_in_an_unknown_coding_is_empty(world: World, fetch_from: Fetch) -> None:
    world.page("/", b"", "Content-Encoding: compress")

    assert fetch_from("/").outcome is Outcome.EMPTY


def test_damaged_compressed_data_are_named(world: World, fetch_from: Fetch) -> None:
    world.page("/", b"\x1f\x8b\x08 and no gzip", "Content-Encoding: gzip")

    assert fetch_from("/").outcome is Outcome.BAD_RESPONSE


def test_an_unknown_coding_is_sealed_but_not_read(world: World, fetch_from: Fetch) -> None:
    world.page("/", b"\x1f\x9dhello", "Content-Encoding: compress")

    fetched = fetch_from("/")

    assert (fetched.outcome, fetched.body) == (Outcome.CAPTURED, None)


def test_a_bomb_is_too_large(world: World, fetch_from: Fetch) -> None:
    bomb = gzip.compress(gzip.compress(bytes(30_000_000), mtime=0), mtime=0)
    world.page("/", bomb, "Content-Encoding: gzip, gzip")

    assert fetch_from("/", decoded_bytes=1_000_000).outcome is Outcome.TOO_LARGE


def test_a_body_of_endless_tiny_members_is_given_up_at_once() -> None:
    payload = gzip.compress(BODY, mtime=0) + gzip.compress(b"", mtime=0) * 400_000
    began = time.monotonic()

    with pytest.raises(content_coding.DecodedTooLargeError):
        content_coding.decode_content(payload, "gzip", limit=1_000_000, layers=1)

    assert time.monotonic() - began < IN_TIME


def test_a_body_that_does_not_fit_its_checksum_is_not_whole(
    world: World, fetch_from: Fetch
) -> None:
    packed = bytearray(
        gzip.compress(BODY * 10_000, mtime=0)
    )  # longer than what is unpacked at a time
    packed[-8] ^= 1
    world.page("/", bytes(packed), "Content-Encoding: gzip")

    fetched = fetch_from("/")

    assert (fetched.outcome, fetched.body) == (Outcome.BAD_RESPONSE, None)


def test_too_many_layers_of_coding_are_not_taken_off(world: World, fetch_from: Fetch) -> None:
    world.page("/", BODY, "Content-Encoding: " + ", ".join(["gzip"] * 50))

    assert fetch_from("/").outcome is Outcome.TOO_LARGE


def test_a_declared_size_beyond_the_limit_is_not_waited_for(
    world: World, fetch_from: Fetch
) -> None:
    world.pages["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"

    assert fetch_from("/", wire_bytes=1000).outcome is Outcome.TOO_LARGE


def test_an_undeclared_size_is_cut_at_the_limit(world: World, fetch_from: Fetch) -> None:
    world.pages["/"] = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 2_000_000

    fetched = fetch_from("/", wire_bytes=100_000)

    assert fetched.outcome is Outcome.TOO_LARGE
    assert fetched.last is not None
    assert fetched.last.truncated == "length"
    assert len(fetched.last.response) < 300_000


@pytest.mark.parametrize("end", [b"", b"\r\n\r\n"])
def test_huge_headers_are_given_up(world: World, fetch_from: Fetch, end: bytes) -> None:
    world.pages["/"] = b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000 + end

    assert fetch_from("/").outcome is Outcome.TOO_LARGE


def test_interim_responses_are_bounded(world: World, fetch_from: Fetch) -> None:
    interim = b"HTTP/1.1 103 Early Hints\r\n\r\n"
    whole = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    world.pages["/few"] = interim * 3 + whole
    world.pages["/many"] = interim * 100 + whole

    few = fetch_from("/few")

    assert few.outcome is Outcome.CAPTURED
    assert few.last is not None
    assert few.last.response[few.last.head_bytes :] == whole
    assert fetch_from("/many").outcome is Outcome.BAD_RESPONSE


@pytest.mark.parametrize(
    "answer", [b"SSH-2.0-server\r\n", b"\x00\x01\x02" * 100, b"HTTP/1.1 abc\r\n\r\n"]
)
def test_what_is_not_http_is_named(world: World, fetch_from: Fetch, answer: bytes) -> None:
    world.pages["/"] = answer

    assert fetch_from("/").outcome is Outcome.BAD_RESPONSE


def test_a_server_that_closes_at_once_is_unreachable(world: World, fetch_from: Fetch) -> None:
    world.pages["/"] = b""

    assert fetch_from("/").outcome is Outcome.UNREACHABLE


def drip(stream: socket.socket, _: str) -> None:
    pieces = 3 * 20 * IN_TIME
    stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % pieces)
    for _ in range(pieces):
        stream.sendall(b"x")
        time.sleep(0.05)


def drip_head(stream: socket.socket, _: str) -> None:
    for letter in b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 20 * IN_TIME:
        stream.sendall(bytes([letter]))
        time.sleep(0.05)


def silence(stream: socket.socket, _: str) -> None:
    threading.Event().wait(3 * IN_TIME)


@pytest.mark.parametrize("slow", [drip, drip_head, silence])
def test_a_slow_server_cannot_stretch_the_deadline(
    world: World, fetch_from: Fetch, slow: object
) -> None:
    world.pages["/"] = slow  # type: ignore[assignment]
    began = time.monotonic()

    fetched = fetch_from("/", total_seconds=0.6)

    assert fetched.outcome is Outcome.TIMEOUT
    assert time.monotonic() - began < IN_TIME


def test_a_closed_port_is_unreachable(fetch_from: Fetch, world: World) -> None:
    world.close()

    assert fetch_from("/").outcome is Outcome.UNREACHABLE


def test_a_name_without_address_is_not_found(fetch_from: Fetch) -> None:
    assert fetch_from(url="http://nowhere.example/").outcome is Outcome.NAME_NOT_FOUND


def test_a_resolver_that_cannot_be_reached_means_no_network(fetch_from: Fetch) -> None:
    def broken(name: str, seconds: float) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    fetched = fetch_from(url="http://news.example/", resolver=broken)

    assert fetched.outcome is Outcome.NETWORK_DOWN


def test_a_rebinding_name_never_reaches_a_private_address(world: World, fetch_from: Fetch) -> None:
    resolver = TableResolver({"news.example": ["93.184.215.14", "127.0.0.1"]})

    fetched = fetch_from(url=f"http://news.example:{world.port}/", resolver=resolver)

    assert (fetched.outcome, fetched.rule) == (Outcome.REFUSED, "rebinding")
    assert not world.asked


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("Sun, 22 Nov 2026 13:00:00 GMT", 3600), ("soon", None), ("-5", None)],
)
def test_the_wish_to_wait_is_noted(
    world: World, fetch_from: Fetch, value: str, seconds: float | None
) -> None:
    world.page("/", b"later", f"Retry-After: {value}", status="503 Service Unavailable")

    fetched = fetch_from("/")

    assert fetched.retry_after == pytest.approx(seconds, abs=2)
