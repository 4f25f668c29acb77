"""What forms ask of the page that a claim rests on, by its address, and of the words on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.desk.naming.forms import ByNameField
from claims.models import Credibility
from claims.operations.cite import KnownOtherwise
from claims.reads.evidence.otherwise import Otherwise
from sources.models import PublisherKind
from sources.operations.register.publishers import NewPublisher
from sources.reads.register import publisher_at
from tracker.base.terms import offered
from tracker.base.values.choices import coded_choices
from tracker.base.values.refusal import Refusal
from tracker.base.web.fields import AddressField, LineField, LongTextField
from tracker.base.web.forms import CHOOSE, DeskForm

DECIDE = "decide-"
"""The beginning of the names of fields that decide a difference."""
OF_PAGE = (
    *("url", "publisher", "new_publisher", "new_publisher_kind"),
    *("title", "exact", "before", "after"),
)
"""What may be said of a page."""


def how_credible(**more: Any) -> forms.ChoiceField:
    """The field of how credible the information is."""
    return forms.ChoiceField(
        **more,
        label=_("Credibility of the information"),
        choices=coded_choices(Credibility.choices),
        initial=Credibility.CANNOT_BE_JUDGED.value,
    )


class RestsOnForm(DeskForm):
    """A page, who publishes it, and the words on it; a page that is here already is compared."""

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
        help_text=_("Empty: as it is recorded of the page, or as its site tells."),
    )
    new_publisher = LineField(label=_("New publisher"), required=False)
    new_publisher_kind = forms.ChoiceField(
        label=_("Kind of the new publisher"),
        choices=lambda: [CHOOSE, *offered(PublisherKind)],
        required=False,
    )
    title = LineField(label=_("Title of the page"), max_length=1000, required=False)
    exact = LongTextField(
        label=_("Exact words"),
        required=False,
        rows=3,
        help_text=_("Copied from the page. They are checked in every sealed copy of it."),
    )
    before = LineField(label=_("A few words before"), max_length=500, required=False)
    after = LineField(label=_("A few words after"), max_length=500, required=False)
    capture = forms.BooleanField(
        label=_("Capture the page now"),
        required=False,
        initial=True,
        help_text=_("A worker fetches it and seals a copy. The site sees one visit."),
    )

    differences: Sequence[tuple[Otherwise, str]] = ()
    """What of a page that is here already is recorded otherwise, and what was decided of it."""

    @property
    def adds_publisher(self) -> bool:
        """Whether anything is said of a new publisher."""
        names = self.instead_of["publisher"]
        return any(self[name].value() or self[name].errors for name in names)

    @property
    def asks_if_another(self) -> bool:
        """Whether a page at another address was offered, so that one can say that it is another."""
        is_offered = any(offer.value.startswith("url:") for offer in self.offers)
        return bool(self["is_another"].value()) or is_offered

    def refuse(self, refusal: Refusal) -> None:
        """Say why it was refused; where the page is recorded otherwise, ask what is to stand."""
        super().refuse(refusal)
        if isinstance(refusal, KnownOtherwise):
            self.differences = [
                (one, self.data.get(f"{DECIDE}{one.field}", "")) for one in refusal.differences
            ]

    @property
    def says_more_of_page(self) -> bool:
        """Whether anything of the page stands in the fields that are seldom needed."""
        said = any(self[name].value() or self[name].errors for name in OF_PAGE if name != "url")
        return said or not self["capture"].value()

    def check_page(self, data: dict[str, Any]) -> None:
        """Ask for what belongs to what is said of a page: its address, one publisher, the words.

        Args:
            data: what was sent, cleaned; who publishes it and what was decided are added.
        """
        if not data.get("exact") and (data.get("before") or data.get("after")):
            self.add_error("exact", _("Give the exact words that stand between these."))
        if not data.get("url") and "url" not in self.errors:
            self.add_error("url", _("Paste the address of a page."))
        if data.get("url") or self.fields["url"].required:
            self._check_publisher(data)
        data["credibility"] = data.get("credibility") or Credibility.CANNOT_BE_JUDGED.value
        sent = {name: str(self.data[name]) for name in self.data if name.startswith(DECIDE)}
        data["decided"] = {name.removeprefix(DECIDE): value for name, value in sent.items()}

    def _check_publisher(self, data: dict[str, Any]) -> None:
        known, new = data.get("publisher"), data.get("new_publisher")
        if not known and not new and "publisher" not in self.errors and data.get("url"):
            data["publisher"] = known = publisher_at(data["url"].page)
        if not known and not new:
            self.add_error("publisher", _("Choose the publisher, or name a new one."))
        if known and new:
            self.add_error("new_publisher", _("Choose a publisher or name a new one, not both."))
        if new and not data.get("new_publisher_kind"):
            self.add_error("new_publisher_kind", _("Say what kind of publisher it is."))
        if new:
            kind, another = data.get("new_publisher_kind", ""), "another" in self.data
            data["publisher"] = NewPublisher(new, kind, another=another)
