"""Forms about incidents, parties, places, translations and pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from claims.desk.naming.forms import ByNameField
from claims.desk.naming.narrowing import AddressForm, InAddress
from claims.desk.record import notes
from claims.models import Claim, PartyKind, PlacePrecision
from claims.operations.scene import NewPlace
from claims.rules.grounds import Ground
from claims.rules.states import ClaimStatus
from tracker.base.terms import offered
from tracker.base.values.choices import choices
from tracker.base.web.fields import LanguageField, LineField, LongTextField, PartialDateField
from tracker.base.web.forms import CHOOSE, DeskForm


class PartyForm(DeskForm):
    """A new party."""

    name = LineField(label=_("Name"), error_messages={"required": _("Give its name.")})
    acronym = LineField(label=_("Acronym"), max_length=30, required=False)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=lambda: [CHOOSE, *offered(PartyKind)],
        error_messages={"required": _("Say what kind of party it is.")},
    )
    internal_note = notes.for_colleagues()
    public_note = notes.for_readers()


class PlaceForm(DeskForm):
    """A new place."""

    name = LineField(label=_("Name"), error_messages={"required": _("Give its name.")})
    precision = forms.ChoiceField(
        label=_("How exactly it is known"),
        choices=PlacePrecision.choices,
        initial=PlacePrecision.UNKNOWN,
    )
    latitude = forms.DecimalField(
        label=_("Latitude"),
        required=False,
        min_value=-90,
        max_value=90,
        max_digits=8,
        decimal_places=5,
        help_text=_("Degrees north; empty if not known."),
    )
    longitude = forms.DecimalField(
        label=_("Longitude"),
        required=False,
        min_value=-180,
        max_value=180,
        max_digits=8,
        decimal_places=5,
        help_text=_("Degrees east; empty if not known."),
    )
    internal_note = notes.for_colleagues()
    public_note = notes.for_readers()


class IncidentForm(DeskForm):
    """A new incident."""

    named_otherwise: ClassVar[Mapping[str, str]] = {"place.name": "new_place"}
    instead_of: ClassVar[Mapping[str, Sequence[str]]] = {"place": ("new_place",)}

    title = LineField(
        label=_("Title"),
        max_length=300,
        help_text=_("What is said to have happened, in words that take no side."),
        error_messages={"required": _("Give it a title.")},
    )
    summary = LongTextField(label=_("Summary"), required=False)
    start = PartialDateField(label=_("First day"))
    end = PartialDateField(label=_("Last day"))
    place = ByNameField("place", new="new_place", label=_("Place"), required=False)
    new_place = LineField(
        label=_("Name of the new place"),
        required=False,
        help_text=_("Its name; position and precision can be added as a place of its own."),
    )
    internal_note = notes.for_colleagues()
    public_note = notes.for_readers()
    is_exercise = forms.BooleanField(
        label=_("This is an exercise: invented, and every page says so"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two places for one incident."""
        data = super().clean() or {}
        if data.get("place") and data.get("new_place"):
            self.add_error("new_place", _("Choose a place or name a new one, not both."))
        elif data.get("new_place"):
            data["place"] = NewPlace(data["new_place"], another="another" in self.data)
        return data


class TranslationForm(DeskForm):
    """A statement in another language."""

    language = LanguageField(label=_("Language of the translation"))
    text = LongTextField(
        label=_("Translation"), error_messages={"required": _("Write the translation.")}
    )
    translator = LineField(
        label=_("Translated by somebody else"),
        required=False,
        help_text=_(
            "The person or the program. Readers are told that nobody has confirmed the name; "
            "empty: you translated it yourself."
        ),
    )
    reason = LongTextField(
        label=_("Why it is added now"),
        rows=2,
        help_text=_("Reviewers judge this claim, or have judged it. Kept in the journal."),
        error_messages={"required": _("Say why it is added now.")},
    )


class PairForm(DeskForm):
    """Which claim this one answers, and on what ground."""

    answers = forms.ModelChoiceField(
        queryset=Claim.objects.none(),
        label=_("The claim it answers"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose the claim that is answered.")},
    )
    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=choices(Ground),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the ground on which it answers the other.")},
    )
    internal_note = notes.for_colleagues()
    public_note = notes.for_readers()
    reason = LongTextField(
        label=_("Why they are paired now"),
        required=False,
        rows=2,
        needed_if=_("(if reviewers judge one of the two claims, or have judged it)"),
    )

    def choose_from(self, claims: QuerySet[Claim]) -> None:
        """Set the claims that may be answered."""
        field = self.fields["answers"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = claims


class SearchForm(forms.Form):
    """Words to look for; what does not fit is no search rather than an error."""

    q = LineField(label=_("Words"), required=False)


class ClaimsFilter(AddressForm, SearchForm):
    """Which claims of the desk are listed."""

    claimant = InAddress("party", label=_("Claimant"))
    incident = InAddress("incident", label=_("Incident"))
    status = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all states")), *choices(ClaimStatus)]
    )


class RetractForm(DeskForm):
    """Why something that readers may have seen is taken back."""

    reason = LongTextField(
        label=_("Reason"),
        help_text=_("Readers who have seen it read when it was taken back, and this."),
        error_messages={"required": _("Give the reason.")},
    )


class ReasonForm(DeskForm):
    """A reason, kept in the journal; where others read it too, its field says who instead."""

    def __init__(self, *args: Any, read: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if read:
            self.fields["reason"].help_text = read

    reason = LongTextField(
        label=_("Reason"),
        help_text=_("It is kept in the journal."),
        error_messages={"required": _("Give the reason.")},
    )
