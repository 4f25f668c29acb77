"""The line from an address to sealed evidence; the only file that knows the order."""

import hashlib
import logging
import platform
import ssl
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from functools import lru_cache
from importlib.metadata import version
from typing import Any, NotRequired, TypedDict, Unpack

from sources.archiver import VERSION
from sources.archiver.network.fetch import fetch
from sources.archiver.network.turns import Turns
from sources.archiver.outcomes import Outcome
from sources.archiver.quoting.verify import verify_all
from sources.archiver.reading.extract import extract
from sources.archiver.reading.walls.judge import judge_page
from sources.archiver.sealing.payload import SEALED_NAME, KeptPayload
from sources.archiver.sealing.places import find_place
from sources.archiver.sealing.record import record
from sources.archiver.sealing.store import Storage, file_name, keep_as
from sources.archiver.sentences import as_json, say
from sources.archiver.time.clock import read_clock
from sources.archiver.values import (
    Allowance,
    Earlier,
    Extraction,
    ExtractionState,
    Fetched,
    Hop,
    Limits,
    Quote,
    Resolver,
    Sealed,
)

log = logging.getLogger(__name__)

COMPONENTS = ("ada-url", "h11", "selectolax", "pypdfium2")
NOT_DECODED = say("page.not_decoded")


class Means(TypedDict):
    """With what a capture is made; `prepare` says what each of them is."""

    limits: Limits
    allowance: Allowance
    resolver: Resolver
    agent: str
    at: datetime
    turns: NotRequired[Turns | None]
    earlier: NotRequired[Earlier | None]
    language: NotRequired[str]


def seal(url: str, quotes: Sequence[Quote], *, storage: Storage, **means: Unpack[Means]) -> Sealed:
    """Capture a page: guard, fetch, extract, verify, record, store.

    The arguments are those of `prepare`.

    Raises:
        OSError: the storage refused the file (full disk, no permission).
        StoreError: the storage gave back other bytes than it was given.
    """
    return store(prepare(url, quotes, storage=storage, **means), storage)


def prepare(
    url: str,
    quotes: Sequence[Quote],
    *,
    storage: Storage,
    limits: Limits,
    allowance: Allowance,
    resolver: Resolver,
    agent: str,
    at: datetime,
    turns: Turns | None = None,
    earlier: Earlier | None = None,
    language: str = "",
) -> Sealed:
    """Do all of a capture but the last step: its file is made and not yet stored.

    Whoever makes several captures stores their files side by side, and can write down before which
    files there will be.

    Args:
        url: the address as given.
        quotes: quotations of the page, checked in its text.
        storage: where earlier files are kept, with Django's storage API.
        limits: what the capture may cost.
        allowance: addresses admitted although they are not public.
        resolver: looks names up.
        agent: the User-Agent header, with a way to reach whoever runs the archiver.
        at: when the capture starts (aware).
        turns: waits until a host may be asked.
        earlier: a capture of the page whose bytes are not kept again if they are the same.
        language: of the page as far as it is known (BCP 47).

    Returns:
        What was found, with the bytes of the file in `content`.
    """
    began = time.monotonic()
    fetched = fetch(
        url,
        limits=limits,
        allowance=allowance,
        resolver=resolver,
        agent=agent,
        at=at,
        turns=turns,
        language=language,
    )
    seconds = time.monotonic() - began
    extraction = _read(fetched, limits)
    outcome, reason = judge_page(fetched, extraction)
    fetched = replace(fetched, body=None)  # it may be large, and is not needed to write the record
    sealed = Sealed(
        outcome=outcome,
        reason=reason,
        at=at,
        requested_url=url,
        rule=fetched.rule,
        provenance=provenance(
            url, fetched, outcome, at=at, agent=agent, limits=limits, seconds=seconds
        ),
        retry_after=fetched.retry_after,
        extraction=extraction.state,
        extraction_reason=extraction.reason,
        metadata=extraction.metadata,
        struck=extraction.struck,
        unread=extraction.unread,
        checks=tuple(verify_all(quotes, _readable(outcome, extraction))),
    )
    if extraction.state is ExtractionState.DONE:
        digest = hashlib.sha256(extraction.text.encode()).hexdigest()
        sealed = replace(sealed, text=extraction.text, text_sha256=digest)
    if fetched.last is None:
        return sealed
    same_as = _same_bytes(fetched.last, earlier, storage)
    return _packed(sealed, fetched.hops, agent, same_as)


def store(sealed: Sealed, storage: Storage) -> Sealed:
    """Put the file of a prepared capture into the storage; nothing is done where there is none.

    Raises:
        OSError: the storage refused the file (full disk, no permission).
        StoreError: the storage gave back other bytes than it was given.
    """
    if sealed.content:
        try:
            keep_as(storage, sealed.file_name, sealed.content, sealed.file_sha256)
        finally:
            if not isinstance(sealed.content, bytes):
                sealed.content.close()
    return replace(sealed, content=b"")


def _read(fetched: Fetched, limits: Limits) -> Extraction:
    if fetched.last is None or fetched.last.truncated:
        return Extraction(ExtractionState.NOT_TRIED)
    last = fetched.last
    body = last.large or (fetched.body if last.payload else b"")
    if body is None:
        return Extraction(ExtractionState.FAILED, reason=NOT_DECODED)
    if not body:
        return Extraction(ExtractionState.NOT_TRIED)
    return extract(body, last.header("content-type"), limits=limits, site=last.target.host)


def _readable(outcome: Outcome, extraction: Extraction) -> Extraction:
    """What the quotations are checked in: the page itself or nothing, never an error page.

    A document of pictures (a scanned PDF) says nothing of what words stand in it.
    """
    read = outcome.is_success and extraction.text.strip()
    return extraction if read else Extraction(ExtractionState.NOT_TRIED)


def _same_bytes(last: Hop, earlier: Earlier | None, storage: Storage) -> KeptPayload | None:
    """The earlier record that holds the very bytes of an answer, if it can be read to this day."""
    if earlier is None or last.truncated or not last.payload_size:
        return None
    if earlier.payload_sha256 != last.payload_digest.hex():
        return None
    try:
        place = find_place(storage, earlier.file_name)
    except Exception:  # whatever is wrong with the earlier file, this one is then kept in full
        log.exception("The earlier file %s could not be read", earlier.file_name)
        return None
    is_sealed = SEALED_NAME.fullmatch(place.kept.file_name) is not None
    return place.kept if is_sealed and place.sha256 == earlier.payload_sha256 else None


def _packed(
    sealed: Sealed, hops: tuple[Hop, ...], agent: str, same_as: KeptPayload | None
) -> Sealed:
    last = hops[-1]
    sheet = sealed.provenance
    if same_as is not None:
        sheet = sheet | {"revisit": asdict(same_as)}
    file = record(hops, at=sealed.at, agent=agent, provenance=sheet, same_as=same_as)
    if last.large is not None:
        last.large.file.close()
    return replace(
        sealed,
        provenance=sheet,
        final_url=last.target.url,
        http_status=last.status,
        content_type=last.header("content-type"),
        content=file.content,
        file_name=file_name(file.sha256),
        file_sha256=file.sha256,
        file_size=file.size,
        payload_sha256=last.payload_digest.hex(),
        payload_size=last.payload_size,
    )


def provenance(
    url: str,
    fetched: Fetched,
    outcome: Outcome,
    *,
    at: datetime,
    agent: str,
    limits: Limits,
    seconds: float | None = None,
) -> dict[str, Any]:
    """How the copy came about, as JSON: sizes in bytes, times in ISO 8601 with offset.

    `seconds` from the start to the last answer are counted by a clock that nobody can set.
    """
    return {
        "requested_url": url,
        "final_url": fetched.last.target.url if fetched.last else "",
        "at": at.isoformat(),
        "seconds": None if seconds is None else round(seconds, 3),
        "clock": asdict(read_clock()),
        "outcome": outcome.value,
        "reason": as_json(fetched.reason or outcome.said),
        "rule": fetched.rule,
        "tls_seen": asdict(fetched.tls_seen) if fetched.tls_seen else None,
        "agent": agent,
        "limits": asdict(limits),
        "hops": [_hop(hop) for hop in fetched.hops],
        "software": software(),
    }


@lru_cache(maxsize=1)
def software() -> dict[str, str]:
    """Name what made the copy, with versions. They stay the same while a process lives."""
    return {
        "counterclaim": VERSION,
        "python": platform.python_version(),
        "openssl": ssl.OPENSSL_VERSION,
        "system": f"{platform.system()} {platform.release()}",
    } | {name: version(name) for name in COMPONENTS}


def _hop(hop: Hop) -> dict[str, Any]:
    return {
        "url": hop.target.url,
        "addresses": list(hop.target.addresses),
        "connected_to": hop.connected_to,
        "port": hop.target.port,
        "allowed_by": hop.target.allowed_by,
        "started_at": hop.started_at.isoformat(),
        "request": hop.request.decode("latin-1"),
        "status": hop.status,
        "headers": [list(pair) for pair in hop.headers],
        "wire_size": hop.wire_size,
        "wire_sha256": hop.wire_digest.hex(),
        "payload_size": hop.payload_size,
        "payload_sha256": hop.payload_digest.hex(),
        "truncated": hop.truncated,
        "tls": asdict(hop.tls) if hop.tls else None,
    }
