"""What was put in the place of something sealed is refused by name, wherever it would be shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from sources import configuration
from sources.archiver.browser.render import Ending, Rendered, RenderedPart
from sources.archiver.sealing.store import keep_as
from sources.models import Capture, CaptureText, Page, SealedFile
from sources.operations.register.quotations import quote
from sources.operations.renderings.attempts import finish, take
from sources.operations.sealing.showing import wish
from sources.replay.addresses import file_url, payload_url
from tests.archiver.warcs import answered, asked, info, packed
from tests.factories import AT, a_citation, later
from tests.house.database.rows import GRANTED
from tests.sources.conftest import Capturing, capture_of, evidence, page, replaying, world
from tests.sources.replaying import HOST, path_of
from tracker.base.values.refusal import Refusal

__all__ = ["capture_of", "evidence", "page", "replaying", "world"]

NAMED = b"no longer fits"
PICTURE = RenderedPart("screenshot", b"\x89PNG\r\n\x1a\nxx", 1280, 2400)
FORGED = packed(info(), asked(), answered(b"<!doctype html><p>Two hundred soldiers were killed."))


@pytest.fixture
def capture(page: Page, capture_of: Capturing, replaying: None, settings: Settings) -> Capture:
    """A cited page, sealed, with a picture of it."""
    settings.RENDERING = True
    a_citation(page=page)
    row = capture_of(page)
    if not hasattr(row, "rendering"):
        wish([row], at=AT)
    keep_as(configuration.storage(), PICTURE.name, PICTURE.content, PICTURE.sha256)
    hold = take(rendering_id=row.rendering.pk, worker="w", at=later(minutes=1))
    assert hold is not None
    assert finish(hold, Rendered(Ending.DONE, (), "Chromium", (PICTURE,), {}), at=later(minutes=2))
    return row


def put_in_its_place(name: str, content: bytes) -> None:
    default_storage.delete(name)
    assert default_storage.save(name, ContentFile(content)) == name


def forge_text(capture: Capture) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE sources_capturetext DISABLE TRIGGER USER")
        CaptureText.objects.filter(pk=capture.pk).update(text="Two hundred soldiers were killed.")
        cursor.execute("ALTER TABLE sources_capturetext ENABLE TRIGGER USER")


def on_the_replay(client: Client, address: str) -> Any:
    return client.get(path_of(address), headers={"host": HOST})


def picture() -> SealedFile:
    return SealedFile.objects.get(name=PICTURE.name)


OF_THE_FILE: dict[str, Callable[[Client, Capture], Any]] = {
    "download": lambda client, row: client.get(f"/evidence/captures/{row.pk}/file/"),
    "part of it": lambda client, row: client.get(
        f"/evidence/captures/{row.pk}/file/", headers={"Range": "bytes=0-9"}
    ),
    "wacz": lambda client, row: client.get(f"/evidence/captures/{row.pk}/wacz/"),
    "replay's page": lambda client, row: client.get(f"/evidence/captures/{row.pk}/replay/"),
    "replay": lambda client, row: on_the_replay(client, payload_url(row, at=timezone.now())),
}
OF_THE_PICTURE: dict[str, Callable[[Client, Capture], Any]] = {
    "download": lambda client, row: client.get(f"/evidence/captures/{row.pk}/rendered/screenshot/"),
    "replay": lambda client, _row: on_the_replay(client, file_url(picture(), at=timezone.now())),
}
OF_THE_TEXT: dict[str, Callable[[Client, Capture], Any]] = {
    "page": lambda client, row: client.get(f"/evidence/{row.page_id}/"),
    "capture": lambda client, row: client.get(f"/evidence/captures/{row.pk}/"),
    "replay's page": lambda client, row: client.get(f"/evidence/captures/{row.pk}/replay/"),
    "api": lambda client, row: client.get(f"/api/v1/captures/{row.pk}/"),
}


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("surface", OF_THE_FILE)
def test_a_valid_file_with_another_figure(client: Client, capture: Capture, surface: str) -> None:
    ask = OF_THE_FILE[surface]
    assert NAMED not in body(ask(client, capture))
    put_in_its_place(capture.file_name, FORGED)

    told = body(ask(client, capture))

    assert NAMED in told
    assert b"Two hundred" not in told


@pytest.mark.parametrize("surface", OF_THE_PICTURE)
def test_another_picture(client: Client, capture: Capture, surface: str) -> None:
    ask = OF_THE_PICTURE[surface]
    assert body(ask(client, capture)) == PICTURE.content
    put_in_its_place(PICTURE.name, b"\x89PNG\r\n\x1a\nyy")

    answer = ask(client, capture)

    assert answer.status_code in {404, 500}
    assert NAMED in body(answer)


@pytest.mark.parametrize("surface", OF_THE_TEXT)
def test_another_text_in_the_database(client: Client, capture: Capture, surface: str) -> None:
    ask = OF_THE_TEXT[surface]
    assert b"Twelve soldiers" in body(ask(client, capture))
    forge_text(capture)

    told = body(ask(client, capture))

    assert NAMED in told
    assert b"Two hundred" not in told


def test_nothing_is_quoted_from_another_text(capture: Capture) -> None:
    forge_text(capture)

    with pytest.raises(Refusal) as refused:
        quote(page=capture.page, exact="Two hundred soldiers", by=capture.requested_by, at=AT)

    assert refused.value.code == "changed_text"


def test_another_timestamp(client: Client, capture: Capture) -> None:
    from tests.house.database.rows import timestamp  # noqa: PLC0415

    row = timestamp(**GRANTED, subject="file", sha256=capture.file_sha256)
    default_storage.save(row.token_name, ContentFile(b"another token"))

    answer = client.get(f"/evidence/timestamps/{row.pk}/token/")

    assert (answer.status_code, NAMED in answer.content) == (500, True)
