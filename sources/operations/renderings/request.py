"""Ask for a rendering of a sealed page once more; the first is asked for with its capture."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from sources import acts
from sources.models import Capture, Rendering, RenderingStatus
from sources.operations.sealing.showing import can_be_rendered
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.queue import ask_anew
from tracker.base.values.refusal import Refusal


def ask_rendering_again(*, capture: Capture, by: User, at: datetime) -> Rendering:
    """Ask for a rendering of a capture that has none, or one that ended badly.

    Args:
        capture: the capture.
        by: who asks.
        at: the present moment.

    Raises:
        Refusal: `wrong_role`, `turned_off`, `not_a_page` (no whole copy, or no HTML), `done`.
    """
    with act(acts.REQUEST_RENDERING, by=by):
        if not settings.RENDERING:
            raise Refusal(_("Showing pages in a browser is turned off."), code="turned_off")
        # The lock makes two people who ask at once share one row.
        locked = Capture.objects.select_for_update(of=("self",)).get(pk=capture.pk)
        if not can_be_rendered(locked):
            sentence = _("Only whole copies of web pages are shown in a browser.")
            raise Refusal(sentence, code="not_a_page")
        rows = Rendering.objects.select_for_update()
        row, made = rows.get_or_create(capture=locked, defaults={"requested_at": at})
        if row.status == RenderingStatus.DONE:
            raise Refusal(_("This page has been shown already."), code="done")
        if not made and row.finished_at is not None:
            ask_anew(rows.filter(pk=row.pk), at=at, reason=[])
            row.refresh_from_db()
    return row
