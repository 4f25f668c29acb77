"""A PDF that is too large to be held goes from the site into the store without being held."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage, InMemoryStorage

from sources.archiver.network.resolve import TableResolver
from sources.archiver.outcomes import Outcome
from sources.archiver.pipeline import seal
from sources.archiver.sealing.conformance import Checked, check_file
from sources.archiver.sealing.payload import LargePayloadError, read_payload
from sources.archiver.sealing.store import Storage
from sources.archiver.values import Allowance, Earlier, ExtractionState, Limits, Quote, Sealed
from tests.archiver.conftest import AGENT, AT, LIMITS
from tests.archiver.sealed_files import pdf
from tests.archiver.world import World

HELD, MOST = 40_000, 400_000
SMALL = replace(LIMITS, wire_bytes=HELD, document_bytes=MOST)
PDF = "Content-Type: application/pdf"


def large(size: int = 200_000) -> bytes:
    """A PDF with one page of words, and a stretch that no reader looks at."""
    return pdf() + b"\n%" + b"x" * size + b"\n%%EOF\n"


def sealed_from(
    world: World, storage: Storage, earlier: Sealed | None = None, limits: Limits = SMALL
) -> Sealed:
    return seal(
        world.url("/"),
        [Quote("Twelve soldiers", key="a")],
        storage=storage,
        limits=limits,
        allowance=Allowance.parse([world.place]),
        resolver=TableResolver({}),
        agent=AGENT,
        at=AT,
        earlier=earlier and Earlier(earlier.payload_sha256, earlier.file_name),
    )


@pytest.mark.parametrize("in_chunks", [False, True])
@pytest.mark.parametrize("kind", [FileSystemStorage, InMemoryStorage])
def test_it_is_sealed_read_and_checked(
    world: World, tmp_path: Path, kind: type[Storage], in_chunks: bool
) -> None:
    body = large(300_000)
    if in_chunks:
        world.chunked("/", [body[:90_000], body[90_000:]], PDF)
    else:
        world.page("/", body, PDF)
    storage = kind(tmp_path)  # type: ignore[call-arg]

    sealed = sealed_from(world, storage)

    assert (sealed.outcome, sealed.extraction) == (Outcome.CAPTURED, ExtractionState.DONE)
    assert [check.kind.value for check in sealed.checks] == ["verbatim"]
    assert (sealed.payload_size, sealed.payload_sha256) == (
        len(body),
        hashlib.sha256(body).hexdigest(),
    )
    assert sealed.provenance["hops"][0]["wire_size"] == len(world.pages["/"])
    kept = read_payload(storage, sealed.file_name, limits=LIMITS)
    assert kept.body == body
    with pytest.raises(LargePayloadError):
        read_payload(storage, sealed.file_name, limits=replace(LIMITS, wire_bytes=1))
    with storage.open(sealed.file_name, "rb") as file:
        (checked,) = check_file(BytesIO(file.read()), sealed.file_name)
    assert isinstance(checked, Checked)


def test_the_wire_is_recorded_as_it_came(world: World, tmp_path: Path) -> None:
    world.page("/", large(), PDF)

    hop = sealed_from(world, FileSystemStorage(tmp_path)).provenance["hops"][0]

    assert hop["wire_sha256"] == hashlib.sha256(world.pages["/"]).hexdigest()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (large(500_000), [PDF]),
        (b"<p>" + b"x" * 200_000, ["Content-Type: text/html"]),
        (large(), [PDF, "Content-Encoding: gzip"]),
    ],
    ids=["larger than any", "no document", "packed"],
)
def test_what_is_larger_than_is_captured_is_told_with_the_number_and_the_way_on(
    world: World, tmp_path: Path, body: bytes, headers: list[str]
) -> None:
    world.page("/", body, *headers)

    sealed = sealed_from(world, FileSystemStorage(tmp_path))

    assert sealed.outcome is Outcome.TOO_LARGE
    (said,) = sealed.reason
    assert said.code == "wire.declares_more"
    assert "deposit" in str(said)


def test_one_that_is_cut_short_is_no_copy_and_no_part_is_kept(world: World, tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 300000\r\n\r\n"
    world.pages["/"] = head + large()

    sealed = sealed_from(world, FileSystemStorage(tmp_path))

    assert (sealed.outcome, sealed.payload_size) == (Outcome.TRUNCATED, 0)
    with FileSystemStorage(tmp_path).open(sealed.file_name, "rb") as file:
        assert len(list(check_file(file, sealed.file_name))) == 1
