"""How often a password or a code may be wrong, counted by account and network together.

Five wrong ones within a quarter of an hour shut one account to one network for the rest of it.
Nobody else is shut out: another network has a count of its own, and so has each device on which the
person signed in before, which a signed cookie tells. The counts are lines of the security log, so
they hold while the cache is away, and across all processes.

Why so: docs/decisions/accounts.md.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Max, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from tracker.base.languages.pages import set_cookie
from tracker.base.people.happenings import SUCCESSES, Happening
from tracker.base.people.models import SecurityEvent, User
from tracker.base.values.network import network_of

WRONG_TRIES = 5
"""Wrong passwords or codes of one account from one network, or on one known device."""
WRONG_TRIES_OF_NETWORK = 40
"""Wrong passwords from one network, over all accounts."""
WRONG_CODES_OF_ACCOUNT = 50
"""Wrong codes of one account from anywhere; who tries codes knows the password already."""
RESETS = 3
"""Codes sent for one account within the window to whoever asks from one network or known device."""
RESETS_OF_ACCOUNT = 10
"""... and to whoever asks from unknown devices anywhere, so that nobody's mailbox is filled."""
WINDOW = timedelta(minutes=15)
DEVICE_DAYS = 180
DEVICES_KEPT = 5
"""People who share a browser, each with a device of their own there."""
_SALT = "tracker.people.device"


@dataclass(frozen=True, slots=True)
class Caller:
    """Where an attempt comes from.

    Args:
        network: an IPv4 address, or the /64 that an IPv6 address stands in.
        device: which known device of the account, or "".
        browser: what the browser calls itself.
    """

    network: str
    device: str = ""
    browser: str = ""


def caller_of(request: HttpRequest, person: User | None = None) -> Caller:
    """Where a request comes from, and whether that is a device known to `person`."""
    browser = request.META.get("HTTP_USER_AGENT", "")[:200]
    device = known_device(request, person) if person is not None else ""
    return Caller(_network(request), device, browser)


def _network(request: HttpRequest) -> str:
    """The network a request comes from; "" where the server does not say."""
    try:
        return network_of(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):
        return ""


def keyed_digest(name: str) -> str:
    """A name that nobody has, so that it can be counted but not read."""
    return salted_hmac("tracker.people.subject", name.strip().casefold()).hexdigest()[:16]


# --- counting


def wait_for(
    kind: Happening,
    person: User | None,
    caller: Caller,
    *,
    subject: str = "",
    at: datetime,
) -> timedelta | None:
    """How long until another attempt is taken; None if it is taken now.

    Args:
        kind: which failures count: wrong passwords or wrong codes.
        person: whose account is tried.
        caller: from where.
        subject: the digest of a name that nobody has.
        at: the present moment.
    """
    failures = SecurityEvent.objects.filter(kind=kind, at__gt=at - WINDOW)
    ours = failures.filter(_same(person, caller, subject))
    if person is not None:
        # What went wrong before the person came in was the person.
        ours = ours.filter(at__gt=_last_success(person, caller, at=at))
    waits = [_full(ours, WRONG_TRIES, at)]
    if not caller.device:
        if kind is Happening.SIGN_IN_FAILED:
            network = failures.filter(network=caller.network)
            waits.append(_full(network, WRONG_TRIES_OF_NETWORK, at))
        elif person is not None:
            of_account = failures.filter(person_id=person.pk, device="")
            waits.append(_full(of_account, WRONG_CODES_OF_ACCOUNT, at))
    return max((wait for wait in waits if wait is not None), default=None)


def may_send_reset(person: User, caller: Caller, *, at: datetime) -> bool:
    """Whether a code to replace the password is sent; who asked is told the same either way.

    What strangers ask for keeps nobody from a code on a device where they signed in before.
    """
    asked = SecurityEvent.objects.filter(
        kind=Happening.RESET_ASKED, person_id=person.pk, at__gt=at - WINDOW
    )
    if asked.filter(_same(person, caller, "")).count() >= RESETS:
        return False
    return bool(caller.device) or asked.filter(device="").count() < RESETS_OF_ACCOUNT


def _same(person: User | None, caller: Caller, subject: str) -> Q:
    if person is None:
        return Q(person_id=None, subject=subject, network=caller.network)
    if caller.device:
        return Q(person_id=person.pk, device=caller.device)
    return Q(person_id=person.pk, device="", network=caller.network)


def _last_success(person: User, caller: Caller, *, at: datetime) -> datetime:
    successes = SecurityEvent.objects.filter(
        _same(person, caller, ""), kind__in=SUCCESSES, at__gt=at - WINDOW
    )
    last: datetime | None = successes.aggregate(last=Max("at"))["last"]
    return last or at - WINDOW


def _full(failures: QuerySet[SecurityEvent], limit: int, at: datetime) -> timedelta | None:
    """How long until fewer than `limit` of these failures are young enough to count."""
    newest = list(failures.order_by("-at").values_list("at", flat=True)[:limit])
    if len(newest) < limit:
        return None
    return newest[-1] + WINDOW - at


def take_turn(person: User | None, caller: Caller, subject: str) -> bool:
    """Take the turn to try one account from one place, until the transaction ends.

    Attempts that come all at once would each be counted before the others had failed.

    Returns:
        Whether it was free; another attempt of the same kind is being checked otherwise.
    """
    who = subject if person is None else str(person.pk)
    key = salted_hmac("tracker.people.turn", f"{who}:{caller.device or caller.network}")
    number = int.from_bytes(key.digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        return bool(cursor.fetchone()[0])


# --- known devices


def known_device(request: HttpRequest, person: User) -> str:
    """Which device of `person` a request comes from; "" where it is none they signed in on."""
    for pk, epoch, device in _devices(request):
        if (pk, epoch) == (person.pk, person.session_epoch):
            return device
    return ""


def remember_device(request: HttpRequest, response: HttpResponseBase, person: User) -> None:
    """Let this browser be known as one of the person's, who has just signed in in full."""
    others = [each for each in _devices(request) if each[0] != person.pk]
    device = known_device(request, person) or secrets.token_hex(8)
    kept = [(person.pk, person.session_epoch, device), *others][:DEVICES_KEPT]
    told = signing.dumps(kept, salt=_SALT)
    lasting = timedelta(days=DEVICE_DAYS)
    set_cookie(response, settings.DEVICE_COOKIE_NAME, told, under="accounts/", lasting=lasting)


def _devices(request: HttpRequest) -> list[tuple[int, int, str]]:
    cookie = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        given = signing.loads(cookie, salt=_SALT, max_age=timedelta(days=DEVICE_DAYS))
    except signing.BadSignature:
        return []
    return [(int(pk), int(epoch), str(device)) for pk, epoch, device in given]


# --- what the person is told


def too_many(request: HttpRequest, wait: timedelta = timedelta(minutes=1)) -> HttpResponse:
    """Say that something was asked for too often, and how long to wait: 429."""
    minutes = max(1, -(-int(wait.total_seconds()) // 60))
    page = render(request, "429.html", {"minutes": minutes}, status=429)
    page["Retry-After"] = str(minutes * 60)
    return page
