"""The ledger's page: where it ends, how to check it, and the whole of it as a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db.models import Count, F, Model, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.operations.ledger_entries import CORRECTION, VERDICT
from claims.reads.changes import changes_shown
from claims.reads.claims import verdicts_shown
from claims.reads.evidence import pages_shown, quotations_shown
from sources.models import (
    Capture,
    Deposit,
    Finding,
    Rendering,
    Timestamp,
    TimestampStatus,
    TimestampSubject,
)
from sources.operations.ledger_entries import CAPTURE, DEPOSIT, FINDING, RECHECK, RENDERING
from tracker.base.ledger import standalone
from tracker.base.ledger.export import lines
from tracker.base.ledger.models import Entry
from tracker.base.ledger.operations import head
from tracker.base.ledger.verify import row_key
from tracker.base.web.pages import public_page

SCRIPT = Path(standalone.__file__).with_name("verify_ledger.py")
_STAMPS_SHOWN = 10


def shown(kind: str, subjects: Sequence[str]) -> set[str]:
    """Say whose content everybody may read, of entries of one kind.

    Pages that only drafts or withdrawn claims rest on are nobody's business yet, and what is said
    of them in the ledger is withheld from its export.
    """
    rows = _open_to_all(kind)
    if rows is None:
        return set()
    keys = [key for subject in subjects if (key := row_key(rows.model, subject)) is not None]
    return {str(key) for key in rows.filter(pk__in=keys).values_list("pk", flat=True)}


def _open_to_all(kind: str) -> QuerySet[Model] | None:
    pages = pages_shown().values("pk")
    rows: dict[str, QuerySet[Model]] = {
        CAPTURE.name: Capture.objects.filter(page__in=pages),
        DEPOSIT.name: Deposit.objects.filter(capture__page__in=pages),
        RENDERING.name: Rendering.objects.filter(capture__page__in=pages),
        # What a look tells of a draft's quotation is in its kind too: only such as say the same
        # to a reader are given out.
        RECHECK.name: changes_shown().filter(
            kind=F("shown_kind"), number_altered=F("shown_number")
        ),
        FINDING.name: Finding.objects.filter(
            capture__page__in=pages, quotation__in=quotations_shown().values("pk")
        ),
        VERDICT.name: verdicts_shown(),
        CORRECTION.name: verdicts_shown(),
    }
    return rows.get(kind)


@public_page
def ledger(request: HttpRequest) -> HttpResponse:
    """Show the head of the ledger, who has stamped it, and how to check it."""
    stamps = Timestamp.objects.filter(
        subject=TimestampSubject.LEDGER, status=TimestampStatus.GRANTED
    ).order_by("-granted_at")
    kinds = Entry.objects.order_by("kind").values("kind").annotate(number=Count("position"))
    return render(
        request,
        "public/trust/ledger.html",
        {
            "section": "methodology",
            "head": head(),
            "kinds": list(kinds),
            "stamps": list(stamps[:_STAMPS_SHOWN]),
        },
    )


@require_safe
def ledger_export(_request: HttpRequest) -> StreamingHttpResponse:
    """Hand out the ledger as JSON lines, written while it is read."""
    given = lines(shown=shown, site=settings.SITE_URL, at=timezone.now())
    return StreamingHttpResponse(
        given,
        content_type="application/jsonl; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="ledger.jsonl"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )


@require_safe
def ledger_script(_request: HttpRequest) -> HttpResponse:
    """Hand out the script that verifies an export, as it stands in our source."""
    return HttpResponse(
        SCRIPT.read_bytes(),
        content_type="text/x-python; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="verify_ledger.py"',
            "X-Content-Type-Options": "nosniff",
        },
    )
