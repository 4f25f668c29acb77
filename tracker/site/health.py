"""Whether the house is in order, for a load balancer and for a person."""

from __future__ import annotations

import time
from collections.abc import Callable

import redis
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sources.operations.fixity import reread
from sources.reads import pages
from tracker.base.ledger.standing import standing
from tracker.site.roles import owns_what_it_works_on

PROBE = "health/probe"
OLD_SECONDS = 900


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Answer 200 when database, broker and storage work, else 503, with what was seen of each.

    ``ok`` is that all is well; the status is only about what this process needs to serve, so that a
    load balancer does not shut the doors because a file was found damaged or a queue is long.
    ``oldest_waiting_capture_seconds`` says for how long the oldest capture has been due and nobody
    has taken it up; ``fixity`` counts sealed files by what their last reading found: one that is
    damaged, or one not read for more than COUNTERCLAIM_FIXITY_DAYS, is not well. ``ledger`` says
    how far it was verified, and what did not fit. ``owns_its_tables`` is that the role we work as
    could switch off what keeps sealed rows: name an owner in MIGRATION_DATABASE_URL.
    ``allowed_addresses`` are the non-public addresses the archiver may reach by setting.
    """
    checks = {
        "database": _try(_database),
        "broker": _try(_broker),
        "storage": _try(_storage),
    }
    serves = all(check["ok"] for check in checks.values())
    age, owns_its_tables = None, None
    if checks["database"]["ok"]:
        owns_its_tables = owns_what_it_works_on()
        age = pages.oldest_waiting_seconds(at=timezone.now())
        checks["captures"] = {"ok": age is None or age < OLD_SECONDS}
        checks["ledger"] = standing(at=timezone.now())
        checks["fixity"] = reread.standing(days=settings.FIXITY_DAYS, at=timezone.now())
    return JsonResponse(
        {
            "ok": all(check["ok"] for check in checks.values()),
            "checks": checks,
            "oldest_waiting_capture_seconds": age,
            "owns_its_tables": owns_its_tables,
            "allowed_addresses": settings.ALLOWED_ADDRESSES,
            "demonstration": settings.DEMONSTRATION,
        },
        status=200 if serves else 503,
    )


def _try(check: Callable[[], None]) -> dict[str, object]:
    started = time.monotonic()
    try:
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


def _storage() -> None:
    if not default_storage.exists(PROBE):
        default_storage.save(PROBE, ContentFile(b"ok"))
    with default_storage.open(PROBE) as file:
        file.read()
