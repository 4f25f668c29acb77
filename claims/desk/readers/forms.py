"""What is asked of readers who report an error, and of the desk that answers and writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.rules.readers.reporting import (
    LONGEST_ANSWER,
    LONGEST_REPORT,
    LONGEST_WHERE,
    ReportAbout,
    ReportOutcome,
)
from claims.rules.readers.trust_pages import LONGEST_TRUST_TEXT
from tracker.base.values.choices import choices
from tracker.base.web.fields import LongTextField
from tracker.base.web.forms import DeskForm


class TrustTextForm(DeskForm):
    """The text of a page in one language, and why it is changed."""

    body = LongTextField(
        label=_("Text"),
        rows=24,
        required=False,
        max_length=LONGEST_TRUST_TEXT,
        help_text=_(
            "An empty line begins a paragraph. “## ” begins a heading, “- ” a line of a list; "
            "*words* are stressed; [words](https://example.org/) is a link. Left empty, readers "
            "see the text that comes with the software."
        ),
    )
    reason = LongTextField(
        label=_("Why it is changed"),
        rows=2,
        help_text=_("It is kept in the journal."),
        error_messages={"required": _("Say why it is changed.")},
    )


class ErrorReportForm(forms.Form):
    """What a reader is asked; ``homepage`` is a trap that no person sees.

    Args:
        claims: of which one is chosen that the report is about, as keys and words; none on the page
            of a claim, or of what makes and prints claims.
    """

    claim = forms.TypedChoiceField(
        label=_("Which claim is it about?"),
        coerce=int,
        empty_value=None,
        required=False,
    )
    about = forms.ChoiceField(label=_("What is wrong?"), choices=choices(ReportAbout))
    words = forms.CharField(
        label=_("What does it say, and what should it say?"),
        max_length=LONGEST_REPORT,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        error_messages={"required": _("Say what is wrong.")},
    )
    where = forms.CharField(
        label=_("Where can we see that?"),
        required=False,
        max_length=LONGEST_WHERE,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("An address of a page, a document, a date. Leave it empty if there is none."),
    )
    homepage = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    token = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        claims: Sequence[tuple[int, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["claim"]
        if not claims:
            del self.fields["claim"]
        else:
            chosen.choices = [("", _("None: it is about the page itself")), *claims]  # type: ignore[attr-defined]

    def clean_homepage(self) -> str:
        """Refuse what a program fills in everywhere."""
        if self.cleaned_data["homepage"]:
            raise forms.ValidationError(_("Leave this field empty and send the form again."))
        return ""

    def renew(self, token: str) -> None:
        """Let the form, shown again with what was typed, be sent with another token."""
        self.data = {**dict(self.data.items()), "token": token, "homepage": ""}


class AnswerReportForm(DeskForm):
    """What came of a report, and the answer that its reader finds."""

    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=choices(ReportOutcome), widget=forms.RadioSelect
    )
    answer = LongTextField(
        label=_("Answer"),
        rows=6,
        required=False,
        needed_if=_("(unless it reports no error)"),
        max_length=LONGEST_ANSWER,
        help_text=_("The reader who sent the report can read it, and nobody else."),
    )
