"""Forms around publishing: asking the parties and writing down what they say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.naming.narrowing import AddressForm, InAddress
from claims.models import Party
from claims.operations.verdicts.replies import lacking_in_reply
from claims.reads.publishing.ratings_given import teams_in_use
from claims.rules.deciding.replies import ReplyChannel, ReplyKind
from sources.models import Page
from tracker.base.values.choices import choices
from tracker.base.web.fields import LanguageField, LineField, LongTextField
from tracker.base.web.forms import CHOOSE, DeskForm
from tracker.base.writing.lists import comma_list


class AskReplyForm(DeskForm):
    """Whom to ask, what, how, and by when they are to answer."""

    party = forms.ModelChoiceField(
        queryset=Party.objects.none(),
        label=_("Whom you ask"),
        empty_label=_("choose"),
        help_text=_(
            "Only those whom it concerns: who makes the claim, whose losses it counts, who answers "
            "it."
        ),
        error_messages={"required": _("Choose whom you ask.")},
    )
    text = LongTextField(
        label=_("What you ask them"),
        rows=6,
        help_text=_("The words you sent. Readers see them with the verdict."),
        error_messages={"required": _("Write down what you ask them.")},
    )
    channel = forms.ChoiceField(
        label=_("How you ask"),
        choices=[CHOOSE, *choices(ReplyChannel)],
        error_messages={"required": _("Say how you ask them.")},
    )
    asked_on = forms.DateField(
        label=_("Asked on"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The day on which you sent it or spoke to them. Readers see it."),
        error_messages={"required": _("Give the day on which you asked them.")},
    )
    due = forms.DateField(
        label=_("Answer by"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("After this day readers are told that they did not answer."),
        error_messages={"required": _("Give the day by which you ask for an answer.")},
    )

    def __init__(
        self, *args: Any, parties: QuerySet[Party], left_out: Iterable[Party], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = parties
        if names := comma_list(left_out):
            said = gettext("Nobody can be asked in the name of: %(names)s.") % {"names": names}
            field.help_text = f"{field.help_text} {said}"


class PageChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the pages that a claim cites, by its title."""

    def label_from_instance(self, obj: Page) -> str:
        """The title, or the address of a page that has none."""
        return f"{obj.publisher.name}: {obj.title or obj.url}"


class ReplyForm(DeskForm):
    """What a party said when it was asked, and how that is known."""

    kind = forms.ChoiceField(
        label=_("What they did"),
        choices=choices(ReplyKind),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether they answered.")},
    )
    words = LongTextField(
        label=_("Their words"),
        required=False,
        needed_if=_("(if they answered)"),
        rows=6,
        help_text=_("As they gave them, whole. Readers see them with the verdict."),
    )
    language = LanguageField(
        label=_("Language of the answer"), required=False, needed_if=_("(if they answered)")
    )
    received_on = forms.DateField(
        label=_("Received on"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Give the day on which it came.")},
    )
    page = PageChoice(
        queryset=Page.objects.none(),
        label=_("A page that has it"),
        required=False,
        empty_label=_("no page"),
        help_text=_("One that the claim cites. Cite it first if it is not in the list."),
    )
    how = LineField(
        label=_("How it came to you"),
        required=False,
        needed_if=_("(if no page has it)"),
        max_length=500,
        help_text=_(
            "Where no page has it, such as: by e-mail from the press office. It is public."
        ),
    )
    reason = LongTextField(
        label=_("Why it is corrected or added to"),
        rows=2,
        help_text=_("Readers see it, and what stood there before."),
        error_messages={"required": _("Say why it is corrected or added to.")},
    )

    def __init__(
        self, *args: Any, pages: QuerySet[Page], is_correction: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["page"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = pages
        if not is_correction:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """Say everything that is lacking at once, whatever else is."""
        data = super().clean() or {}
        given = {name: data.get(name) or "" for name in ("words", "language", "how")}
        kind = ReplyKind(data["kind"]) if data.get("kind") else None
        lacking = lacking_in_reply(kind, page=data.get("page"), **given).found
        # A page that cannot be chosen was meant to be the one that has it.
        is_on_page = "page" in self.errors
        self.refuse_all(one for one in lacking if not (is_on_page and one.field == "how"))
        return data


class PeriodForm(AddressForm):
    """Which rounds are counted: those that closed in a period, of one dossier or all."""

    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    incident = InAddress("incident", label=_("Dossier"))
    team = forms.ChoiceField(
        label=_("Team"), required=False, choices=lambda: [("", _("everybody")), *_teams()]
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day is before the first one."))
        return data


def _teams() -> list[tuple[str, str]]:
    return [(team, team) for team in teams_in_use()]
