"""What every form of the desk has: a key of its own, what it was written against, refusals."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django import forms
from django.db.models import Model
from django.forms.utils import ErrorDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.base.acts.idempotency import LONGEST_KEY
from tracker.base.acts.names import NameKnown
from tracker.base.acts.snapshot import MOST_BYTES, Snapshot
from tracker.base.values.refusal import InvalidValueError, Refusal
from tracker.base.web.shown import Meanwhile

CHOOSE = ("", _("choose"))
"""The first line of a list from which somebody has to choose."""


def worded(refusal: Refusal) -> str:
    """What a refusal says, in the reader's language."""
    if isinstance(refusal, InvalidValueError):
        return gettext(refusal.sentence.text) % refusal.sentence.values
    return refusal.message


@dataclass(frozen=True, slots=True)
class Submission:
    """What a form carries beside what is typed, in one hidden field: ``key|token``.

    Args:
        key: its own, so that sending it twice does one thing; "" where there is none of ours.
        seen: what it was written against; None where it does not say.
    """

    key: str
    seen: Snapshot | None

    @classmethod
    def read(cls, value: str) -> Self:
        """Read the field; a key that is none of ours is left aside."""
        key, _bar, token = value.partition("|")
        is_ours = key.isascii() and key.isalnum() and len(key) <= LONGEST_KEY
        return cls(key if is_ours else "", Snapshot.read(token))

    @classmethod
    def write(cls, seen: Snapshot | None) -> str:
        """The field of a form that is shown now."""
        return uuid.uuid4().hex + (f"|{seen.token()}" if seen else "")


@dataclass(frozen=True, slots=True)
class Offer:
    """A row that is there already and may be what was meant: ``<field>:<key>`` for its button."""

    value: str
    row: Model


class RefusableForm(forms.Form):
    """A form in which a refusal of an operation finds its place."""

    error_css_class = "has-error"
    named_otherwise: ClassVar[Mapping[str, str]] = {}
    """Fields that the operation calls otherwise: its name -> the form's."""
    only_shown = False
    """Whether it is filled in but was not sent, so that nothing in it is wrong yet."""

    @property
    def errors(self) -> ErrorDict:
        """What is wrong; nothing, where nothing was sent."""
        return ErrorDict() if self.only_shown else super().errors

    def refuse(self, refusal: Refusal) -> None:
        """Say at its field why the act was refused, or above the form if it is about no field."""
        name = self.named_otherwise.get(refusal.field or "", refusal.field)
        place = name if name in self.fields else None
        self.add_error(place, forms.ValidationError(worded(refusal), code=refusal.code))


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
    chosen_instead = False
    """Whether a row that was offered has just been chosen."""
    sent_before = ""
    """The address that an earlier sending of it came to."""
    offers: Sequence[Offer] = ()
    """Rows that are there already and may be what was meant."""

    submission = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=LONGEST_KEY + 1 + MOST_BYTES
    )

    def parts(self) -> Iterator[tuple[str, forms.BaseForm]]:
        """The forms that it consists of, each with what it is called."""
        yield "", self

    def show_only(self) -> None:
        """Show what is in it without saying what is wrong with it: it was not sent."""
        for _label, part in self.parts():
            if isinstance(part, RefusableForm):
                part.only_shown, part.cleaned_data = True, {}

    def clean_submission(self) -> Submission:
        """Read what it carries."""
        return Submission.read(self.cleaned_data["submission"])

    def refuse(self, refusal: Refusal) -> None:
        """Say why the act was refused, and offer what is there already."""
        super().refuse(refusal)
        if isinstance(refusal, NameKnown):
            place = self.named_otherwise.get(refusal.field or "", refusal.field)
            chooses = next((name for name, new in self.instead_of.items() if place in new), "")
            self.offers = [Offer(f"{chooses}:{row.pk}", row) for row in refusal.known]

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
