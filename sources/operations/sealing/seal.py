"""Write the end of a capture: its file, what was found in it, its entry in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sources.archiver.outcomes import Outcome
from sources.archiver.quoting.verify import verify_all
from sources.archiver.sentences import as_json, from_json
from sources.archiver.values import Check, Extraction, ExtractionState, Sealed
from sources.models import (
    Capture,
    CaptureStatus,
    CaptureText,
    ExtractionStatus,
    FileKind,
    Finding,
    Quotation,
    SealedFile,
    text_of,
)
from sources.operations.sealing.compare import looked
from sources.operations.sealing.showing import waiting_for_browser, wish
from sources.reads.ledger_kinds import CAPTURE, FINDING, RECHECK
from tracker.base import queue
from tracker.base.ledger.operations import enter_rows
from tracker.base.many_rows import insert_rows


def write_ends(ends: Sequence[tuple[Capture, Sealed]], *, worker: str, at: datetime) -> None:
    """Close captures: `sealed` if bytes were kept, else `failed`, always with outcome and reason.

    Their findings and their entries in the ledger are written with them. Called with the rows and
    their pages locked, last in the transaction. The files are in the storage already, so no row
    ever names a file that is not there.

    Args:
        ends: rows of different pages, each with what came of its attempt.
        worker: who did the work.
        at: the present moment.
    """
    register_captured(ends, at=at)
    queue.finish_all([_end(*end, worker=worker, at=at) for end in ends], at=at)
    captures = [capture for capture, _sealed in ends]
    insert_rows(
        [
            CaptureText(capture=capture, text=sealed.text, struck=list(sealed.struck))
            for capture, sealed in ends
            if sealed.text
        ]
    )
    findings = _write_findings(ends, at=at)
    waiting = waiting_for_browser(captures, findings)
    rechecks = looked(captures, findings, waiting=waiting, at=at)
    wish(captures, waiting=waiting, at=at)
    enter_rows((CAPTURE, captures), (FINDING, findings), (RECHECK, rechecks), at=at)


def register_captured(ends: Iterable[tuple[Capture, Sealed]], *, at: datetime) -> None:
    """Write the rows of the files of captures; a deposit's has been there from the start.

    The name of a captured file is its digest, so one that is registered already is the same file.
    """
    SealedFile.objects.bulk_create(
        [
            SealedFile(
                name=sealed.file_name,
                sha256=sealed.file_sha256,
                size=sealed.file_size or 0,
                kind=FileKind.WARC,
                sealed_at=at,
            )
            for capture, sealed in ends
            if sealed.file_name and not capture.is_deposit
        ],
        ignore_conflicts=True,
    )


def _end(
    capture: Capture, sealed: Sealed, *, worker: str, at: datetime
) -> tuple[Capture, str, dict[str, object]]:
    """The row with its end among the states and what is written with it."""
    if capture.is_deposit:
        sealed = as_deposit(sealed, capture)
    written: dict[str, object] = {
        "outcome": sealed.outcome.value,
        "reason": as_json(sealed.reason),
        "final_url": sealed.final_url,
        "http_status": sealed.http_status,
        "content_type": _clean(sealed.content_type)[:200],
        "provenance": _provenance(capture, sealed, worker=worker, at=at),
        "file_name": sealed.file_name,
        "file_sha256": sealed.file_sha256,
        "file_size": sealed.file_size,
        "payload_sha256": sealed.payload_sha256,
        "payload_size": sealed.payload_size,
        "extraction": extraction_status(sealed),
        "text_sha256": sealed.text_sha256,
        "metadata": sealed.metadata,
        "unread": as_json(sealed.unread),
    }
    status = CaptureStatus.SEALED if sealed.file_name else CaptureStatus.FAILED
    return capture, status, written


def as_deposit(sealed: Sealed, capture: Capture) -> Sealed:
    """Make the end of a capture that of a deposit: its file stays sealed however reading it ended.

    Args:
        sealed: how the work ended, perhaps broken off.
        capture: a deposit's row, which has had its file from the start.
    """
    if sealed.outcome is not Outcome.DEPOSITED:
        sealed = replace(sealed, extraction=ExtractionState.FAILED, extraction_reason=sealed.reason)
    told = {"deposited": True, "requested_url": capture.page.url, "at": sealed.at.isoformat()}
    return replace(
        sealed,
        outcome=Outcome.DEPOSITED,
        reason=Outcome.DEPOSITED.said,
        content_type=sealed.content_type or capture.content_type,
        file_name=capture.file_name,
        file_sha256=capture.file_sha256,
        file_size=capture.file_size,
        provenance=sealed.provenance | told,
    )


def _provenance(
    capture: Capture, sealed: Sealed, *, worker: str, at: datetime
) -> dict[str, object]:
    return sealed.provenance | {
        "capture": str(capture.pk),
        "requested_by": capture.requested_by_id,
        "requested_at": capture.requested_at.isoformat(),
        "cause": capture.cause,
        "worker": worker,
        "attempts": capture.attempts,
        "tries": capture.tries,
        "finished_at": at.isoformat(),
        "rule": sealed.rule,
        "extraction_reason": as_json(sealed.extraction_reason),
        "file_sha256": sealed.file_sha256,
        "file_size": sealed.file_size,
        "text_sha256": sealed.text_sha256,
    }


def _clean(text: str) -> str:
    # PostgreSQL keeps no NUL, and a hostile header may hold one.
    return text.replace("\x00", "\ufffd")


def extraction_status(sealed: Sealed) -> ExtractionStatus:
    """Whether the text was read, in the words of the table."""
    match sealed.extraction:
        case ExtractionState.NOT_TRIED:
            return ExtractionStatus.NONE
        case ExtractionState.DONE:
            return ExtractionStatus.DONE if sealed.text.strip() else ExtractionStatus.EMPTY
        case ExtractionState.FAILED:
            return ExtractionStatus.FAILED
        case ExtractionState.UNSUPPORTED:
            return ExtractionStatus.UNSUPPORTED


def _write_findings(ends: Sequence[tuple[Capture, Sealed]], *, at: datetime) -> list[Finding]:
    """Write a finding for every quotation of each page, if the page itself was seen.

    An error page or a refusal says nothing about a quotation, so it leaves none.
    """
    copies = {capture.page_id: (capture, sealed) for capture, sealed in ends if capture.is_copy}
    # Whoever adds a quotation locks the page too: either we see it here or they see this capture.
    rows: dict[int, list[Quotation]] = {}
    for row in Quotation.objects.filter(page_id__in=copies) if copies else ():
        rows.setdefault(row.page_id, []).append(row)
    findings = [
        Finding.of(row, *checked, at=at)
        for page_id, (capture, sealed) in copies.items()
        for row, checked in _checked(rows.get(page_id, []), capture, sealed)
    ]
    return Finding.objects.bulk_create(findings)


def _checked(
    rows: list[Quotation], capture: Capture, sealed: Sealed
) -> Iterator[tuple[Quotation, tuple[Capture, Check]]]:
    checked = {check.key: check for check in sealed.checks}
    late = [row for row in rows if str(row.pk) not in checked]
    checked |= {check.key: check for check in check_in(capture, late)}
    return ((row, (capture, checked[str(row.pk)])) for row in rows)


def check_in(capture: Capture, quotations: list[Quotation]) -> list[Check]:
    """Check quotations in the text of a sealed capture."""
    if not quotations:
        return []
    # A document without text (a scanned one) says nothing of what words stand in it.
    read = capture.extraction == ExtractionStatus.DONE
    state = ExtractionState.DONE if read else ExtractionState.FAILED
    extraction = Extraction(state, text=text_of(capture), unread=from_json(capture.unread))
    return verify_all([row.wanted for row in quotations], extraction)
