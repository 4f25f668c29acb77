"""How a browser showed a sealed page: the state in words, the pictures, what was asked for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from sources.archiver.browser.render import is_html
from sources.models import Capture, FileKind, RenderedFile, Rendering, RenderingStatus
from sources.replay.addresses import file_url
from sources.replay.origin import replay_origin
from tracker.base.web.pages import allow

REFUSED_SHOWN = 30
"""Refused requests that are listed; the sheet behind them has all."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """What is known of a capture's rendering; ``picture`` is its address on the replay's origin."""

    words: str
    rendering: Rendering | None = None
    files: tuple[RenderedFile, ...] = ()
    picture: str = ""
    asked: int = 0
    refused: tuple[Mapping[str, Any], ...] = ()
    more_refused: int = 0
    can_be_asked: bool = False
    """Whether asking for a rendering now would do anything."""

    @property
    def screenshot(self) -> RenderedFile | None:
        """The picture of the whole page."""
        return next((row for row in self.files if row.kind == FileKind.SCREENSHOT), None)


def pictures_of(capture: Capture | None, *, at: datetime) -> Pictures | None:
    """Say how a browser showed a capture; None for one that sealed nothing.

    Args:
        capture: the row.
        at: the present moment.
    """
    if capture is None or not (capture.is_copy or capture.may_be_shown):
        return None
    rows = Rendering.objects.filter(capture=capture).prefetch_related("files__file")
    rendering = rows.first()
    if rendering is None:
        asking = settings.RENDERING and capture.may_be_shown and is_html(capture.content_type)
        return Pictures(_why_none(capture), can_be_asked=asking)
    files = tuple(rendering.files.all())
    requests = rendering.provenance.get("requests", [])
    refused = [row for row in requests if row.get("refused")]
    shot = next((row for row in files if row.kind == FileKind.SCREENSHOT), None)
    ended_badly = rendering.status in (RenderingStatus.FAILED, RenderingStatus.UNAVAILABLE)
    return Pictures(
        words=_words(rendering),
        rendering=rendering,
        files=files,
        picture=file_url(shot.file, at=at) if shot else "",
        asked=len(requests),
        refused=tuple(refused[:REFUSED_SHOWN]),
        more_refused=max(0, len(refused) - REFUSED_SHOWN),
        can_be_asked=ended_badly and settings.RENDERING,
    )


def _why_none(capture: Capture) -> str:
    if capture.is_deposit:
        return _("Copies that a person brought are not shown in a browser.")
    if not is_html(capture.content_type):
        return _("This is no web page but a file; there is nothing for a browser to render.")
    return _("No picture was taken of this copy.")


def _words(rendering: Rendering) -> str:
    match RenderingStatus(rendering.status):
        case RenderingStatus.WAITING:
            return _("The sealed page waits to be shown in a browser.")
        case RenderingStatus.TAKEN:
            return _("The sealed page is being shown in a browser at this moment.")
        case RenderingStatus.DONE:
            return _(
                "The sealed page as %(software)s showed it; images, styles and scripts were "
                "fetched then and are not sealed with it."
            ) % {"software": rendering.software}
        case RenderingStatus.FAILED:
            return _("The sealed page could not be shown in a browser.")
        case RenderingStatus.UNAVAILABLE:
            return _("The sealed page has not been shown in a browser yet.")


def allow_picture(response: HttpResponse) -> HttpResponse:
    """Let this one page show pictures of the replay's origin."""
    origin = replay_origin()
    if origin is not None:
        allow(response, img_src=[str(origin)])
    return response
