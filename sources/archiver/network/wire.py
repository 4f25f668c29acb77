"""One request and its answer over a connection of our own.

The socket is opened to the address that the guard checked, so no library can look the name up
again, and every byte is kept as it went over the wire. h11 reads the protocol; it does no input
or output itself, which is why it was chosen over a client library with a pool of its own.
"""

import errno
import hashlib
import os
import re
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from io import BytesIO

import h11

from sources.archiver.network.answers import heads
from sources.archiver.network.answers.spilled import Spilled, is_document
from sources.archiver.network.certificates import look
from sources.archiver.network.content_coding import SUPPORTED
from sources.archiver.outcomes import Outcome
from sources.archiver.sentences import Said, english, say
from sources.archiver.values import Hop, Limits, Target, TlsSeen

READ_SIZE = 64 * 1024
ATTEMPTS = 3
"""How many of the checked addresses of a host are tried."""
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"
NETWORK_DOWN = frozenset({errno.ENETUNREACH, errno.ENETDOWN})

Clock = Callable[[], float]


class WireError(Exception):
    """The exchange failed; `hop` holds what arrived, if anything did, `tls_seen` what was shown."""

    def __init__(
        self,
        outcome: Outcome,
        reason: Said,
        hop: Hop | None = None,
        tls_seen: TlsSeen | None = None,
    ) -> None:
        self.outcome = outcome
        self.reason = reason
        self.hop = hop
        self.tls_seen = tls_seen
        super().__init__(english(reason))


@dataclass(frozen=True)
class Deadline:
    """A point in monotonic time that nothing stretches."""

    end: float
    clock: Clock = time.monotonic

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """Start a deadline now."""
        return cls(time.monotonic() + seconds)

    def left(self) -> float:
        """Seconds left.

        Raises:
            TimeoutError: there are none.
        """
        seconds = self.end - self.clock()
        if seconds <= 0:
            raise TimeoutError
        return seconds


@lru_cache(maxsize=1)
def tls_context() -> ssl.SSLContext:
    """Give the context that every TLS connection uses: the system's authorities, HTTP/1.1."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


@dataclass(frozen=True)
class Posted:
    """A body to send with POST, its media type, and the media type wanted in answer."""

    body: bytes
    content_type: str
    accept: str

    def lines(self) -> list[tuple[str, str]]:
        """The headers that say it."""
        return [
            ("Accept", self.accept),
            ("Accept-Encoding", "identity"),
            ("Content-Type", self.content_type),
            ("Content-Length", str(len(self.body))),
        ]


@dataclass(frozen=True)
class Wishes:
    """What a request for a page says beside its address."""

    cookies: str = ""
    """The Cookie header."""
    language: str = ""
    """The page's language as far as it is known (BCP 47)."""

    def lines(self) -> list[tuple[str, str]]:
        """The headers."""
        cookies = [("Cookie", self.cookies)] if self.cookies else []
        return [
            ("Accept", ACCEPT),
            ("Accept-Language", self._languages()),
            ("Accept-Encoding", ", ".join(SUPPORTED)),
            *cookies,
        ]

    def _languages(self) -> str:
        """Some sites answer nothing sensible to whoever asks for no language."""
        if not LANGUAGE.fullmatch(self.language) or self.language == "en":
            return "en, *;q=0.5"
        return f"{self.language}, en;q=0.8, *;q=0.5"


def exchange(
    target: Target,
    *,
    agent: str,
    limits: Limits,
    deadline: Deadline,
    started_at: datetime,
    wishes: Wishes = Wishes(),
    posted: Posted | None = None,
) -> Hop:
    """Ask a checked target for its page, or send it a body if one is given.

    Raises:
        WireError: there was no whole answer; it carries the part that arrived.
    """
    try:
        connection, address = _connect(target, limits, deadline)
    except TimeoutError as error:
        raise WireError(Outcome.TIMEOUT, say("wire.connect_late")) from error
    with connection as plain:
        stream, tls = _secure(plain, target, address, deadline)
        with stream:
            hop = Hop(
                target, address, started_at, b"", b"", 0, 0, (), b"", tls, cookies=wishes.cookies
            )
            lines = wishes.lines() if posted is None else posted.lines()
            return _Exchange(stream, hop, limits, deadline).run(agent, lines, posted)


def _connect(target: Target, limits: Limits, deadline: Deadline) -> tuple[socket.socket, str]:
    troubles: dict[str, OSError] = {}
    for address in target.addresses[:ATTEMPTS]:
        seconds = min(limits.connect_seconds, deadline.left())
        try:
            return socket.create_connection((address, target.port), seconds), address
        except OSError as error:
            troubles[address] = error
    raise _no_way(target, troubles)


def _no_way(target: Target, troubles: dict[str, OSError]) -> WireError:
    """Tell a site that does not answer from a network that is not there.

    A machine that speaks only IPv4 has "no network" to an IPv6 address; that alone says nothing.
    """
    down = [address for address, trouble in troubles.items() if trouble.errno in NETWORK_DOWN]
    words = ", ".join(
        f"{address}: {trouble.strerror or os.strerror(errno.ETIMEDOUT)}"
        for address, trouble in troubles.items()
    )
    reason = say("wire.no_connection", host=target.host, port=target.port, why=words)
    if len(down) == len(troubles) and any(":" not in address for address in down):
        return WireError(Outcome.NETWORK_DOWN, reason)
    return WireError(Outcome.UNREACHABLE, reason)


def _secure(
    plain: socket.socket, target: Target, address: str, deadline: Deadline
) -> tuple[socket.socket, TlsSeen | None]:
    if target.scheme != "https":
        return plain, None
    try:
        # One limit for the whole greeting: the handshake keeps it over all its parts.
        plain.settimeout(deadline.left())
        # Where only the end of the connection ends a body, an end without notice is a cut
        # (RFC 9112, 9.8), so it must be seen.
        stream = tls_context().wrap_socket(
            plain, server_hostname=target.host, suppress_ragged_eofs=False
        )
    except ssl.SSLCertVerificationError as error:
        reason = say("wire.certificate", host=target.host, why=error.verify_message)
        raise _unproven(reason, target, address, deadline) from error
    except TimeoutError as error:
        reason = say("wire.greeting_late", host=target.host)
        raise WireError(Outcome.TIMEOUT, reason) from error
    except ssl.SSLError as error:
        why = (error.reason or error.strerror or str(error)).replace("_", " ").lower()
        reason = say("wire.greeting_failed", host=target.host, why=why)
        raise _unproven(reason, target, address, deadline) from error
    except OSError as error:
        why = error.strerror or os.strerror(errno.ECONNRESET)
        reason = say("wire.greeting_broke", host=target.host, why=why)
        raise WireError(Outcome.UNREACHABLE, reason) from error
    digest = hashlib.sha256(stream.getpeercert(binary_form=True) or b"").hexdigest()
    cipher = stream.cipher()
    return stream, TlsSeen(stream.version() or "", cipher[0] if cipher else "", digest)


def _unproven(reason: Said, target: Target, address: str, deadline: Deadline) -> WireError:
    """The server did not prove who it is: note which certificate it showed."""
    try:
        shown = look(address, target.port, target.host, deadline.left())
    except TimeoutError:
        shown = None
    if shown is not None:
        reason += say(
            "wire.shown",
            subject=shown.subject or "-",
            issuer=shown.issuer or "-",
            not_before=shown.not_before or "-",
            not_after=shown.not_after or "-",
            sha256=shown.certificate_sha256,
        )
    return WireError(Outcome.TLS_FAILURE, reason, tls_seen=shown)


class _Exchange:
    """The state of one exchange while it goes on."""

    def __init__(self, stream: socket.socket, hop: Hop, limits: Limits, deadline: Deadline) -> None:
        self.stream = stream
        self.hop = hop
        self.limits = limits
        self.deadline = deadline
        self.protocol = h11.Connection(
            h11.CLIENT, max_incomplete_event_size=max(limits.header_bytes, 1024)
        )
        # Buffers that hand out what they hold without a copy: an answer may be large.
        self.received = BytesIO()
        self.payload = BytesIO()
        self.size = 0
        self.most = limits.wire_bytes
        """Bytes that this answer may have."""
        self.head_end = 0
        self.spilled: Spilled | None = None
        self.unread = 0
        """Bytes at the end of what was received that nothing was made of."""
        self.interim = 0
        self.cut = False

    def run(self, agent: str, lines: list[tuple[str, str]], posted: Posted | None = None) -> Hop:
        try:
            self._send(agent, lines, posted)
            self._read_head()
            self._read_body()
        except TimeoutError as error:
            reason = say("wire.late")
            raise self._error(Outcome.TIMEOUT, reason, "time") from error
        except h11.RemoteProtocolError as error:
            raise self._protocol_error(error) from error
        except OSError as error:
            why = error.strerror or "connection lost"
            raise self._lost(say("wire.broke", why=why)) from error
        return self._hop()

    def _send(self, agent: str, lines: list[tuple[str, str]], posted: Posted | None) -> None:
        target = self.hop.target
        request = h11.Request(
            method="POST" if posted else "GET",
            target=_request_target(target.url),
            headers=[
                ("Host", _host_header(target)),
                ("User-Agent", agent),
                *lines,
                ("Connection", "close"),
            ],
        )
        raw = self.protocol.send(request) or b""
        if posted:
            raw += self.protocol.send(h11.Data(posted.body)) or b""
        raw += self.protocol.send(h11.EndOfMessage()) or b""
        self.hop = replace(self.hop, request=raw)
        self.stream.settimeout(self.deadline.left())
        self.stream.sendall(raw)

    def _read_head(self) -> None:
        held, start = bytearray(), 0
        while True:
            raw = self._next_head(held)
            self.head_end += len(raw)
            self.protocol.receive_data(heads.mended(raw))
            event = self.protocol.next_event()
            if isinstance(event, h11.Response):
                break
            if not isinstance(event, h11.InformationalResponse):
                raise self._error(Outcome.BAD_RESPONSE, say("wire.protocol"))
            start += len(raw)
            self.interim += 1
            if self.interim > self.limits.interim_responses:
                raise self._error(Outcome.BAD_RESPONSE, say("wire.interim"))
        headers = tuple(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, value in event.headers.raw_items()
        )
        self.hop = replace(self.hop, head_bytes=start, status=event.status_code, headers=headers)
        if is_document(self.hop):
            self.most = max(self.most, self.limits.document_bytes)
        declared = self.hop.header("content-length")
        if declared.isdigit() and int(declared) > self.most:
            # What has come of the body is not kept: a part of it would be no evidence.
            self.unread = len(held)
            reason = self._too_much("wire.declares_more", megabytes=_megabytes(int(declared)))
            raise self._error(Outcome.TOO_LARGE, reason, "length")
        if held:
            self.protocol.receive_data(bytes(held))

    def _next_head(self, held: bytearray) -> bytes:
        """Cut the next head off what has arrived and leave there what follows it."""
        looked, end = 0, heads.end_of(held)
        while not end:
            if len(held) > self.limits.header_bytes:
                raise self._error(Outcome.TOO_LARGE, say("wire.long_head"))
            looked, piece = len(held), self._more()
            if not piece:
                raise self._head_ended(bytes(held))
            held += piece
            end = heads.end_of(held, looked)
        if end > self.limits.header_bytes:
            raise self._error(Outcome.TOO_LARGE, say("wire.long_head"))
        raw = bytes(held[:end])
        del held[:end]
        return raw

    def _head_ended(self, held: bytes) -> WireError:
        """The connection ended before a head did."""
        if not self.size:
            return WireError(Outcome.UNREACHABLE, say("wire.no_answer"))
        why = "its head has no end" if held.startswith(b"HTTP/") else "it has no status line"
        return WireError(Outcome.BAD_RESPONSE, say("wire.improper", why=why))

    def _read_body(self) -> None:
        while not isinstance(event := self._next_event(), h11.EndOfMessage | h11.ConnectionClosed):
            if isinstance(event, h11.Data):
                self._keep(event.data)
        if self.cut and not self._is_framed():
            reason = say("wire.closed")
            raise self._error(Outcome.TRUNCATED, reason, "disconnect")

    def _is_framed(self) -> bool:
        """Whether the head says where the body ends (RFC 9112, 6.3)."""
        return bool(self.hop.header("content-length") or self.hop.header("transfer-encoding"))

    def _next_event(self) -> object:
        while (event := self.protocol.next_event()) is h11.NEED_DATA:
            if self.size > self.most:
                raise self._error(Outcome.TOO_LARGE, self._too_much("wire.longer"), "length")
            self.protocol.receive_data(self._more())
        return event

    def _too_much(self, code: str, **values: object) -> Said:
        return say(code, most=_megabytes(self.most), **values)

    def _more(self) -> bytes:
        self.stream.settimeout(self.deadline.left())
        data = self._receive()
        if self.spilled is None:
            self.received.write(data)
        else:
            self.spilled.received(data)
        self.size += len(data)
        return data

    def _keep(self, data: bytes) -> None:
        """Keep a piece of the body; from the size on that is held, all of it goes into a file."""
        if self.spilled is None and self.payload.tell() + len(data) > self.limits.wire_bytes:
            self.spilled = Spilled(self.received, self.payload, self.head_end)
            self.received = self.payload = BytesIO()
        if self.spilled is None:
            self.payload.write(data)
        else:
            self.spilled.write(data)

    def _receive(self) -> bytes:
        try:
            return self.stream.recv(READ_SIZE)
        except ssl.SSLEOFError:
            # Closed without notice: whole if the framing says so, else cut.
            self.cut = True
            return b""

    def _hop(self, truncated: str = "") -> Hop:
        if self.spilled is not None:
            return self._large_hop(self.spilled, truncated)
        extra = self.unread
        if not truncated:
            extra += len(self.protocol.trailing_data[0])
        whole = self.received.getvalue()
        if extra:
            whole = whole[:-extra]
        return replace(
            self.hop, response=whole, payload=self.payload.getvalue(), truncated=truncated
        )

    def _large_hop(self, spilled: Spilled, truncated: str) -> Hop:
        """The answer with its body in a file; of one that did not come whole, the head alone."""
        hop = replace(self.hop, response=spilled.head, truncated=truncated)
        if truncated:
            spilled.file.close()
            return hop
        return replace(hop, large=spilled.whole())

    def _error(self, outcome: Outcome, reason: Said, truncated: str = "unspecified") -> WireError:
        hop = self._hop(truncated) if self.hop.status else None
        return WireError(outcome, reason, hop)

    def _lost(self, reason: Said) -> WireError:
        if self.hop.status:
            return self._error(Outcome.TRUNCATED, reason, "disconnect")
        return WireError(Outcome.UNREACHABLE, reason)

    def _protocol_error(self, error: h11.RemoteProtocolError) -> WireError:
        if error.error_status_hint == 431:  # noqa: PLR2004 - the status for header fields too large
            return self._error(Outcome.TOO_LARGE, say("wire.long_head"))
        if self.protocol.trailing_data[1] and self.hop.status:
            return self._lost(say("wire.cut"))
        return self._error(Outcome.BAD_RESPONSE, say("wire.improper", why=error))


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f}"


def _request_target(url: str) -> str:
    rest = url.split("://", 1)[1]
    place = min((rest.find(mark) for mark in "/?" if mark in rest), default=len(rest))
    path = rest[place:]
    return path if path.startswith("/") else "/" + path


def _host_header(target: Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    default = {"http": 80, "https": 443}[target.scheme]
    return host if target.port == default else f"{host}:{target.port}"
