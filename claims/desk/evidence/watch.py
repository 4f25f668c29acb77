"""Watching pages from the desk: what was altered or is gone, and which pages are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.record.forms import ReasonForm
from claims.operations.shared_evidence import (
    see_change,
    stop_watching,
    unsee_change,
    watch_again,
)
from claims.presentation.change_words import difference
from claims.reads.desk.changes import altered_for, rechecks_seen_by
from claims.reads.desk.evidence import all_pages
from sources.operations.watching.schedule import LONGEST_NOTE
from tracker.base.acts.snapshot import Fact
from tracker.base.web.act_view import ActView, ButtonView
from tracker.base.web.forms import DeskForm

if TYPE_CHECKING:
    from claims.models import Claim
    from sources.models import Page, Recheck
    from tracker.base.people.models import User


class SeenForm(DeskForm):
    """What was done about an altered number, or a page or words that are gone."""

    note = forms.CharField(
        label=_("What you did about it"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For the desk; readers go on seeing what was found."),
    )


@dataclass(frozen=True, slots=True)
class Alert:
    """An altered number, or a page or words that are gone, with the claims that it may concern."""

    recheck: Recheck
    said: tuple[str, ...]
    claims: tuple[Claim, ...]


def alerts_for(user: User, *, most: int) -> list[Alert]:
    """The newest altered numbers somebody should look at, in words; a fixed number of queries."""
    return [alert_of(row) for row in altered_for(user)[:most]]


def alert_of(row: Recheck) -> Alert:
    """An altered number in words, or that something is gone, with the claims that cite its page."""
    said = tuple(
        difference(one["kind"], one["before"], one["now"])
        for entry in row.quotations
        if entry.get("number_altered")
        for one in entry["differences"]
        if one["kind"] == "number"
    )
    return Alert(row, said, claims_citing(row.page))


def claims_citing(page: Page) -> tuple[Claim, ...]:
    """The claims that cite a page which was read with `cited_by`, each once."""
    return tuple({citation.claim_id: citation.claim for citation in page.citations.all()}.values())


class OfChange(ActView):
    """An act on the alarm about an altered number, or about a page or words that are gone."""

    changes = "recheck"
    recheck: Recheck

    def facts(self) -> dict[str, Fact]:
        """Whether somebody has marked it, and with what words."""
        self.recheck.refresh_from_db(fields=["seen_at", "seen_note"])
        return {"seen": Fact(gettext("Marked as seen"), self.recheck.seen_note)}


class ChangeSeen(OfChange):
    """Mark what a later look found as seen, with a note."""

    template_name = "desk/evidence/change_seen.html"
    form_class = SeenForm
    heading, said = _("A number was changed in a cited page"), _("Marked as seen.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the comparison."""
        super().setup(request, *args, **kwargs)
        self.recheck = get_object_or_404(rechecks_seen_by(self.by), pk=kwargs["pk"])
        if not (self.recheck.number_altered or self.recheck.is_gone):
            raise Http404
        self.back = reverse("desk:my_work")
        if self.recheck.is_gone:
            self.heading = _("Evidence gone")
            self.back = reverse("desk:queue", args=["gone"])

    def act(self, data: dict[str, Any]) -> str:
        """Mark it."""
        see_change(recheck=self.recheck, note=data["note"], by=self.by, at=self.at)
        return self.back

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was changed, and the claims that it may concern."""
        return super().get_context_data(alert=alert_of(self.recheck), **kwargs)


class ChangeUnseen(OfChange):
    """Bring an alarm back that somebody has marked as seen, with the reason."""

    form_class = ReasonForm
    heading, button = _("Bring the alarm back"), _("Bring it back")
    explanation = _("It stands on the desk again, for everybody whom it concerns.")
    said = _("The alarm is back.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the comparison."""
        super().setup(request, *args, **kwargs)
        rows = rechecks_seen_by(self.by).filter(seen_at__isnull=False)
        self.recheck = get_object_or_404(rows, pk=kwargs["pk"])
        self.back = reverse("desk:change_seen", args=[self.recheck.pk])

    def act(self, data: dict[str, Any]) -> str:
        """Bring it back."""
        unsee_change(recheck=self.recheck, reason=data["reason"], by=self.by, at=self.at)
        return self.back


class PageWatch(ButtonView):
    """Stop looking again at a page (``act=stop``, with the reason), or begin again."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the page."""
        super().setup(request, *args, **kwargs)
        self.watched = get_object_or_404(all_pages(), pk=kwargs["pk"])
        self.back = reverse("public:evidence", args=[self.watched.pk])

    def act(self, data: dict[str, Any]) -> str:
        """Stop or begin."""
        if data.get("act") == "stop":
            stop_watching(page=self.watched, reason=data.get("reason", ""), by=self.by, at=self.at)
            self.said = _("This page is no longer looked at again.")
        else:
            watch_again(page=self.watched, by=self.by, at=self.at)
            self.said = _("This page is looked at again from now on.")
        return self.back
