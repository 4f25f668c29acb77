"""Whether notices and their e-mails get through, for who minds the machines."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min

from claims.models import Letter, LetterStatus
from claims.notices.seen import FAILED_SHOWN
from tracker.base.queue import UNFINISHED

OLD = timedelta(hours=1)
"""All is not well while an e-mail waits longer than this."""


def standing_of_letters(*, at: datetime) -> dict[str, Any]:
    """How many e-mails wait, could not be sent, or were perhaps sent, in the last days.

    Args:
        at: the present moment.
    """
    waiting = Letter.objects.filter(status__in=UNFINISHED)
    found = waiting.aggregate(number=Count("pk"), oldest=Min("requested_at"))
    ended = Letter.objects.filter(finished_at__gt=at - FAILED_SHOWN)
    failed = ended.filter(status=LetterStatus.FAILED).count()
    in_doubt = ended.filter(status=LetterStatus.IN_DOUBT).count()
    late = found["oldest"] is not None and at - found["oldest"] > OLD
    return {
        "ok": not (failed or late),
        "waiting": found["number"],
        "failed": failed,
        "in_doubt": in_doubt,
    }
