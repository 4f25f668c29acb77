"""A process of the web server: gunicorn keeps it, waitress speaks HTTP in it.

Gunicorn starts the processes, hands them the sockets and ends those that hang. Within each,
waitress reads whole requests in one loop before a thread has anything to do with them, and writes
answers from buffers, so that a slow client costs a descriptor and no thread. What waitress leaves
open stands beside this module: deadlines in ``channel.py``, whose turn it is in ``turns.py``.
"""

from __future__ import annotations

import os
import sys
import time
from types import FrameType

from django.conf import settings
from gunicorn.workers import base
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer

from tracker.site.server.channel import SMALL_BODY, Channel
from tracker.site.server.turns import Dispatcher

IDLE_SECONDS = 30
"""For how long a connection may lie still between requests, or an answer unread."""
CLEANUP_SECONDS = 2
CONNECTIONS = 1000
"""Of one process. What opens more than that from many addresses is for the proxy in front."""
HEADER_BYTES = 64 * 1024
SPOOLED_FROM = 1024 * 1024
"""Bytes of an answer that are kept in memory; more of it waits in a file without a name."""
SWITCH_SECONDS = 0.001
"""How long a thread computes on while others wait. Each query of a light page gives its turn away,
and gets it back only after all who compute: with Python's 5 ms, ten queries wait long."""
LARGEST_KNOWN = 128 * 1024 * 1024


class Server(TcpWSGIServer):
    """One socket of a process."""

    channel_class = Channel

    def maintenance(self, now: float) -> None:
        """Close what lies still (waitress's own rule), and what takes too long altogether."""
        super().maintenance(now)
        for channel in list(self.active_channels.values()):
            channel.keep_time(now=time.monotonic(), passed=CLEANUP_SECONDS)


class Worker(base.Worker):
    """What gunicorn starts, `workers` times."""

    def run(self) -> None:
        """Serve until told to stop; then finish what is under way."""
        sys.setswitchinterval(SWITCH_SECONDS)
        open_here: dict[int, object] = {}
        dispatcher = Dispatcher(
            threads=self.cfg.threads, proxies=settings.ALLAUTH_TRUSTED_PROXY_COUNT
        )
        adjustments = _adjustments(self.cfg.threads)
        servers = [
            self._server(each.sock, open_here, dispatcher, adjustments) for each in self.sockets
        ]
        while self.alive and self.ppid == os.getppid():
            self._turn(open_here, dispatcher)
        for server in servers:
            server.accepting = False
        deadline = time.monotonic() + self.cfg.graceful_timeout
        while time.monotonic() < deadline and any(_is_busy(server) for server in servers):
            self._turn(open_here, dispatcher, seconds=0.1)
        dispatcher.shutdown(timeout=1)
        wasyncore.close_all(open_here)

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """Stop at once, but from the loop: threads may hold locks here."""
        self.cfg.graceful_timeout = 0
        self.alive = False

    def _server(
        self,
        sock: object,
        open_here: dict[int, object],
        dispatcher: Dispatcher,
        adjustments: Adjustments,
    ) -> Server:
        family, kind, proto = (getattr(sock, name) for name in ("family", "type", "proto"))
        name = sock.getsockname()  # type: ignore[attr-defined]
        server = Server(
            self.wsgi,
            open_here,
            True,
            sock,
            dispatcher=dispatcher,
            adj=adjustments,
            sockinfo=(family, kind, proto, name),
            bind_socket=False,
        )
        server.access_log = self.log if self.log.access_log_enabled else None
        return server

    def _turn(
        self, open_here: dict[int, object], dispatcher: Dispatcher, seconds: float = 0.5
    ) -> None:
        self.notify()
        dispatcher.wake()
        wasyncore.loop(timeout=seconds, use_poll=True, map=open_here, count=1)


def _adjustments(threads: int) -> Adjustments:
    largest = max(settings.DEPOSIT_MAX_BYTES, settings.CAPTURE_MAX_BYTES) + SMALL_BODY
    return Adjustments(
        threads=threads,
        ident=None,
        # Whose word is taken for a caller's address is decided by the settings of the site.
        clear_untrusted_proxy_headers=False,
        connection_limit=CONNECTIONS,
        cleanup_interval=CLEANUP_SECONDS,
        channel_timeout=IDLE_SECONDS,
        max_request_header_size=HEADER_BYTES,
        max_request_body_size=largest,
        asyncore_use_poll=True,
        outbuf_overflow=SPOOLED_FROM,
        # A thread that has a whole file to hand out does not wait for a slow reader.
        outbuf_high_watermark=max(largest, LARGEST_KNOWN),
    )


def _is_busy(server: Server) -> bool:
    return any(each.requests or each.total_outbufs_len for each in server.active_channels.values())
