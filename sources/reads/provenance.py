"""The provenance sheet of a capture: one documented shape, for the page and for programs.

What was recorded when the page was fetched stands in ``Capture.provenance`` and never changes;
what is known since (files read again, timestamps, the ledger) is put beside it. docs/provenance.md
describes every part. Values may be anything a hostile server sent: whoever shows them escapes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from sources.archiver.outcomes import Outcome
from sources.models import (
    Capture,
    Deposit,
    Finding,
    Quotation,
    RenderedFile,
    SealedFile,
    Timestamp,
    TimestampStatus,
    TimestampSubject,
)
from sources.reads.deposited import DepositTold, deposit_told
from sources.reads.ledger_kinds import NOT_FOR_READERS
from sources.reads.sentences import worded
from sources.reads.stamps import check_stamp
from sources.reads.withheld import original_of
from tracker.base.ledger.models import Entry

FORMAT = "counterclaim-provenance/1"
_TOLD_ELSEWHERE = frozenset(
    {
        *("requested_url", "requested_at", "cause", "capture", "attempts", "tries", "agent"),
        *("outcome", "reason", "rule", "final_url", "extraction_reason", "tls_seen", "hops"),
        *("at", "seconds", "clock", "finished_at", "limits", "software"),
        *("file_sha256", "file_size", "text_sha256", "in_archive"),
    }
)


def recorded(provenance: Mapping[str, Any]) -> dict[str, Any]:
    """What was recorded when the page was fetched, without what names people and machines."""
    return {key: said for key, said in provenance.items() if key not in NOT_FOR_READERS}


def worker_label(worker: str) -> str:
    """A name for a worker that stays the same and tells nothing of the machine it runs on."""
    if not worker:
        return ""
    return "worker " + salted_hmac("sources.reads.provenance.worker", worker).hexdigest()[:10]


def sheet(
    capture: Capture, *, quotations: Iterable[Quotation], stamps: Sequence[Timestamp]
) -> dict[str, Any]:
    """Put together all that is known of how a capture came about.

    Args:
        capture: with its page and who asked for it.
        quotations: those that may be read, with their findings.
        stamps: timestamps over its files.

    Returns:
        Plain values; times are aware datetimes, sizes in bytes, durations in seconds.
    """
    said: Mapping[str, Any] = capture.provenance
    return {
        "format": FORMAT,
        "capture": str(capture.pk),
        "asked": _asked(capture, said),
        "outcome": _outcome(capture, said),
        "times": _times(capture, said),
        "hops": [_hop(hop) for hop in _dicts(said.get("hops"))],
        "tls_seen": _mapping(said.get("tls_seen")),
        "deposit": _deposit(capture),
        "files": _files(capture),
        "digests": {
            "payload_sha256": capture.payload_sha256,
            "payload_size": capture.payload_size,
            "text_sha256": capture.text_sha256,
        },
        "timestamps": [_stamp(stamp) for stamp in stamps],
        "ledger": _ledger(capture),
        "findings": _findings(capture, quotations),
        "made_by": {
            "agent": str(said.get("agent") or ""),
            "worker": worker_label(capture.taken_by or ""),
            "software": _mapping(said.get("software")),
        },
        "limits": _mapping(said.get("limits")),
        "earlier_attempts": [_earlier(one) for one in _dicts(capture.tries)],
        "further": {k: v for k, v in recorded(said).items() if k not in _TOLD_ELSEWHERE},
        "recorded": recorded(said),
    }


def _asked(capture: Capture, said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "url": str(said.get("requested_url") or capture.page.url),
        "at": capture.requested_at,
        "cause": capture.cause,
        "by_role": capture.requested_by.role,
        "attempts": capture.attempts,
    }


def _outcome(capture: Capture, said: Mapping[str, Any]) -> dict[str, Any]:
    try:
        sentence = _(Outcome(capture.outcome).sentence)
    except ValueError:
        sentence = capture.outcome
    return {
        "code": capture.outcome,
        "sentence": sentence,
        "reason": worded(capture.reason),
        "rule": str(said.get("rule") or ""),
        "final_url": capture.final_url,
        "http_status": capture.http_status,
        "content_type": capture.content_type,
        "extraction": capture.extraction,
        "extraction_reason": worded(said.get("extraction_reason")),
    }


def _times(capture: Capture, said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "started_at": _moment(said.get("at")),
        "seconds": said.get("seconds"),
        "finished_at": capture.finished_at,
        "clock": _mapping(said.get("clock")),
    }


def _hop(hop: Mapping[str, Any]) -> dict[str, Any]:
    line, headers = request_head(str(hop.get("request") or ""))
    return {
        "url": str(hop.get("url") or ""),
        "started_at": _moment(hop.get("started_at")),
        "addresses": [str(address) for address in hop.get("addresses") or []],
        "connected_to": str(hop.get("connected_to") or ""),
        "port": hop.get("port"),
        "allowed_by": str(hop.get("allowed_by") or ""),
        "tls": _mapping(hop.get("tls")),
        "request": {"line": line, "headers": headers},
        "response": {
            "status": hop.get("status"),
            "headers": [[str(part) for part in pair] for pair in hop.get("headers") or []],
            "wire_size": hop.get("wire_size"),
            "wire_sha256": str(hop.get("wire_sha256") or ""),
            "payload_size": hop.get("payload_size"),
            "payload_sha256": str(hop.get("payload_sha256") or ""),
            "truncated": str(hop.get("truncated") or ""),
        },
    }


def request_head(request: str) -> tuple[str, list[list[str]]]:
    """Take a request as it was sent apart: its first line, and its headers as name and value."""
    head = request.split("\r\n\r\n", 1)[0].split("\r\n")
    pairs = (line.partition(":") for line in head[1:])
    return head[0], [[name, value.strip()] for name, _colon, value in pairs]


def _deposit(capture: Capture) -> dict[str, Any] | None:
    """What a person who brought the file said of it; not who, and not how they called the file."""
    row = Deposit.objects.filter(capture=capture).first() if capture.is_deposit else None
    if row is None:
        return None
    facts = ("statement", "obtained_on", "obtained_precision", "kind", "media_type", "deposited_at")
    told = deposit_told(capture)
    return {fact: getattr(row, fact) for fact in facts} | {
        "original": _original(capture),
        "archive": _archive(told) if told is not None and told.archive_url else None,
    }


def _archive(told: DepositTold) -> dict[str, Any]:
    """What the archive says of the page it holds, and where it contradicts itself."""
    return {
        "date": told.archive_date,
        "url": told.archive_url,
        "contradictions": list(told.contradictions),
    }


def _original(capture: Capture) -> dict[str, Any] | None:
    """Of a cleaned copy, what it was made from: its digest, what was removed, by which program."""
    row = original_of(capture)
    if row is None:
        return None
    file = {"sha256": row.file.sha256, "size": row.file.size}
    return file | {"removed": row.removed, "program": row.program}


def _files(capture: Capture) -> list[dict[str, Any]]:
    if not capture.file_sha256:
        return []
    rendered = RenderedFile.objects.filter(rendering__capture=capture).values("file")
    rows = SealedFile.objects.filter(name=capture.file_name) | SealedFile.objects.filter(
        pk__in=rendered
    )
    files = [_file(row) for row in rows.order_by("pk")]
    if all(file["name"] != capture.file_name for file in files):
        # Sealed before there was a register of files.
        unread = {"sealed_at": capture.finished_at, "fixity": "unchecked", "checked_at": None}
        own = {"kind": "warc", "name": capture.file_name, "sha256": capture.file_sha256}
        files.insert(0, own | {"size": capture.file_size} | unread)
    return files


def _file(row: SealedFile) -> dict[str, Any]:
    facts = ("kind", "name", "sha256", "size", "sealed_at", "fixity", "checked_at")
    return {fact: getattr(row, fact) for fact in facts}


def _stamp(row: Timestamp) -> dict[str, Any]:
    """A timestamp; one that was granted is checked again here, without a network."""
    told: dict[str, Any] = {
        "id": row.pk,
        "sha256": row.sha256,
        "authority": row.authority,
        "status": row.status,
        "time": row.granted_at,
        "serial": row.serial,
        "reason": worded(row.reason),
        "token_sha256": row.token_sha256,
    }
    if row.status == TimestampStatus.GRANTED:
        checked = check_stamp(row)
        told |= {"holds": checked.facts is not None, "trouble": checked.trouble}
        if checked.facts:
            told |= {
                "policy": checked.facts.policy,
                "accuracy_seconds": checked.facts.accuracy_seconds,
                "certificate_sha256": checked.facts.certificate_sha256,
            }
    return told


def _ledger(capture: Capture) -> list[dict[str, Any]]:
    entries = list(Entry.objects.filter(kind="capture", subject=str(capture.pk)).defer("content"))
    return [
        {
            "position": entry.position,
            "at": entry.at,
            "sha256": entry.sha256,
            "content_sha256": entry.content_sha256,
            "timestamped": _covered_by(entry),
        }
        for entry in entries
    ]


def _covered_by(entry: Entry) -> dict[str, Any] | None:
    """The first timestamped head of the ledger that stands on an entry."""
    heads = Timestamp.objects.filter(
        subject=TimestampSubject.LEDGER,
        status=TimestampStatus.GRANTED,
        finished_at__gte=entry.at,
    )
    end = (
        Entry.objects.filter(sha256__in=heads.values("sha256"), position__gte=entry.position)
        .order_by("position")
        .values("position", "sha256")
        .first()
    )
    if end is None:
        return None
    stamp = heads.filter(sha256=end["sha256"]).earliest("granted_at")
    told = {"id": stamp.pk, "authority": stamp.authority, "time": stamp.granted_at}
    return end | told


def _findings(capture: Capture, quotations: Iterable[Quotation]) -> list[dict[str, Any]]:
    return [
        _finding(quotation, finding)
        for quotation in quotations
        for finding in quotation.findings.all()
        if finding.capture_id == capture.pk
    ]


def _finding(quotation: Quotation, finding: Finding) -> dict[str, Any]:
    is_open = finding.is_being_checked
    return {
        "quotation": quotation.exact,
        "language": quotation.language,
        "kind": finding.shown_kind,  # type: ignore[attr-defined]
        "read_in": finding.read_in,
        "start": None if is_open else finding.start,
        "end": None if is_open else finding.end,
        "matched": "" if is_open else finding.matched,
        "at": finding.at,
    }


def _earlier(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "at": _moment(one.get("at")),
        "outcome": str(one.get("outcome") or ""),
        "reason": worded(one.get("reason")),
        "http_status": one.get("http_status"),
    }


def _dicts(value: object) -> list[dict[str, Any]]:
    rows = value if isinstance(value, list) else []
    return [row for row in rows if isinstance(row, dict)]


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _moment(value: object) -> datetime | None:
    """A time as it was recorded, in ISO 8601; None where there is none that can be read."""
    try:
        moment = parse_datetime(str(value or ""))
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
