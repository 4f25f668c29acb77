"""What people are asked about their own account."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from tracker.base.accounts.preferences import time_zones


class PreferencesForm(forms.Form):
    """In which language, time zone and at which hour one is written to."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of e-mails"),
        required=False,
        choices=lambda: [("", gettext_lazy("the site’s own")), *settings.LANGUAGES],
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        required=False,
        choices=lambda: [("", f"{settings.TIME_ZONE}: {gettext('the site’s own')}"), *_zones()],
        help_text=gettext_lazy("Dates and times in e-mails and notices are in this time zone."),
    )
    daily_mail_hour = forms.TypedChoiceField(
        label=gettext_lazy("Time of the daily e-mail and of reminders"),
        coerce=int,
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
    )


def _zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """Time zones by part of the world, as a list has them."""
    parts: dict[str, list[tuple[str, str]]] = {}
    for name in time_zones():
        part, _slash, place = name.partition("/")
        parts.setdefault(part, []).append((name, (place or part).replace("_", " ")))
    return list(parts.items())
