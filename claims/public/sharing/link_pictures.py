"""Pictures that other sites show beside a link: drawn by us, of what is true now.

Networks keep what they fetched. So the address that a page gives carries the version of the
picture; whoever asks for an earlier one is led to what stands there now.
"""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from claims.presentation.claims.page import translations_apart
from claims.presentation.link_pictures.drawing import draw_link_picture
from claims.presentation.link_pictures.sheet import LinkPicture
from claims.presentation.link_pictures.told import (
    picture_of_claim,
    picture_of_dossier,
    picture_of_pair,
)
from claims.reads.cards.cards import claim_card, dossier_card
from claims.reads.claims import pairs_shown
from tracker.base.web.pages import public_page, refuse_unknown

VERSION = "v"


@public_page
def claim_drawn(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Draw who says what, with its figures, and the verdict."""
    try:
        card = claim_card(claim_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    beside, _others = translations_apart(card.claim)
    return _drawn(request, picture_of_claim(card.claim, card.verdict, beside))


@public_page
def pair_drawn(request: HttpRequest, pair_id: int) -> HttpResponse:
    """Draw both sides of a pair face to face."""
    try:
        pair = pairs_shown().get(pk=pair_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return _drawn(request, picture_of_pair(pair))


@public_page
def dossier_drawn(request: HttpRequest, slug: str) -> HttpResponse:
    """Draw what a dossier is about, and how far apart its sides are at the widest."""
    try:
        card = dossier_card(slug)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return _drawn(request, picture_of_dossier(card))


def _drawn(request: HttpRequest, picture: LinkPicture) -> HttpResponse:
    """The picture; whoever asks for another version of it is led to this one."""
    refuse_unknown(request, {VERSION})
    asked = request.GET.get(VERSION)
    if asked is not None and asked != picture.version:
        return redirect(picture.address_of_version)
    return HttpResponse(draw_link_picture(picture), content_type="image/png")
