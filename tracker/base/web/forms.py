"""What every form of the desk has: a key of its own, and a place for a refusal."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.base.values.refusal import InvalidValueError, Refusal

CHOOSE = ("", _("choose"))
"""The first line of a list from which somebody has to choose."""


def _new_key() -> str:
    return uuid.uuid4().hex


def worded(refusal: Refusal) -> str:
    """What a refusal says, in the reader's language."""
    if isinstance(refusal, InvalidValueError):
        return gettext(refusal.sentence.text) % refusal.sentence.values
    return refusal.message


class RefusableForm(forms.Form):
    """A form in which a refusal of an operation finds its place."""

    error_css_class = "has-error"
    named_otherwise: ClassVar[Mapping[str, str]] = {}
    """Fields that the operation calls otherwise: its name -> the form's."""

    def refuse(self, refusal: Refusal) -> None:
        """Say at its field why the act was refused, or above the form if it is about no field."""
        name = self.named_otherwise.get(refusal.field or "", refusal.field)
        place = name if name in self.fields else None
        self.add_error(place, forms.ValidationError(worded(refusal), code=refusal.code))


class DeskForm(RefusableForm):
    """A form that carries a key of its own, so that sending it twice does one thing."""

    submission = forms.CharField(
        widget=forms.HiddenInput, required=False, max_length=64, initial=_new_key
    )
