"""What administrators are asked of a measure, a kind or a rating."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from claims.models import Measure
from claims.rules.actors import Actor
from claims.rules.figures import Counts
from claims.rules.ratings import FALSEST, TRUEST, Asserts
from tracker.base.terms import offered
from tracker.base.values.choices import choices
from tracker.base.values.text import LONGEST_CODE
from tracker.base.web.fields import LineField, LongTextField, WordedField
from tracker.base.web.forms import DeskForm

ALONE, NONE = "", "-"


def _comparable(recorded: str = NONE) -> list[tuple[str, Any]]:
    """Choices; what is recorded stays one though it is offered no more."""
    return [
        (ALONE, _("each other alone")),
        (NONE, _("nothing, not even each other")),
        *offered(Measure, also=[recorded]),
    ]


def _places() -> list[tuple[str, Any]]:
    """Choices: the places on the scale, the truest first, and that it has none."""
    ends = {TRUEST: _("true"), FALSEST: _("false")}
    scale = range(TRUEST, FALSEST - 1, -1)
    return [
        ("", _("not on the scale")),
        *((str(n), format_lazy("{}: {}", n, ends[n]) if n in ends else str(n)) for n in scale),
    ]


class TermForm(DeskForm):
    """A term of any list. One that is there has its code, and a reason for changing it."""

    code = LineField(
        label=_("Code"),
        max_length=LONGEST_CODE,
        help_text=_("For programs and files, such as drones_destroyed. It never changes."),
    )
    labels = WordedField(
        label=_("Name"), help_text=_("A language a line, such as “fr: Drones détruits”.")
    )

    def clean(self) -> dict[str, Any]:
        """Put together what the list says of the term besides its code and labels."""
        data = super().clean() or {}
        if not self.errors:
            data["columns"] = self.columns(data)
        return data

    def columns(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """What the list says of the term besides its code and labels, of what was typed."""
        return {}

    def of_existing(self) -> None:
        """Ask what is asked of a term that is there."""
        del self.fields["code"]
        self.fields["is_offered"] = forms.BooleanField(
            label=_("Offered in forms"),
            required=False,
            help_text=_("What uses it keeps it either way."),
        )
        self.fields["reason"] = LongTextField(
            label=_("Why it is changed"),
            rows=2,
            help_text=_("It is kept in the journal."),
            error_messages={"required": _("Say why it is changed.")},
        )


class MeasureForm(TermForm):
    """What figures may count."""

    units = WordedField(
        label=_("Unit"),
        required=False,
        help_text=_("What one of it is, in the plural, such as “en: drones”."),
    )
    words = WordedField(
        label=_("Words that name it"),
        required=False,
        several=True,
        help_text=_("With commas between them, such as “en: drones downed, drones shot down”."),
    )
    counts = forms.ChoiceField(
        label=_("Counts"), choices=choices(Counts), initial=Counts.LOSSES.value
    )
    compared_with = forms.ChoiceField(
        label=_("Its figures are compared with"), choices=_comparable, required=False
    )

    def of_existing(self) -> None:
        """Let it stay compared with what it is."""
        super().of_existing()
        field = self.fields["compared_with"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = _comparable(self.initial["compared_with"])

    def columns(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Unit, words, what it counts, what it is compared with."""
        other = data["compared_with"]
        return {
            **{name: data[name] for name in ("units", "words", "counts")},
            "is_compared": other != NONE,
            "compared_with": "" if other == NONE else other,
        }


class PartyKindForm(TermForm):
    """What sort of actor a party is."""

    actor = forms.ChoiceField(
        label=_("Who speaks"), choices=choices(Actor), initial=Actor.ORGANISATION.value
    )

    def columns(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Who speaks."""
        return {"actor": data["actor"]}


class PublisherKindForm(TermForm):
    """What sort of house a publisher is."""


class RatingForm(TermForm):
    """What reviewers and verdicts may say of a claim."""

    meanings = WordedField(
        label=_("Meaning"),
        rows=8,
        help_text=_("One sentence, a language a line. Reviewers and readers see it."),
    )
    number = forms.TypedChoiceField(
        label=_("Place on the scale of truth"),
        choices=_places,
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("None where a number would be invented: readers then see no steps."),
    )
    asserts = forms.ChoiceField(
        label=_("Says of the figure"), choices=choices(Asserts), initial=Asserts.NOTHING.value
    )
    leaves_open = forms.BooleanField(
        label=_("Says that nothing is decided"),
        required=False,
        help_text=_("Every split between reviewers may be settled so."),
    )
    position = forms.IntegerField(
        label=_("Place in lists"),
        required=False,
        min_value=0,
        max_value=999,
        help_text=_("From the top. Without one it comes last."),
    )

    def columns(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Meaning, place on the scale and in lists, what it says of the figure."""
        names = ("meanings", "number", "asserts", "leaves_open", "position")
        return {name: data[name] for name in names}


class ReplyTextForm(DeskForm):
    """What people outside are sent about a claim with this rating."""

    body = LongTextField(
        label=_("Text"),
        rows=10,
        required=False,
        help_text=_("Left empty, none is offered in this language."),
    )


FORMS: Mapping[str, type[TermForm]] = {
    "measures": MeasureForm,
    "party-kinds": PartyKindForm,
    "publisher-kinds": PublisherKindForm,
    "ratings": RatingForm,
}
"""The form of each list."""
