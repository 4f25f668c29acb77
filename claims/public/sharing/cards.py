"""Cards of a claim, a pair and a dossier for other sites, which may show them in a frame.

A card says what is true now: it is no picture of the day on which it was embedded.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import update_wrapper
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from csp.constants import NONE
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from claims.presentation.claims.verdicts.history import ranges_in_words
from claims.presentation.figures.foreign import foreign_words
from claims.presentation.pairs.far_apart import farthest_apart
from claims.presentation.pairs.headline import names_apart, pair_headline
from claims.presentation.profiles.revised import changes_of, said_since
from claims.reads.cards.cards import claim_card, dossier_card
from claims.reads.claims import pair_taken_back, pairs_shown
from claims.reads.incidents import withdrawn_dossiers, withdrawn_with
from claims.reads.later import withdrawn
from claims.reads.pairs.gone import pair_gone
from claims.reads.profiles.own_changes import own_statements
from claims.reads.verdicts import verdict_in_force
from tracker.base.web.pages import public_page

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def framed(view: View[P]) -> View[P]:
    """A public page that every site may show in a frame; nothing in it can be filled in.

    The policy is set on whatever is answered, a 304 too: browsers take its headers over.
    """
    shown = public_page(view)

    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = shown(request, *args, **kwargs)
        # django-csp's and Django's own attributes of a response.
        policy = {"frame-ancestors": ["*"], "form-action": [NONE]}
        setattr(response, "_csp_replace", policy)  # noqa: B010
        setattr(response, "xframe_options_exempt", True)  # noqa: B010
        return response

    update_wrapper(answer, view)
    return answer


@framed
def claim_in_frame(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Show who says what, with its figures, the verdict, and whether that was corrected."""
    try:
        card = claim_card(claim_id)
    except ObjectDoesNotExist as missing:
        if dossier := withdrawn_with(claim_id):
            return _gone(request, dossier.withdrawn_at, dossier.withdrawn_notice)
        if gone := withdrawn(claim_id):
            return _gone(request, gone.at, gone.reason)
        raise Http404 from missing
    figures = {figure.pk: figure for figure in card.claim.figures.all()}
    ranges = ranges_in_words(card.verdict, figures) if card.verdict else ()
    said = own_statements(card.claim.claimant, within=card.claim.incident_id)
    since = said_since(card.claim, changes_of(said))
    context = {"card": card, "ranges": ranges, "since": since}
    return _card(request, "public/sharing/claim.html", context)


@framed
def pair_in_frame(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Show both sides of a pair, each with its figures and its verdict."""
    try:
        pair = pairs_shown().get(pk=pair_id)
    except ObjectDoesNotExist as missing:
        return _instead_of_pair(request, pair_id, missing)
    sides = (pair.answers, pair.claim)
    names = names_apart(*sides)
    context = {
        "pair": pair,
        "headline": pair_headline(pair),
        "foreign": foreign_words(sides),
        "is_exercise": any(claim.incident.is_exercise for claim in sides),
        "sides": [
            (name, claim, verdict_in_force(claim)) for name, claim in zip(names, sides, strict=True)
        ],
    }
    return _card(request, "public/sharing/pair.html", context)


def _instead_of_pair(request: HttpRequest, pair_id: int, missing: Exception) -> HttpResponse:
    """Say of a pair that it was taken back, or that a claim of it, or its dossier, was withdrawn.

    Raises:
        Http404: readers never saw it.
    """
    if back := pair_taken_back(pair_id):
        return _gone(request, back.retracted_at, back.retraction_reason)
    gone = pair_gone(pair_id)
    if gone is None:
        raise Http404 from missing
    if gone.dossier is not None:
        return _gone(request, gone.dossier.withdrawn_at, gone.dossier.withdrawn_notice)
    first = gone.withdrawn[0]
    return _gone(request, first.at, first.reason)


@framed
def dossier_in_frame(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a dossier is about, and how far apart its sides are at the widest."""
    try:
        card = dossier_card(slug)
    except ObjectDoesNotExist as missing:
        gone = withdrawn_dossiers().filter(slug=slug).first()
        if gone is None:
            raise Http404 from missing
        return _gone(request, gone.withdrawn_at, gone.withdrawn_notice)
    apart = farthest_apart(card.claims, card.pairs, 1)
    context = {"card": card, "apart": apart[0] if apart else None}
    return _card(request, "public/sharing/dossier.html", context)


def _gone(request: HttpRequest, at: datetime | None, reason: str) -> HttpResponse:
    """What an embedded card says once the page is withdrawn; its content is not shown."""
    context = {"at": at, "reason": reason}
    return _card(request, "public/sharing/withdrawn.html", context, HTTPStatus.GONE)


def _card(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = HTTPStatus.OK
) -> HttpResponse:
    return render(request, template, context | {"site_url": settings.SITE_URL}, status=status)
