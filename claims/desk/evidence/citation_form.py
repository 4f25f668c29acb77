"""The form of a citation: a page, words on it, how they stand to the claim."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.desk.record import notes
from claims.desk.record.forms import ReasonForm
from claims.desk.rested_on.forms import RestsOnForm, how_credible
from claims.desk.rested_on.going_round import GoesRoundForm
from claims.rules.grounds import LONGEST_LOCATOR, Stance
from sources.models import Origin, PageKind
from tracker.base.values.choices import choices
from tracker.base.web.fields import LanguageField, LineField, LongTextField, PartialDateField
from tracker.base.web.forms import DeskForm


class StandingForm(DeskForm):
    """How words of a page, or pages, stand to a claim."""

    stance = forms.ChoiceField(
        label=_("These words"),
        choices=choices(Stance),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how these words stand to the claim.")},
    )
    credibility = how_credible()


class NotedStandingForm(StandingForm):
    """The same, and what is noted of it."""

    internal_note = notes.for_colleagues()
    public_note = notes.for_readers()


def where_on_page() -> LineField:
    """The field of where on its page a citation is found."""
    return LineField(
        label=_("Where on the page"),
        max_length=LONGEST_LOCATOR,
        required=False,
        help_text=_("Where no exact words can be given, such as “minute 3:20”."),
    )


class JudgedForm(NotedStandingForm):
    """What is judged and noted of a citation, and why that is changed."""

    locator = where_on_page()
    reason = LongTextField(
        label=_("Reason"),
        rows=2,
        help_text=_("It is kept in the journal."),
        error_messages={"required": _("Give the reason.")},
    )

    field_order = (
        *("stance", "credibility", "locator"),
        *("public_note", "internal_note", "reason"),
    )

    def say_of_page(self) -> None:
        """Ask of the page as a whole, where no words of it are quoted."""
        stance = self.fields["stance"]
        stance.label = _("The page")
        stance.error_messages["required"] = _("Say how the page stands to the claim.")


class HasItFromForm(GoesRoundForm):
    """Where a page has its content from."""

    origin = forms.ChoiceField(
        label=_("Where the page has it from"),
        choices=Origin.choices,
        initial=Origin.UNKNOWN.value,
    )
    credited_to = LineField(
        label=_("Credited to"),
        max_length=300,
        required=False,
        help_text=_("As the page words it, such as “AFP”: so that copies count as one origin."),
    )


class CitationForm(NotedStandingForm, HasItFromForm, RestsOnForm):
    """The page a claim rests on, the words on it, and how they stand to the claim."""

    kind = forms.ChoiceField(
        label=_("Kind of page"), choices=PageKind.choices, initial=PageKind.ARTICLE.value
    )
    language = LanguageField(label=_("Language of the page"), required=False)
    published = PartialDateField(label=_("Published"))
    locator = where_on_page()
    reason = LongTextField(
        label=_("Why it is added now"),
        rows=2,
        help_text=_("Reviewers judge this claim, or have judged it. Kept in the journal."),
        error_messages={"required": _("Say why it is added now.")},
    )
    deposit = forms.BooleanField(
        label=_("Deposit a copy of my own next"),
        required=False,
        help_text=_("For a page that cannot be fetched: you are asked for the file."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs to what is said of the page."""
        data = super().clean() or {}
        self.check_page(data)
        return data


class AcceptForm(ReasonForm, GoesRoundForm):
    """Why proposed evidence is added; of a circle that it closes it is asked."""
