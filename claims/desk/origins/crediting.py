"""Saying, correcting and taking back where a page has its content from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.naming.choosing import ChoosesByName
from claims.desk.origins.forms import CreditForm, OriginForm
from claims.desk.record.forms import ReasonForm
from claims.operations.shared_evidence import (
    credit,
    mend_credit,
    remove_credit,
    state_page_origin,
)
from claims.reads.desk.evidence import all_derivations, all_pages
from sources.reads.register import page_at
from tracker.base.acts.snapshot import Fact
from tracker.base.values.refusal import Refusal
from tracker.base.web.act_view import ActView

if TYPE_CHECKING:
    from sources.models import Derivation, Page


class PageOrigin(ActView):
    """Say whether a page is its own reporting; its credits stand below, each to be mended."""

    template_name = "desk/record/page_origin.html"
    form_class = OriginForm
    heading, button = _("Where a page has it from"), _("Record")
    said = _("It is recorded.")
    changes = "page"
    edits = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the page."""
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(all_pages(), pk=kwargs["pk"])
        self.back = reverse("public:evidence", args=[self.page.pk])
        self.initial = {"origin": self.page.origin} | self.initial

    def facts(self) -> dict[str, Fact]:
        """What the page credits."""
        return facts_of_credits(self.page)

    def act(self, data: dict[str, Any]) -> str:
        """Record it."""
        given = {name: data[name] for name in ("origin", "reason", "goes_round")}
        state_page_origin(page=self.page, **given, by=self.by, at=self.at)
        return reverse("desk:page_origin", args=[self.page.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the page and its credits."""
        rows = all_derivations().filter(page=self.page)
        return super().get_context_data(page=self.page, credits=rows, **kwargs)


class PageCredit(ChoosesByName, ActView):
    """Say whom a page credits."""

    form_class = CreditForm
    heading, button = _("Say where a page has it from"), _("Record")
    said = _("It is recorded.")
    changes = "page"
    prefilled = ("credited_to", "kind", "from_publisher", "from_address")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the page."""
        super().setup(request, *args, **kwargs)
        self.page = get_object_or_404(all_pages(), pk=kwargs["pk"])
        self.explanation = str(self.page)
        self.back = reverse("desk:page_origin", args=[self.page.pk])

    def facts(self) -> dict[str, Fact]:
        """What the page credits so far."""
        return facts_of_credits(self.page)

    def act(self, data: dict[str, Any]) -> str:
        """Record the credit."""
        credit(page=self.page, **_given(data), by=self.by, at=self.at)
        return self.back


class OfCredit(ActView):
    """An act on one credit of a page."""

    changes = "derivation"
    untold = ("origin_key", "added_by", "added_at")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the credit."""
        super().setup(request, *args, **kwargs)
        self.derivation = get_object_or_404(all_derivations(), pk=kwargs["pk"])
        self.explanation = str(self.derivation.page)
        self.back = reverse("desk:page_origin", args=[self.derivation.page_id])


class CreditMend(ChoosesByName, OfCredit):
    """Correct whom a page credits."""

    form_class = CreditForm
    heading, button = _("Correct where a page has it from"), _("Record")
    said = _("It is corrected.")
    edits = True

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Begin with what is recorded."""
        super().setup(request, *args, **kwargs)
        self.initial = _recorded(self.derivation) | self.initial

    def act(self, data: dict[str, Any]) -> str:
        """Correct it."""
        mend_credit(derivation=self.derivation, **_given(data), by=self.by, at=self.at)
        return self.back


class CreditRemove(OfCredit):
    """Take a credit back, with the reason."""

    form_class = ReasonForm
    heading, button = _("Take back where a page has it from"), _("Take back")
    said = _("It is taken back.")

    def act(self, data: dict[str, Any]) -> str:
        """Take it back."""
        reason = data["reason"]
        remove_credit(derivation=self.derivation, reason=reason, by=self.by, at=self.at)
        return self.back


def facts_of_credits(page: Page) -> dict[str, Fact]:
    """What is recorded of where a page has it from, read afresh."""
    page.refresh_from_db()
    said = "; ".join(all_derivations().filter(page=page).values_list("credited_to", flat=True))
    return {
        "origin": Fact(gettext("Origin"), page.get_origin_display()),
        "credits": Fact(gettext("Credited to"), said),
    }


def _recorded(row: Derivation) -> dict[str, Any]:
    return {
        "credited_to": row.credited_to,
        "kind": row.kind,
        "from_publisher": row.from_publisher_id,
        "from_address": row.from_page.url if row.from_page else "",
    }


def _given(data: dict[str, Any]) -> dict[str, Any]:
    """What the form says of a credit.

    Raises:
        Refusal: `unknown_page`: no page of the address is recorded.
    """
    same = ("credited_to", "kind", "from_publisher", "goes_round", "reason")
    return {name: data[name] for name in same} | {"from_page": _page(str(data["from_address"]))}


def _page(address: str) -> Page | None:
    found = page_at(address) if address else None
    if address and found is None:
        raise Refusal(
            gettext("No page of this address is recorded here. Cite it first, or leave it empty."),
            code="unknown_page",
            field="from_address",
        )
    return found
