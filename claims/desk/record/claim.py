"""Recording a claim with its figures, and changing one that nobody has reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.desk.claim_act import ClaimAct
from claims.desk.claim_facts import ClaimPart
from claims.desk.record.claim_form import (
    ClaimForm,
    DraftRevisionForm,
    RevisionForm,
    reworked_rows,
)
from claims.operations.record import ClaimFields, record_claim, revise_claim
from claims.rules import acts
from claims.rules.states import ClaimStatus
from tracker.base.values.partial_date import PartialDate
from tracker.base.web.act_view import ActView
from tracker.base.web.fields import written

if TYPE_CHECKING:
    from claims.models import Claim

_FIELDS = tuple(ClaimFields.__annotations__)


class ClaimFormView(ActView):
    """The form of a claim. Two of its buttons do no act, but only change what the form shows."""

    template_name = "desk/record/claim_form.html"
    form_class: type[ClaimForm] = ClaimForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do the act, or show the form again, unjudged, with a figure read or a row more."""
        sent = request.POST
        if "read" not in sent and "add_figure" not in sent:
            return super().post(request, *args, **kwargs)
        form = self.form_class(initial=sent.dict(), rows=reworked_rows(sent))
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows of the figures."""
        context = super().get_context_data(**kwargs)
        figures = context["form"].figures
        return context | {"figures": figures, "most_figures": figures.is_full}


class ClaimNew(ClaimFormView):
    """Record a claim, as a draft or at once for everybody to read."""

    heading = _("Record a claim")
    prefilled = ("incident", "claimant")

    def act(self, data: dict[str, Any]) -> str:
        """Record it."""
        draft = "draft" in self.request.POST
        self.said = _("The draft is kept.") if draft else _("The claim is recorded.")
        fields = cast("ClaimFields", {name: data[name] for name in _FIELDS})
        claim = record_claim(**fields, figures=data["figures"], draft=draft, by=self.by, at=self.at)
        return reverse("desk:claim", args=[claim.pk])


class ClaimEdit(ClaimFormView, ClaimAct):
    """Change what a claim says: its author before it is reviewed, an editor openly later."""

    what = acts.REVISE
    edits = True
    shown = (ClaimPart.STATE, ClaimPart.ROUND)  # the rest is what the form begins with
    heading, said = _("Change a claim"), _("The claim is changed.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Ask for a reason where others have read the claim, and begin with what it says."""
        super().setup(request, *args, **kwargs)
        is_read = self.claim.status != ClaimStatus.DRAFT
        self.form_class = RevisionForm if is_read else DraftRevisionForm
        self.initial = _initial(self.claim)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with the figures of the claim."""
        return super().get_form_kwargs() | {"rows": _initial_rows(self.claim)}

    def act(self, data: dict[str, Any]) -> str:
        """Change it."""
        fields = cast("ClaimFields", {name: data[name] for name in _FIELDS})
        revise_claim(
            claim=self.claim,
            figures=data["figures"],
            reason=data["reason"],
            by=self.by,
            at=self.at,
            **fields,
        )
        return self.back


def _initial(claim: Claim) -> dict[str, Any]:
    rows = ("incident", "claimant", "outlet", "place")
    same = (
        "spokesperson",
        "statement",
        "wording",
        "language",
        "nature",
        "internal_note",
        "public_note",
    )
    return {
        **{name: getattr(claim, f"{name}_id") for name in rows},
        **{name: getattr(claim, name) for name in same},
        "made_on": PartialDate.of(claim.made_on, claim.made_on_precision),
    }


def _initial_rows(claim: Claim) -> list[dict[str, Any]]:
    return [
        {
            "words": figure.wording,
            "measure": figure.measure,
            "subjects": [row.party_id for row in figure.figure_subjects.all()],
            "qualifier": figure.qualifier,
            "low": written(figure.low),
            "best": written(figure.best),
            "high": written(figure.high),
            "internal_note": figure.internal_note,
            "public_note": figure.public_note,
            "as_published": figure.as_published,
        }
        for figure in claim.figures.prefetch_related("figure_subjects")
    ]
