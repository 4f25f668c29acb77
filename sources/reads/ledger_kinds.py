"""What the ledger says of captures, findings, deposits, renderings, later looks and grades.

Facts may be read by everybody once the page itself may be; what stands under `private` never is.
Long texts stand as their digest. Every column that must not change is named here by one of the
two: `verify_ledger` finds a change in those and in no others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Q

from sources.models import (
    FINISHED,
    Capture,
    Deposit,
    Finding,
    PublisherGrade,
    Recheck,
    RenderedFile,
    Rendering,
    RenderingStatus,
    Timestamp,
    TimestampStatus,
    TimestampSubject,
    WithheldOriginal,
    Withholding,
    struck_as_kept,
    text_as_kept,
)
from tracker.base.ledger.chain import digest, digest_of
from tracker.base.ledger.kinds import Kind
from tracker.base.ledger.verify import KnownHead

NOT_FOR_READERS = frozenset({"requested_by", "worker", "given_up_by"})
"""Keys of a provenance sheet that name people of the desk or machines of the house.

The public digest leaves them out, so that it can be made again from what readers are given.
"""


def provenance_sha256(provenance: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of a provenance sheet's canonical JSON, as readers are given the sheet."""
    return digest_of({key: said for key, said in provenance.items() if key not in NOT_FOR_READERS})


def _capture(row: Capture) -> dict[str, Any]:
    return {
        "page": row.page_id,
        "url": row.page.url,
        "cause": row.cause,
        "requested_at": row.requested_at,
        "attempts": row.attempts,
        "tries_sha256": digest_of(row.tries),
        "status": row.status,
        "finished_at": row.finished_at,
        "outcome": row.outcome,
        "reason": row.reason,
        "final_url": row.final_url,
        "http_status": row.http_status,
        "content_type": row.content_type,
        "provenance_sha256": provenance_sha256(row.provenance),
        "file_name": row.file_name,
        "file_sha256": row.file_sha256,
        "file_size": row.file_size,
        "payload_sha256": row.payload_sha256,
        "payload_size": row.payload_size,
        "extraction": row.extraction,
        # Both what the row says and what is so: neither the text nor its digest changes alone.
        "text_sha256": row.text_sha256,
        "text_as_kept_sha256": digest(text_as_kept(row)),
        "metadata_sha256": digest_of(row.metadata),
        "unread": row.unread,
        "struck_sha256": digest_of(struck_as_kept(row)),
    }


def _asking(row: Capture) -> dict[str, Any]:
    return {
        "requested_by": row.requested_by_id,
        "asker_in_provenance": row.provenance.get("requested_by"),
        "worker_in_provenance": row.provenance.get("worker"),
        "taken_by": row.taken_by,
        "taken_at": row.taken_at,
        "next_attempt_at": row.next_attempt_at,
    }


def _finding(row: Finding) -> dict[str, Any]:
    return {
        "capture": row.capture_id,
        "quotation": row.quotation_id,
        "page": row.quotation.page_id,
        "words_sha256": digest(row.quotation.exact),
        "prefix_sha256": digest(row.quotation.prefix),
        "suffix_sha256": digest(row.quotation.suffix),
        "kind": row.kind,
        "start": row.start,
        "end": row.end,
        "matched_sha256": digest(row.matched),
        "differences_sha256": digest_of(row.differences),
        "at": row.at,
        "read_in": row.read_in,
    }


def _deposit(row: Deposit) -> dict[str, Any]:
    return {
        "capture": row.capture_id,
        "statement_sha256": digest(row.statement),
        "obtained_on": row.obtained_on,
        "obtained_precision": row.obtained_precision,
        "kind": row.kind,
        "media_type": row.media_type,
        "deposited_at": row.deposited_at,
    }


def _depositing(row: Deposit) -> dict[str, Any]:
    return {"deposited_by": row.deposited_by_id, "original_name": row.original_name}


def _original(row: WithheldOriginal) -> dict[str, Any]:
    return {
        "capture": row.deposit.capture_id,
        "sha256": row.file.sha256,
        "size": row.file.size,
        "copy_sha256": row.deposit.capture.file_sha256,
        "removed": row.removed,
        "program": row.program,
        "at": row.at,
    }


def _original_named(row: WithheldOriginal) -> dict[str, Any]:
    return {"original_name": row.original_name, "file": row.file.name}


def _withheld(row: Withholding) -> dict[str, Any]:
    return {
        "capture": row.capture_id,
        "description_sha256": digest(row.description),
        "hides_page": row.hides_page,
        "at": row.begun_at,
    }


def _withholding(row: Withholding) -> dict[str, Any]:
    return {"by": row.begun_by_id, "reason_sha256": digest(row.reason)}


def _given_out(row: Withholding) -> dict[str, Any]:
    return {"capture": row.capture_id, "at": row.ended_at}


def _giving_out(row: Withholding) -> dict[str, Any]:
    return {"by": row.ended_by_id, "reason_sha256": digest(row.end_reason)}


def _rendering(row: Rendering) -> dict[str, Any]:
    files = sorted(row.files.all(), key=lambda file: file.kind)
    return {
        "capture": row.capture_id,
        "status": row.status,
        "requested_at": row.requested_at,
        "finished_at": row.finished_at,
        "reason": row.reason,
        "software": row.software,
        "provenance_sha256": digest_of(row.provenance),
        "files": [_rendered(file) for file in files],
    }


def _rendered(row: RenderedFile) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "width": row.width,
        "height": row.height,
        "name": row.file.name,
        "sha256": row.file.sha256,
        "size": row.file.size,
        "file_kind": row.file.kind,
        "sealed_at": row.file.sealed_at,
    }


def _rendering_work(row: Rendering) -> dict[str, Any]:
    return {
        "taken_by": row.taken_by,
        "taken_at": row.taken_at,
        "attempts": row.attempts,
        "next_attempt_at": row.next_attempt_at,
    }


def _recheck(row: Recheck) -> dict[str, Any]:
    return {
        "page": row.page_id,
        "earlier": row.earlier_id,
        "later": row.later_id,
        "kind": row.kind,
        "number_altered": row.number_altered,
        "quotations_sha256": digest_of(row.quotations),
        "at": row.at,
    }


def _grade(row: PublisherGrade) -> dict[str, Any]:
    return {
        "publisher": row.publisher_id,
        "grade": row.grade,
        "reason": row.reason,
        "at": row.at,
    }


def _grading(row: PublisherGrade) -> dict[str, Any]:
    return {"author": row.author_id}


CAPTURE: Kind[Capture] = Kind(
    "capture",
    Capture,
    _capture,
    "finished_at",
    private=_asking,
    due=Q(status__in=FINISHED),
    related=("page", "kept_text"),
)
FINDING: Kind[Finding] = Kind("finding", Finding, _finding, "at", related=("quotation",))
DEPOSIT: Kind[Deposit] = Kind("deposit", Deposit, _deposit, "deposited_at", private=_depositing)
ORIGINAL: Kind[WithheldOriginal] = Kind(
    "original",
    WithheldOriginal,
    _original,
    "at",
    private=_original_named,
    related=("deposit__capture", "file"),
)
WITHHELD: Kind[Withholding] = Kind(
    "withheld", Withholding, _withheld, "begun_at", private=_withholding
)
GIVEN_OUT: Kind[Withholding] = Kind(
    "given_out",
    Withholding,
    _given_out,
    "ended_at",
    private=_giving_out,
    due=Q(ended_at__isnull=False),
)
RENDERING: Kind[Rendering] = Kind(
    "rendering",
    Rendering,
    _rendering,
    "finished_at",
    private=_rendering_work,
    due=Q(status=RenderingStatus.DONE),
    prefetch=("files__file",),
)
RECHECK: Kind[Recheck] = Kind("recheck", Recheck, _recheck, "at")
GRADE: Kind[PublisherGrade] = Kind("grade", PublisherGrade, _grade, "at", private=_grading)

KINDS: tuple[Kind[Any], ...] = (
    CAPTURE,
    FINDING,
    DEPOSIT,
    ORIGINAL,
    WITHHELD,
    GIVEN_OUT,
    RENDERING,
    RECHECK,
    GRADE,
)


def stamped_heads() -> Iterator[KnownHead]:
    """Heads of the ledger that an authority has stamped: they must all be in the chain still."""
    stamps = Timestamp.objects.filter(
        subject=TimestampSubject.LEDGER, status=TimestampStatus.GRANTED
    ).order_by("granted_at")
    for stamp in stamps.iterator():
        yield KnownHead(stamp.sha256, f"Stamped by {stamp.authority} at {stamp.granted_at}")
