"""The form of a claim, with one row a figure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from claims.desk.record.forms import keys
from claims.models import Incident, Nature, Party, PartyKind, Place, Wording
from claims.operations.figures import FigureInput, check_figures
from claims.rules.figures import Measure, Qualifier, read
from sources.desk.forms import CHOOSE
from sources.models import Publisher
from tracker.base.acts.refusal import Refusal
from tracker.base.values.choices import choices
from tracker.base.web.fields import LanguageField, LineField, LongTextField, PartialDateField
from tracker.base.web.submissions import DeskForm

MOST_FIGURES = 20
LONGEST_WORDS = 200
PREFIX = "figures"


class ClaimForm(DeskForm):
    """One statement by one claimant about one incident."""

    incident = forms.ModelChoiceField(
        queryset=Incident.objects.all(),
        label=_("Incident"),
        empty_label=_("choose"),
        error_messages={"required": _("Choose the incident.")},
    )
    claimant = forms.ModelChoiceField(
        queryset=Party.objects.all(),
        label=_("Claimant"),
        required=False,
        empty_label=_("choose, or add a new one below"),
        help_text=_("Who says it. If nobody is named, add “Unattributed” below, of that kind."),
    )
    new_claimant = LineField(label=_("Claimant not in the list"), required=False)
    new_claimant_kind = forms.ChoiceField(
        label=_("Kind of the new claimant"), choices=[CHOOSE, *PartyKind.choices], required=False
    )
    spokesperson = LineField(label=_("Spokesperson"), required=False)
    outlet = forms.ModelChoiceField(
        queryset=Publisher.objects.all(),
        label=_("Outlet"),
        required=False,
        empty_label=_("none"),
        help_text=_("Only where an outlet says it in its own voice and names no claimant."),
    )
    statement = LongTextField(
        label=_("Statement"), error_messages={"required": _("Write what is said.")}
    )
    wording = forms.ChoiceField(
        label=_("Whose words"),
        choices=Wording.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whose words these are.")},
    )
    language = LanguageField(label=_("Language of the statement"), initial="en")
    nature = forms.ChoiceField(
        label=_("Nature"), choices=Nature.choices, initial=Nature.STATEMENT.value
    )
    made_on = PartialDateField(label=_("Made on"))
    place = forms.ModelChoiceField(
        queryset=Place.objects.all(),
        label=_("Place, if it differs from the incident's"),
        required=False,
        empty_label=_("same, or not known"),
    )
    note = LongTextField(label=_("Note for colleagues"), required=False, rows=2)

    def clean(self) -> dict[str, Any]:
        """Ask for one claimant, known or new."""
        data = super().clean() or {}
        known, new = data.get("claimant"), data.get("new_claimant")
        if not known and not new and "claimant" not in self.errors:
            self.add_error("claimant", _("Choose the claimant, or name a new one."))
        if known and new:
            self.add_error("new_claimant", _("Choose a claimant or name a new one, not both."))
        if new and not known and not data.get("new_claimant_kind"):
            self.add_error("new_claimant_kind", _("Say what kind of party it is."))
        return data


class RevisionForm(ClaimForm):
    """A claim that was written down before; changing what others read needs a reason."""

    reason = LongTextField(
        label=_("Why it is changed"),
        rows=2,
        required=False,
        help_text=_("It is kept in the journal."),
        error_messages={"required": _("Say why it is changed.")},
    )

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason


class FigureForm(forms.Form):
    """One number in a claim. The words may be read into low, best and high."""

    words = LineField(
        label=_("As worded"),
        required=False,
        help_text=_("The words as written, such as “at least 12” or “dozens”."),
    )
    measure = forms.ChoiceField(
        label=_("Measure"),
        choices=[CHOOSE, *choices(Measure)],
        error_messages={"required": _("Choose what is counted.")},
    )
    subjects = forms.ModelMultipleChoiceField(
        queryset=Party.objects.all(),
        label=_("Whose"),
        required=False,
        help_text=_("Two or more only where one number counts them together."),
    )
    qualifier = forms.ChoiceField(
        label=_("How surely"), choices=choices(Qualifier), initial=Qualifier.EXACT.value
    )
    low = forms.DecimalField(label=_("Low"), required=False, max_digits=14, decimal_places=3)
    best = forms.DecimalField(label=_("Best"), required=False, max_digits=14, decimal_places=3)
    high = forms.DecimalField(label=_("High"), required=False, max_digits=14, decimal_places=3)
    note = LineField(label=_("Note"), max_length=500, required=False)
    # Keeps a row that was imported with low, best and high out of order as it was published.
    as_published = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subjects"].widget.attrs["size"] = 4

    def clean(self) -> dict[str, Any]:
        """Read the words where no number was typed; vague words get no number."""
        data = super().clean() or {}
        given = [data.get(name) for name in ("low", "best", "high")]
        vague = data.get("qualifier") in {Qualifier.VAGUE.value, Qualifier.NONE.value}
        if all(number is None for number in given) and not vague and not self.errors:
            self.add_error(
                "best",
                _("Give a number, or say how surely: “no exact number” or “no number given”."),
            )
        if not self.errors:
            self._ask_the_operation(data)
        return data

    def _ask_the_operation(self, data: dict[str, Any]) -> None:
        """Say now what the operation would refuse, together with what else is wrong on the page."""
        try:
            check_figures([figure_input(data)])
        except Refusal as refusal:
            _refuse(self, (refusal.field or "").rpartition("-")[2], refusal.message, refusal.code)


def figure_input(data: dict[str, Any]) -> FigureInput:
    """Give a row's ``cleaned_data`` as the operations take a figure."""
    return FigureInput(
        measure=data["measure"],
        qualifier=data["qualifier"],
        subjects=list(data["subjects"]),
        low=data["low"],
        best=data["best"],
        high=data["high"],
        wording=data["words"],
        note=data["note"],
        as_published=data["as_published"],
    )


class _Figures(BaseFormSet):  # type: ignore[type-arg]
    """The figures of a claim. A row that says nothing is no figure, wherever it stands."""

    def initial_form_count(self) -> int:
        """No row that is sent has to be filled in."""
        return 0 if self.is_bound else super().initial_form_count()


FigureFormSet = formset_factory(
    FigureForm,
    formset=_Figures,
    extra=1,
    max_num=MOST_FIGURES,
    absolute_max=MOST_FIGURES + 5,
    validate_max=True,
    can_delete=True,
)


def sent_rows(data: Any) -> list[dict[str, Any]]:
    """What was sent of each figure, to show it again without judging it.

    Args:
        data: what was sent (a QueryDict).
    """
    count = min(max(keys(data.getlist(f"{PREFIX}-TOTAL_FORMS")), default=0), MOST_FIGURES)
    return [_sent_row(data, f"{PREFIX}-{index}") for index in range(count)]


def _sent_row(data: Any, row: str) -> dict[str, Any]:
    return {
        name: data.getlist(f"{row}-{name}") if name == "subjects" else data.get(f"{row}-{name}")
        for name in FigureForm.base_fields
    }


def read_into(row: dict[str, Any], language: str) -> None:
    """Read a figure's words into its qualifier, low, best and high.

    Args:
        row: what was sent of one figure; changed in place. Without words nothing is changed.
        language: the language tag of the statement.
    """
    words = (row["words"] or "")[:LONGEST_WORDS].strip()
    if not words:
        return
    reading = read(words, language=language)
    row["qualifier"] = reading.qualifier.value
    for name in ("low", "best", "high"):
        row[name] = written(getattr(reading, name))


def written(number: Decimal | None) -> str:
    """Write a number for a form field, without idle noughts."""
    return "" if number is None else f"{number.normalize():f}"


def place_refusal(formset: BaseFormSet[Any], field: str | None, message: str, code: str) -> bool:
    """Put a refusal such as ``figures-0-low`` at its row; True when it has one.

    Args:
        formset: the figures that were sent.
        field: the refusal's field; rows count from 0, as they were handed to the operation.
        message: what is wrong.
        code: the same for programs.
    """
    kind, _dash, rest = (field or "").partition("-")
    index, _dash, name = rest.partition("-")
    rows = kept_forms(formset)
    if kind != PREFIX or not index.isdigit() or int(index) >= len(rows):
        return False
    _refuse(rows[int(index)], name, message, code)
    return True


def _refuse(form: forms.Form, name: str, message: str, code: str) -> None:
    """Add a refusal to a row, at the field that the operation calls ``name``."""
    name = {"wording": "words"}.get(name, name)
    form.add_error(name if name in form.fields else None, forms.ValidationError(message, code=code))


def kept_forms(formset: BaseFormSet[Any]) -> list[Any]:
    """The rows that say something and are not marked for removal."""
    deleted = set(formset.deleted_forms)
    return [form for form in formset.forms if form.has_changed() and form not in deleted]
