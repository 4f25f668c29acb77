"""The WARC file holds what went over the wire, with true digests."""

from __future__ import annotations

import base64
import gzip
import hashlib
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from sources.archiver.sealing.record import record
from sources.archiver.values import Fetched
from tests.archiver.conftest import AGENT, AT, Fetch
from tests.archiver.world import World

BODY = "<!doctype html><p>Zwölf Soldaten".encode() * 500


def made(fetched: Fetched) -> bytes:
    return record(fetched.hops, at=AT, agent=AGENT, provenance={"said": "so"}).content


def read(content: bytes) -> list[tuple[Any, bytes]]:
    records = ArchiveIterator(BytesIO(content), check_digests="raise")
    return [(one, one.content_stream().read()) for one in records]


def warcio_check(content: bytes, folder: Path) -> str:
    path = folder / "file.warc.gz"
    path.write_bytes(content)
    done = subprocess.run(
        [Path(sys.executable).with_name("warcio"), "check", "-v", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def digest(data: bytes) -> str:
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode()


def test_every_hop_is_recorded_with_request_and_response(
    world: World, fetch_from: Fetch, tmp_path: Path
) -> None:
    world.page("/", b"moved", "Location: /b", status="301 Moved Permanently")
    world.page("/b", BODY, "Content-Type: text/html")

    content = made(fetch_from("/"))

    kinds = [one.rec_type for one, _ in read(content)]
    assert kinds == ["warcinfo", "request", "response", "request", "response", "metadata"]
    assert world.pages["/b"] in gzip.decompress(content)
    assert "digest failed" not in warcio_check(content, tmp_path)


def test_chunks_do_not_change_the_payload_digest(
    world: World, fetch_from: Fetch, tmp_path: Path
) -> None:
    world.chunked("/", [BODY[:100], BODY[100:]], "Content-Type: text/html")

    content = made(fetch_from("/"))

    response, body = read(content)[2]
    assert body == BODY
    assert response.rec_headers.get_header("WARC-Payload-Digest") == digest(BODY)
    assert response.http_headers.get_header("X-Archive-Orig-Transfer-Encoding") == "chunked"
    assert "not checked" not in warcio_check(content, tmp_path)


def test_the_payload_keeps_its_content_coding(
    world: World, fetch_from: Fetch, tmp_path: Path
) -> None:
    packed = gzip.compress(BODY, mtime=0)
    world.chunked("/", [packed], "Content-Encoding: gzip")

    content = made(fetch_from("/"))

    response, body = read(content)[2]
    assert body == BODY
    assert response.rec_headers.get_header("WARC-Payload-Digest") == digest(packed)
    warcio_check(content, tmp_path)


def test_what_broke_off_says_so(world: World, fetch_from: Fetch, tmp_path: Path) -> None:
    world.pages["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nonly this"

    content = made(fetch_from("/"))

    response, _ = read(content)[2]
    assert response.rec_headers.get_header("WARC-Truncated") == "disconnect"
    warcio_check(content, tmp_path)


def test_each_record_is_a_gzip_member_of_its_own(world: World, fetch_from: Fetch) -> None:
    world.page("/", BODY)

    content = made(fetch_from("/"))

    assert content.count(b"\x1f\x8b\x08") >= 4
    assert len(list(ArchiveIterator(BytesIO(content)))) >= 4
    for one in ArchiveIterator(BytesIO(content)):
        assert one.rec_headers.get_header("WARC-Record-ID").startswith("<urn:uuid:")
        assert one.rec_headers.get_header("WARC-Date") >= "2026-11-22T12:00:00.000000Z"


def test_one_changed_byte_is_found(world: World, fetch_from: Fetch) -> None:
    world.page("/", BODY)
    plain = bytearray(gzip.decompress(made(fetch_from("/"))))
    plain[plain.index(b"Soldaten")] ^= 1

    with pytest.raises(ArchiveLoadFailed, match="digest failed"):
        read(bytes(plain))
