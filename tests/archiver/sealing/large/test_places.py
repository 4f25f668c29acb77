"""A payload is read from where it stands in its file, and a part of it costs that part."""

from __future__ import annotations

import gzip
import hashlib
import io
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage, InMemoryStorage

from sources.archiver.sealing.gzip_members import MemberError
from sources.archiver.sealing.payload import PayloadError
from sources.archiver.sealing.places import find_place, open_place
from sources.archiver.sealing.stored import BLOCK, PartOfMember, stored
from tests.archiver.sealing.large.test_large_documents import PDF, SMALL, large, sealed_from
from tests.archiver.world import World

CONTENT = bytes(range(256)) * 1000


class Counting(io.BytesIO):
    """A file that counts what is read of it."""

    count = 0

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        self.count += len(piece)
        return piece


def part(member: bytes, start: int = 0, size: int = len(CONTENT)) -> tuple[PartOfMember, Counting]:
    file = Counting(b"before" + member + b"\x1f\x8bafter")
    return PartOfMember(file, member=6, start=start, size=size), file


def read_all(of: PartOfMember) -> bytes:
    return io.BufferedReader(of).read()


@pytest.mark.parametrize("length", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 200_000])
@pytest.mark.parametrize("pieces", [1, 7_000, 300_000])
def test_every_reader_of_gzip_reads_a_stored_member(length: int, pieces: int) -> None:
    content = CONTENT[:length]
    member = b"".join(stored(content[at : at + pieces] for at in range(0, length, pieces)))

    assert gzip.decompress(member) == content
    assert read_all(part(member, size=length)[0]) == content


@pytest.mark.parametrize("level", [0, 1, 9])
def test_another_member_is_unpacked_to_the_same(level: int) -> None:
    found, _file = part(gzip.compress(CONTENT, level), start=100, size=1000)

    found.seek(500)
    assert found.read(100) == CONTENT[600:700]
    found.seek(0)
    assert read_all(found) == CONTENT[100:1100]


def test_a_part_costs_that_part() -> None:
    found, file = part(b"".join(stored([CONTENT])), start=10, size=len(CONTENT) - 10)

    found.seek(200_000)

    assert found.read(50) == CONTENT[200_010:200_060]
    assert file.count < 100


def test_nothing_is_read_beyond_the_stretch() -> None:
    found, _file = part(b"".join(stored([CONTENT])), start=10, size=20)

    assert read_all(found) == CONTENT[10:30]
    found.seek(20)
    assert found.read(5) == b""


def test_a_member_that_is_cut_is_no_content() -> None:
    found, _file = part(gzip.compress(CONTENT, 1)[:300])

    with pytest.raises(MemberError):
        read_all(found)


@pytest.mark.parametrize("kind", [FileSystemStorage, InMemoryStorage])
def test_a_large_document_is_found_and_read_in_parts(
    world: World, tmp_path: Path, kind: type
) -> None:
    body = large()
    world.page("/", body, PDF)
    storage = kind(tmp_path)
    sealed = sealed_from(world, storage)

    place = find_place(storage, sealed.file_name)

    assert (place.size, place.sha256) == (len(body), hashlib.sha256(body).hexdigest())
    assert place.beginning == body[: len(place.beginning)]
    assert place.header("content-type") == "application/pdf"
    with open_place(storage, place) as file:
        file.seek(150_000)
        assert file.read(70_000) == body[150_000:]
        file.seek(1)
        assert file.read(3) == body[1:4]


def test_a_large_document_is_kept_once(world: World, tmp_path: Path) -> None:
    storage = FileSystemStorage(tmp_path)
    world.page("/", large(), PDF, "ETag: 1")
    first = sealed_from(world, storage)
    world.page("/", large(), PDF, "ETag: 2")

    second = sealed_from(world, storage, first)

    assert second.provenance["revisit"]["file_name"] == first.file_name
    assert second.file_size is not None
    assert second.file_size < 10_000 < len(large())
    place = find_place(storage, second.file_name)
    assert (place.header("etag"), place.sha256) == ("2", first.payload_sha256)
    with open_place(storage, place) as file:
        assert file.read() == large()


def test_a_document_with_another_byte_is_kept_in_full(world: World, tmp_path: Path) -> None:
    storage = FileSystemStorage(tmp_path)
    world.page("/", large(), PDF)
    first = sealed_from(world, storage)
    world.page("/", large()[:-1] + b"!", PDF)

    assert "revisit" not in sealed_from(world, storage, first).provenance


def test_bytes_that_do_not_fit_their_digest_are_refused(world: World, tmp_path: Path) -> None:
    storage = FileSystemStorage(tmp_path)
    world.page("/", large(50_000), PDF)
    name = sealed_from(world, storage, limits=SMALL).file_name
    whole = gzip.decompress((tmp_path / name).read_bytes())
    (tmp_path / name).write_bytes(gzip.compress(whole.replace(b"x" * 100, b"y" * 100, 1)))

    with pytest.raises(PayloadError, match="digest"):
        find_place(storage, name)
