"""Which finished captures a browser shows next, and whose comparison waits for it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from datetime import datetime

from django.conf import settings

from sources.archiver.browser.render import is_html
from sources.models import SAID, Capture, Finding, Rendering


def can_be_rendered(capture: Capture) -> bool:
    """Whether a browser can show what we fetched: a whole page, or one that its scripts make."""
    return capture.may_be_shown and is_html(capture.content_type)


def waiting_for_browser(
    captures: Iterable[Capture], findings: Iterable[Finding]
) -> frozenset[uuid.UUID]:
    """Those of which nothing is said against an earlier copy before a browser has shown them.

    What the page sent does not have the words of a quotation, or there is none at all: its scripts
    may show them all the same.

    Args:
        captures: the finished rows.
        findings: what was found in what was sent.
    """
    if not settings.RENDERING:
        return frozenset()
    unsaid = {row.capture_id for row in findings if row.kind not in SAID}
    return frozenset(
        row.pk
        for row in captures
        if can_be_rendered(row) and (row.pk in unsaid or not row.is_whole)
    )


def wish(captures: Iterable[Capture], *, at: datetime, waiting: Collection[uuid.UUID] = ()) -> None:
    """Ask for renderings inside the transaction that finishes captures, where there can be any.

    Args:
        captures: the finished rows.
        at: the present moment.
        waiting: those whose comparison waits for it.
    """
    if settings.RENDERING:
        Rendering.objects.bulk_create(
            Rendering(capture=capture, requested_at=at, look_waits=capture.pk in waiting)
            for capture in captures
            if can_be_rendered(capture)
        )
