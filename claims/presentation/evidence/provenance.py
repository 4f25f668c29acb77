"""The provenance sheet of a capture in words, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from claims.presentation.copy_states import CHECKING, deposit_words, kind_words
from claims.presentation.evidence.timestamps import command
from sources.archiver.outcomes import Outcome
from sources.models import (
    BEING_CHECKED,
    DIFFERING,
    Capture,
    CaptureCause,
    ExtractionStatus,
    FileKind,
    FindingKind,
    Fixity,
    Timestamp,
)
from tracker.base.people.models import Role
from tracker.base.web.pages import whole_address

FOLDED = 240
"""Characters of a value after which it is folded away on the screen; on paper it is whole."""
HEADERS_SHOWN = 200
SIZES = {
    "wire_bytes": gettext_noop("Answer, as it comes over the wire"),
    "document_bytes": gettext_noop("A PDF, as it comes over the wire"),
    "decoded_bytes": gettext_noop("Answer, unpacked"),
    "header_bytes": gettext_noop("Head of the answer"),
    "extract_memory_bytes": gettext_noop("Memory while reading the text"),
}
SECONDS = {
    "total_seconds": gettext_noop("Whole capture, all answers together"),
    "connect_seconds": gettext_noop("One connection"),
    "extract_seconds": gettext_noop("Reading the text"),
    "extract_cpu_seconds": gettext_noop("Processor time while reading the text"),
}
COUNTS = {
    "redirects": gettext_noop("Redirects"),
    "interim_responses": gettext_noop("Interim answers"),
    "content_codings": gettext_noop("Layers of packing"),
    "text_characters": gettext_noop("Characters of text"),
}


@dataclass(frozen=True, slots=True)
class Header:
    """A line of a head: a name and a value as they were sent."""

    name: str
    value: str

    @property
    def start(self) -> str:
        """The beginning of a value that is too long to be read at a glance; else nothing."""
        return self.value[:FOLDED] if len(self.value) > FOLDED else ""


def check_it_yourself(row: Timestamp, capture: Capture) -> dict[str, str]:
    """How a granted timestamp is checked without us; nothing before it is granted."""
    if row.granted_at is None:
        return {}
    return {
        "token_url": _url("public:timestamp_token", row.pk),
        "certificates_url": _url("public:timestamp_certificates", row.pk),
        "command": command(row, capture),
    }


def links_of(capture: Capture) -> dict[str, str]:
    """Addresses (absolute) of a capture and of what can be taken away of it."""
    names = {"capture": "capture", "sheet": "provenance", "data": "provenance_data"}
    if capture.file_sha256:
        names["file"] = "capture_file"
    return {key: _url(f"public:{name}", capture.pk) for key, name in names.items()}


def _url(name: str, key: object) -> str:
    return whole_address(reverse(name, args=[key]))


def plain(value: object) -> str:
    """Times in UTC with a Z, to the microsecond; days as they are."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value)} has no JSON.")


def shown_hop(hop: Mapping[str, Any]) -> dict[str, Any]:
    """One exchange of a capture as the sheet shows it, its headers cut to what can be read."""
    asked, answered = hop["request"]["headers"], hop["response"]["headers"]
    return {
        **hop,
        "line": hop["request"]["line"],
        "asked": _headers(asked),
        "answered": _headers(answered),
        "unshown": max(0, len(answered) - HEADERS_SHOWN),
        "other_addresses": [each for each in hop["addresses"] if each != hop["connected_to"]],
    }


def _headers(pairs: Sequence[Sequence[str]]) -> list[Header]:
    return [Header(pair[0], pair[1]) for pair in pairs[:HEADERS_SHOWN] if len(pair) > 1]


def labels_of(told: Mapping[str, Any]) -> dict[str, Any]:
    """Codes of the sheet in the words of the house."""
    said = deposit_words if told["deposit"] else kind_words
    return {
        "cause": _label(CaptureCause, told["asked"]["cause"]),
        "role": _role(told["asked"]["by_role"]),
        "extraction": _label(ExtractionStatus, told["outcome"]["extraction"]),
        "files": [
            {
                **file,
                "kind": _label(FileKind, file["kind"]),
                "words": _label(Fixity, file["fixity"]),
            }
            for file in told["files"]
        ],
        "findings": [
            {
                **finding,
                "words": CHECKING
                if finding["kind"] == BEING_CHECKED
                else said(FindingKind(finding["kind"])),
                "differs": finding["kind"] in DIFFERING,
            }
            for finding in told["findings"]
        ],
        "earlier": [
            {**one, "words": one["reason"] or _sentence(one["outcome"])}
            for one in told["earlier_attempts"]
        ],
    }


def _role(value: str) -> str:
    return _(Role(value).label) if value in set(Role) else value


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value


def _sentence(outcome: str) -> str:
    try:
        return _(Outcome(outcome).sentence)
    except ValueError:
        return outcome


def limit_lines(limits: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Say what a capture was allowed to cost; a limit that has no name here keeps its own."""
    for key, value in limits.items():
        if key in SIZES:
            yield _(SIZES[key]), filesizeformat(value)
        elif key in SECONDS:
            yield _(SECONDS[key]), _("%(seconds)s seconds") % {"seconds": f"{float(value):g}"}
        else:
            yield _(COUNTS[key]) if key in COUNTS else key.replace("_", " "), str(value)


def flattened(told: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, str]]:
    """Lay out as lines of name and value what the sheet has no place of its own for."""
    for key, value in told.items():
        name = f"{prefix}{key}".replace("_", " ")
        if isinstance(value, dict):
            yield from flattened(value, f"{name}: ")
        elif isinstance(value, list):
            for index, item in enumerate(value, start=1):
                entry = item if isinstance(item, dict) else {"": item}
                yield from flattened(entry, f"{name} {index}: ")
        elif value not in (None, ""):
            yield name.removesuffix(": "), str(value)
