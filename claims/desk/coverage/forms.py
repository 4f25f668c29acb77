"""What the page of the sides looks at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.naming.narrowing import AddressForm, InAddress
from claims.reads.coverage.by_side import Covered


class CoverageForm(AddressForm):
    """A period and an incident, each of which may be left open."""

    recorded_from = forms.DateField(
        label=_("Recorded from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    recorded_to = forms.DateField(
        label=_("Recorded until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    incident = InAddress(
        "incident", label=_("Incident"), help_text=_("Leave it empty for all but exercises.")
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("recorded_from"), cleaned.get("recorded_to")
        if first and last and last < first:
            self.add_error(
                "recorded_to", gettext("This is before the first date. Give a later one or none.")
            )
        return cleaned

    @property
    def scope(self) -> Covered:
        """What is looked at, of a form that is valid."""
        asked = self.cleaned_data
        return Covered(asked["recorded_from"], asked["recorded_to"], asked["incident"])
