"""Whether readers can be served, and whether all is well: two answers, for two askers."""

from __future__ import annotations

import ipaddress
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import redis
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from claims.notices.standing import standing_of_letters
from sources.operations.fixity import reread
from sources.reads import pages
from tracker.base.ledger.standing import standing
from tracker.base.people.models import role_of
from tracker.base.people.role import STAFF
from tracker.base.web import signs_of_life
from tracker.base.web.callers import calling_network
from tracker.site.roles import owns_what_it_works_on

PROBE = "health/probe"
OLD_SECONDS = 900
LEAST_FREE_BYTES = 500_000_000
"""Room on a disk below which all is not well: a few deposits, or a few hours of the database."""

Checks = dict[str, dict[str, Any]]


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Say whether readers can be served from here: 200, else 503. For a load balancer.

    That needs the database and, to be read, the storage. A broker that is away, a disk that is
    full, a damaged file or a dead worker shut no door to readers.
    """
    checks = {"database": _try(_database), "storage": _try(_storage_reads)}
    return _answer(request, checks)


@never_cache
@require_safe
def health_of_all(request: HttpRequest) -> JsonResponse:
    """Say whether all is well: 200, else 503. For a monitor.

    ``oldest_waiting_capture_seconds`` says for how long the oldest capture has been due and nobody
    has taken it up; ``waiting_for_storage`` counts captures and renderings that cannot be kept
    until the storage takes files again; ``fixity`` counts sealed files by what their last reading
    found: one that is damaged, or one not read for more than COUNTERCLAIM_FIXITY_DAYS, is not well.
    ``letters`` counts e-mails of notices: one that could not be sent in the last days, or waits for
    more than an hour, is not well; ``in_doubt`` are those that a worker died over.
    ``ledger`` says how far it was verified, and what did not fit. ``clock`` and ``queue:...`` are
    the beat and the workers, by when they last gave a sign of life. ``owns_its_tables`` is that the
    role we work as could switch off what keeps sealed rows: name an owner in
    MIGRATION_DATABASE_URL. ``allowed_addresses`` are the non-public addresses the archiver may
    reach by setting.
    """
    now = timezone.now()
    checks: Checks = {
        "database": _try(_database),
        "broker": _try(_broker),
        "storage": _try(_storage_reads, _storage_writes),
        "disks": _disks(),
        **_signs(),
    }
    more: dict[str, object] = {}
    if checks["database"]["ok"]:
        age = pages.oldest_waiting_seconds(at=now)
        more["oldest_waiting_capture_seconds"] = age
        more["owns_its_tables"] = owns_what_it_works_on()
        checks["captures"] = {"ok": age is None or age < OLD_SECONDS}
        kept_waiting = pages.waiting_for_storage()
        checks["waiting_for_storage"] = {"ok": not kept_waiting, "waiting": kept_waiting}
        checks["ledger"] = standing(at=now)
        checks["letters"] = standing_of_letters(at=now)
        checks["fixity"] = reread.standing(days=settings.FIXITY_DAYS, at=now)
    more["allowed_addresses"] = settings.ALLOWED_ADDRESSES
    return _answer(request, checks, **more)


def _answer(request: HttpRequest, checks: Checks, **more: object) -> JsonResponse:
    """The checks with what was seen, to people of the house; to a stranger which hold, no more."""
    well = all(check["ok"] for check in checks.values())
    told: dict[str, object] = {"ok": well, "demonstration": settings.DEMONSTRATION}
    if _may_know(request):
        told |= {"checks": checks, **more}
    else:
        told["checks"] = {name: {"ok": check["ok"]} for name, check in checks.items()}
    return JsonResponse(told, status=200 if well else 503)


def _may_know(request: HttpRequest) -> bool:
    """Whether somebody asks from the machine itself, or works here."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    address = calling_network(request.META.get("REMOTE_ADDR", ""), forwarded, proxies=proxies)
    try:
        is_here = ipaddress.ip_address(address.split("/")[0]).is_loopback
    except ValueError:
        is_here = False
    if is_here and (proxies or not forwarded):
        return True
    try:
        return role_of(request.user) in STAFF
    except Exception:  # noqa: BLE001  without the database nobody is known
        return False


def _try(*checks: Callable[[], None]) -> dict[str, Any]:
    started = time.monotonic()
    try:
        for check in checks:
            check()
    except Exception as error:  # noqa: BLE001  whatever is wrong is the answer
        return {"ok": False, "error": type(error).__name__}
    return {"ok": True, "milliseconds": round((time.monotonic() - started) * 1000, 1)}


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _broker() -> None:
    client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)
    try:
        client.ping()
    finally:
        client.close()


def _storage_reads() -> None:
    """Read the probe, if there is one; that there is none is said by a storage that answers."""
    if default_storage.exists(PROBE):
        with default_storage.open(PROBE) as file:
            file.read()


def _storage_writes() -> None:
    name = default_storage.save(f"{PROBE}-{time.time_ns()}", ContentFile(b"ok"))
    default_storage.delete(name)
    if not default_storage.exists(PROBE):
        default_storage.save(PROBE, ContentFile(b"ok"))


def _disks() -> dict[str, Any]:
    """The disks of our own files: what is sealed where no bucket is set, and ``var/``."""
    folders = [settings.VAR_DIR]
    if isinstance(default_storage, FileSystemStorage) or hasattr(default_storage, "location"):
        folders.append(Path(str(default_storage.location)))
    free = {str(each): shutil.disk_usage(each).free for each in folders if Path(each).is_dir()}
    return {"ok": all(room >= LEAST_FREE_BYTES for room in free.values()), "free_bytes": free}


def _signs() -> Checks:
    """Whether the clock and whoever takes work from each queue are alive."""
    queues = ["default", "captures", *(["renderings"] if settings.RENDERING else [])]
    names = [signs_of_life.CLOCK, *map(signs_of_life.of_queue, queues)]
    try:
        silent = signs_of_life.seconds_silent(names, at=timezone.now())
    except redis.RedisError as error:
        return {name: {"ok": False, "error": type(error).__name__} for name in names}
    return {
        name: {
            "ok": seconds is not None and seconds < signs_of_life.SILENT_SECONDS,
            "seconds_silent": seconds,
        }
        for name, seconds in silent.items()
    }
