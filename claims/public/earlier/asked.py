"""Which earlier moment an address asks for."""

from __future__ import annotations

from datetime import datetime, time

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from tracker.base.web.pages import AS_OF, UnreadableError


def moment_asked(request: HttpRequest) -> datetime | None:
    """The moment that ``?as_of=`` names; None where it names none.

    A day is asked for as it ended, in the time zone of the site: what readers saw last on it.

    Raises:
        UnreadableError: it is neither a day nor a moment with its time zone (ISO 8601), or is yet
            to come.
    """
    given = request.GET.get(AS_OF, "").strip()
    if not given:
        return None
    now = timezone.now()
    if given == timezone.localdate(now).isoformat():
        return now
    moment = _read(given)
    if moment is None:
        raise UnreadableError(
            _("Give a day, as in 2026-03-05, or a moment, as in 2026-03-05T12:00:00Z.")
        )
    if moment > now:
        raise UnreadableError(_("This moment is yet to come. Give an earlier one."))
    return moment


def _read(given: str) -> datetime | None:
    try:
        if day := parse_date(given):
            return timezone.make_aware(datetime.combine(day, time.max))
        # A plus sign that nobody encoded comes as a space.
        moment = parse_datetime(given.replace(" ", "+"))
        return None if moment is None or timezone.is_naive(moment) else moment.astimezone()
    except (ValueError, OverflowError):
        return None
