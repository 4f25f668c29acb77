"""The browser's only way out: a forward proxy on loopback, for one rendering.

A browser is not trusted to keep away from addresses that are not public, so it is given no other
way out than this. Every request is read strictly, its address is checked by the guard, and the
connection goes to the address that was checked. Whoever has not the password of this rendering is
turned away, so no other process of the machine can use it. What was asked is written down.

Plain requests are passed on one a connection and re-framed on both sides (RFC 9110, 7.6; RFC 9112,
11.2: no room for smuggled requests); TLS and WebSockets go through a tunnel (RFC 9110, 9.3.6).
"""

import base64
import contextlib
import hmac
import secrets
import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from types import TracebackType
from typing import Any, Self

import h11

from sources.archiver.browser import relay
from sources.archiver.browser.relay import EndedError, RelayAccount
from sources.archiver.network.guard import RefusedAddressError, check, read
from sources.archiver.network.wire import Deadline
from sources.archiver.sentences import Said, as_json, say
from sources.archiver.values import MIB, Allowance, Resolver, Target

READ_SIZE = 64 * 1024
LONGEST_WRITTEN = 2000
"""Characters of an address that are written down."""
GREETING = "http://egress.invalid/"
"""An address that the egress answers itself. A browser hands over a proxy's password when a page
is opened and not for a picture on it, so this is the page that it opens first."""
METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
"""A sealed page that is shown reads from other sites and never writes to them."""


@dataclass(frozen=True)
class EgressLimits:
    """What one rendering may fetch. Sizes in bytes, times in seconds."""

    total_bytes: int = 48 * MIB
    """All that is received, heads included."""
    answer_bytes: int = 16 * MIB
    """One answer, or one tunnel."""
    sent_bytes: int = 1 * MIB
    """All that is sent, so that a page cannot use us to send much to anybody."""
    header_bytes: int = 64 * 1024
    requests: int = 400
    connections: int = 48
    """At one time."""
    connect_seconds: float = 8.0
    idle_seconds: float = 15.0


@dataclass
class Asked:
    """One request as it was made and as it ended."""

    method: str
    url: str
    """The address, or `host:port` of a tunnel."""
    connected_to: str = ""
    status: int = 0
    """The site's answer; 0 where it gave none or where we cannot see it (a tunnel)."""
    received: int = 0
    sent: int = 0
    refused: str = ""
    """The rule it broke: one of the guard's, or one under "request." in the table of sentences."""
    reason: Said = ()

    def as_json(self) -> dict[str, Any]:
        """For the provenance; what says nothing is left out."""
        facts = asdict(self) | {"reason": as_json(self.reason)}
        return {key: value for key, value in facts.items() if value not in ("", 0, [])}


class Egress:
    """The proxy of one rendering. Use it as a context; it is gone with everything it opened.

    Args:
        resolver: looks names up.
        allowance: addresses admitted although they are not public.
        limits: what may be fetched.
        deadline: after it nothing is passed on.
    """

    def __init__(
        self, *, resolver: Resolver, allowance: Allowance, limits: EgressLimits, deadline: Deadline
    ) -> None:
        self.username = "rendering"
        self.password = secrets.token_urlsafe(24)
        self.strangers = 0
        """Requests turned away because they came without the password."""
        self._resolver = resolver
        self._allowance = allowance
        self._limits = limits
        self._deadline = deadline
        self._account = RelayAccount(limits.total_bytes, limits.sent_bytes)
        self._per_way = relay.WayLimits(
            limits.answer_bytes, limits.header_bytes, limits.idle_seconds
        )
        self._asked: list[Asked] = []
        self._targets: dict[tuple[str, str, int], Target | RefusedAddressError] = {}
        self._sockets: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._closed = False
        pair = f"{self.username}:{self.password}".encode()
        self._credentials = b"Basic " + base64.b64encode(pair)
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._listen, name="egress", daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop listening and cut every connection."""
        with self._lock:
            self._closed = True
            live = [self._listener, *self._sockets]
        for each in live:
            # A thread that waits in accept or recv would hold a merely closed socket open.
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def asked(self) -> list[dict[str, Any]]:
        """What was asked so far, in order."""
        with self._lock:
            return [asked.as_json() for asked in self._asked]

    @property
    def refused(self) -> int:
        """How many requests were refused."""
        with self._lock:
            return sum(1 for asked in self._asked if asked.refused)

    @property
    def received(self) -> int:
        """Bytes received from all sites."""
        return self._account.received

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                full = self._closed or len(self._sockets) >= 2 * self._limits.connections
                if not full:
                    self._sockets.add(client)
            if full:
                client.close()
                continue
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        try:
            with client, contextlib.suppress(OSError, TimeoutError):
                self._answer(client)
        finally:
            with self._lock:
                self._sockets.discard(client)

    def _answer(self, client: socket.socket) -> None:
        client.settimeout(min(self._limits.idle_seconds, self._deadline.left()))
        protocol = h11.Connection(h11.SERVER, max_incomplete_event_size=self._limits.header_bytes)
        request = _read_request(client, protocol, self._limits.header_bytes)
        if request is None:
            relay.answer(client, 400, "This is not a request that is passed on.")
            return
        headers = dict(request.headers)
        if not hmac.compare_digest(headers.get(b"proxy-authorization", b""), self._credentials):
            self.strangers += 1
            relay.answer(client, 407, "Who asks?", 'Proxy-Authenticate: Basic realm="rendering"')
            return
        if request.target.startswith(GREETING.encode()):
            relay.answer(client, 200, "Ready.")
            return
        self._pass_on(client, protocol, request, headers)

    def _pass_on(
        self,
        client: socket.socket,
        protocol: h11.Connection,
        request: h11.Request,
        headers: Mapping[bytes, bytes],
    ) -> None:
        method = request.method.decode("ascii")
        asked = Asked(method, request.target.decode("latin-1")[:LONGEST_WRITTEN])
        try:
            self._write_down(asked)
            self._check_kind(request, headers)
            target = self._target(request)
            with self._connected(target, asked) as site:
                way = relay.Way(client, site, asked, self._account, self._per_way, self._deadline)
                if method == "CONNECT":
                    way.tunnel()
                else:
                    way.exchange(protocol, request, target)
        except RefusedAddressError as error:
            asked.refused, asked.reason = error.rule, error.said
            relay.answer(client, 403, str(error))
        except EndedError as error:
            asked.refused, asked.reason = error.rule, error.said
            if not error.begun:
                relay.answer(client, error.status, str(error))
        except TimeoutError:
            asked.reason = say("request.late")
        except OSError as error:
            asked.reason = say("request.broke", why=error.strerror or error)

    def _write_down(self, asked: Asked) -> None:
        with self._lock:
            # One over the limit is written down, so that the sheet shows where it was reached.
            over = len(self._asked) - self._limits.requests
            if over <= 0:
                self._asked.append(asked)
        if over >= 0:
            raise EndedError("too_many_requests")

    def _check_kind(self, request: h11.Request, headers: Mapping[bytes, bytes]) -> None:
        if request.method == b"CONNECT":
            return
        if request.method.decode("ascii") not in METHODS:
            raise EndedError("method")
        if b"transfer-encoding" in headers or headers.get(b"content-length", b"0") != b"0":
            raise EndedError("method")
        if not request.target.lower().startswith(b"http://"):
            raise EndedError("request")

    def _target(self, request: h11.Request) -> Target:
        """Give the checked address; one host is looked up once a rendering and pinned for it."""
        url = request.target.decode("latin-1")
        if request.method == b"CONNECT":
            url = relay.address_of_tunnel(url)
        # Read anew each time: how an address is written is judged for every request.
        url, scheme, host, port = read(url)
        key = (scheme, host, port)
        with self._lock:
            known = self._targets.get(key)
        if known is None:
            known = self._look_up(url)
            with self._lock:
                # Of two that looked up at once, the first answer counts.
                known = self._targets.setdefault(key, known)
        if isinstance(known, RefusedAddressError):
            raise known
        return replace(known, url=url)

    def _look_up(self, url: str) -> Target | RefusedAddressError:
        try:
            return check(
                url,
                resolver=self._resolver,
                allowance=self._allowance,
                seconds=min(self._limits.connect_seconds, self._deadline.left()),
            )
        except RefusedAddressError as error:
            return error
        except TimeoutError as error:
            raise EndedError("late") from error
        except OSError as error:
            raise EndedError("look_up") from error

    @contextlib.contextmanager
    def _connected(self, target: Target, asked: Asked) -> Iterator[socket.socket]:
        with self._lock:
            if len(self._sockets) >= 2 * self._limits.connections:
                raise EndedError("too_many_connections")
        site, asked.connected_to = relay.connect(
            target, seconds=self._limits.connect_seconds, deadline=self._deadline
        )
        with site:
            with self._lock:
                if self._closed:
                    raise EndedError("late")
                self._sockets.add(site)
            try:
                yield site
            finally:
                with self._lock:
                    self._sockets.discard(site)


def _read_request(client: socket.socket, protocol: h11.Connection, left: int) -> h11.Request | None:
    """Read the head of a request; None if it is not one, or more came than a head and no body."""
    try:
        while (event := protocol.next_event()) is h11.NEED_DATA:
            data = client.recv(READ_SIZE)
            protocol.receive_data(data)
            left -= len(data)
            # h11 bounds a head that is not whole yet; one that came at once is for us.
            if not data or left < 0:
                return None
    except h11.RemoteProtocolError:
        return None
    if not isinstance(event, h11.Request) or event.http_version not in (b"1.1", b"1.0"):
        return None
    # A tunnel's first bytes must wait for our word; nothing may follow a plain request.
    return None if protocol.trailing_data[0] else event
