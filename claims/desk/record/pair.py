"""Pairing: this claim answers that claim."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.desk.guards import claim_for, guard
from claims.desk.record.forms import PairForm, ReasonForm, SearchForm, keys
from claims.desk.record.scene import FORM_METHODS
from claims.models import Claim, Counterclaim
from claims.operations.contest import contest, retract
from claims.reads.visible import claims_seen_by
from claims.rules import acts
from claims.rules.states import ClaimStatus
from tracker.base.web.submissions import page, perform, person, sent

SHOWN = 20


@require_http_methods(FORM_METHODS)
def claim_pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which claim this one answers, and on what ground."""
    claim = claim_for(request, pk, acts.CONTEST)
    candidates = _candidates(request, claim)
    search = SearchForm(request.GET)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    found = list(_matching(candidates, words)[:SHOWN])
    form = PairForm(sent(request))
    form.choose_from(candidates)

    def act(data: dict[str, Any]) -> Counterclaim:
        return contest(
            claim=claim,
            answers=data["answers"],
            ground=data["ground"],
            note=data["note"],
            by=person(request),
            at=timezone.now(),
        )

    url = reverse("desk:claim", args=[claim.pk])
    done = perform(request, form, act, then=lambda _row: url, said=_("The two are paired."))
    typed = request.POST if form.is_bound else request.GET
    chosen = keys(typed.getlist("answers"))
    if not chosen & {row.pk for row in found}:
        found[:0] = list(candidates.filter(pk__in=chosen))
    context = {
        "form": form,
        "claim": claim,
        "found": found,
        "chosen": chosen,
        "words": words,
        "section": "desk",
    }
    return done or page(request, "desk/claim_pair.html", context)


def _candidates(request: HttpRequest, claim: Claim) -> QuerySet[Claim]:
    """Claims that may be answered, those about the same incident first."""
    rows = claims_seen_by(person(request)).exclude(pk=claim.pk)
    near = Case(
        When(incident=claim.incident_id, then=Value(False)),
        default=Value(True),
        output_field=BooleanField(),
    )
    return rows.exclude(status=ClaimStatus.WITHDRAWN).order_by(near, "-created_at", "pk")


def _matching(claims: QuerySet[Claim], words: str) -> QuerySet[Claim]:
    if not words:
        return claims
    vector = SearchVector("statement", "claimant__name", "incident__title", config="simple")
    query = SearchQuery(words, config="simple", search_type="websearch")
    return claims.annotate(vector=vector).filter(
        Q(vector=query) | Q(statement__icontains=words) | Q(claimant__name__icontains=words)
    )


@require_http_methods(FORM_METHODS)
def pair_retract(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a pairing back, with the reason."""
    rows = Counterclaim.objects.select_related("claim__claimant", "answers__claimant")
    counterclaim = get_object_or_404(rows.filter(claim__in=claims_seen_by(person(request))), pk=pk)
    guard(request, acts.RETRACT, counterclaim)
    form = ReasonForm(sent(request))

    def act(data: dict[str, Any]) -> None:
        retract(
            counterclaim=counterclaim,
            reason=data["reason"],
            by=person(request),
            at=timezone.now(),
        )

    url = reverse("desk:claim", args=[counterclaim.claim_id])
    done = perform(request, form, act, then=lambda _none: url, said=_("The pairing is gone."))
    context = {
        "form": form,
        "claim": counterclaim.claim,
        "heading": _("Take a pairing back"),
        "explanation": _("The two claims stay; that one answers the other is taken back."),
        "button": _("Take back"),
        "back": url,
        "section": "desk",
    }
    return done or page(request, "desk/form.html", context)
