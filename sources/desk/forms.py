"""Forms about publishers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sources.models import PublisherKind
from tracker.base.terms import offered
from tracker.base.web.fields import AddressField, LineField
from tracker.base.web.forms import CHOOSE, DeskForm


class PublisherForm(DeskForm):
    """A new publisher."""

    name = LineField(label=_("Name"))
    kind = forms.ChoiceField(label=_("Kind"), choices=lambda: [CHOOSE, *offered(PublisherKind)])
    country = forms.RegexField(
        r"\A[A-Za-z]{2}\Z",
        label=_("Country"),
        required=False,
        help_text=_("Two letters (ISO 3166-1), such as ML. Empty: not known."),
        error_messages={"invalid": _("Give two letters, such as ML, or leave it empty.")},
    )
    homepage = AddressField(label=_("Home page"), required=False, max_length=500, assume_https=True)

    def clean_country(self) -> str:
        """Write the country's code as the standard does."""
        return str(self.cleaned_data["country"]).upper()
