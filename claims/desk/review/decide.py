"""Deciding: an editor settles a split, another one publishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.desk.claim_act import ClaimAct
from claims.desk.claim_facts import USUAL, ClaimPart
from claims.desk.instead import who_publishes, why_not
from claims.desk.publishing.checks import shown_checks, waived_in
from claims.desk.review.forms import (
    FirstVerdictForm,
    SettledVerdictForm,
    SettleForm,
    planned_before,
    ranges_as_acts_take_them,
    written_before,
)
from claims.operations.reviews.read import open_reviews
from claims.operations.verdicts.preview import as_if_done, as_if_published
from claims.operations.verdicts.publish import publish
from claims.operations.verdicts.schedule import schedule
from claims.operations.verdicts.settle import settle
from claims.operations.verdicts.summary import check_summary
from claims.presentation.claims.page import claim_context
from claims.reads.claims import claim_sheet
from claims.reads.people import colleagues_of
from claims.reads.publishing.scheduled import planned_in_vain, scheduled_for
from claims.reads.reviews import besides_of, rounds_counted, rounds_of, rounds_to_open
from claims.reads.verdicts import Decided, decided, ratings_left_open
from claims.rules import acts
from claims.rules.deciding.checklist import Point
from claims.rules.states import ClaimStatus
from tracker.base.values.refusal import Refusal, Refusals

if TYPE_CHECKING:
    from claims.models import GivenRating, RangeOfFigure, Rating
    from claims.reads.reviews import RangeGiven
    from tracker.base.web.forms import DeskForm


@dataclass(frozen=True, slots=True)
class Preview:
    """A verdict as readers will see it, before it is published."""

    rated: Rating | GivenRating
    summary: str
    ranges: Sequence[RangeGiven | RangeOfFigure] = ()
    settlement: str = ""
    change_reason: str = ""
    correction_kind: str = ""
    missing: str = ""
    would_change: str = ""


class ClaimSettle(ClaimAct):
    """Settle a split in writing, both reviews in view."""

    what = acts.SETTLE
    template_name = "desk/review/settle.html"
    form_class = SettleForm
    said = _("The split is settled.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read the round as this person may see it."""
        super().setup(request, *args, **kwargs)
        self.rounds = rounds_counted(rounds_of(self.claim, viewer=self.by))
        self.is_read = not any(row.can_be_opened for row in self.rounds)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Settle nothing that one has not read: what can be chosen tells of the reviews."""
        if not self.is_read:
            messages.error(request, gettext("Open the reviews before you settle the split."))
            return redirect(request.path)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the ratings that the reviewers leave room for."""
        split = self.claim.rounds.latest("number")
        return super().get_form_kwargs() | {"left_open": ratings_left_open(split)}

    def act(self, data: dict[str, Any]) -> str:
        """Settle it."""
        settle(
            claim=self.claim, reason=data["reason"], rating=data["rating"], by=self.by, at=self.at
        )
        return self.back

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the reviews of the round, if this person has opened them, and who could publish."""
        colleagues = colleagues_of(self.claim)
        return super().get_context_data(
            rounds=self.rounds,
            is_read=self.is_read,
            then=who_publishes(self.by, self.claim, colleagues),
            no_other_round=why_not(acts.REOPEN, self.claim, self.by, colleagues),
            **kwargs,
        )


class PreviewedAct(ClaimAct):
    """An act that can be looked at, as readers will see it, before it is done."""

    def form_valid(self, form: DeskForm) -> HttpResponse:
        """Show the preview, if that was asked for; else do the act."""
        if "preview" not in self.request.POST:
            return super().form_valid(form)
        data = form.cleaned_data
        preview, refused = self.preview(data), Refusals()
        with refused.noted():
            check_summary(preview.summary, preview.rated, confirmed=data["confirmed"])
        with refused.noted():
            as_if_done(partial(self.act_previewed, data), claim=self.claim)
        form.refuse_all(refused.found)
        form.kept_words = self.keep_refused(form.data)
        context = self.get_context_data(form=form, preview=preview)
        return self.render_to_response(context)

    def preview(self, data: dict[str, Any]) -> Preview:
        """The verdict that the form would publish."""
        raise NotImplementedError

    def act_previewed(self, data: dict[str, Any]) -> object:
        """Do what sending the form from its preview does; it is undone, and says what is wrong."""
        return self.act(data)


class ClaimPublish(PreviewedAct):
    """Publish what was decided, now or at a time, after a look at what readers will see."""

    what = acts.PUBLISH
    template_name = "desk/review/publish.html"
    shown = (*USUAL, ClaimPart.SETTLEMENT, ClaimPart.EVIDENCE, ClaimPart.REPLIES)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read what was decided, and begin with what the reviewers say besides, if it is read."""
        super().setup(request, *args, **kwargs)
        self.found = decided(self.claim)
        self.rounds = rounds_counted(rounds_of(self.claim, viewer=self.by))
        self.is_read = not any(row.can_be_opened for row in self.rounds)
        self.planned = scheduled_for(self.claim)
        self.in_vain = planned_in_vain(self.claim) if self.is_read and not self.planned else None
        if self.is_read:
            self.initial = besides_of(self.found.round)
            if self.planned is not None:
                self.initial = planned_before(self.planned)
            elif self.in_vain is not None:
                self.initial = written_before(self.in_vain)
        self.preview_again: Preview | None = None
        """What is shown again where only the time was refused."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever looks at the preview, or publishes, knows what the reviews came to."""
        if rounds_to_open(self.claim, self.by):
            open_reviews(claim=self.claim, by=self.by, at=self.at)
            if "preview" in request.POST:
                self._begin_with_reviews(request)
        return super().post(request, *args, **kwargs)

    def _begin_with_reviews(self, request: HttpRequest) -> None:
        """Fill in what the reviews say besides where nothing is typed: they are read just now."""
        sent = request.POST.copy()
        for name, said in besides_of(self.found.round).items():
            sent[name] = sent.get(name, "").strip() or said
        request.POST = sent  # type: ignore[assignment]

    def get_form(self, form_class: type[Form] | None = None) -> DeskForm:
        """A settled split gets its range from the editor; an agreement has the reviewers'."""
        given = self.get_form_kwargs() | {"by": self.by}
        if self.claim.status == ClaimStatus.SETTLED:
            return SettledVerdictForm(claim=self.claim, **given)
        return FirstVerdictForm(**given)

    def form_valid(self, form: DeskForm) -> HttpResponse:
        """Show the whole page as readers would see it, if that was asked for; else go on."""
        if "page" not in self.request.POST:
            return super().form_valid(form)
        facts = self._facts(form.cleaned_data)
        # What is still open is no reason not to look.
        facts["waived"] = {point.value: _("(this is still open)") for point in Point} | facts[
            "waived"
        ]
        try:
            page = as_if_published(self._page, claim=self.claim, by=self.by, at=self.at, **facts)
        except Refusal as refusal:
            form.refuse(refusal)
            return self.form_invalid(form)
        add_never_cache_headers(page)
        page.headers["X-Robots-Tag"] = "noindex"
        return page

    def form_invalid(self, form: DeskForm) -> HttpResponse:
        """Show it again; where only the time is wrong, with the preview from which it was sent."""
        if form.errors.keys() == {"publish_at"}:
            self.preview_again = self.preview(form.cleaned_data)
        return super().form_invalid(form)

    def _page(self, _verdict: object) -> HttpResponse:
        context = claim_context(claim_sheet(self.claim.pk), today=timezone.localdate(self.at))
        context |= {"is_preview": True, "structured_data": ""}
        return render(self.request, "public/claims/claim.html", context)

    def act(self, data: dict[str, Any]) -> str:
        """Publish it, or plan to."""
        due_at = data["publish_at"]
        if "schedule" in self.request.POST:
            self.said = _("Planned. It is published at that time, if nothing changes before then.")
            if due_at is None:
                raise Refusal(gettext("Give a time."), code="required", field="publish_at")
            self.act_previewed(data)
            return self.back
        if due_at:
            raise Refusal(
                gettext("A time is given here. Publish at that time, or empty it."),
                code="time_given",
                field="publish_at",
            )
        self.said = _("Published.")
        self.act_previewed(data)
        return self.back

    def act_previewed(self, data: dict[str, Any]) -> object:
        """Publish it, or plan to where a time is given."""
        facts, due_at = self._facts(data), data["publish_at"]
        if due_at is None:
            return publish(claim=self.claim, by=self.by, at=self.at, **facts)
        facts |= {"due_at": due_at, "instead": data["planned"]}
        return schedule(claim=self.claim, by=self.by, at=self.at, **facts)

    def _facts(self, data: dict[str, Any]) -> dict[str, Any]:
        return {
            "summary": data["summary"],
            "missing": data["missing"],
            "would_change": data["would_change"],
            "confirmed": data["confirmed"],
            "waived": waived_in(data),
            **(ranges_as_acts_take_them(data["ranges"]) if "ranges" in data else {}),
        }

    def preview(self, data: dict[str, Any]) -> Preview:
        """What was decided, with the summary and the ranges of the form."""
        return _preview(self.found, data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the checklist, the verdict that is replaced, and what was decided if it is read."""
        form = kwargs.setdefault("form", self.get_form())
        kwargs.setdefault("preview", self.preview_again)
        return super().get_context_data(
            checks=shown_checks(self.claim, form, self.found.told_anyway),
            decided=_preview(self.found, {"summary": ""}) if self.is_read else None,
            current=self.found.supersedes,
            rounds=self.rounds,
            scheduled=self.planned,
            in_vain=self.in_vain,
            **kwargs,
        )


def _preview(found: Decided, data: dict[str, Any]) -> Preview:
    return Preview(
        rated=found.rating,
        summary=data["summary"],
        missing=data.get("missing", ""),
        would_change=data.get("would_change", ""),
        ranges=data.get("ranges", found.ranges),
        settlement=found.settlement,
        change_reason=found.change_reason,
    )
