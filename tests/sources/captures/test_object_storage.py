"""Sealed files in an S3 bucket, against a server that speaks S3 on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import boto3
import pytest
from botocore.exceptions import BotoCoreError
from botocore.httpsession import URLLib3Session
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from sources.archiver.sealing.checked import ChangedFileError
from sources.models import Capture, Page, SealedFile
from sources.operations.fixity.reread import check, orphans
from sources.reads.pages import waiting_for_storage
from sources.reads.sealed import sealed_files
from sources.reads.sentences import worded
from tests.factories import a_user, later
from tests.outside import tool

BUCKET = "evidence"
KEY = "loopback"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [tool("moto_server"), "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={key: value for key, value in os.environ.items() if not key.startswith("AWS")},
    )
    try:
        _until_open(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(60)


def _until_open(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(900):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, "the S3 server ended"
        time.sleep(0.1)
    raise AssertionError("the S3 server did not open its port")


def bucket_at(endpoint: str) -> dict[str, object]:
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": BUCKET,
            "endpoint_url": endpoint,
            "region_name": "us-east-1",
            "access_key": KEY,
            "secret_key": KEY,
            "default_acl": None,
        },
    }


def client_of(endpoint: str):
    return boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id=KEY,
        aws_secret_access_key=KEY,
    )


@pytest.fixture
def bucket(endpoint: str, evidence: object, settings: Settings):
    client = client_of(endpoint)
    client.create_bucket(Bucket=BUCKET)
    settings.STORAGES = settings.STORAGES | {"default": bucket_at(endpoint)}
    yield client
    for kept in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=kept["Key"])
    client.delete_bucket(Bucket=BUCKET)


def names(bucket) -> list[str]:
    return [kept["Key"] for kept in bucket.list_objects_v2(Bucket=BUCKET).get("Contents", [])]


def test_a_capture_is_sealed_in_the_bucket(
    bucket, page: Page, capture_of: Callable[..., Capture]
) -> None:
    capture = capture_of(page)

    assert capture.is_whole
    assert names(bucket) == [capture.file_name]
    assert default_storage.size(capture.file_name) == capture.file_size


def test_the_same_bytes_are_kept_once(bucket, page: Page, capture_of) -> None:
    first, second = capture_of(page), capture_of(page, at=later(days=1))

    assert first.payload_sha256 == second.payload_sha256
    assert sorted(names(bucket)) == sorted({first.file_name, second.file_name})


def test_a_part_of_the_file_is_handed_out(bucket, page: Page, capture_of, client: Client) -> None:
    capture = capture_of(page)
    client.force_login(a_user())

    answer = client.get(
        reverse("public:capture_file", args=[capture.pk]), headers={"Range": "bytes=0-1"}
    )

    assert answer.status_code == 206
    assert b"".join(answer.streaming_content) == b"\x1f\x8b"


def test_the_package_is_handed_out_whole(bucket, page: Page, capture_of, client: Client) -> None:
    capture = capture_of(page)
    client.force_login(a_user())

    answer = client.get(reverse("public:capture_wacz", args=[capture.pk]))

    body = b"".join(answer.streaming_content)
    assert (len(body), body[:2]) == (int(answer["Content-Length"]), b"PK")


def test_a_changed_object_is_found(bucket, page: Page, capture_of) -> None:
    capture = capture_of(page)
    check(SealedFile.objects.all(), storage=default_storage, at=later(hours=1))
    assert SealedFile.objects.get().fixity == "intact"

    bucket.put_object(Bucket=BUCKET, Key=capture.file_name, Body=b"other bytes")
    check(SealedFile.objects.all(), storage=default_storage, at=later(days=365))

    assert SealedFile.objects.get().fixity == "altered"


def test_a_bucket_that_is_away_lets_the_capture_wait_and_says_why(
    page: Page, settings: Settings, capture_of, monkeypatch
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{probe.getsockname()[1]}"
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    settings.STORAGES = settings.STORAGES | {"default": bucket_at(closed)}
    settings.CAPTURE_ATTEMPTS = 1

    capture = capture_of(page)

    assert (capture.status, capture.attempts) == ("waiting", 0)
    assert "could not be kept" in worded(capture.tries[-1]["reason"])
    assert waiting_for_storage() == 1


def test_a_bucket_that_is_away_is_said_where_files_are_handed_out_and_counted(
    page: Page, settings: Settings, capture_of, client: Client, monkeypatch
) -> None:
    capture = capture_of(page)
    client.force_login(a_user())
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    settings.STORAGES = settings.STORAGES | {"default": bucket_at("http://127.0.0.1:1")}

    answer = client.get(reverse("public:capture_file", args=[capture.pk]))

    assert (answer.status_code, answer["Content-Type"]) == (503, "text/plain")
    for wish in ("--orphans", "--clear-orphans"):
        with pytest.raises(CommandError, match="could not be listed"):
            call_command("check_fixity", wish)


def test_the_bucket_really_is_away(evidence: object) -> None:
    with pytest.raises(BotoCoreError):
        client_of("http://127.0.0.1:1").list_buckets()


def test_files_of_the_bucket_that_no_row_knows_are_named(
    page: Page, capture_of: Callable[[Page], Capture], bucket
) -> None:
    capture_of(page)
    bucket.put_object(Bucket=BUCKET, Key="warc/zz/orphan.warc.gz", Body=b"?")
    tomorrow = timezone.now() + timedelta(days=1)

    assert list(orphans(default_storage, at=tomorrow)) == ["warc/zz/orphan.warc.gz"]


def test_a_part_of_a_sealed_file_is_asked_of_the_bucket_as_a_part(
    bucket, page: Page, capture_of, monkeypatch: pytest.MonkeyPatch
) -> None:
    capture = capture_of(page)
    files = sealed_files()
    with files.open(capture.file_name) as file:
        whole = file.read()
    asked: list[str] = []
    send = URLLib3Session.send

    def counted(session: URLLib3Session, request: Any) -> Any:
        asked.append(f"{request.method} {request.headers.get('Range', b'').decode()}".strip())
        return send(session, request)

    monkeypatch.setattr(URLLib3Session, "send", counted)
    with files.open(capture.file_name) as file:
        file.seek(20)
        assert file.read(1) == whole[20:21]

    assert asked[0] == "HEAD"
    assert [line.split("-")[0] for line in asked[1:]] == ["GET bytes=20"]


def test_another_object_in_its_place_is_not_opened(bucket, page: Page, capture_of) -> None:
    capture = capture_of(page)
    with sealed_files().open(capture.file_name) as file:
        assert file.read(2) == b"\x1f\x8b"
    bucket.put_object(Bucket=BUCKET, Key=capture.file_name, Body=b"x" * capture.file_size)

    with pytest.raises(ChangedFileError):
        sealed_files().open(capture.file_name)
