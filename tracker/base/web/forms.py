"""What every form of the desk has: a key of its own, what it was written against, refusals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.forms.formsets import ManagementForm
from django.forms.utils import ErrorDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.base.acts.names import NameKnown, RowKnown
from tracker.base.acts.snapshot import Snapshot
from tracker.base.acts.submission import LONGEST, Submission
from tracker.base.values.refusal import InvalidValueError, Refusal
from tracker.base.web.together.shown import Meanwhile
from tracker.base.web.unsent.shown import Begun
from tracker.base.writing.lists import colon, comma

CHOOSE = ("", _("choose"))
"""The first line of a list from which somebody has to choose."""


def worded(refusal: Refusal) -> str:
    """What a refusal says, in the reader's language."""
    if isinstance(refusal, InvalidValueError):
        return gettext(refusal.sentence.text) % refusal.sentence.values
    return refusal.message


@dataclass(frozen=True, slots=True)
class Offer:
    """A row that is there already and may be what was meant: ``<field>:<key>`` for its button."""

    value: str
    row: Model


@dataclass(frozen=True, slots=True)
class WayOn:
    """A link beside a refusal: where what was meant can be done."""

    address: str
    words: str


class RefusedHereError(PermissionDenied):
    """What nobody may do here, or not now; answered with 403 and a link that leads on.

    Args:
        said: why.
        way_on: the page of what it was to be done to.
    """

    def __init__(self, said: str, way_on: WayOn) -> None:
        super().__init__(said)
        self.way_on = way_on


@dataclass(frozen=True, slots=True)
class FormProblem:
    """One thing that is wrong at a place of a form.

    Args:
        said: what is wrong and how to mend it.
        label: what the field is called; none where it is about a part as a whole.
        place: the id at which it is mended; none where no field shows it.
        part: in which part of the form it stands, such as a figure.
    """

    said: str
    label: str
    place: str
    part: str

    @property
    def named(self) -> str:
        """What the field is called, within its part: ``Figure 1, Lowest:``."""
        return f"{comma()} ".join(filter(None, (self.part, self.label))) + colon()


@dataclass(frozen=True, slots=True)
class FormProblems:
    """All that is wrong with a form that was sent, as its summary lists it.

    Args:
        whole: what is about no field.
        placed: what is wrong where, in the form's order.
    """

    whole: list[str]
    placed: list[FormProblem]

    def __bool__(self) -> bool:
        return bool(self.whole or self.placed)


def problems(form: forms.BaseForm) -> FormProblems:
    """What is wrong with a form.

    Args:
        form: any form; a desk form may consist of several.
    """
    parts = form.parts() if isinstance(form, DeskForm) else [("", form)]
    placed = [
        problem
        for called, part in parts
        if not isinstance(part, ManagementForm) and not _left_out(part)
        for problem in _problems_of(part, called)
    ]
    return FormProblems([str(said) for said in form.non_field_errors()], placed)


def _left_out(part: forms.BaseForm) -> bool:
    return bool(getattr(part, "cleaned_data", {}).get("DELETE"))


def _problems_of(part: forms.BaseForm, called: str) -> Iterator[FormProblem]:
    if called:
        for said in part.non_field_errors():
            yield FormProblem(str(said), "", f"id_{part.prefix}", called)
    for name in part.fields:
        for said in part.errors.get(name, ()):
            yield FormProblem(str(said), str(part[name].label), _place_of(part[name]), called)


def _place_of(field: BoundField) -> str:
    if field.is_hidden:
        return ""
    return field.id_for_label or field.auto_id


class RefusableForm(forms.Form):
    """A form in which a refusal of an operation finds its place."""

    error_css_class = "has-error"
    named_otherwise: ClassVar[Mapping[str, str]] = {}
    """Fields that the operation calls otherwise: its name -> the form's."""

    def refuse(self, refusal: Refusal) -> None:
        """Say at its field why the act was refused, or above the form if it is about no field.

        What else it was refused for is said as well, once at each field.
        """
        for one in (refusal, *refusal.besides):
            name = self.named_otherwise.get(one.field or "", one.field)
            place = name if name in self.fields else None
            if one is refusal or place not in self.errors:
                self.add_error(place, forms.ValidationError(worded(one), code=one.code))

    def refuse_all(self, refusals: Iterable[Refusal]) -> None:
        """Say beside what the form itself found wrong what the operation would refuse.

        Args:
            refusals: what it would; of a field at which something is wrong already it is left out.
        """
        for one in refusals:
            if self.named_otherwise.get(one.field or "", one.field) not in self.errors:
                self.refuse(one)


class DeskForm(RefusableForm):
    """A form that carries a key of its own and what it was written against."""

    instead_of: ClassVar[Mapping[str, Sequence[str]]] = {}
    """A field that chooses a row -> the fields that name a new one in its place."""
    together: ClassVar[Sequence[str]] = ()
    """Beginnings of the names of fields that are one thing, such as rows of figures."""

    meanwhile: Meanwhile | None = None
    """What somebody else changed while it was open."""
    was_kept = False
    """Whether what is in it was sent by somebody who was signed out."""
    kept_words = ""
    """What is said of what was typed into it and not accepted: that it is kept, or why not."""
    chosen_instead = False
    """Whether a row that was offered has just been chosen."""
    begun: Begun | None = None
    """What was typed into it before and not sent."""
    way_on: WayOn | None = None
    """Where what was refused can be done otherwise."""
    sent_before = ""
    """The address that an earlier sending of it came to."""
    offers: Sequence[Offer] = ()
    """Rows that are there already and may be what was meant."""
    offers_names = False
    """Whether they go by the name that was given, so that one can say that there are two of it."""

    submission = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST)

    def parts(self) -> Iterator[tuple[str, forms.BaseForm]]:
        """The forms that it consists of, each with what it is called."""
        yield "", self

    def show_only(self) -> None:
        """Show what is in it without saying what is wrong with it: it was not sent."""
        for _label, part in self.parts():
            if isinstance(part, RefusableForm):
                # As if it had been looked at and nothing been found.
                vars(part).update(_errors=ErrorDict(), cleaned_data={})

    def refuse(self, refusal: Refusal) -> None:
        """Say why the act was refused, and offer what is there already."""
        super().refuse(refusal)
        if isinstance(refusal, RowKnown):
            place = self.named_otherwise.get(refusal.field or "", refusal.field)
            own = "" if refusal.key == "pk" else place
            self.offer(
                refusal,
                at=next((name for name, new in self.instead_of.items() if place in new), own),
            )

    def offer(self, refusal: RowKnown, *, at: str | None) -> None:
        """Offer the rows that are there already, to be chosen in a field."""
        self.offers = [Offer(f"{at}:{getattr(row, refusal.key)}", row) for row in refusal.known]
        self.offers_names = isinstance(refusal, NameKnown)

    def carry(self, seen: Snapshot | None) -> None:
        """Give it a new key, and what its page shows."""
        value = Submission.write(seen)
        if self.is_bound:
            sent: Any = self.data
            data = sent.copy()
            data[self.add_prefix("submission")] = value
            self.data = data
        else:
            self.initial["submission"] = value
