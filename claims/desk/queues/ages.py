"""How long a row of a queue has waited, in words."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.base.writing.days import written_date


def waited(since: dt.datetime | dt.date | None, *, at: dt.datetime) -> str:
    """How long something has waited, in whole days where the desk is; empty where nobody knows.

    Args:
        since: the moment it began, or the day on which it was due.
        at: the present moment.
    """
    if since is None:
        return ""
    today = timezone.localdate(at)
    if not isinstance(since, dt.datetime):
        words = ngettext("%(n)s day overdue", "%(n)s days overdue", (today - since).days)
        return words % {"n": (today - since).days}
    began = timezone.localtime(since)
    days = (today - began.date()).days
    if days < 1:
        return _("waiting since %(time)s today") % {"time": written_date(began, "H:i")}
    words = ngettext("waiting %(n)s day, since %(day)s", "waiting %(n)s days, since %(day)s", days)
    return words % {"n": days, "day": written_date(began)}
