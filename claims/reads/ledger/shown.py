"""What of the ledger everybody may read, and who has stamped it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Count, F, Model, Q, QuerySet

from claims.reads.evidence.changes import changes_shown
from claims.reads.evidence.pages import pages_shown, quotations_shown
from claims.reads.ledger.kinds import CORRECTION, VERDICT
from claims.reads.verdicts import verdicts_shown
from sources.models import (
    BEING_CHECKED,
    Capture,
    Deposit,
    Finding,
    Recheck,
    Rendering,
    Timestamp,
    TimestampStatus,
    TimestampSubject,
    WithheldOriginal,
    Withholding,
)
from sources.reads.ledger_kinds import (
    CAPTURE,
    DEPOSIT,
    FINDING,
    GIVEN_OUT,
    ORIGINAL,
    RECHECK,
    RENDERING,
    WITHHELD,
)
from sources.reads.withheld import withheld_captures
from tracker.base.ledger.models import Entry
from tracker.base.ledger.verify import row_key


def shown(kind: str, subjects: Sequence[str]) -> set[str]:
    """Say whose content everybody may read, of entries of one kind.

    Pages that no public claim rests on are nobody's business yet, and a mismatch that nobody has
    confirmed may be a mistake of our own: what the ledger says of them is withheld from its export.
    """
    rows = _open_to_all(kind)
    if rows is None:
        return set()
    keys = [key for subject in subjects if (key := row_key(rows.model, subject)) is not None]
    return {str(key) for key in rows.filter(pk__in=keys).values_list("pk", flat=True)}


def _open_to_all(kind: str) -> QuerySet[Model] | None:
    # To put a query together costs more than to ask it: only that of the kind is.
    rows = _ROWS.get(kind)
    return None if rows is None else rows()


def _of_pages(model: type[Model], page: str) -> QuerySet[Any]:
    return QuerySet(model).filter(**{f"{page}__in": pages_shown().values("pk")})


def _captures() -> QuerySet[Capture]:
    return _of_pages(Capture, "page").exclude(pk__in=withheld_captures())


def _deposits() -> QuerySet[Deposit]:
    return _of_pages(Deposit, "capture__page").exclude(capture__in=withheld_captures())


def _originals() -> QuerySet[WithheldOriginal]:
    rows = _of_pages(WithheldOriginal, "deposit__capture__page")
    return rows.exclude(deposit__capture__in=withheld_captures())


def _withholdings() -> QuerySet[Withholding]:
    return _of_pages(Withholding, "capture__page")


def _renderings() -> QuerySet[Rendering]:
    return _of_pages(Rendering, "capture__page")


def _changes() -> QuerySet[Recheck]:
    # What a look tells of a draft's quotation is in its kind too: only such as say the same to a
    # reader are given out.
    return changes_shown().filter(kind=F("shown_kind"), number_altered=F("shown_number"))


def _findings() -> QuerySet[Finding]:
    # A kind that is being checked may be a mistake of our own: it is given out once it is not.
    rows = Finding.objects.exclude(Q(shown_kind=BEING_CHECKED)).filter(
        capture__page__in=pages_shown().values("pk"),
        quotation__in=quotations_shown().values("pk"),
    )
    return rows.exclude(capture__in=withheld_captures())


_ROWS: dict[str, Callable[[], QuerySet[Any]]] = {
    CAPTURE.name: _captures,
    DEPOSIT.name: _deposits,
    ORIGINAL.name: _originals,
    WITHHELD.name: _withholdings,
    GIVEN_OUT.name: _withholdings,
    RENDERING.name: _renderings,
    RECHECK.name: _changes,
    FINDING.name: _findings,
    VERDICT.name: verdicts_shown,
    CORRECTION.name: verdicts_shown,
}


def kinds_counted() -> list[dict[str, object]]:
    """How many entries of each kind there are: ``kind`` and ``number``."""
    counted = Entry.objects.order_by("kind").values("kind").annotate(number=Count("position"))
    return [dict(row) for row in counted]


def stamps_of_heads(most: int) -> list[Timestamp]:
    """The newest timestamps over heads of the ledger, at most so many."""
    stamps = Timestamp.objects.filter(
        subject=TimestampSubject.LEDGER, status=TimestampStatus.GRANTED
    )
    return list(stamps.order_by("-granted_at")[:most])
