"""What is known about pages, their captures and their publishers, read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Min, Q
from django.db.models.functions import Greatest, Left
from django.utils.translation import gettext_lazy as _

from sources.archiver.outcomes import Outcome
from sources.archiver.values import Earlier
from sources.models import (
    Capture,
    CaptureStatus,
    CaptureText,
    Rendering,
    RenderingStatus,
)
from sources.reads.withheld import withheld_captures


class PageState(models.TextChoices):
    """How a page stands, from all its captures."""

    NOT_CAPTURED = "not_captured", _("Not yet captured")
    WAITING = "waiting", _("Waiting to be captured")
    SEALED = "sealed", _("Sealed copy")
    CHANGED = "changed", _("Changed since the copy before")
    GONE = "gone", _("Gone")
    FAILED = "failed", _("No whole copy")
    DEPOSITED = "deposited", _("Deposited copy")


def oldest_waiting_seconds(*, at: datetime) -> float | None:
    """Seconds for which the oldest capture has been due; None when none is.

    A capture that was put off, because its host was busy or its site failed, is due from then on.

    Args:
        at: the present moment.
    """
    due = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=at)
    oldest = Capture.objects.filter(due, status=CaptureStatus.WAITING).aggregate(
        oldest=Min(Greatest("requested_at", "next_attempt_at"))
    )["oldest"]
    return None if oldest is None else max(0.0, (at - oldest).total_seconds())


def waiting_for_storage() -> int:
    """How many captures and renderings wait because the storage of files failed them.

    For `/health/all/`: while it is not nought, the disk is full or the storage is away.
    """
    kept_waiting = [{"code": "work.waits_for_storage"}]
    captures = Capture.objects.filter(
        status=CaptureStatus.WAITING,
        next_attempt_at__isnull=False,
        **{"tries__-1__reason__contains": kept_waiting},
    )
    return captures.count() + (
        Rendering.objects.filter(
            status=RenderingStatus.WAITING,
            reason__contains=[{"code": "rendering.waits_for_storage"}],
        ).count()
    )


def newest_texts(page_ids: Collection[int], *, length: int) -> dict[int, str]:
    """The beginning of the text of the newest copy of each page that has one, withheld ones apart.

    Args:
        page_ids: the pages.
        length: characters of a text, at most.
    """
    rows = CaptureText.objects.filter(capture__page__in=page_ids)
    shown = rows.exclude(capture__in=withheld_captures())
    newest = shown.order_by("capture__page_id", "-capture__finished_at")
    begun = newest.distinct("capture__page_id").annotate(begun=Left("text", length))
    return dict(begun.values_list("capture__page_id", "begun"))


def earlier_copies(page_ids: Collection[int]) -> dict[int, Earlier]:
    """Where the bytes of the newest whole capture of each page are kept, for a later look at it.

    Args:
        page_ids: the pages; those without a copy are not among what is given back.
    """
    rows = Capture.objects.filter(
        page_id__in=page_ids, status=CaptureStatus.SEALED, outcome=Outcome.CAPTURED.value
    ).exclude(payload_sha256="")
    newest = rows.order_by("page_id", "-finished_at").distinct("page_id")
    columns = newest.values_list("page_id", "payload_sha256", "file_name")
    return {page_id: Earlier(*kept) for page_id, *kept in columns}


def page_state(captures: Sequence[Capture]) -> PageState:
    """Say how a page stands.

    Args:
        captures: all captures of one page, newest first; their findings are not needed.
    """
    fetched = [capture for capture in captures if not capture.is_deposit]
    # What a person brought was sealed when it came, and is never counted as captured.
    without_copy = PageState.DEPOSITED if len(fetched) < len(captures) else None
    finished = [capture for capture in fetched if capture.is_finished]
    if not finished:
        return without_copy or (PageState.WAITING if fetched else PageState.NOT_CAPTURED)
    seen = newest_seen(finished)
    if seen is None:
        return without_copy or PageState.FAILED
    if seen.is_gone:
        return PageState.GONE
    return PageState.CHANGED if seen.pk in changed_copies(finished) else PageState.SEALED


def newest_seen(captures: Iterable[Capture]) -> Capture | None:
    """The newest capture that brought the page, or word that it is gone.

    A look that failed says nothing of the page: what was seen before still holds.

    Args:
        captures: of one page, newest first; deposits are passed over.
    """
    return next(
        (one for one in captures if not one.is_deposit and (one.is_whole or one.is_gone)), None
    )


def changed_copies(captures: Sequence[Capture]) -> set[UUID]:
    """Whole copies that say something else than the nearest one before that they can be held to.

    A copy that was read is held to one that was read. Copies whose text could not be read are
    compared by the digest of their payload, and with each other alone: one of them says nothing of
    whether the text changed.

    Args:
        captures: of one page, newest first; those that are no whole copies are passed over.
    """
    before: dict[bool, Capture] = {}
    changed = set()
    for copy in (one for one in reversed(captures) if one.is_whole):
        is_read = bool(copy.text_sha256)
        key = "text_sha256" if is_read else "payload_sha256"
        if is_read in before and getattr(before[is_read], key) != getattr(copy, key):
            changed.add(copy.pk)
        before[is_read] = copy
    return changed
