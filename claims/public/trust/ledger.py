"""The ledger's page: where it ends, how to check it, and the whole of it as a file."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.reads.ledger.shown import kinds_counted, shown, stamps_of_heads
from tracker.base.ledger import standalone
from tracker.base.ledger.export import lines
from tracker.base.ledger.operations import head
from tracker.base.ledger.standing import last_round
from tracker.base.web.pages import public_page

SCRIPT = Path(standalone.__file__).with_name("verify_ledger.py")
_STAMPS_SHOWN = 10


@public_page
def ledger_page(request: HttpRequest) -> HttpResponse:
    """Show the head of the ledger, who has stamped it, and how to check it."""
    return render(
        request,
        "public/trust/ledger.html",
        {
            "section": "methodology",
            "head": head(),
            "verified": last_round(),
            "kinds": kinds_counted(),
            "stamps": stamps_of_heads(_STAMPS_SHOWN),
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
        },
    )
