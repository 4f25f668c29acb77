"""The workers' door to the roof."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from tracker.base.acts.unsent.keep import forget_old
from tracker.site import ledger
from tracker.site.server import renewing

RENEWING_SECONDS = 10.0
"""Less than between two turns: no two workers renew the same pages."""


@shared_task(name="tracker.site.tasks.verify_ledger")
def verify_ledger(**_unknown: Any) -> None:
    """Verify some more of the ledger; what does not fit is in the log and at `/health/`."""
    ledger.verify_on(at=timezone.now())


@shared_task(name="tracker.site.tasks.keep_ledger_head")
def keep_ledger_head(**_unknown: Any) -> None:
    """Keep the ledger's head outside the database."""
    ledger.keep_head(at=timezone.now())


@shared_task(name="tracker.site.tasks.forget_unsent")
def forget_unsent(**_unknown: Any) -> None:
    """Forget forms that were begun and not sent, and that nobody has added to for a long time."""
    forget_old(at=timezone.now())


@shared_task(name="tracker.site.tasks.renew_pages")
def renew_pages(**_unknown: Any) -> None:
    """Make shared pages anew that may say something else by now, before a reader asks for them."""
    if settings.PAGES_KEPT_MB:
        renewing.renew_pages(at=timezone.now(), most_seconds=RENEWING_SECONDS)


@shared_task(name="tracker.site.tasks.clear_sessions")
def clear_sessions(**_unknown: Any) -> None:
    """Forget the sessions that have ended by themselves."""
    call_command("clearsessions")
