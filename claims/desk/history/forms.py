"""Which lines of the journal are wanted."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.reads.journal.events import JournalWanted
from claims.rules.acts import CLAIM_ACTS
from tracker.base.people.models import User
from tracker.base.web.fields import LineField

LARGEST_KEY = 2**53


def _acts() -> list[tuple[str, Any]]:
    written = [(act.name, _(act.label)) for act in CLAIM_ACTS if act.verbs]
    return [("", _("everything")), *written]


class JournalFilter(forms.Form):
    """Who, what, when, why, and of which claim or page; what does not fit narrows nothing."""

    person = forms.ModelChoiceField(
        queryset=User.objects.order_by("name", "username"),
        label=_("Person"),
        required=False,
        empty_label=_("everybody"),
    )
    act = forms.ChoiceField(label=_("What was done"), choices=_acts, required=False)
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    q = LineField(label=_("Words of the reason"), required=False)
    claim = forms.IntegerField(
        label=_("Number of the claim"), required=False, min_value=1, max_value=LARGEST_KEY
    )
    page = forms.IntegerField(
        label=_("Number of the page"), required=False, min_value=1, max_value=LARGEST_KEY
    )

    def wanted(self) -> JournalWanted:
        """What is wanted, as far as it could be read."""
        self.is_valid()
        data = self.cleaned_data
        act = next((one for one in CLAIM_ACTS if one.name == data.get("act")), None)
        person: User | None = data.get("person")
        until: date | None = data.get("until")
        return JournalWanted(
            person=person.pk if person else None,
            verbs=tuple(act.verbs) if act else (),
            since=_midnight(data.get("since")),
            before=_midnight(until + timedelta(days=1)) if until and until < date.max else None,
            words=data.get("q", ""),
            claim=data.get("claim"),
            page=data.get("page"),
        )


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), tzinfo=UTC)
