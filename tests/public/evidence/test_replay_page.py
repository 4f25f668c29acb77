"""The page that shows a sealed copy as it was, beside its text with the quotations marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from sources.models import Capture
from tests.factories import a_citation, a_claim, a_page, a_quotation, a_user
from tests.markup import folded
from tests.public.captures import a_finding
from tests.public.conftest import Read
from tests.sources.replaying import REPLAY, SITE
from tests.sources.sealed_pages import sealed_page

WORDS = "Twenty men were killed."


@pytest.fixture(autouse=True)
def _replaying(settings: Settings, tmp_path: Path, db: None) -> None:
    settings.SITE_URL, settings.REPLAY_URL = SITE, REPLAY
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


def cited(body: bytes, content_type: str = "text/html", *, draft: bool = False) -> Capture:
    page = a_page()
    quotation = a_quotation(page, exact="Twenty men")
    capture = sealed_page(body, content_type, page=page, text=WORDS)
    a_finding(quotation, capture, matched="Twenty men")
    a_citation(a_claim(draft=draft), page=page, quotation=quotation)
    return capture


def test_a_copy_is_framed_from_the_replays_origin_beside_its_text(read: Read) -> None:
    page = folded(read(f"/evidence/captures/{cited(b'<p>Twenty men').pk}/replay/"))

    assert f'<iframe class="replay-frame" sandbox src="{REPLAY}/capture/' in page
    assert "Nothing here is live." in page
    assert '<mark class="is-verbatim"' in page


def test_a_store_that_does_not_answer_is_said(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    capture = cited(b"<p>Twenty men")

    def away(*_given: object, **_named: object) -> None:
        raise RuntimeError("no answer")  # an object store's client has errors of its own

    monkeypatch.setattr("sources.replay.sealed.read_payload", away)
    page = read(f"/evidence/captures/{capture.pk}/replay/")

    assert "The sealed file could not be read." in page


def test_only_this_page_may_frame_the_replay(client: Client) -> None:
    capture = cited(b"<p>Twenty men")

    here = client.get(f"/evidence/captures/{capture.pk}/replay/")["Content-Security-Policy"]
    beside = client.get(f"/evidence/captures/{capture.pk}/")["Content-Security-Policy"]

    assert f"frame-src {REPLAY}" in here
    assert f"img-src 'self' data: {REPLAY}" in here
    assert "frame-ancestors 'none'" in here
    assert "frame-src" not in beside
    assert REPLAY not in client.get("/methodology/")["Content-Security-Policy"]


@pytest.mark.parametrize("rest", ["", "replay/"])
def test_a_repeat_allows_what_the_first_answer_allowed(
    client: Client, rest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The page is another one from the next full hour on, which may strike between the two.
    monkeypatch.setattr("sources.replay.addresses.HOUR", 10**9)
    address = f"/evidence/captures/{cited(b'<p>Twenty men').pk}/{rest}"
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert REPLAY in again["Content-Security-Policy"]


def test_a_picture_is_shown_from_there_and_a_document_handed_out(read: Read) -> None:
    picture = cited(b"\x89PNG\r\n\x1a\n" + b"\0" * 30, "image/png")
    document = cited(b"%PDF-1.7\n", "application/pdf")

    assert f'<img class="replay-picture" src="{REPLAY}/' in folded(
        read(f"/evidence/captures/{picture.pk}/replay/")
    )
    page = folded(read(f"/evidence/captures/{document.pk}/replay/"))
    assert f'<a href="{REPLAY}/capture/' in page
    assert "<iframe" not in page


def test_the_capture_leads_to_it(read: Read) -> None:
    capture = cited(b"<p>x")

    page = read(f"/evidence/captures/{capture.pk}/")

    assert f'href="/evidence/captures/{capture.pk}/replay/"' in page


def test_without_an_origin_for_it_the_page_says_so(read: Read, settings: Settings) -> None:
    settings.REPLAY_URL = ""

    page = read(f"/evidence/captures/{cited(b'<p>x').pk}/replay/")

    assert "has no second origin" in page
    assert "<iframe" not in page
    assert "Twenty men" in page


def test_a_file_that_cannot_be_unpacked_is_said(read: Read, tmp_path: Path) -> None:
    capture = cited(b"<p>x")
    (tmp_path / capture.file_name).unlink()

    page = read(f"/evidence/captures/{capture.pk}/replay/")

    assert "<iframe" not in page
    assert "The sealed file" in page


def test_the_copy_of_a_drafts_page_is_for_staff(client: Client, read: Read) -> None:
    capture = cited(b"<p>x", draft=True)
    address = f"/evidence/captures/{capture.pk}/replay/"

    read(address, expect=404)
    client.force_login(a_user(), "django.contrib.auth.backends.ModelBackend")
    assert f'src="{REPLAY}/capture/' in read(address)


def test_there_is_nothing_to_replay_of_a_capture_that_failed(read: Read) -> None:
    capture = cited(b"<p>x")
    failed = sealed_page(b"", page=a_page())

    read(f"/evidence/captures/{failed.pk}/replay/", expect=404)
    read(f"/evidence/captures/{capture.pk}0/replay/", expect=404)


def test_a_repeat_within_the_hour_is_the_same_page(client: Client) -> None:
    address = f"/evidence/captures/{cited(b'<p>x').pk}/replay/"
    first = client.get(address)

    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_sealed_file_is_unpacked_once_for_this_page(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/evidence/captures/{cited(b'<p>Twenty men').pk}/replay/"
    first = read(address)

    monkeypatch.setattr("sources.replay.sealed.read_payload", None)

    assert ("<iframe" in first, "<iframe" in read(address)) == (True, True)
