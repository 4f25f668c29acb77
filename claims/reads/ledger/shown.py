"""What of the ledger everybody may read, and who has stamped it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, F, Model, QuerySet

from claims.reads.evidence.changes import changes_shown
from claims.reads.evidence.pages import pages_shown, quotations_shown
from claims.reads.ledger.kinds import CORRECTION, VERDICT
from claims.reads.verdicts import verdicts_shown
from sources.models import (
    Capture,
    Deposit,
    Finding,
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

    Pages that no public claim rests on are nobody's business yet, and what is said
    of them in the ledger is withheld from its export.
    """
    rows = _open_to_all(kind)
    if rows is None:
        return set()
    keys = [key for subject in subjects if (key := row_key(rows.model, subject)) is not None]
    return {str(key) for key in rows.filter(pk__in=keys).values_list("pk", flat=True)}


def _open_to_all(kind: str) -> QuerySet[Model] | None:
    pages, withheld = pages_shown().values("pk"), withheld_captures()
    rows: dict[str, QuerySet[Model]] = {
        CAPTURE.name: Capture.objects.filter(page__in=pages).exclude(pk__in=withheld),
        DEPOSIT.name: Deposit.objects.filter(capture__page__in=pages).exclude(capture__in=withheld),
        ORIGINAL.name: WithheldOriginal.objects.filter(deposit__capture__page__in=pages).exclude(
            deposit__capture__in=withheld
        ),
        WITHHELD.name: Withholding.objects.filter(capture__page__in=pages),
        GIVEN_OUT.name: Withholding.objects.filter(capture__page__in=pages),
        RENDERING.name: Rendering.objects.filter(capture__page__in=pages),
        # What a look tells of a draft's quotation is in its kind too: only such as say the same
        # to a reader are given out.
        RECHECK.name: changes_shown().filter(
            kind=F("shown_kind"), number_altered=F("shown_number")
        ),
        FINDING.name: Finding.objects.filter(
            capture__page__in=pages, quotation__in=quotations_shown().values("pk")
        ).exclude(capture__in=withheld),
        VERDICT.name: verdicts_shown(),
        CORRECTION.name: verdicts_shown(),
    }
    return rows.get(kind)


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
