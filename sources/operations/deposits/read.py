"""Read the text of a deposited file and check quotations in it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sources import configuration
from sources.archiver.deposits.unpack import Unpacked, UnpackError
from sources.archiver.outcomes import Outcome
from sources.archiver.quoting.verify import verify_all
from sources.archiver.reading.extract import extract
from sources.archiver.sealing.checked import ChangedFileError
from sources.archiver.sentences import Said, as_json, say
from sources.archiver.values import Extraction, ExtractionState, Quote, Sealed
from sources.models import Capture, Deposit
from sources.operations.sealing.seal import as_deposit
from sources.reads.deposited import ARCHIVES, held_in, why_not_the_page


def read_deposit(capture: Capture, quotes: list[Quote], *, at: datetime) -> Sealed:
    """Read the text of a deposited file and check quotations in it, as of a fetched page.

    Args:
        capture: the row, with its page and its deposit.
        quotes: quotations of the page.
        at: when the reading starts.

    Raises:
        OSError: the storage does not give the file.
    """
    limits = configuration.limits()
    row = capture.deposit
    base = as_deposit(
        Sealed(outcome=Outcome.DEPOSITED, reason=(), at=at, requested_url=capture.page.url),
        capture,
    )
    try:
        held = held_in(capture)
    except (UnpackError, ChangedFileError) as error:
        return replace(base, extraction=ExtractionState.FAILED, extraction_reason=error.said)
    why_not = why_not_the_page(held)
    if why_not:
        extraction = Extraction(ExtractionState.FAILED, reason=why_not)
    else:
        extraction = extract(held.body, held.content_type, limits=limits)
    return replace(
        base,
        final_url=held.url,
        http_status=held.status or None,
        content_type=held.content_type or row.media_type,
        provenance=base.provenance | (_in_archive(held, row) if row.kind in ARCHIVES else {}),
        payload_sha256=hashlib.sha256(held.body).hexdigest(),
        payload_size=len(held.body),
        **_read(extraction, quotes),
    )


def _in_archive(held: Unpacked, row: Deposit) -> dict[str, Any]:
    """What the archive says of the page, and where it contradicts itself, for the sheet."""
    facts = {"url": held.url, "status": held.status, "date": held.date, "record": held.kind}
    said = contradictions(held, brought_at=row.deposited_at)
    return {"in_archive": facts | {"contradictions": as_json(said)}}


def contradictions(held: Unpacked, *, brought_at: datetime) -> Said:
    """Say where an archive contradicts itself or its own date.

    Args:
        held: the page out of it.
        brought_at: when the archive was brought (aware).
    """
    said: Said = ()
    if _moment(held.date) > brought_at:
        said += say("contradiction.date_to_come")
    if held.contradictions is None:
        return said + say("contradiction.not_checked")
    for rule, number in held.contradictions.items():
        said += say(f"contradiction.{rule}", number=number)
    return said


def _moment(date: str) -> datetime:
    """The time of a WARC-Date; the earliest there is for what is none."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _read(extraction: Extraction, quotes: list[Quote]) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "extraction": extraction.state,
        "extraction_reason": extraction.reason,
        "metadata": extraction.metadata,
        "struck": extraction.struck,
        "unread": extraction.unread,
        "checks": tuple(verify_all(quotes, extraction)),
    }
    if extraction.state is ExtractionState.DONE:
        facts["text"] = extraction.text
        facts["text_sha256"] = hashlib.sha256(extraction.text.encode()).hexdigest()
    return facts
