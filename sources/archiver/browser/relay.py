"""Pass one request and its answer between the browser and a site, or open a tunnel for it."""

import contextlib
import re
import selectors
import socket
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol

import h11

from sources.archiver.network.guard import RefusedAddressError
from sources.archiver.network.wire import Deadline
from sources.archiver.sentences import english, say
from sources.archiver.values import Target

READ_SIZE = 64 * 1024
ATTEMPTS = 3
INTERIM = 8
DEFAULT_PORT = 80
MAX_PORT = 65535
# RFC 9110, 7.6.1: these speak of one connection only. What `Connection` names is added to them.
HOP_BY_HOP = frozenset(
    {
        b"connection", b"proxy-connection", b"keep-alive", b"te", b"trailer", b"upgrade",
        b"transfer-encoding", b"proxy-authorization", b"proxy-authenticate",
        b"proxy-authentication-info", b"host", b"http2-settings",
    }
)  # fmt: skip
_HOST_AND_PORT = re.compile(r"\A(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+):([0-9]{1,5})\Z")

STATUS = {
    "request": 400,
    "method": 403,
    "look_up": 502,
    "unreachable": 502,
    "bad_response": 502,
    "late": 504,
}
TROUBLE = frozenset({"look_up", "unreachable", "bad_response", "late"})
"""What failed rather than being forbidden."""


class EndedError(Exception):
    """A request ends here; `begun` is that an answer was already begun.

    `what` is a code of the table of sentences, after "request.".
    """

    def __init__(self, what: str, *, begun: bool = False) -> None:
        self.rule = "" if what in TROUBLE else what
        self.said = say(f"request.{what}")
        self.status = STATUS.get(what, HTTPStatus.FORBIDDEN)
        self.begun = begun
        super().__init__(english(self.said))


class Noted(Protocol):
    """What is written down of a request while it goes on."""

    status: int
    received: int
    sent: int


class RelayAccount:
    """Bytes of all requests of one rendering together."""

    def __init__(self, receive: int, send: int) -> None:
        self.received = 0
        self.sent = 0
        self._most_received = receive
        self._most_sent = send
        self._lock = threading.Lock()

    def spend(self, *, received: int = 0, sent: int = 0) -> str:
        """Count bytes.

        Returns:
            The rule that they break, or nothing.
        """
        with self._lock:
            self.received += received
            self.sent += sent
            if self.received > self._most_received:
                return "total_bytes"
            return "sent_bytes" if self.sent > self._most_sent else ""


@dataclass(frozen=True)
class WayLimits:
    """Of one request: bytes of the answer and of its head, seconds without a byte."""

    answer_bytes: int
    header_bytes: int
    idle_seconds: float


def answer(client: socket.socket, status: int, sentence: str, *headers: str) -> None:
    """Answer by ourselves, and close."""
    body = sentence.encode()
    lines = [
        f"HTTP/1.1 {int(status)} {HTTPStatus(status).phrase}",
        *headers,
        "Content-Type: text/plain; charset=utf-8",
        "X-Content-Type-Options: nosniff",
        "Cache-Control: no-store",
        f"Content-Length: {len(body)}",
        "Connection: close",
    ]
    with contextlib.suppress(OSError):
        client.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
        client.shutdown(socket.SHUT_WR)


def address_of_tunnel(authority: str) -> str:
    """Turn the target of a CONNECT (RFC 9112, 3.2.3) into an address that the guard can judge.

    Raises:
        RefusedAddressError: it is not a host and a port.
    """
    match = _HOST_AND_PORT.match(authority)
    if match is None or not 0 < int(match[2]) <= MAX_PORT:
        raise RefusedAddressError("malformed", say("detail", said=authority[:80]))
    return f"https://{authority}/"


def connect(target: Target, *, seconds: float, deadline: Deadline) -> tuple[socket.socket, str]:
    """Connect to a checked address; nothing is looked up.

    Raises:
        EndedError: no connection in time.
    """
    for address in target.addresses[:ATTEMPTS]:
        try:
            left = min(seconds, deadline.left())
            return socket.create_connection((address, target.port), left), address
        except TimeoutError as error:
            if deadline.end <= deadline.clock():
                raise EndedError("late") from error
        except OSError:
            continue
    raise EndedError("unreachable")


@dataclass
class Way:
    """Both ends of one request, and what it may cost."""

    client: socket.socket
    site: socket.socket
    entry: Noted
    account: RelayAccount
    limits: WayLimits
    deadline: Deadline

    def exchange(self, inward: h11.Connection, request: h11.Request, target: Target) -> None:
        """Pass a plain request on and its answer back.

        Raises:
            EndedError: a limit was reached or the answer is not HTTP.
        """
        outward = h11.Connection(h11.CLIENT, max_incomplete_event_size=self.limits.header_bytes)
        onward = h11.Request(
            method=request.method,
            target=_origin_form(target),
            headers=[
                (b"Host", _authority(target)),
                *_end_to_end(request.headers.raw_items()),
                (b"Connection", b"close"),
            ],
        )
        raw = (outward.send(onward) or b"") + (outward.send(h11.EndOfMessage()) or b"")
        self._count(sent=len(raw))
        self._send(self.site, raw)
        inward.next_event()  # the end of a request without a body
        self._pass_back(inward, outward)

    def _pass_back(self, inward: h11.Connection, outward: h11.Connection) -> None:
        begun = False
        interim = 0
        while True:
            try:
                event = self._next(outward, begun=begun)
            except h11.RemoteProtocolError as error:
                raise EndedError("bad_response", begun=begun) from error
            if isinstance(event, h11.InformationalResponse) and interim < INTERIM:
                interim += 1
            elif isinstance(event, h11.Response) and not begun:
                begun = True
                self.entry.status = event.status_code
                self._back(inward, _response(event))
            elif isinstance(event, h11.Data):
                self._back(inward, h11.Data(data=event.data))
            elif isinstance(event, h11.EndOfMessage):
                self._back(inward, h11.EndOfMessage())
                return
            else:
                raise EndedError("bad_response", begun=begun)

    def _back(self, inward: h11.Connection, event: h11.Event) -> None:
        try:
            data = inward.send(event)
        except h11.LocalProtocolError as error:
            raise EndedError("bad_response", begun=bool(self.entry.status)) from error
        if data:
            self._send(self.client, data)

    def _next(self, outward: h11.Connection, *, begun: bool) -> object:
        while (event := outward.next_event()) is h11.NEED_DATA:
            data = self._receive(begun=begun)
            self._count(received=len(data), begun=begun)
            outward.receive_data(data)
        return event

    def _receive(self, *, begun: bool) -> bytes:
        try:
            self.site.settimeout(min(self.limits.idle_seconds, self.deadline.left()))
            return self.site.recv(READ_SIZE)
        except TimeoutError as error:
            raise EndedError("late", begun=begun) from error

    def tunnel(self) -> None:
        """Pass bytes both ways until both have ended.

        Raises:
            EndedError: a limit was reached.
        """
        self._send(self.client, b"HTTP/1.1 200 Connection established\r\n\r\n")
        open_ways = {self.client: self.site, self.site: self.client}
        with selectors.DefaultSelector() as selector:
            for end in open_ways:
                selector.register(end, selectors.EVENT_READ)
            while open_ways:
                ready = self._ready(selector)
                if not ready:
                    return
                for end in ready:
                    if not self._carry(end, open_ways[end]):
                        selector.unregister(end)
                        del open_ways[end]

    def _ready(self, selector: selectors.BaseSelector) -> list[socket.socket]:
        """Wait for an end that has something to say; none is that the tunnel lies idle."""
        try:
            wait = min(self.limits.idle_seconds, self.deadline.left())
        except TimeoutError as error:
            raise EndedError("late", begun=True) from error
        ready = [key.fileobj for key, _ in selector.select(wait)]
        return [end for end in ready if isinstance(end, socket.socket)]

    def _carry(self, end: socket.socket, other: socket.socket) -> bool:
        """Carry what is there to the other end; whether more may come."""
        data = end.recv(READ_SIZE)
        if not data:
            with contextlib.suppress(OSError):
                other.shutdown(socket.SHUT_WR)
            return False
        if end is self.site:
            self._count(received=len(data), begun=True)
        else:
            self._count(sent=len(data), begun=True)
        self._send(other, data)
        return True

    def _send(self, end: socket.socket, data: bytes) -> None:
        end.settimeout(min(self.limits.idle_seconds, self.deadline.left()))
        end.sendall(data)

    def _count(self, *, received: int = 0, sent: int = 0, begun: bool = False) -> None:
        self.entry.received += received
        self.entry.sent += sent
        rule = self.account.spend(received=received, sent=sent)
        if not rule and self.entry.received > self.limits.answer_bytes:
            rule = "answer_bytes"
        if rule:
            raise EndedError(rule, begun=begun)


def _end_to_end(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Leave out what speaks of one connection only, by name or because `Connection` names it."""
    pairs = list(headers)
    named = {
        token.strip().lower()
        for name, value in pairs
        if name.lower() == b"connection"
        for token in value.split(b",")
    }
    return [pair for pair in pairs if pair[0].lower() not in HOP_BY_HOP | named]


def _response(event: h11.Response) -> h11.Response:
    headers = _end_to_end(event.headers.raw_items())
    if any(name == b"transfer-encoding" for name, _ in event.headers):
        # RFC 9112, 6.3: the transfer coding says how long it is; h11 frames it anew.
        headers = [pair for pair in headers if pair[0].lower() != b"content-length"]
    return h11.Response(
        status_code=event.status_code,
        headers=[*headers, (b"Connection", b"close")],
        reason=event.reason,
    )


def _origin_form(target: Target) -> bytes:
    rest = target.url.split("://", 1)[1]
    start = min((rest.find(mark) for mark in "/?" if mark in rest), default=len(rest))
    path = rest[start:]
    return (path if path.startswith("/") else "/" + path).encode("ascii")


def _authority(target: Target) -> bytes:
    host = f"[{target.host}]" if ":" in target.host else target.host
    return (host if target.port == DEFAULT_PORT else f"{host}:{target.port}").encode("ascii")
