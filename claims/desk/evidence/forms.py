"""The form of a publisher's grade."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sources.models import Grade
from tracker.base.values.choices import coded_choices
from tracker.base.web.fields import LongTextField
from tracker.base.web.forms import DeskForm


class GradeForm(DeskForm):
    """A judgement of a publisher's reliability."""

    grade = forms.ChoiceField(
        label=_("Grade"),
        choices=coded_choices(Grade.choices),
        widget=forms.RadioSelect,
    )
    reason = LongTextField(label=_("Reason"), help_text=_("Readers see it beside the grade."))
