"""oEmbed 1.0 (oembed.com): another site gives the address of a page and gets the frame to show."""

from __future__ import annotations

from io import StringIO
from typing import Any
from urllib.parse import urlsplit
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.core.exceptions import BadRequest, ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator

from claims.presentation.citing.embedding import HEIGHT, WIDTH, Frame
from claims.presentation.claims.page import translations_apart
from claims.presentation.claims.verdicts.citing import frame_of_claim
from claims.presentation.dossiers.citing import frame_of_dossier
from claims.presentation.link_pictures.sheet import LinkPicture
from claims.presentation.link_pictures.told import (
    picture_of_claim,
    picture_of_dossier,
    picture_of_pair,
)
from claims.presentation.pairs.citing import frame_of_pair
from claims.reads.cards.cards import claim_card, dossier_card
from claims.reads.claims import pairs_shown
from tracker.base.web.pages import page_in_time, whole_address

KEPT_SECONDS = 3600
_NOT_IMPLEMENTED = 501


@page_in_time  # no parameter of others is refused, whatever it is called
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer what to embed for ``?url=``, as JSON or, with ``?format=xml``, as XML.

    Whoever asks may add parameters of their own, and does, as WordPress ``dnt``: none is refused.
    """
    form = request.GET.get("format", "json")
    if form not in {"json", "xml"}:
        return HttpResponse(_("Known formats: json, xml."), status=_NOT_IMPLEMENTED)
    told = {
        "version": "1.0",
        "type": "rich",
        "provider_name": settings.SITE_NAME,
        "provider_url": whole_address(reverse("public:front")),
        "cache_age": KEPT_SECONDS,
        **_embedded(request, _address_asked_for(request.GET.get("url", ""))),
    }
    return JsonResponse(told) if form == "json" else _xml(told)


def _embedded(request: HttpRequest, path: str) -> dict[str, Any]:
    """The frame of a page, in the language of the page, whoever asks in which language."""
    most_wide, most_high = _pixels(request, "maxwidth"), _pixels(request, "maxheight")
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        frame, picture = _found(_page_at(path))
        thumbnail = _thumbnail(picture, most_wide, most_high)
    width, height = min(most_wide or WIDTH, WIDTH), min(most_high or HEIGHT, HEIGHT)
    html = str(frame.sized(width, height))
    return {"title": frame.title, "html": html, "width": width, "height": height, **thumbnail}


def _thumbnail(picture: LinkPicture, most_wide: int, most_high: int) -> dict[str, Any]:
    """The picture that stands for the page; nothing where less was asked for than it takes."""
    if 0 < most_wide < picture.width or 0 < most_high < picture.height:
        return {}
    return {
        "thumbnail_url": picture.address,
        "thumbnail_width": picture.width,
        "thumbnail_height": picture.height,
    }


def _address_asked_for(url: str) -> str:
    """The path of an address of this site.

    Raises:
        BadRequest: no address was given.
        Http404: it is of another site.
    """
    if not url:
        raise BadRequest(_("Which page? Give its address as url."))
    ours = urlsplit(settings.SITE_URL)
    try:
        asked = urlsplit(url)
    except ValueError as no_address:
        raise Http404 from no_address
    if asked.netloc != ours.netloc or asked.scheme not in {"http", "https"}:
        raise Http404
    return asked.path


def _page_at(path: str) -> ResolverMatch:
    try:
        return resolve(path)
    except Resolver404 as nowhere:
        raise Http404 from nowhere


def _found(page: ResolverMatch) -> tuple[Frame, LinkPicture]:
    """The card of what is embedded, and the picture that stands for it.

    Raises:
        Http404: there is no card of such a page, or it is not public.
    """
    try:
        if page.view_name == "public:claim":
            shown = claim_card(page.kwargs["claim_id"])
            beside, _others = translations_apart(shown.claim)
            return frame_of_claim(shown.claim), picture_of_claim(shown.claim, shown.verdict, beside)
        if page.view_name == "public:pair":
            pair = pairs_shown().get(pk=page.kwargs["pair_id"])
            return frame_of_pair(pair), picture_of_pair(pair)
        if page.view_name == "public:incident":
            card = dossier_card(page.kwargs["slug"])
            return frame_of_dossier(card.incident), picture_of_dossier(card)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    raise Http404


def _pixels(request: HttpRequest, name: str) -> int:
    """What is asked for at most; 0 where nothing is."""
    if name not in request.GET:
        return 0
    given = request.GET[name]
    if not (given.isascii() and given.isdigit() and int(given[:9]) > 0):
        raise BadRequest(_("A width or height is a whole number of pixels."))
    return int(given[:9])


def _xml(told: dict[str, Any]) -> HttpResponse:
    written = StringIO()
    writer = SimplerXMLGenerator(written, "utf-8")
    writer.startDocument()
    writer.startElement("oembed", AttributesImpl({}))
    for name, value in told.items():
        writer.addQuickElement(name, str(value))
    writer.endElement("oembed")
    return HttpResponse(written.getvalue(), content_type="text/xml; charset=utf-8")
