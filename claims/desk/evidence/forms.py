"""The forms of a publisher's grade and of words that were written down wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from sources.models import Grade
from tracker.base.values.choices import coded_choices
from tracker.base.web.fields import LineField, LongTextField
from tracker.base.web.forms import DeskForm


class GradeForm(DeskForm):
    """A judgement of a publisher's reliability."""

    grade = forms.ChoiceField(
        label=_("Grade"),
        choices=coded_choices(Grade.choices),
        widget=forms.RadioSelect,
    )
    reason = LongTextField(label=_("Reason"), help_text=_("Readers see it beside the grade."))


class TypedWordsForm(DeskForm):
    """Words of a page, with a few around them."""

    named_otherwise: ClassVar[Mapping[str, str]] = {"prefix": "before", "suffix": "after"}

    exact = LongTextField(
        label=_("Exact words"),
        rows=3,
        help_text=_("Copied from the page. They are checked in every sealed copy of it."),
    )
    before = LineField(label=_("A few words before"), max_length=500, required=False)
    after = LineField(label=_("A few words after"), max_length=500, required=False)


class MendForm(TypedWordsForm):
    """The words of a page as they should have been written down."""

    reason = LongTextField(
        label=_("Reason"),
        rows=2,
        help_text=_("It is kept in the journal."),
        error_messages={"required": _("Give the reason.")},
    )
