"""The form of a citation: a page, words on it, how they stand to the claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.desk.naming.forms import ByNameField
from claims.desk.record import notes
from claims.models import Credibility
from claims.operations.cite import KnownOtherwise
from claims.reads.evidence.otherwise import Otherwise
from claims.rules.grounds import Stance
from sources.models import Origin, PageKind, Publisher, PublisherKind
from sources.operations.register.publishers import NewPublisher
from sources.reads.register import page_at
from tracker.base.terms import offered
from tracker.base.values.choices import choices, coded_choices
from tracker.base.values.refusal import Refusal
from tracker.base.web.fields import (
    AddressField,
    LanguageField,
    LineField,
    LongTextField,
    PartialDateField,
)
from tracker.base.web.forms import CHOOSE, DeskForm

DECIDE = "decide-"
"""The beginning of the names of fields that decide a difference."""


class StandingForm(DeskForm):
    """How words of a page, or pages, stand to a claim."""

    stance = forms.ChoiceField(
        label=_("These words"),
        choices=choices(Stance),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how these words stand to the claim.")},
    )
    credibility = forms.ChoiceField(
        label=_("Credibility of the information"),
        choices=coded_choices(Credibility.choices),
        initial=Credibility.CANNOT_BE_JUDGED.value,
    )


class NotedStandingForm(StandingForm):
    """The same, and what is noted of it."""

    internal_note = notes.for_colleagues()
    public_note = notes.for_readers()


class HasItFromForm(DeskForm):
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


class CitationForm(NotedStandingForm, HasItFromForm):
    """The page a claim rests on, and the words on it."""

    named_otherwise: ClassVar[Mapping[str, str]] = {
        "page": "url",
        "publisher.name": "new_publisher",
        "publisher.kind": "new_publisher_kind",
        "prefix": "before",
        "suffix": "after",
    }

    instead_of: ClassVar[Mapping[str, Sequence[str]]] = {
        "publisher": ("new_publisher", "new_publisher_kind"),
    }

    url = AddressField(label=_("Address of the page"))
    is_another = forms.BooleanField(
        label=_("This is another page than the one that is here already"), required=False
    )
    publisher = ByNameField(
        "publisher",
        new="new_publisher",
        label=_("Publisher"),
        required=False,
        help_text=_("Empty: as it is recorded of a page that is here already."),
    )
    new_publisher = LineField(label=_("New publisher"), required=False)
    new_publisher_kind = forms.ChoiceField(
        label=_("Kind of the new publisher"),
        choices=lambda: [CHOOSE, *offered(PublisherKind)],
        required=False,
    )
    title = LineField(label=_("Title of the page"), max_length=1000, required=False)
    kind = forms.ChoiceField(
        label=_("Kind of page"), choices=PageKind.choices, initial=PageKind.ARTICLE.value
    )
    language = LanguageField(label=_("Language of the page"), required=False)
    published = PartialDateField(label=_("Published"))
    exact = LongTextField(
        label=_("Exact words"),
        required=False,
        rows=3,
        help_text=_("Copied from the page. They are checked in every sealed copy of it."),
    )
    before = LineField(label=_("A few words before"), max_length=500, required=False)
    after = LineField(label=_("A few words after"), max_length=500, required=False)
    locator = LineField(
        label=_("Where on the page"),
        required=False,
        help_text=_("Where no exact words can be given, such as “minute 3:20”."),
    )
    reason = LongTextField(
        label=_("Why it is added now"),
        rows=2,
        help_text=_("Reviewers judge this claim, or have judged it. Kept in the journal."),
        error_messages={"required": _("Say why it is added now.")},
    )
    capture = forms.BooleanField(
        label=_("Capture the page now"),
        required=False,
        initial=True,
        help_text=_("A worker fetches it and seals a copy. The site sees one visit."),
    )

    deposit = forms.BooleanField(
        label=_("Deposit a copy of my own next"),
        required=False,
        help_text=_("For a page that cannot be fetched: you are asked for the file."),
    )

    differences: Sequence[tuple[Otherwise, str]] = ()
    """What of a page that is here already is recorded otherwise, and what was decided of it."""

    def refuse(self, refusal: Refusal) -> None:
        """Say why it was refused; where the page is recorded otherwise, ask what is to stand."""
        super().refuse(refusal)
        if isinstance(refusal, KnownOtherwise):
            self.differences = [
                (one, self.data.get(f"{DECIDE}{one.field}", "")) for one in refusal.differences
            ]

    def clean(self) -> dict[str, Any]:
        """Ask for one publisher, known or new, and for the words that others stand around."""
        data = super().clean() or {}
        if not data.get("publisher") and not data.get("new_publisher"):
            data["publisher"] = self._recorded_publisher(data)
        if not data.get("publisher") and not data.get("new_publisher"):
            self.add_error("publisher", _("Choose the publisher, or name a new one."))
        if data.get("publisher") and data.get("new_publisher"):
            self.add_error("new_publisher", _("Choose a publisher or name a new one, not both."))
        if data.get("new_publisher") and not data.get("new_publisher_kind"):
            self.add_error("new_publisher_kind", _("Say what kind of publisher it is."))
        if not data.get("exact") and (data.get("before") or data.get("after")):
            self.add_error("exact", _("Give the exact words that stand between these."))
        if data.get("new_publisher"):
            kind = data.get("new_publisher_kind", "")
            another = "another" in self.data
            data["publisher"] = NewPublisher(data["new_publisher"], kind, another=another)
        sent = {name: str(self.data[name]) for name in self.data if name.startswith(DECIDE)}
        data["decided"] = {name.removeprefix(DECIDE): value for name, value in sent.items()}
        return data

    def _recorded_publisher(self, data: dict[str, Any]) -> Publisher | None:
        """Who publishes the page, where its address is here already."""
        if "publisher" in self.errors or not data.get("url"):
            return None
        page = page_at(data["url"].page)
        return page.publisher if page else None
