"""Forms of releasing and withdrawing a dossier."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.desk.record.forms import ReasonForm
from tracker.base.web.fields import LongTextField
from tracker.base.web.forms import DeskForm


class ReleaseForm(DeskForm):
    """What is released with a dossier, and how later claims are."""

    with_claims = forms.BooleanField(
        label=_("Release its claims with it"),
        required=False,
        initial=True,
        help_text=_("All that are recorded; otherwise each claim is released by itself."),
    )
    at_once = forms.BooleanField(
        label=_("Let later claims be public as soon as they are recorded"),
        required=False,
        help_text=_("Otherwise an editor releases each of them."),
    )


class WithdrawalForm(ReasonForm):
    """Why a dossier is withdrawn, and what readers are told."""

    notice = LongTextField(
        label=_("What readers are told"),
        required=False,
        rows=3,
        help_text=_(
            "Public: shown at the address of the dossier, besides that and when it was withdrawn."
        ),
    )
    field_order = ("reason", "notice")
