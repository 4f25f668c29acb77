"""Bytes that an earlier capture holds are not kept twice, and are read from there."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import InMemoryStorage
from warcio.archiveiterator import ArchiveIterator

from sources.archiver.network.resolve import TableResolver
from sources.archiver.pipeline import seal
from sources.archiver.sealing.payload import PayloadError, read_payload
from sources.archiver.values import Allowance, Earlier, Sealed
from tests.archiver.conftest import AGENT, AT, LIMITS
from tests.archiver.world import World

BODY = b"<!doctype html><p>" + b" ".join(b"%d" % (7**power) for power in range(200))
PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"


@pytest.fixture
def storage(tmp_path: Path) -> InMemoryStorage:
    return InMemoryStorage(tmp_path)


def captured(world: World, storage: InMemoryStorage, earlier: Sealed | None = None) -> Sealed:
    before = earlier and Earlier(earlier.payload_sha256, earlier.file_name)
    return seal(
        world.url("/"),
        (),
        storage=storage,
        limits=replace(LIMITS),
        allowance=Allowance.parse([world.place]),
        resolver=TableResolver({}),
        agent=AGENT,
        at=AT,
        earlier=before,
    )


def records(storage: InMemoryStorage, sealed: Sealed) -> list[Any]:
    with storage.open(sealed.file_name) as file:
        content = BytesIO(file.read())
    return [one.rec_headers for one in ArchiveIterator(content, check_digests="raise")]


def test_the_same_bytes_become_a_revisit(world: World, storage: InMemoryStorage) -> None:
    world.page("/", BODY, "Content-Type: text/html", "ETag: 1")
    first = captured(world, storage)
    world.page("/", BODY, "Content-Type: text/html", "ETag: 2")

    second = captured(world, storage, first)

    original, revisit = records(storage, first)[2], records(storage, second)[2]
    assert revisit.get_header("WARC-Type") == "revisit"
    assert revisit.get_header("WARC-Profile") == PROFILE
    assert revisit.get_header("WARC-Refers-To") == original.get_header("WARC-Record-ID")
    for name in ("Target-URI", "Date"):
        assert revisit.get_header(f"WARC-Refers-To-{name}") == original.get_header(f"WARC-{name}")
    assert revisit.get_header("WARC-Payload-Digest") == original.get_header("WARC-Payload-Digest")
    assert revisit.get_header("WARC-Truncated") == "length"
    assert second.file_size < first.file_size
    assert second.provenance["revisit"]["file_name"] == first.file_name


def test_a_revisit_is_read_from_the_earlier_file(world: World, storage: InMemoryStorage) -> None:
    world.page("/", BODY, "ETag: 1")
    first = captured(world, storage)
    world.chunked("/", [BODY], "ETag: 2")

    read = read_payload(storage, captured(world, storage, first).file_name)

    assert (read.body, read.header("etag"), read.truncated) == (BODY, "2", "")
    assert read.is_revisit
    assert read.kept.file_name == first.file_name


def test_a_revisit_of_a_revisit_refers_to_the_first(world: World, storage: InMemoryStorage) -> None:
    world.page("/", BODY)
    first = captured(world, storage)

    third = captured(world, storage, captured(world, storage, first))

    assert third.provenance["revisit"]["file_name"] == first.file_name
    assert read_payload(storage, third.file_name).body == BODY


def test_other_bytes_are_kept_in_full(world: World, storage: InMemoryStorage) -> None:
    world.page("/", BODY)
    first = captured(world, storage)
    world.page("/", BODY + b".")

    second = captured(world, storage, first)

    assert records(storage, second)[2].get_header("WARC-Type") == "response"
    assert "revisit" not in second.provenance


def test_an_empty_answer_refers_to_nothing(world: World, storage: InMemoryStorage) -> None:
    world.page("/", b"")
    first = captured(world, storage)

    assert "revisit" not in captured(world, storage, first).provenance


def test_a_part_refers_to_nothing(world: World, storage: InMemoryStorage) -> None:
    world.page("/", BODY)
    first = captured(world, storage)
    world.pages["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n" + BODY

    assert "revisit" not in captured(world, storage, first).provenance


def test_without_the_earlier_file_the_bytes_are_kept(
    world: World, storage: InMemoryStorage
) -> None:
    world.page("/", BODY)
    first = captured(world, storage)
    storage.delete(first.file_name)

    second = captured(world, storage, first)

    assert read_payload(storage, second.file_name).body == BODY


def test_a_revisit_whose_earlier_file_was_lost_says_so(
    world: World, storage: InMemoryStorage
) -> None:
    world.page("/", BODY)
    first = captured(world, storage)
    second = captured(world, storage, first)
    storage.delete(first.file_name)

    with pytest.raises(PayloadError, match="not in the storage"):
        read_payload(storage, second.file_name)
