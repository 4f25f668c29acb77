"""Forms that change what is recorded: they begin with it, and ask why."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.desk.record.forms import IncidentForm, PartyForm, PlaceForm
from claims.models import PartyKind
from sources.desk.forms import PublisherForm
from sources.models import PublisherKind
from tracker.base.terms import offered
from tracker.base.web.fields import (
    LanguageField,
    LineField,
    LongTextField,
    NamesField,
    PartialDateField,
)
from tracker.base.web.forms import DeskForm


class ThingForm(DeskForm):
    """What every form has that changes a thing: its address, and why it is changed."""

    slug = LineField(
        label=_("Name in addresses"),
        max_length=100,
        help_text=_(
            "Latin letters, digits and hyphens. If you change it, the old address leads to the new."
        ),
        error_messages={"required": _("Give the name that stands in its address.")},
    )
    reason = LongTextField(
        label=_("Reason"),
        rows=2,
        help_text=_("Kept in its history, beside what it said before."),
        error_messages={"required": _("Say why you change it.")},
    )

    def of_kind(self, code: str) -> None:
        """Leave its kind a choice, though it may not be offered any more."""


class NamedForm(ThingForm):
    """The same of what goes by several names."""

    aliases = NamesField(
        label=_("Other names"),
        required=False,
        rows=5,
        help_text=_("One a line, its language first, such as “fr: Gao” or “ar: غاو”."),
    )


class PartyMendForm(PartyForm, NamedForm):
    """A party."""

    field_order = ("name", "acronym", "kind", "aliases", "internal_note", "public_note", "slug")

    def of_kind(self, code: str) -> None:
        """Leave its kind a choice, though it may not be offered any more."""
        _choices(self, offered(PartyKind, also=[code]))


class PlaceMendForm(PlaceForm, NamedForm):
    """A place."""

    field_order = (
        *("name", "aliases", "precision", "latitude", "longitude"),
        *("internal_note", "public_note", "slug", "reason"),
    )


class IncidentMendForm(IncidentForm, ThingForm):
    """An incident."""

    field_order = (
        *("title", "summary", "start", "end", "place", "new_place"),
        *("internal_note", "public_note", "is_exercise", "slug", "reason"),
    )

    def keep_as_it_is(self, why: str) -> None:
        """Leave it what it is, an exercise or none, and say why."""
        field = self.fields["is_exercise"]
        field.disabled, field.help_text = True, why


class PublisherMendForm(PublisherForm, NamedForm):
    """A publisher."""

    internal_note = LongTextField(label=_("Internal note"), required=False, rows=2)
    public_note = LongTextField(label=_("Public note"), required=False, rows=2)
    field_order = (
        *("name", "kind", "country", "homepage", "aliases"),
        *("internal_note", "public_note", "slug", "reason"),
    )

    def of_kind(self, code: str) -> None:
        """Leave its kind a choice, though it may not be offered any more."""
        _choices(self, offered(PublisherKind, also=[code]))


class PageMendForm(DeskForm):
    """A page."""

    title = LongTextField(
        label=_("Title"),
        rows=2,
        max_length=1000,
        help_text=_("As the page words it."),
        error_messages={"required": _("Give its title.")},
    )
    author = LineField(label=_("Author"), max_length=300, required=False)
    language = LanguageField(required=False)
    published = PartialDateField(label=_("Published"))
    reason = LongTextField(
        label=_("Reason"),
        rows=2,
        help_text=_("Kept in the journal of every claim that rests on it."),
        error_messages={"required": _("Say why you change it.")},
    )


def _choices(form: forms.Form, choices: list[tuple[str, str]]) -> None:
    field = form.fields["kind"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
