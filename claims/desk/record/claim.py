"""Recording a claim with its figures, and changing one that nobody has reviewed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.desk.guards import claim_for
from claims.desk.record.claim_form import (
    MOST_FIGURES,
    PREFIX,
    ClaimForm,
    FigureFormSet,
    RevisionForm,
    figure_input,
    kept_forms,
    place_refusal,
    read_into,
    sent_rows,
    written,
)
from claims.desk.record.forms import keys
from claims.desk.record.scene import FORM_METHODS, new_party
from claims.models import Claim
from claims.operations.figures import FigureInput
from claims.operations.record import ClaimFields, record_claim, revise_claim
from claims.rules import acts
from claims.rules.states import ClaimStatus
from tracker.base.acts.refusal import Refusal
from tracker.base.people.models import User
from tracker.base.web.fields import PartialDateField
from tracker.base.web.submissions import page, perform, person, sent


@require_http_methods(FORM_METHODS)
def claim_new(request: HttpRequest) -> HttpResponse:
    """Record a claim, as a draft or at once for everybody to read."""
    heading = _("Record a claim")
    if _asks_to_rework(request):
        form = ClaimForm(initial=request.POST.dict())
        return _page(request, form, _reworked(request), heading=heading, accepted=True)
    data = sent(request)
    asked = {name: request.GET[name] for name in ("incident", "claimant") if name in request.GET}
    form = ClaimForm(data, initial=asked)
    figures = FigureFormSet(data, prefix=PREFIX)
    draft = "draft" in request.POST

    def act(fields: dict[str, Any]) -> Claim:
        by, at = person(request), timezone.now()
        return record_claim(
            **_fields(fields, by=by, at=at), figures=_figures(figures), draft=draft, by=by, at=at
        )

    said = _("The draft is kept.") if draft else _("The claim is recorded.")
    done = _perform(request, form, figures, act, said=said)
    return done or _page(request, form, figures, heading=heading)


@require_http_methods(FORM_METHODS)
def claim_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a claim says, as long as nobody has reviewed it."""
    claim = claim_for(request, pk, acts.REVISE)
    heading = _("Change a claim")
    needs_reason = claim.status == ClaimStatus.RECORDED
    if _asks_to_rework(request):
        form = RevisionForm(initial=request.POST.dict(), needs_reason=needs_reason)
        figures = _reworked(request)
        return _page(request, form, figures, heading=heading, claim=claim, accepted=True)
    data = sent(request)
    form = RevisionForm(data, initial=_initial(claim), needs_reason=needs_reason)
    rows = None if data is not None else _initial_figures(claim)
    figures = FigureFormSet(data, prefix=PREFIX, initial=rows)

    def act(fields: dict[str, Any]) -> Claim:
        by, at = person(request), timezone.now()
        return revise_claim(
            claim=claim,
            figures=_figures(figures),
            reason=fields["reason"],
            by=by,
            at=at,
            **_fields(fields, by=by, at=at),
        )

    done = _perform(request, form, figures, act, said=_("The claim is changed."))
    return done or _page(request, form, figures, heading=heading, claim=claim)


def _asks_to_rework(request: HttpRequest) -> bool:
    """Whether a button was pressed that only changes what the form shows."""
    return "read" in request.POST or "add_figure" in request.POST


def _reworked(request: HttpRequest) -> BaseFormSet[Any]:
    """The figures as sent, the words of one of them read, with an empty row at the end."""
    rows = sent_rows(request.POST)
    for index in keys(request.POST.getlist("read")):
        if index < len(rows):
            read_into(rows[index], request.POST.get("language", "en"))
    told = [row for row in rows if any(row[name] for name in row if name != "qualifier")]
    return FigureFormSet(prefix=PREFIX, initial=told)


def _perform(
    request: HttpRequest,
    form: ClaimForm,
    figures: BaseFormSet[Any],
    act: Any,
    *,
    said: str,
) -> HttpResponse | None:
    # Both are asked, so that everything that is wrong is said at once.
    if request.method != "POST" or not all([form.is_valid(), figures.is_valid()]):
        return None

    def at_its_row(refusal: Refusal) -> bool:
        return place_refusal(figures, refusal.field, refusal.message, refusal.code)

    return perform(
        request,
        form,
        act,
        then=lambda claim: reverse("desk:claim", args=[claim.pk]),
        said=said,
        place=at_its_row,
    )


def _page(
    request: HttpRequest,
    form: ClaimForm,
    figures: BaseFormSet[Any],
    *,
    heading: str,
    claim: Claim | None = None,
    accepted: bool = False,
) -> HttpResponse:
    context = {
        "form": form,
        "figures": figures,
        "accepted": accepted,
        "heading": heading,
        "claim": claim,
        "section": "desk",
        "most_figures": len(figures.forms) >= MOST_FIGURES,
    }
    return page(request, "desk/claim_form.html", context)


def _fields(data: dict[str, Any], *, by: User, at: datetime) -> ClaimFields:
    claimant = data["claimant"]
    if data["new_claimant"]:
        claimant = new_party(data["new_claimant"], data["new_claimant_kind"], by=by, at=at)
    made_on, precision = data["made_on"]
    return {
        "incident": data["incident"],
        "claimant": claimant,
        "spokesperson": data["spokesperson"],
        "outlet": data["outlet"],
        "statement": data["statement"],
        "wording": data["wording"],
        "nature": data["nature"],
        "language": data["language"],
        "made_on": made_on,
        "made_on_precision": precision,
        "place": data["place"],
        "note": data["note"],
    }


def _figures(formset: BaseFormSet[Any]) -> list[FigureInput]:
    return [figure_input(row.cleaned_data) for row in kept_forms(formset)]


def _initial(claim: Claim) -> dict[str, Any]:
    plain = ("incident", "claimant", "outlet", "place")
    same = ("spokesperson", "statement", "wording", "language", "nature", "note")
    return {
        **{name: getattr(claim, f"{name}_id") for name in plain},
        **{name: getattr(claim, name) for name in same},
        "made_on": PartialDateField.write(claim.made_on, claim.made_on_precision),
    }


def _initial_figures(claim: Claim) -> list[dict[str, Any]]:
    return [
        {
            "words": figure.wording,
            "measure": figure.measure,
            "subjects": [row.party_id for row in figure.figure_subjects.all()],
            "qualifier": figure.qualifier,
            "low": written(figure.low),
            "best": written(figure.best),
            "high": written(figure.high),
            "note": figure.note,
            "as_published": figure.as_published,
        }
        for figure in claim.figures.prefetch_related("figure_subjects")
    ]
