"""A connection with deadlines: waitress itself closes only what lies still.

A client that sends or reads a byte every few seconds never lies still. So the whole of a request's
head has a deadline, its body and the reading of an answer have one that grows with their size, and
only as large a body is taken as the address it is sent to has a use for.
"""

from __future__ import annotations

import re
import time
from datetime import timedelta
from types import SimpleNamespace

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import WSGITask
from waitress.utilities import Error, RequestEntityTooLarge

HEAD_SECONDS = 20
"""From the first byte of a request to the end of its head."""
BODY_SECONDS = 30
"""Beside what its size admits, a body may take so long."""
SLOWEST = 4_000
"""Bytes a second that a client must take or send in the long run: a bad telephone line does."""
ANSWER_SECONDS = 60
"""Beside what its size admits, an answer may wait so long to be read."""
SMALL_BODY = 4_000_000
"""Bytes. Forms of text have fewer (DATA_UPLOAD_MAX_MEMORY_SIZE)."""
LARGE_BODIES_UNDER = re.compile(r"(/[a-z-]+)?/desk/")
"""Files are deposited at the desk, in any language, and nowhere else."""
TOO_MUCH = "429"
LARGE_AT_ONCE = 6
"""Large bodies that one process takes in side by side; each may fill the disk for a while."""


class TooManyLargeError(Error):
    """Others are depositing files; their number is bounded."""

    code = 503
    reason = "Service Unavailable"


class Request(HTTPRequestParser):
    """A request while it is read."""

    is_large = False
    is_admitted = False
    """Whether its size was held against what else is under way."""

    def received(self, data: bytes) -> int:
        """Take in what came; refuse a body as soon as it is known to be larger than it may be."""
        consumed = int(super().received(data))
        if self.error is None and not self.is_large and self.body_size > SMALL_BODY:
            # Of a body in chunks nobody knows the size before it has come.
            if self.chunked or not LARGE_BODIES_UNDER.match(self.path):
                self.refuse(RequestEntityTooLarge(f"more than {SMALL_BODY} bytes"))
            else:
                self.is_large = True
        return consumed

    @property
    def body_size(self) -> int:
        """As announced or, if that is not known, as far as it has come."""
        return int(max(self.content_length, self.body_bytes_received))

    @property
    def seconds(self) -> float:
        """How long the whole of it may take to come."""
        if not self.headers_finished:
            return HEAD_SECONDS
        return HEAD_SECONDS + BODY_SECONDS + self.body_size / SLOWEST

    def refuse(self, error: Error) -> None:
        """Answer with an error instead of reading on; the connection is closed after it."""
        self.error = error
        self.expect_continue = False
        self.completed = True


class Task(WSGITask):
    """The work for one request; written into the log of accesses where there is one."""

    def service(self) -> None:
        """Do it."""
        begun = time.monotonic()
        try:
            super().service()
        finally:
            self.channel.was_refused = str(self.status).startswith(TOO_MUCH)
            log = self.channel.server.access_log
            if log is not None and self.environ is not None:
                answer = SimpleNamespace(
                    status=self.status,
                    headers=self.response_headers,
                    sent=self.content_bytes_written,
                )
                environ = self.environ | {"RAW_URI": self.request.request_uri}
                took = timedelta(seconds=time.monotonic() - begun)
                log.access(answer, self.request, environ, took)

    def set_close_on_finish(self) -> None:
        """Close the connection after this answer, but not because it has no body.

        waitress closes it after each answer that names no length. One without a body (304) has
        none to name, and whoever was told so would open another connection for what comes next.
        """
        wants_it = self.request.headers.get("CONNECTION", "").lower() == "close"
        if self.wrote_header or self.has_body or self.version != "1.1" or wants_it:
            super().set_close_on_finish()


class Channel(HTTPChannel):
    """A connection."""

    parser_class = Request
    task_class = Task
    request: Request | None
    """The one that is being read."""
    will_close: bool
    was_refused = False
    """Whether its last answer was that too much was asked."""
    begun: float | None = None
    """When the request that is being read began to come, by the monotonic clock."""
    unread = 0.0
    """Seconds in which an answer lay ready, all those of this connection together."""
    sent = 0
    """Bytes sent, all answers together."""

    def received(self, data: bytes) -> bool:
        """Take in what came and mind when the request it belongs to began."""
        before = self.request
        took: bool = super().received(data)
        if self.request is None:
            self.begun = None
        elif self.request is not before:
            self.begun = time.monotonic()
        if self.request is not None and self.request.is_large and not self.request.is_admitted:
            self._admit_large(self.request)
        return took

    def _admit_large(self, request: Request) -> None:
        request.is_admitted = True
        others = sum(
            1
            for each in self.server.active_channels.values()
            if each is not self and each.request is not None and each.request.is_large
        )
        if others >= LARGE_AT_ONCE:
            with self.requests_lock:
                request.refuse(TooManyLargeError("Others are sending files. Try again soon."))
                self.requests.append(request)
                first, self.request, self.begun = len(self.requests) == 1, None, None
            if first:
                self.server.add_task(self)

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Send and count."""
        sent: int = super().send(data, do_close=do_close)
        self.sent += sent
        return sent

    def keep_time(self, *, now: float, passed: float) -> None:
        """Close the connection if its request or its answer takes too long.

        Args:
            now: by the monotonic clock.
            passed: seconds since this was asked the last time.
        """
        if self.will_close:
            # The loop closes it only once something can be written, and then perhaps never.
            self.handle_close()
            return
        request, begun = self.request, self.begun
        if request is not None and begun is not None and now - begun > request.seconds:
            self.will_close = True
        if self.total_outbufs_len:
            self.unread += passed
            if self.sent < (self.unread - ANSWER_SECONDS) * SLOWEST:
                self.will_close = True
