"""The rules of the hash chain, in plain Python: canonical JSON, digests, and what breaks them.

An entry's digest is the SHA-256 of the canonical JSON of its position, time, kind, subject, the
digest of its content and the digest of the entry before it. The content itself is not part of it:
an export can withhold a content that is not public and the chain can be verified all the same.

Canonical JSON is RFC 8785 in what matters here (sorted keys, no white space, UTF-8), with every
whole number written as an integer and no other float than what PostgreSQL's jsonb gives back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

GENESIS = "0" * 64
"""What the first entry names as the digest of the entry before it."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: the position of its last entry and that entry's digest (hex)."""

    position: int = 0
    sha256: str = GENESIS


@dataclass(frozen=True, slots=True)
class Link:
    """One entry as it is hashed; `content` is None where it is withheld."""

    position: int
    at: str
    kind: str
    subject: str
    content_sha256: str
    previous_sha256: str
    sha256: str
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Defect:
    """Something that does not fit, in a sentence.

    `position` is that of the entry, None where there is none; `code` is for programs.
    """

    code: str
    sentence: str
    position: int | None = None


def plain(value: Any) -> Any:
    """Turn a value into what JSON holds, the same before and after it went through the database.

    Times become ISO 8601 in UTC with microseconds, decimals their shortest form, whole floats
    integers: jsonb keeps numbers as decimals and gives 1e22 back as an integer.

    Raises:
        TypeError: there is no JSON for it.
    """
    made: Any
    match value:
        case None | bool() | int() | str():
            made = value
        case float():
            made = int(value) if value.is_integer() else value
        case Decimal():
            made = f"{value.normalize():f}" if value else "0"
        case datetime():
            made = moment(value)
        case date() | UUID():
            made = str(value)
        case Mapping():
            made = {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            made = [plain(item) for item in value]
        case _:
            raise TypeError(f"There is no JSON for {type(value).__name__}.")
    return made


def canonical(value: Any) -> str:
    """Write a value as canonical JSON.

    Raises:
        TypeError: there is no JSON for it.
        ValueError: a number that is not finite.
    """
    return json.dumps(
        plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def moment(at: datetime) -> str:
    """An aware time as ISO 8601 in UTC with microseconds and "Z".

    Raises:
        ValueError: the time has no zone.
    """
    if at.tzinfo is None:
        raise ValueError("A time in the ledger has a zone.")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def digest(text: str) -> str:
    """SHA-256 (hex) of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of(value: Any) -> str:
    """SHA-256 (hex) of a value's canonical JSON."""
    return digest(canonical(value))


def link_digest(
    *, position: int, at: str, kind: str, subject: str, content_sha256: str, previous_sha256: str
) -> str:
    """SHA-256 (hex) that an entry must have; `at` as `moment` writes it."""
    return digest_of(
        {
            "position": position,
            "at": at,
            "kind": kind,
            "subject": subject,
            "content_sha256": content_sha256,
            "previous_sha256": previous_sha256,
        }
    )


def digest_it_should_have(link: Link) -> str:
    """SHA-256 (hex) of an entry, computed anew."""
    return link_digest(
        position=link.position,
        at=link.at,
        kind=link.kind,
        subject=link.subject,
        content_sha256=link.content_sha256,
        previous_sha256=link.previous_sha256,
    )


def defects(links: Iterable[Link], *, after: Head | None = None) -> Iterator[Defect]:
    """Verify entries in the order given; each break is named once, at the entry where it shows.

    Args:
        links: entries that follow one another.
        after: the entry before the first of them; nothing if they begin the ledger.
    """
    before = after or Head()
    for link in links:
        yield from _breaks(link, before)
        before = Head(link.position, link.sha256)


def _breaks(link: Link, before: Head) -> Iterator[Defect]:
    expected = before.position + 1
    if link.position != expected:
        yield Defect(
            "gap",
            f"Entry {expected} is expected and entry {link.position} stands there: an entry was "
            "removed, added or moved.",
            link.position,
        )
    if link.previous_sha256 != before.sha256:
        yield Defect(
            "previous",
            f"Entry {link.position} does not follow from the entry before it: it names "
            f"{link.previous_sha256} as that entry's digest, which is {before.sha256}.",
            link.position,
        )
    if link.content is not None and digest(link.content) != link.content_sha256:
        yield Defect(
            "content",
            f"The content of entry {link.position} ({link.subject}) was changed: its digest is "
            f"no longer {link.content_sha256}.",
            link.position,
        )
    if digest_it_should_have(link) != link.sha256:
        yield Defect(
            "digest",
            f"Entry {link.position} ({link.subject}) was changed: its digest is no longer "
            f"{link.sha256}.",
            link.position,
        )
