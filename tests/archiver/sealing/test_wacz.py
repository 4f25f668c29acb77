"""A capture as one file that replays by itself: deterministic, whole, readable from any byte."""

from __future__ import annotations

import gzip
import hashlib
import json
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage
from warcio.archiveiterator import ArchiveIterator

from sources.archiver.sealing.store import file_name
from sources.archiver.sealing.surt import surt
from sources.archiver.sealing.wacz import About, Wacz, WaczError, plan
from tests.archiver.conftest import AT
from tests.archiver.sealing.test_revisit import BODY, captured
from tests.archiver.warcs import answered
from tests.archiver.world import World

ABOUT = About("Ein Titel ü", "One capture.", AT, "Counterclaim/0.1")


@pytest.fixture
def storage(tmp_path: Path) -> InMemoryStorage:
    return InMemoryStorage(tmp_path)


def content(wacz: Wacz) -> bytes:
    return b"".join(wacz.read())


def opened(wacz: Wacz) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(content(wacz)))


def index(file: zipfile.ZipFile) -> list[dict[str, Any]]:
    lines = file.read("indexes/index.cdx").decode().splitlines()
    return [json.loads(line.split(" ", 2)[2]) for line in lines]


def test_it_holds_the_sealed_file_and_what_readers_need(
    world: World, storage: InMemoryStorage
) -> None:
    world.page("/", BODY, "Content-Type: text/html")
    sealed = captured(world, storage)

    file = opened(plan(storage, sealed.file_name, ABOUT))

    base = sealed.file_name.rsplit("/", 1)[-1]
    assert file.namelist() == [
        f"archive/{base}",
        "indexes/index.cdx",
        "pages/pages.jsonl",
        "datapackage.json",
        "datapackage-digest.json",
    ]
    assert file.testzip() is None
    assert {info.compress_type for info in file.infolist()} == {zipfile.ZIP_STORED}
    assert hashlib.sha256(file.read(f"archive/{base}")).hexdigest() == sealed.file_sha256


def test_the_package_lists_every_file_with_its_digest(
    world: World, storage: InMemoryStorage
) -> None:
    world.page("/", BODY)
    file = opened(plan(storage, captured(world, storage).file_name, ABOUT))

    package = json.loads(file.read("datapackage.json"))

    assert (package["profile"], package["wacz_version"]) == ("data-package", "1.1.1")
    assert package["title"] == ABOUT.title
    assert package["mainPageUrl"] == world.url("/")
    assert len(package["resources"]) > 2
    for resource in package["resources"]:
        stored = file.read(resource["path"])
        assert resource["bytes"] == len(stored)
        assert resource["hash"] == "sha256:" + hashlib.sha256(stored).hexdigest()
    digest = json.loads(file.read("datapackage-digest.json"))
    whole = hashlib.sha256(file.read("datapackage.json")).hexdigest()
    assert digest == {"path": "datapackage.json", "hash": f"sha256:{whole}"}


def test_the_index_leads_to_each_answer(world: World, storage: InMemoryStorage) -> None:
    world.page("/", b"", "Location: /b", status="302 Found")
    world.page("/b", BODY, "Content-Type: text/html; charset=utf-8")
    file = opened(plan(storage, captured(world, storage).file_name, ABOUT))

    lines = index(file)

    assert [(line["url"], line["status"]) for line in lines] == [
        (world.url("/"), "302"),
        (world.url("/b"), "200"),
    ]
    for line in lines:
        start = int(line["offset"])
        member = file.read(f"archive/{line['filename']}")[start : start + int(line["length"])]
        (one,) = ArchiveIterator(BytesIO(member))
        assert one.rec_headers.get_header("WARC-Target-URI") == line["url"]
    page = json.loads(file.read("pages/pages.jsonl").splitlines()[1])
    assert (page["url"], page["ts"][:4]) == (world.url("/b"), "2026")


def test_a_revisit_brings_the_earlier_file(world: World, storage: InMemoryStorage) -> None:
    world.page("/", BODY)
    first = captured(world, storage)
    second = captured(world, storage, first)

    file = opened(plan(storage, second.file_name, ABOUT))

    bases = [sealed.file_name.rsplit("/", 1)[-1] for sealed in (second, first)]
    assert file.namelist()[:2] == [f"archive/{base}" for base in bases]
    assert sorted(line["mime"] for line in index(file)) == ["unk", "warc/revisit"]
    assert len({line["digest"] for line in index(file)}) == 1


def test_the_same_capture_gives_the_same_bytes(world: World, storage: InMemoryStorage) -> None:
    world.page("/", BODY)
    name = captured(world, storage).file_name

    assert content(plan(storage, name, ABOUT)) == content(plan(storage, name, ABOUT))


def test_it_is_read_from_any_byte(world: World, storage: InMemoryStorage) -> None:
    world.page("/", BODY)
    wacz = plan(storage, captured(world, storage).file_name, ABOUT)
    whole = content(wacz)

    assert len(whole) == wacz.size
    for start in range(0, wacz.size, 97):
        assert b"".join(wacz.read(start, start + 150)) == whole[start : start + 150]
    assert b"".join(wacz.read(wacz.size)) == b""


def test_a_large_file_is_laid_out_and_read_in_little_memory(tmp_path: Path) -> None:
    large = answered(bytes(60_000_000), b"HTTP/1.1 200 OK\r\n\r\n")
    packed = gzip.compress(large.content(), 0, mtime=0)
    name = file_name(hashlib.sha256(packed).hexdigest())
    on_disk = FileSystemStorage(tmp_path)
    on_disk.save(name, ContentFile(packed))
    tracemalloc.start()
    try:
        assert sum(map(len, plan(on_disk, name, ABOUT).read())) > 60_000_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 5_000_000


def test_a_changed_byte_is_refused(world: World, storage: InMemoryStorage) -> None:
    world.page("/", BODY)
    name = captured(world, storage).file_name
    with storage.open(name) as file:
        changed = bytearray(file.read())
    changed[4] ^= 1  # the time in the head of the first gzip member, which nothing else sees
    storage.delete(name)
    storage.save(name, ContentFile(bytes(changed)))

    with pytest.raises(WaczError, match="digest"):
        plan(storage, name, ABOUT)


def test_a_lost_earlier_file_is_refused(world: World, storage: InMemoryStorage) -> None:
    world.page("/", BODY)
    first = captured(world, storage)
    second = captured(world, storage, first)
    storage.delete(first.file_name)

    with pytest.raises(WaczError, match="missing"):
        plan(storage, second.file_name, ABOUT)


def test_another_file_is_refused(storage: InMemoryStorage) -> None:
    with pytest.raises(WaczError, match="sealed"):
        plan(storage, "deposit/aa/file.pdf", ABOUT)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.News.example/A?b=2&A=1", "example,news)/a?a=1&b=2"),
        ("http://127.0.0.1:8000", "1,0,0,127:8000)/"),
        ("http://[::1]:80/", "::1)/"),
        ("http://[broken/", "http://[broken/"),
        ("urn:x", "urn:x"),
    ],
)
def test_addresses_sort_by_site(url: str, key: str) -> None:
    assert surt(url) == key
