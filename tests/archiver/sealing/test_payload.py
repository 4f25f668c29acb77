"""What was sealed of a page is read back as it came."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

from sources.archiver.sealing.payload import PayloadError, read_payload
from sources.archiver.sealing.record import record
from sources.archiver.sealing.store import keep
from sources.archiver.values import Limits
from tests.archiver.conftest import AGENT, AT, Fetch
from tests.archiver.world import World

BODY = "<!doctype html><p>Zwölf Soldaten".encode() * 500


@pytest.fixture
def storage(tmp_path: Path) -> InMemoryStorage:
    return InMemoryStorage(tmp_path)


def kept(storage: InMemoryStorage, fetch_from: Fetch) -> str:
    return keep(storage, record(fetch_from("/").hops, at=AT, agent=AGENT, provenance={}))


def damaged(storage: InMemoryStorage, content: bytes) -> str:
    return storage.save("deposit/file.warc.gz", ContentFile(content))


def test_a_sealed_page_is_read_back(
    world: World, fetch_from: Fetch, storage: InMemoryStorage
) -> None:
    world.page("/", BODY, "Content-Type: text/html")

    read = read_payload(storage, kept(storage, fetch_from))

    assert (read.status, read.header("content-type")) == (200, "text/html")
    assert read.payload == read.body == BODY
    assert read.url == world.url("/")
    assert not read.is_revisit


def test_codings_are_taken_off(world: World, fetch_from: Fetch, storage: InMemoryStorage) -> None:
    packed = gzip.compress(BODY, mtime=0)
    world.chunked("/", [packed[:50], packed[50:]], "Content-Encoding: gzip")

    read = read_payload(storage, kept(storage, fetch_from))

    assert (read.payload, read.body) == (packed, BODY)


def test_the_last_answer_is_given(
    world: World, fetch_from: Fetch, storage: InMemoryStorage
) -> None:
    world.page("/", b"moved", "Location: /b", status="301 Moved Permanently")
    world.page("/b", BODY)
    name = kept(storage, fetch_from)

    assert read_payload(storage, name).body == BODY


def test_an_unknown_coding_leaves_the_payload(
    world: World, fetch_from: Fetch, storage: InMemoryStorage
) -> None:
    world.page("/", BODY, "Content-Encoding: compress")

    read = read_payload(storage, kept(storage, fetch_from))

    assert (read.payload, read.body) == (BODY, None)


def test_what_broke_off_says_so(world: World, fetch_from: Fetch, storage: InMemoryStorage) -> None:
    world.pages["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nonly this"

    read = read_payload(storage, kept(storage, fetch_from))

    assert (read.truncated, read.payload) == ("disconnect", b"only this")


def test_a_changed_byte_is_refused(
    world: World, fetch_from: Fetch, storage: InMemoryStorage
) -> None:
    world.page("/", BODY)
    with storage.open(kept(storage, fetch_from)) as file:
        plain = bytearray(gzip.decompress(file.read()))
    plain[plain.index(b"Soldaten")] ^= 1

    with pytest.raises(PayloadError, match="digest"):
        read_payload(storage, damaged(storage, bytes(plain)))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no archive",
        b"WARC/1.1\r\n\r\n",
        b"WARC/1.1\r\nContent-Length: 9\r\n\r\n",
        b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 2\r\n\r\nHi\r\n\r\n",
        b"WARC/1.1\r\n" + b"a" * 300_000,
        gzip.compress(b"WARC/1.1\r\n", mtime=0),
        gzip.compress(b"WARC/1.1\r\nContent-Length: 9\r\n\r\n", mtime=0)[:-9],
        b"\x1f\x8bnothing",
    ],
)
def test_what_is_no_sealed_file_is_refused(storage: InMemoryStorage, content: bytes) -> None:
    with pytest.raises(PayloadError):
        read_payload(storage, damaged(storage, content))


def test_a_record_beyond_the_limit_is_refused(
    world: World, fetch_from: Fetch, storage: InMemoryStorage
) -> None:
    world.page("/", BODY * 40)

    with pytest.raises(PayloadError, match="too large"):
        read_payload(storage, kept(storage, fetch_from), limits=Limits(wire_bytes=1000))


def test_a_missing_file_is_missing(storage: InMemoryStorage) -> None:
    with pytest.raises(FileNotFoundError):
        read_payload(storage, "warc/aa/nothing")
