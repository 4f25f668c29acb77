"""The provenance sheet: how a sealed copy came about, as a page to print and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override

from claims.presentation.copy_states import capture_stamp
from claims.presentation.evidence.provenance import (
    check_it_yourself,
    flattened,
    labels_of,
    limit_lines,
    links_of,
    plain,
    shown_hop,
)
from claims.presentation.evidence.timestamps import are_asked_for
from claims.reads.evidence import captures, pages
from claims.reads.evidence.stamps import all_stamps_of
from claims.reads.visible import is_staff
from sources.reads import provenance
from tracker.base.web.pages import public_page, whole_address

if TYPE_CHECKING:
    from sources.models import Capture


@public_page
def provenance_page(request: HttpRequest, capture_id: str) -> HttpResponse:
    """Show all that is known of how a capture came about; made to be printed and handed on."""
    to_staff = is_staff(request.user)
    found, about, told = _told(capture_id, to_staff=to_staff)
    return render(
        request,
        "public/evidence/provenance.html",
        {
            "section": "incidents",
            "page": about.page,
            "is_exercise": about.is_exercise,
            "capture": found,
            "stamp": capture_stamp(found),
            "sheet": told,
            "hops": [shown_hop(hop) for hop in told["hops"]],
            "asker": found.requested_by.name if to_staff else "",
            "labels": labels_of(told),
            "limits": list(limit_lines(told["limits"])),
            "further": list(flattened(told["further"])),
            "timestamps_are_asked_for": are_asked_for(),
            "address": whole_address(request.path),
        },
    )


@public_page
def provenance_data(request: HttpRequest, capture_id: str) -> HttpResponse:
    """Give the sheet to programs: the same for everybody who may see it, naming no person."""
    to_staff = is_staff(request.user)
    with override(settings.LANGUAGE_CODE):
        _found, _about, told = _told(capture_id, to_staff=to_staff)
    body = json.dumps(told, ensure_ascii=False, indent=1, default=plain)
    return HttpResponse(body, content_type="application/json")


def _told(
    capture_id: str, *, to_staff: bool
) -> tuple[Capture, pages.EvidenceSheet, dict[str, Any]]:
    shown = captures.captures_shown(to_staff=to_staff).select_related("requested_by")
    try:
        found = shown.get(pk=capture_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    about = pages.evidence_sheet(found.page_id, to_staff=to_staff)
    rows = all_stamps_of(found)
    told = provenance.sheet(found, quotations=about.page.quotations.all(), stamps=rows)
    for row, stamp in zip(rows, told["timestamps"], strict=True):
        stamp.update(check_it_yourself(row, found))
    told["links"] = links_of(found)
    return found, about, told
