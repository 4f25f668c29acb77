"""Watching pages for drift: asking for looks that are due, stopping, marking findings as seen.

What a look finds is written by `sources.operations.sealing.compare`, together with the end of
its capture.
"""

from __future__ import annotations

import logging
import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import F, Func, QuerySet, TextField, Value, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from sources import acts
from sources.models import CaptureCause, Page, Recheck, Watch
from sources.operations.captures.request import request_capture
from sources.operations.sealing.compare import after, interval
from tracker.base.acts.transaction import act
from tracker.base.people.models import Role, User, role_of
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text

log = logging.getLogger(__name__)

ASKED_AT_ONCE = 20
"""Looks asked for by one beat of the clock."""
PER_HOST = 2
"""Of one host among them, so that one site's pages do not keep the others waiting."""
LONGEST_NOTE = 2000
LONGEST_REASON = 500


def due(*, at: datetime) -> QuerySet[Watch]:
    """Pages to be looked at now, longest due first, few of any one host."""
    host = Func(
        F("page__url"),
        Value(r"^https?://([^/?#]+)"),
        function="substring",
        output_field=TextField(),
    )
    place = Window(RowNumber(), partition_by=host, order_by=["next_at", "pk"])
    return (
        Watch.objects.filter(next_at__lte=at)
        .annotate(place_at_host=place)
        .filter(place_at_host__lte=PER_HOST)
        .order_by("next_at", "pk")
    )


def ask_due(*, at: datetime) -> list[uuid.UUID]:
    """Ask for the looks that are due, a small batch at a time.

    Args:
        at: the present moment.

    Returns:
        The captures that workers should be told of.
    """
    pages = list(due(at=at).values_list("page_id", flat=True)[:ASKED_AT_ONCE])
    asked = [_ask(page_id, at=at) for page_id in pages]
    return [capture_id for capture_id in asked if capture_id is not None]


@transaction.atomic
def _ask(page_id: int, *, at: datetime) -> uuid.UUID | None:
    """Ask for a look at one page, unless somebody else is doing so or it is no longer due."""
    watch = (
        Watch.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("page__added_by")
        .filter(page_id=page_id, next_at__lte=at)
        .first()
    )
    if watch is None:
        return None
    by = _asker(watch.page)
    if by is None:
        log.error("Nobody may ask for captures any more: page %s is not looked at", page_id)
        return None
    # Planned anew when the look has ended; until then it is not asked for again.
    watch.next_at = after(interval(watch.step), at)
    watch.updated_at = at
    watch.save(update_fields=["next_at", "updated_at"])
    return request_capture(page=watch.page, cause=CaptureCause.RECHECK.value, by=by, at=at).pk


def _asker(page: Page) -> User | None:
    """In whose name a page is looked at: who added it, else whoever answers for the house."""
    if role_of(page.added_by) in acts.REQUEST_CAPTURE.roles:
        return page.added_by
    staff = User.objects.filter(is_active=True, role__in=[Role.ADMINISTRATOR, Role.EDITOR])
    return staff.order_by("pk").first()


def stop(*, page: Page, reason: str, by: User, at: datetime) -> Watch:
    """Stop looking again at a page; a capture can still be asked for.

    Args:
        page: the page.
        reason: why nobody need look at it any more; for the desk.
        by: who stops it.
        at: the present moment.

    Raises:
        Refusal: `wrong_role`, `not_watched`, `required`, `too_long`, `unreadable`.
    """
    reason = text(reason, field="reason", longest=LONGEST_REASON)
    with act(acts.STOP_WATCHING, by=by, reason=reason):
        watch = _locked(page)
        if watch.next_at is None:
            raise Refusal(_("This page is not being watched."), code="not_watched")
        watch.stopped_by, watch.stopped_at, watch.stopped_reason = by, at, reason
        return _planned(watch, None, at=at)


def start(*, page: Page, by: User, at: datetime) -> Watch:
    """Look again at a page from now on, with the interval that had been reached.

    Raises:
        Refusal: `wrong_role`, `not_watched` (there is no copy to compare with yet), `watched`
            (it is being watched already), `watching_off` (no intervals are configured).
    """
    with act(acts.START_WATCHING, by=by):
        watch = _locked(page)
        if watch.next_at is not None:
            raise Refusal(_("This page is being watched already."), code="watched")
        next_at = after(interval(watch.step), at)
        if next_at is None:
            raise Refusal(
                _("No page is looked at again: COUNTERCLAIM_RECHECK_DAYS is empty."),
                code="watching_off",
            )
        watch.stopped_by, watch.stopped_at, watch.stopped_reason = None, None, ""
        return _planned(watch, next_at, at=at)


def _locked(page: Page) -> Watch:
    watch = Watch.objects.select_for_update().filter(page=page).first()
    if watch is None:
        raise Refusal(
            _("There is no whole copy of this page yet, so there is nothing to compare with."),
            code="not_watched",
        )
    return watch


def _planned(watch: Watch, next_at: datetime | None, *, at: datetime) -> Watch:
    watch.next_at = next_at
    watch.updated_at = at
    watch.save()
    return watch


def acknowledge(*, recheck: Recheck, note: str, by: User, at: datetime) -> Recheck:
    """Mark an altered number, or what is gone, as seen; what readers are told of it stays.

    Args:
        recheck: the comparison that found it.
        note: what was done about it, for the desk.
        by: who has seen it.
        at: the present moment.

    Raises:
        Refusal: `wrong_role`, `required`, `too_long`, `unreadable`, `seen_already`,
            `nothing_to_see` (no number was altered, and nothing is gone).
    """
    note = text(note, field="note", required=True, longest=LONGEST_NOTE)
    with act(acts.ACKNOWLEDGE_CHANGE, by=by, reason=note, field="note"):
        row = Recheck.objects.select_for_update(of=("self",)).get(pk=recheck.pk)
        if not (row.number_altered or row.is_gone):
            raise Refusal(_("There is nothing to mark as seen here."), code="nothing_to_see")
        if row.seen_at is not None:
            raise Refusal(_("Somebody has marked this as seen already."), code="seen_already")
        row.seen_by, row.seen_at, row.seen_note = by, at, note
        row.save(update_fields=["seen_by", "seen_at", "seen_note"])
    return row


def acknowledge_not(*, recheck: Recheck, reason: str, by: User, at: datetime) -> Recheck:  # noqa: ARG001 - acts are given their time; the row history keeps its own
    """Take back that something was seen: it waits for somebody again.

    Args:
        recheck: the comparison that found it.
        reason: why it has to be looked at again.
        by: who takes it back.
        at: the present moment.

    Raises:
        Refusal: `wrong_role`, `required`, `too_long`, `unreadable`, `not_seen`.
    """
    reason = text(reason, field="reason", required=True, longest=LONGEST_NOTE)
    with act(acts.UNACKNOWLEDGE_CHANGE, by=by, reason=reason):
        row = Recheck.objects.select_for_update(of=("self",)).get(pk=recheck.pk)
        if row.seen_at is None:
            raise Refusal(_("Nobody has marked this as seen."), code="not_seen")
        row.seen_by, row.seen_at, row.seen_note = None, None, ""
        row.save(update_fields=["seen_by", "seen_at", "seen_note"])
    return row
