"""The form of the search page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.reads import public_rows, search
from claims.rules.grounds import Ground
from claims.rules.states import PublicStatus
from claims.rules.verdicts import Rating
from tracker.base.values.choices import choices

_ANY = ("", _("any"))


def _languages() -> list[tuple[str, str | Promise]]:
    """The languages that public claims are in."""
    return [_ANY, *((tag, tag) for tag in search.languages_in_use())]


def _measures() -> list[tuple[str, str | Promise]]:
    """What figures of public claims count."""
    return [_ANY, *((each.code, each.named) for each in search.measures_in_use())]


class PublicSearchForm(forms.Form):
    """The filters of the search page."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=200,
        strip=True,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    party = forms.ModelChoiceField(
        label=_("Party"),
        queryset=public_rows.parties().order_by("name"),
        to_field_name="slug",
        required=False,
        empty_label=_("any"),
    )
    incident = forms.ModelChoiceField(
        label=_("Incident"),
        queryset=public_rows.incidents().order_by("title"),
        to_field_name="slug",
        required=False,
        empty_label=_("any"),
    )
    measure = forms.ChoiceField(label=_("Figure of"), choices=_measures, required=False)
    ground = forms.ChoiceField(
        label=_("Disputed on"), choices=[_ANY, *choices(Ground)], required=False
    )
    status = forms.ChoiceField(
        label=_("Status"), choices=[_ANY, *choices(PublicStatus)], required=False
    )
    rating = forms.ChoiceField(label=_("Verdict"), choices=[_ANY, *choices(Rating)], required=False)
    language = forms.ChoiceField(label=_("Language"), choices=_languages, required=False)
    made_from = forms.DateField(
        label=_("Made from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    made_to = forms.DateField(
        label=_("Made until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a span of dates that ends before it begins."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("made_from"), cleaned.get("made_to")
        if first and last and last < first:
            self.add_error(
                "made_to", gettext("This is before the first date. Give a later one or none.")
            )
        return cleaned

    def filters(self) -> search.SearchFilters:
        """The filters of a valid form."""
        given = dict(self.cleaned_data)
        return search.SearchFilters(text=given.pop("q"), **given)
