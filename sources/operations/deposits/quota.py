"""How much one person may bring in a day, and how much of it may wait for a choice."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q, Sum
from django.template.defaultfilters import date, filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from sources.models import HeldDeposit, HeldStatus
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal

_SPACE = 7242
"""Our own among the locks of the database that have two numbers."""


def hold(by: User) -> None:
    """Let nobody else count for this person until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_SPACE, by.pk])


def check(by: User, *, size: int, at: datetime) -> None:
    """Refuse a file that is more than a person may bring, and say what is left and until when.

    Args:
        by: who brings it.
        size: its bytes.
        at: the present moment; a day is one of this installation's time zone.

    Raises:
        Refusal: `too_many_today`, `too_much_today` or `too_many_held`.
    """
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = timezone.localtime(today + timedelta(hours=36)).replace(hour=0)
    rows = HeldDeposit.objects.filter(brought_by=by)
    counted = rows.aggregate(
        files=Count("pk", filter=Q(brought_at__gte=today)),
        bytes=Sum("size", filter=Q(brought_at__gte=today), default=0),
        held=Count("pk", filter=Q(status=HeldStatus.HELD)),
    )
    until = date(tomorrow, "j F Y, H:i e")
    if counted["held"] >= settings.DEPOSIT_HELD_MOST:
        sentence = _(
            "%(most)s files of yours wait for a choice of what is public. Choose for one, or "
            "remove one, before you bring another."
        ) % {"most": settings.DEPOSIT_HELD_MOST}
        raise Refusal(sentence, code="too_many_held", field="file")
    if counted["files"] >= settings.DEPOSIT_DAILY_FILES:
        sentence = _(
            "You have brought %(most)s files today, which is what one person may. You can bring "
            "more from %(until)s."
        ) % {"most": settings.DEPOSIT_DAILY_FILES, "until": until}
        raise Refusal(sentence, code="too_many_today", field="file")
    left = settings.DEPOSIT_DAILY_BYTES - counted["bytes"]
    if size > left:
        sentence = _(
            "This file is larger than what is left of what one person may bring in a day: %(left)s "
            "until %(until)s."
        ) % {"left": filesizeformat(max(0, left)), "until": until}
        raise Refusal(sentence, code="too_much_today", field="file")
