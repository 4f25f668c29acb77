"""The browser's way out: what passes, and what is refused without a connection being made."""

from __future__ import annotations

import base64
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest

from sources.archiver.browser.egress import GREETING, Egress, EgressLimits
from sources.archiver.network.resolve import TableResolver
from sources.archiver.network.wire import Deadline
from sources.archiver.values import Allowance
from tests.archiver.waiting import IN_TIME, waited
from tests.archiver.world import World

LIMITS = EgressLimits(idle_seconds=3, connect_seconds=2)
PRIVATE = {
    "inside.example": ["10.0.0.7"],
    "loopback.example": ["127.0.0.1"],
    "metadata.example": ["169.254.169.254"],
    "turns.example": ["93.184.216.34", "127.0.0.1"],
}
Open = Callable[..., Egress]


@pytest.fixture
def open_egress(world: World) -> Iterator[Open]:
    with ExitStack() as stack:

        def start(*, seconds: float = 20, **limits: Any) -> Egress:
            return stack.enter_context(
                Egress(
                    resolver=TableResolver(PRIVATE),
                    allowance=Allowance.parse([world.place]),
                    limits=replace(LIMITS, **limits),
                    deadline=Deadline.after(seconds),
                )
            )

        yield start


@pytest.fixture
def canary() -> Iterator[World]:
    """A server on loopback that is in no allowance: nobody may ever reach it."""
    canary = World()
    yield canary
    canary.close()


def token(egress: Egress) -> str:
    pair = f"{egress.username}:{egress.password}".encode()
    return f"Proxy-Authorization: Basic {base64.b64encode(pair).decode()}"


def connect(egress: Egress) -> socket.socket:
    return socket.create_connection(("127.0.0.1", egress.port), 10)


def ask(egress: Egress, line: str, *headers: str, body: bytes = b"", secret: bool = True) -> bytes:
    """Send one request and read until the end."""
    known = [token(egress)] if secret else []
    head = "\r\n".join([f"{line} HTTP/1.1", "Host: anything", *known, *headers, "", ""])
    with connect(egress) as client:
        client.sendall(head.encode("latin-1") + body)
        return read_all(client)


def opening(egress: Egress, world: World) -> bytes:
    """The head that asks for a tunnel to the world."""
    place = world.place
    return f"CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n{token(egress)}\r\n\r\n".encode()


def read_all(client: socket.socket) -> bytes:
    answer = b""
    while piece := client.recv(65536):
        answer += piece
    return answer


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def test_a_request_is_passed_on_and_written_down(open_egress: Open, world: World) -> None:
    world.page("/a?b=1", b"hello", "Content-Type: text/plain")
    egress = open_egress()
    answer = ask(egress, f"GET {world.url('/a?b=1')}", "Accept: text/plain")
    assert status(answer) == 200
    assert answer.endswith(b"\r\n\r\nhello")
    (asked,) = egress.asked()
    assert asked["url"] == world.url("/a?b=1")
    assert (asked["connected_to"], asked["status"]) == ("127.0.0.1", 200)
    assert asked["received"] > 5
    assert world.asked[0].startswith(b"GET /a?b=1 HTTP/1.1\r\nHost: " + world.place.encode())


def test_headers_of_one_connection_stay_behind(open_egress: Open, world: World) -> None:
    world.page(
        "/", b"x", "Keep-Alive: timeout=5", "Connection: X-Secret", "X-Secret: 1", "X-Open: 1"
    )
    answer = ask(
        open_egress(), f"GET {world.url()}", "Connection: X-Mine", "X-Mine: 1", "TE: trailers"
    )
    assert b"x-open: 1" in answer.lower()
    assert b"x-secret" not in answer.lower()
    assert b"keep-alive" not in answer.lower()
    request = world.asked[0].lower()
    for word in (b"x-mine", b"te:", b"proxy-authorization", b"anything"):
        assert word not in request


def test_a_chunked_answer_is_framed_anew(open_egress: Open, world: World) -> None:
    world.chunked("/", [b"one ", b"two"])
    answer = ask(open_egress(), f"GET {world.url()}")
    assert b"content-length" not in answer.lower()
    assert answer.endswith(b"0\r\n\r\n")


def test_a_tunnel_carries_bytes_both_ways(open_egress: Open, world: World) -> None:
    world.page("/t", b"through")
    egress = open_egress()
    with connect(egress) as client:
        client.sendall(opening(egress, world))
        assert status(client.recv(4096)) == 200
        client.sendall(b"GET /t HTTP/1.1\r\nHost: x\r\n\r\n")
        assert read_all(client).endswith(b"through")
    assert waited(lambda: egress.asked()[0].get("received", 0) > 7)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("GET http://127.0.0.1:{port}/", "not_public"),
        ("GET http://localhost:{port}/", "special_name"),
        ("GET http://0x7f.1:{port}/", "not_public"),
        ("GET http://[::1]:{port}/", "not_public"),
        ("GET http://[::ffff:127.0.0.1]:{port}/", "not_public"),
        ("GET http://169.254.169.254/latest/meta-data/", "not_public"),
        ("GET http://inside.example/", "not_public"),
        ("GET http://loopback.example:{port}/", "not_public"),
        ("GET http://turns.example:{port}/", "rebinding"),
        ("GET http://nobody.example/", "unresolvable"),
        ("GET http://93.184.216.34:25/", "port"),
        ("GET http://a@127.0.0.1:{port}/", "userinfo"),
        ("GET https://127.0.0.1:{port}/", "request"),
        ("GET file:///etc/passwd", "request"),
        ("GET /", "request"),
        ("CONNECT 127.0.0.1:{port}", "not_public"),
        ("CONNECT [::1]:{port}", "not_public"),
        ("CONNECT loopback.example:{port}", "not_public"),
        ("CONNECT 93.184.216.34:22", "port"),
        ("CONNECT 127.0.0.1", "malformed"),
        ("CONNECT 127.0.0.1:99999", "malformed"),
        ("CONNECT http://127.0.0.1:{port}/", "malformed"),
        ("POST http://127.0.0.1:{port}/", "method"),
    ],
)
def test_a_refused_request_reaches_nobody(
    open_egress: Open, canary: World, line: str, rule: str
) -> None:
    egress = open_egress()
    answer = ask(egress, line.format(port=canary.port))
    assert status(answer) in (400, 403)
    assert [asked["refused"] for asked in egress.asked()] == [rule]
    assert egress.refused == 1
    assert canary.asked == []


def test_nothing_is_sent_to_an_admitted_site(open_egress: Open, world: World) -> None:
    egress = open_egress()
    length = ask(egress, f"GET {world.url()}", "Content-Length: 4", body=b"")
    chunks = ask(egress, f"GET {world.url()}", "Transfer-Encoding: chunked")
    assert (status(length), status(chunks)) == (403, 403)
    assert world.asked == []


GET = "GET http://{place}/ HTTP/1.1\r\nHost: a\r\n{token}\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        GET + "Host: b\r\n\r\n",
        GET + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
        GET + "\r\nGET http://{place}/two HTTP/1.1\r\nHost: a\r\n{token}\r\n\r\n",
        GET + "X : space before the colon\r\n\r\n",
        GET.replace("/ ", "/\x00 ") + "\r\n",
        GET.replace("1.1", "2.0") + "\r\n",
        "CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n{token}\r\n\r\nearly",
        "nonsense\r\n\r\n",
    ],
)
def test_what_can_be_read_in_two_ways_is_no_request(
    open_egress: Open, world: World, raw: str
) -> None:
    egress = open_egress()
    with connect(egress) as client:
        client.sendall(raw.format(place=world.place, token=token(egress)).encode())
        assert status(read_all(client)) == 400
    assert world.asked == []


def test_without_the_password_nobody_passes(open_egress: Open, world: World) -> None:
    egress = open_egress()
    for line in (f"GET {world.url()}", f"CONNECT {world.place}"):
        assert status(ask(egress, line, secret=False)) == 407
        wrong = ask(egress, line, "Proxy-Authorization: Basic cmVuZGVyaW5nOng=", secret=False)
        assert status(wrong) == 407
    assert (world.asked, egress.asked(), egress.strangers) == ([], [], 4)


def test_the_greeting_needs_the_password_and_reaches_nobody(open_egress: Open) -> None:
    egress = open_egress()
    assert status(ask(egress, f"GET {GREETING}", secret=False)) == 407
    assert status(ask(egress, f"GET {GREETING}")) == 200
    assert egress.asked() == []


def test_a_redirect_is_handed_back_not_followed(
    open_egress: Open, world: World, canary: World
) -> None:
    world.page("/", b"", f"Location: {canary.url()}", status="302 Found")
    answer = ask(open_egress(), f"GET {world.url()}")
    assert status(answer) == 302
    assert canary.asked == []


def test_a_large_answer_is_cut(open_egress: Open, world: World) -> None:
    world.page("/", b"x" * 300_000)
    egress = open_egress(answer_bytes=100_000)
    assert len(ask(egress, f"GET {world.url()}")) < 200_000
    assert egress.asked()[0]["refused"] == "answer_bytes"


def test_all_answers_together_are_bounded(open_egress: Open, world: World) -> None:
    world.page("/", b"x" * 60_000)
    egress = open_egress(total_bytes=100_000)
    rules = [ask(egress, f"GET {world.url()}") and egress.asked()[-1].get("refused") for _ in "123"]
    assert rules == [None, "total_bytes", "total_bytes"]
    assert egress.received < 300_000


def test_a_tunnel_sends_only_so_much(open_egress: Open, world: World) -> None:
    world.pages["/"] = lambda stream, _path: read_all(stream) and None
    egress = open_egress(sent_bytes=10_000)
    with connect(egress) as client:
        client.sendall(opening(egress, world))
        client.recv(4096)
        client.sendall(b"GET / HTTP/1.1\r\n\r\n" + b"x" * 50_000)
        with pytest.raises((BrokenPipeError, ConnectionResetError)):  # noqa: PT012
            while True:
                client.sendall(b"x" * 50_000)
                time.sleep(0.01)
    assert waited(lambda: egress.asked()[0].get("refused") == "sent_bytes")


def test_requests_are_counted(open_egress: Open, world: World) -> None:
    world.page("/", b"x")
    egress = open_egress(requests=2)
    assert [status(ask(egress, f"GET {world.url()}")) for _ in "1234"] == [200, 200, 403, 403]
    assert [asked.get("refused") for asked in egress.asked()] == [None, None, "too_many_requests"]


def test_a_long_head_is_no_request(open_egress: Open) -> None:
    egress = open_egress(header_bytes=2000)
    assert status(ask(egress, "GET http://example.org/", "X: " + "y" * 3000)) == 400


def test_a_byte_a_second_does_not_stretch_the_deadline(open_egress: Open, world: World) -> None:
    def drip(stream: socket.socket, _path: str) -> None:
        stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
        while True:
            stream.sendall(b"x")
            time.sleep(0.1)

    world.pages["/"] = drip
    began = time.monotonic()
    ask(open_egress(seconds=1), f"GET {world.url()}")
    assert time.monotonic() - began < IN_TIME


@pytest.mark.parametrize("raw", [b"", b"SSH-2.0-x\r\n\r\n", b"HTTP/1.1 101 Switching\r\n\r\n"])
def test_an_answer_that_is_not_http(open_egress: Open, world: World, raw: bytes) -> None:
    world.pages["/"] = raw
    egress = open_egress()
    assert status(ask(egress, f"GET {world.url()}")) == 502
    assert egress.asked()[0]["reason"]


def test_closing_cuts_what_is_open(open_egress: Open, world: World) -> None:
    world.pages["/"] = lambda _stream, _path: time.sleep(10)
    egress = open_egress()
    with connect(egress) as client:
        client.sendall(f"GET {world.url()} HTTP/1.1\r\nHost: x\r\n{token(egress)}\r\n\r\n".encode())
        assert waited(lambda: bool(world.asked))
        egress.close()
        client.settimeout(IN_TIME)
        read_all(client)
    with pytest.raises(ConnectionRefusedError):
        connect(egress)
