"""Follow an address to its page: guard, exchange, redirects, decoding, and the outcome."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import quote as percent_encode

import ada_url

from sources.archiver.network import content_coding
from sources.archiver.network.cookies import Cookies, asks_for_cookies
from sources.archiver.network.guard import RefusedAddressError, check
from sources.archiver.network.resolve import LookUpFailedError
from sources.archiver.network.turns import NoTurns, Turns
from sources.archiver.network.wire import Deadline, WireError, Wishes, exchange
from sources.archiver.outcomes import BLOCKING_STATUSES, Outcome
from sources.archiver.reading.walls.judge import by_header
from sources.archiver.sentences import Said, say
from sources.archiver.values import (
    PARTIAL,
    REDIRECTS,
    Allowance,
    Fetched,
    Hop,
    Limits,
    Resolver,
    Target,
)

LONGEST_WAIT = 24 * 3600.0
"""Seconds that a site may ask us to wait; no site can park a page for longer."""
UNSAID_WAIT = 30.0
"""Seconds a host is left alone after "too many requests" that names no time."""


class _EndedError(Exception):
    """The way ends here without a page."""

    def __init__(self, outcome: Outcome, reason: Said, rule: str = "") -> None:
        self.outcome = outcome
        self.reason = reason
        self.rule = rule


def fetch(
    url: str,
    *,
    limits: Limits,
    allowance: Allowance,
    resolver: Resolver,
    agent: str,
    at: datetime,
    turns: Turns | None = None,
    language: str = "",
) -> Fetched:
    """Fetch a page; whatever happens comes back as a named outcome.

    Cookies that an answer sets go back within the capture, as some sites show nothing without;
    each stands in the request that is recorded. A page that sets one and says that it needs it
    is asked once more.

    Args:
        url: the address as given.
        limits: what the capture may cost.
        allowance: addresses admitted although they are not public.
        resolver: looks names up.
        agent: the User-Agent header; says who asks and how to reach them.
        at: when the capture starts (aware).
        turns: waits until a host may be asked; without it no host is waited for.
        language: of the page as far as it is known (BCP 47), to ask for it in that one.
    """
    turns = turns or NoTurns()
    deadline = Deadline.after(limits.total_seconds)
    began = deadline.clock()
    hops: list[Hop] = []
    cookies, asked_again = Cookies(), False
    wait: float | None = None
    try:
        while True:
            target = _target(url, resolver, allowance, deadline)
            sent = cookies.header(target)
            _count(target, sent, hops, limits)
            _await_turn(turns, target, deadline)
            now = at + timedelta(seconds=deadline.clock() - began)
            hops.append(
                exchange(
                    target,
                    agent=agent,
                    limits=limits,
                    deadline=deadline,
                    started_at=now,
                    wishes=Wishes(cookies=sent, language=language),
                )
            )
            wait = host_wait(hops[-1], now)
            cookies.take(hops[-1], at=now)
            onward = _redirect(hops[-1])
            if onward is not None:
                url = onward
                continue
            turns.leave(wait)  # the next page need not wait while this one is unpacked
            found = _judge(hops, limits, now)
            if asked_again or cookies.header(target) == sent or not _wants_cookies(found):
                return found
            asked_again = True
    except _EndedError as end:
        # Nothing was looked for in the answers on the way, so nothing was left unread.
        return Fetched(end.outcome, end.reason, tuple(hops), end.rule, body=b"")
    except WireError as error:
        if error.hop is not None:
            hops.append(error.hop)
            wait = host_wait(error.hop, at)
        return Fetched(
            error.outcome, error.reason, tuple(hops), retry_after=wait, tls_seen=error.tls_seen
        )
    finally:
        turns.leave(wait)


def _await_turn(turns: Turns, target: Target, deadline: Deadline) -> None:
    try:
        turns.take(target.host, deadline.left())
    except TimeoutError as error:
        reason = say("fetch.no_turn", host=target.host)
        raise _EndedError(Outcome.TIMEOUT, reason) from error


def host_wait(hop: Hop, now: datetime) -> float | None:
    """Seconds for which an answer asks us to leave its host alone (RFC 6585, 4; RFC 9110, 10.2.3).

    Args:
        hop: an answer; only statuses 429 and 503 speak for the whole host.
        now: aware; dates are counted from it.
    """
    if hop.status not in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        return None
    wait = retry_after(hop.header("retry-after"), now)
    return UNSAID_WAIT if wait is None and hop.status == HTTPStatus.TOO_MANY_REQUESTS else wait


def _target(url: str, resolver: Resolver, allowance: Allowance, deadline: Deadline) -> Target:
    try:
        return check(url, resolver=resolver, allowance=allowance, seconds=deadline.left())
    except RefusedAddressError as error:
        found = error.rule != "unresolvable"
        outcome = Outcome.REFUSED if found else Outcome.NAME_NOT_FOUND
        raise _EndedError(outcome, error.said, error.rule) from error
    except TimeoutError as error:
        raise _EndedError(Outcome.TIMEOUT, say("fetch.look_up_late")) from error
    except LookUpFailedError as error:
        reason = say("fetch.look_up_alone", why=error.strerror)
        raise _EndedError(Outcome.UNREACHABLE, reason) from error
    except OSError as error:
        reason = say("fetch.look_up", why=error.strerror or error)
        raise _EndedError(Outcome.NETWORK_DOWN, reason) from error


def _count(target: Target, cookies: str, hops: list[Hop], limits: Limits) -> None:
    # The same request twice would get the same answer for ever.
    before = any(hop.target.url == target.url and hop.cookies == cookies for hop in hops)
    if len(hops) > limits.redirects or before:
        reason = say("fetch.redirects", number=len(hops), url=target.url)
        raise _EndedError(Outcome.TOO_MANY_REDIRECTS, reason)


def _wants_cookies(found: Fetched) -> bool:
    return found.outcome.is_success and asks_for_cookies(found.body or b"")


def _redirect(hop: Hop) -> str | None:
    location = hop.header("location").strip()
    if hop.status not in REDIRECTS or not location:
        return None
    # Header bytes were read as Latin-1; browsers take a non-ASCII Location for UTF-8.
    raw = location.encode("latin-1")
    location = percent_encode(raw, safe="".join(map(chr, range(0x20, 0x7F))))
    try:
        return ada_url.join_url(hop.target.url, location)
    except (ValueError, UnicodeError):
        return location


def _judge(hops: list[Hop], limits: Limits, now: datetime) -> Fetched:
    """Name the outcome of a whole answer."""
    hop = hops[-1]
    outcome, reason = by_status(hop)
    body: bytes | None = None
    if hop.large is not None:
        return Fetched(outcome, reason, tuple(hops))
    try:
        body = content_coding.decode_content(
            hop.payload,
            hop.list_header("content-encoding"),
            limit=limits.decoded_bytes,
            layers=limits.content_codings,
        )
    except content_coding.UnknownCodingError as error:
        reason = reason or say("fetch.unknown_coding", coding=error)
    except content_coding.CodingError as error:
        if outcome is Outcome.CAPTURED:
            outcome, reason = _by_coding(error)
    if outcome is Outcome.CAPTURED and (body == b"" or not hop.payload):
        outcome, reason = Outcome.EMPTY, say("fetch.empty_body")
    wait = retry_after(hop.header("retry-after"), now)
    return Fetched(outcome, reason, tuple(hops), body=body, retry_after=wait)


def by_status(hop: Hop) -> tuple[Outcome, Said]:
    """Name what an answer is by its status and headers; a success is no more than that."""
    words = _status(hop.status)
    if by_header({name.lower(): value for name, value in hop.headers}):
        return Outcome.CHALLENGE_SUSPECTED, words
    if hop.status in BLOCKING_STATUSES:
        return Outcome.BLOCKED, words
    if hop.status in PARTIAL:
        return Outcome.TRUNCATED, say("fetch.part")
    if HTTPStatus.OK <= hop.status < HTTPStatus.MULTIPLE_CHOICES:
        return Outcome.CAPTURED, ()
    return Outcome.ERROR_PAGE, words


def _status(status: int) -> Said:
    try:
        return say("fetch.status", status=status, phrase=HTTPStatus(status).phrase)
    except ValueError:
        return say("fetch.status_unnamed", status=status)


def _by_coding(error: content_coding.CodingError) -> tuple[Outcome, Said]:
    if isinstance(error, content_coding.DecodedTooLargeError):
        return Outcome.TOO_LARGE, say("fetch.unpacked_too_large")
    if isinstance(error, content_coding.CutCodingError):
        return Outcome.TRUNCATED, say("fetch.cut_short")
    return Outcome.BAD_RESPONSE, say("fetch.not_unpacked", why=error)


def retry_after(value: str, now: datetime) -> float | None:
    """Read a Retry-After header (RFC 9110, 10.2.3): seconds from now, at most a day.

    Args:
        value: seconds or an HTTP date.
        now: aware; dates are counted from it.
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):  # a year or a zone may have any number of digits
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), LONGEST_WAIT)
