"""Lists are narrowed by names that are typed; in their addresses these stand by their slugs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.desk.naming.forms import TYPED, ByName, ByNameField, ask_which, kinds_of
from claims.desk.naming.sent import take_names
from tracker.base.web.act_view import Words


class NameInAddress(ByName):
    """A box to type a name in, of a form whose address others may be sent."""

    by_slug = True

    def format_value(self, _value: Any) -> str | None:
        """The key of the row that is chosen, of which the address has the slug."""
        return next((str(key) for key in self.rows), None)


class InAddress(ByNameField):
    """A row that is chosen by any of its names, or none.

    Args:
        kind: of which rows: "incident", "party", "place" or "publisher".
        label: what it is called in the form.
        help_text: what is said at it.
    """

    def __init__(self, kind: str, *, label: Words, help_text: Words = "") -> None:
        super().__init__(
            kind,
            box=NameInAddress,
            label=label,
            help_text=help_text,
            required=False,
            to_field_name="slug",
        )


class AddressForm(forms.Form):
    """A form in an address, with fields that are chosen by name.

    Args:
        sent: the parameters of the address; None where there are none.
    """

    def __init__(self, sent: QueryDict | None) -> None:
        taken, self.unmet = take_names(sent or QueryDict(), kinds_of(type(self)), key="slug")
        super().__init__(None if sent is None else taken)

    @property
    def address(self) -> str:
        """What is asked for, as the address has it once each name says one row."""
        return self.data.urlencode() if isinstance(self.data, QueryDict) else ""

    @property
    def parameters(self) -> list[str]:
        """The names that its address may have."""
        return [*self.fields, *(name + TYPED for name in kinds_of(type(self)))]

    def full_clean(self) -> None:
        """Show what is chosen, and ask which is meant where nobody can tell."""
        super().full_clean()
        if not self.is_bound:
            return
        ask_which([self], self.unmet)
        for name in kinds_of(type(self)):
            row, widget = self.cleaned_data.get(name), self.fields[name].widget
            assert isinstance(widget, ByName)
            widget.rows = {} if row is None else {row.pk: row}


class DossierFilter(AddressForm):
    """Of which dossier rows are listed."""

    incident = InAddress("incident", label=_("Dossier"))
