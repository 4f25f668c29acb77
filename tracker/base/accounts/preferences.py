"""In which language, time zone and at which hour somebody is written to."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from functools import cache

from django.conf import settings
from django.utils import timezone, translation

from tracker.base.people.models import User


def zone_of(person: User) -> tzinfo:
    """Their time zone; the house's where they have chosen none, or one that is gone."""
    try:
        return zoneinfo.ZoneInfo(person.time_zone or settings.TIME_ZONE)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return timezone.get_default_timezone()


def mail_language_of(person: User) -> str:
    """Their language; the house's where they have chosen none, or one that is not spoken here."""
    spoken = {code for code, _name in settings.LANGUAGES}
    return person.language if person.language in spoken else settings.LANGUAGE_CODE


@contextmanager
def as_read_by(person: User) -> Iterator[None]:
    """Word and date everything within as this person reads it."""
    with translation.override(mail_language_of(person)), timezone.override(zone_of(person)):
        yield


def local_time(person: User, at: datetime) -> datetime:
    """A moment by this person's own clock."""
    return at.astimezone(zone_of(person))


@cache
def time_zones() -> tuple[str, ...]:
    """The names of all time zones that a person may choose."""
    known = zoneinfo.available_timezones()
    places = {name for name in known if "/" in name and not name.startswith(("Etc/", "SystemV/"))}
    return ("UTC", *sorted(places))
