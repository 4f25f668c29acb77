"""Sealed captures to take away, whole or in part."""

from __future__ import annotations

import hashlib
import random
import zipfile
from io import BufferedReader, BytesIO, FileIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from sources.models import Capture, FileKind, Fixity, SealedFile
from sources.operations.fixity.registered import register_file
from sources.tasks import read_again
from tests.archiver.warcs import answered, asked, info, packed
from tests.factories import AT, a_citation, a_claim
from tests.public.captures import a_capture, failed

FILE = packed(info(), asked(), answered())
SHA256 = hashlib.sha256(FILE).hexdigest()


@pytest.fixture(autouse=True)
def _storage(settings: Settings, tmp_path: Path, db: None) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


@pytest.fixture
def capture() -> Capture:
    """A capture of a cited page whose file stands in the storage."""
    return kept(FILE)


def kept(content: bytes, *, draft: bool = False, sha256: str = SHA256) -> Capture:
    name = f"warc/{sha256[:2]}/{sha256}.warc.gz"
    default_storage.save(name, ContentFile(content))
    return a_capture(
        a_citation(a_claim(draft=draft)).page,
        file_name=name,
        file_sha256=sha256,
        file_size=len(content),
        metadata={"title": "News"},
    )


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


@pytest.fixture(params=["file", "wacz"])
def path(request: pytest.FixtureRequest, capture: Capture) -> str:
    """Each of the downloads of a capture."""
    return f"/evidence/captures/{capture.pk}/{request.param}/"


def test_a_wacz_is_a_zip_file_with_the_sealed_file(client: Client, capture: Capture) -> None:
    answer = client.get(f"/evidence/captures/{capture.pk}/wacz/")

    content = body(answer)
    file = zipfile.ZipFile(BytesIO(content))
    assert file.read(f"archive/{SHA256}.warc.gz") == FILE
    assert answer["Content-Type"] == "application/wacz"
    assert answer["Content-Length"] == str(len(content))
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Content-Disposition"] == f'attachment; filename="{capture.pk}.wacz"'


def test_both_are_offered_on_the_page_of_the_capture(client: Client, capture: Capture) -> None:
    page = client.get(f"/evidence/captures/{capture.pk}/").content.decode()

    for name in ("file", "wacz"):
        assert f'href="/evidence/captures/{capture.pk}/{name}/"' in page


def test_a_file_that_refers_to_an_earlier_one_says_so(client: Client) -> None:
    capture = a_capture(a_citation().page, provenance={"revisit": {"file_name": "warc/aa/b"}})

    assert (
        b"this file refers to that one" in client.get(f"/evidence/captures/{capture.pk}/").content
    )


@pytest.mark.parametrize(
    ("asked_for", "first", "last"),
    [
        ("bytes=0-9", 0, 10),
        ("bytes=10-", 10, None),
        ("bytes=-7", -7, None),
        ("bytes = 3 - 5", 3, 6),
        ("bytes=5-9999999", 5, None),
    ],
)
def test_a_part_is_given(
    client: Client, path: str, asked_for: str, first: int, last: int | None
) -> None:
    whole = body(client.get(path))

    answer = client.get(path, headers={"Range": asked_for})

    part = body(answer)
    assert (answer.status_code, part) == (206, whole[first:last])
    assert answer["Content-Length"] == str(len(part))
    start = whole.index(part)
    end = start + len(part) - 1
    assert answer["Content-Range"] == f"bytes {start}-{end}/{len(whole)}"


@pytest.mark.parametrize(
    "asked_for", ["bytes=5-2", "bytes=-", "bytes=1-2,4-5", "pages=1-2", "bytes=a-b", "bytes=１-2"]
)
def test_what_is_no_single_part_is_answered_with_the_whole(
    client: Client, path: str, asked_for: str
) -> None:
    answer = client.get(path, headers={"Range": asked_for.encode().decode("latin-1")})

    assert answer.status_code == 200
    assert len(body(answer)) == int(answer["Content-Length"])


@pytest.mark.parametrize("asked_for", ["bytes=99999999-", "bytes=-0"])
def test_a_part_behind_the_end_is_refused(client: Client, path: str, asked_for: str) -> None:
    size = client.head(path)["Content-Length"]

    answer = client.get(path, headers={"Range": asked_for})

    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{size}"


def test_a_part_of_another_file_than_was_seen_is_not_given(client: Client, path: str) -> None:
    etag = client.head(path)["ETag"]

    same = client.get(path, headers={"Range": "bytes=0-1", "If-Range": etag})
    other = client.get(path, headers={"Range": "bytes=0-1", "If-Range": '"other"'})

    assert (same.status_code, other.status_code) == (206, 200)


def test_the_head_alone_has_the_length_and_no_body(client: Client, path: str) -> None:
    whole = body(client.get(path))

    answer = client.head(path, headers={"Range": "bytes=0-1"})

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["Content-Length"] == str(len(whole))


def test_the_head_is_given_without_the_file_also_by_the_server(
    transactional_db: None, path: str
) -> None:
    asked = RequestFactory().head(path, headers={"Range": "bytes=0-1"}).environ
    said: list[str] = []

    answer = WSGIHandler()(asked, lambda status, *_: said.append(status))

    assert b"".join(answer) == b""
    assert said == ["200 OK"]
    assert not isinstance(answer, StreamingHttpResponse)


def test_who_has_it_already_gets_it_not_again(client: Client, path: str) -> None:
    etag = client.head(path)["ETag"]

    assert client.get(path, headers={"If-None-Match": f'"x", W/{etag}'}).status_code == 304


def test_another_site_may_ask_whether_it_may_ask(client: Client, capture: Capture) -> None:
    answer = client.options(f"/evidence/captures/{capture.pk}/wacz/")

    assert answer.status_code == 204
    assert "Range" in answer["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer


def test_the_same_wacz_is_given_every_time(client: Client, capture: Capture) -> None:
    path = f"/evidence/captures/{capture.pk}/wacz/"

    assert body(client.get(path)) == body(client.get(path, headers={"Accept-Language": "fr"}))


def test_a_damaged_file_gives_no_wacz(client: Client) -> None:
    capture = kept(FILE[:-1], sha256="ab" * 32)

    answer = client.get(f"/evidence/captures/{capture.pk}/wacz/")

    assert answer.status_code == 500
    assert b"no longer fits the digest" in answer.content


def test_a_file_that_is_lost_later_gives_no_wacz(client: Client, capture: Capture) -> None:
    path = f"/evidence/captures/{capture.pk}/wacz/"
    body(client.get(path))
    default_storage.delete(capture.file_name)

    assert client.get(path).status_code == 500


def test_what_is_no_web_archive_has_no_wacz(client: Client) -> None:
    capture = a_capture(a_citation().page, file_name="deposit/aa/file.pdf")

    assert client.get(f"/evidence/captures/{capture.pk}/wacz/").status_code == 404
    assert b"/wacz/" not in client.get(f"/evidence/captures/{capture.pk}/").content


@pytest.mark.parametrize("name", ["file", "wacz"])
def test_readers_get_nothing_of_drafts_and_failures(client: Client, name: str) -> None:
    hidden, nothing = kept(FILE, draft=True), failed(a_citation().page, "No answer.")

    for capture in (hidden, nothing):
        assert client.get(f"/evidence/captures/{capture.pk}/{name}/").status_code == 404


@pytest.fixture
def large(client: Client) -> Capture:
    """A capture with a file of two million bytes that cannot be packed smaller."""
    rest = random.Random(9).randbytes(2_000_000)
    file = packed(info(), asked(), answered(rest))
    return kept(file, sha256=hashlib.sha256(file).hexdigest())


def bytes_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes each reading of a file of the storage gave."""
    given: list[int] = []

    class Counted(FileIO):
        def readinto(self, into: Any) -> int | None:
            given.append(super().readinto(into) or 0)
            return given[-1]

    def opened(storage: FileSystemStorage, name: str, mode: str = "rb") -> File:
        return File(BufferedReader(Counted(storage.path(name)), 4096))

    monkeypatch.setattr(FileSystemStorage, "_open", opened)
    return given


@pytest.mark.parametrize("name", ["file", "wacz"])
def test_one_byte_costs_no_reading_of_the_rest(
    client: Client, large: Capture, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/evidence/captures/{large.pk}/{name}/"
    body(client.get(path))  # compared with its digest, once
    given = bytes_read(monkeypatch)

    answer = client.get(path, headers={"Range": "bytes=1500000-1500000"})

    assert (answer.status_code, len(body(answer))) == (206, 1)
    assert sum(given) <= 10_000


@pytest.mark.parametrize("name", ["file", "wacz"])
@pytest.mark.parametrize("asked_for", ["", "bytes=0-0"])
def test_another_file_in_the_place_of_a_sealed_one_is_refused_by_name(
    client: Client, capture: Capture, name: str, asked_for: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("sources.reads.sealed._tell", told.append)
    path = f"/evidence/captures/{capture.pk}/{name}/"
    body(client.get(path))
    default_storage.delete(capture.file_name)
    forged = packed(info(), asked(), answered(b"Ninety men were killed."))
    default_storage.save(capture.file_name, ContentFile(forged))

    answer = client.get(path, headers={"Range": asked_for} if asked_for else {})

    assert answer.status_code == 500
    assert b"no longer fits the digest" in answer.content
    assert told == [capture.file_name]


def test_a_file_that_was_found_changed_is_written_down(capture: Capture) -> None:
    register_file(name=capture.file_name, sha256=SHA256, size=len(FILE), kind=FileKind.WARC, at=AT)
    default_storage.delete(capture.file_name)
    default_storage.save(capture.file_name, ContentFile(b"forged"))

    read_again(capture.file_name)

    assert SealedFile.objects.get(name=capture.file_name).fixity == Fixity.ALTERED
