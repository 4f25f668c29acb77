"""Captures and findings as rows, for pages that show them."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from sources.archiver.sentences import as_json, say
from sources.models import (
    Capture,
    CaptureText,
    Confirmation,
    Finding,
    FindingKind,
    Page,
    Quotation,
    text_of,
)
from tests.factories import AT, a_user


def a_capture(
    page: Page, text: str = "Twenty men were killed.", *, at: datetime = AT, **fields: Any
) -> Capture:
    """A whole copy, sealed; other facts by name."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    facts: dict[str, Any] = {
        "page": page,
        "cause": "cited",
        "requested_by": a_user(),
        "requested_at": at,
        "status": "sealed",
        "taken_by": "worker",
        "taken_at": at,
        "finished_at": at,
        "outcome": "captured",
        "http_status": 200,
        "content_type": "text/html",
        "file_name": f"warc/{digest[:2]}/{digest}.warc.gz",
        "file_sha256": digest,
        "file_size": len(text),
        "extraction": "done",
        "text": text,
        "text_sha256": digest,
    }
    given = facts | fields
    said = given.pop("text")
    capture = Capture.objects.create(**given)
    if said:
        CaptureText.objects.create(capture=capture, text=said)
    return capture


def waiting(page: Page) -> Capture:
    return Capture.objects.create(page=page, cause="cited", requested_by=a_user(), requested_at=AT)


def gone(page: Page, *, at: datetime = AT) -> Capture:
    return a_capture(page, "Gone", at=at, outcome="error_page", http_status=410)


def failed(page: Page, reason: str, *, at: datetime = AT) -> Capture:
    nothing: dict[str, Any] = {
        "status": "failed",
        "outcome": "timeout",
        "http_status": None,
        "file_name": "",
        "file_sha256": "",
        "file_size": None,
        "extraction": "none",
        "text_sha256": "",
    }
    said = as_json(say("wire.broke", why=reason.rstrip(".")))
    return a_capture(page, "", at=at, reason=said, **nothing)


def a_finding(
    quotation: Quotation,
    capture: Capture,
    kind: FindingKind = FindingKind.VERBATIM,
    matched: str = "",
) -> Finding:
    place: dict[str, Any] = {}
    if matched:
        start = text_of(capture).index(matched)
        place = {"start": start, "end": start + len(matched), "matched": matched}
    return Finding.objects.create(
        quotation=quotation, capture=capture, kind=kind, at=capture.finished_at or AT, **place
    )


def confirmed(quotation: Quotation) -> Confirmation:
    """A person's word that the page had these words."""
    return Confirmation.objects.create(
        quotation=quotation, reason="Seen by two of us.", by=quotation.added_by, at=AT
    )
