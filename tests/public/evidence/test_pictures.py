"""What readers see of a sealed page as a browser showed it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import Settings

from sources import configuration
from sources.archiver.browser.render import Ending, Rendered, RenderedPart
from sources.archiver.sealing.store import keep_as
from sources.archiver.sentences import Said, as_json, say
from sources.models import Capture, Rendering, RenderingStatus
from sources.operations.renderings import attempts
from sources.operations.renderings.attempts import finish, take
from sources.operations.sealing.showing import wish
from tests.factories import AT, a_citation, a_page, a_user, later
from tests.markup import folded
from tests.public.captures import a_capture, failed, gone
from tracker.base.people.models import Role

PICTURE = RenderedPart("screenshot", b"\x89PNG\r\n\x1a\nxx", 1280, 2400)
DOM = RenderedPart("dom", b"<!DOCTYPE html><script>alert(1)</script>")
SHEET = {
    "requests": [
        {"url": "http://example.org/style.css", "status": 200},
        {
            "url": "http://127.0.0.1/",
            "refused": "not_public",
            "reason": as_json(say("address.not_public")),
        },
    ],
    "sandbox": False,
}


@pytest.fixture(autouse=True)
def _kept(settings: Settings, tmp_path: Any) -> None:
    settings.RENDERING = True
    settings.REPLAY_URL = "http://replay.example"
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


@pytest.fixture
def capture(db: None) -> Capture:
    page = a_page()
    a_citation(page=page)
    capture = a_capture(page)
    wish([capture], at=AT)
    return capture


def end(capture: Capture, state: Ending, *parts: RenderedPart, reason: Said = ()) -> None:
    for part in parts:
        keep_as(configuration.storage(), part.name, part.content, part.sha256)
    hold = take(rendering_id=capture.rendering.pk, worker="w", at=later(minutes=1))
    assert hold is not None
    rendered = Rendered(state, reason, "Chromium 156.0", parts, SHEET)
    assert finish(hold, rendered, at=later(minutes=2))


def shown(client: Client, capture: Capture) -> str:
    return client.get(f"/evidence/captures/{capture.pk}/").content.decode()


def test_the_picture_stands_on_the_pages_of_the_copy(client: Client, capture: Capture) -> None:
    end(capture, Ending.DONE, PICTURE, DOM)
    for path in (f"/evidence/captures/{capture.pk}/", f"/evidence/{capture.page_id}/"):
        response = client.get(path)
        page = folded(response.content.decode())
        assert "The sealed page as Chromium 156.0 showed it" in page
        assert 'src="http://replay.example/' in page
        assert 'width="1280" height="2400"' in page
        assert "http://replay.example" in response["Content-Security-Policy"]
        assert PICTURE.sha256 in page
        assert "asked for 2 other addresses" in page
        assert "not on the public Internet" in page
        assert "without its own sandbox" in page


def test_files_are_downloads_that_no_browser_runs(client: Client, capture: Capture) -> None:
    end(capture, Ending.DONE, PICTURE, DOM)
    response = client.get(f"/evidence/captures/{capture.pk}/rendered/dom/")
    assert b"".join(response.streaming_content) == DOM.content  # type: ignore[attr-defined]
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == f'attachment; filename="{DOM.sha256}.html"'
    assert response["X-Content-Type-Options"] == "nosniff"
    response.close()


def test_without_a_replay_origin_there_are_links_only(
    client: Client, capture: Capture, settings: Settings
) -> None:
    settings.REPLAY_URL = ""
    end(capture, Ending.DONE, PICTURE)
    page = shown(client, capture)
    assert "<img" not in page.split("As a browser showed it", 1)[1]
    assert f"/evidence/captures/{capture.pk}/rendered/screenshot/" in page


@pytest.mark.parametrize(
    ("state", "reason", "words"),
    [
        (Ending.FAILED, say("rendering.memory"), "more memory"),
        (Ending.UNAVAILABLE, say("rendering.unavailable"), "There is no browser"),
    ],
)
def test_what_did_not_come_about_is_said(
    client: Client, capture: Capture, state: Ending, reason: Said, words: str
) -> None:
    end(capture, state, reason=reason)
    assert words in shown(client, capture)


def test_a_page_that_waits_says_so(client: Client, capture: Capture) -> None:
    assert "waits to be shown in a browser" in shown(client, capture)
    take(rendering_id=capture.rendering.pk, worker="w", at=later(minutes=1))
    assert "is being shown in a browser" in shown(client, capture)


def test_what_is_no_web_page_says_so(client: Client, db: None) -> None:
    page = a_page()
    a_citation(page=page)
    pdf = a_capture(page, content_type="application/pdf")
    assert "no web page but a file" in shown(client, pdf)


def test_an_error_page_has_no_picture(client: Client, db: None) -> None:
    page = a_page()
    a_citation(page=page)
    for row in (gone(page), failed(page, "It was late.", at=later(hours=1))):
        wish([row], at=AT)
        assert "As a browser showed it" not in shown(client, row)
    assert not Rendering.objects.exists()


@pytest.mark.parametrize("kind", ["screenshot", "print", "nonsense"])
def test_a_file_that_is_not_there(client: Client, capture: Capture, kind: str) -> None:
    assert client.get(f"/evidence/captures/{capture.pk}/rendered/{kind}/").status_code == 404


def test_files_of_pages_nobody_may_see_yet(client: Client, db: None) -> None:
    draft = a_capture(a_page())
    wish([draft], at=AT)
    end(draft, Ending.DONE, PICTURE)
    address = f"/evidence/captures/{draft.pk}/rendered/screenshot/"
    assert client.get(address).status_code == 404
    client.force_login(a_user(role=Role.EDITOR))
    response = client.get(address)
    assert response.status_code == 200
    response.close()


def test_a_missing_file_is_not_found(client: Client, capture: Capture) -> None:
    end(capture, Ending.DONE, PICTURE)
    default_storage.delete(PICTURE.name)
    assert client.get(f"/evidence/captures/{capture.pk}/rendered/screenshot/").status_code == 404
    default_storage.save("unrelated", ContentFile(b""))


def test_the_api_gives_state_and_digests(client: Client, capture: Capture) -> None:
    end(capture, Ending.DONE, PICTURE)
    (told,) = client.get("/api/v1/captures/").json()["results"]
    assert told["rendering"]["status"] == "done"
    assert told["rendering"]["files"] == [
        {
            "kind": "screenshot",
            "sha256": PICTURE.sha256,
            "size": len(PICTURE.content),
            "width": 1280,
            "height": 2400,
        }
    ]
    other = a_capture(capture.page, "Other words", at=later(hours=1))
    assert client.get(f"/api/v1/captures/{other.pk}/").json()["rendering"] is None


def test_the_desk_asks_again(
    client: Client, capture: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "find_browser", lambda _name: None)
    attempts.run(rendering_id=capture.rendering.pk, worker="w", at=later(minutes=1))
    client.force_login(a_user(role=Role.EDITOR))
    address = f"/desk/captures/{capture.pk}/"
    assert f'action="{address}render/"' in client.get(address).content.decode()
    page = client.post(f"{address}render/", follow=True).content.decode()
    assert "will be shown in a browser" in page
    assert f'action="{address}render/"' not in page
    capture.rendering.refresh_from_db()
    assert capture.rendering.status == RenderingStatus.WAITING


def test_the_desk_says_why_it_does_not_ask(client: Client, db: None) -> None:
    pdf = a_capture(a_page(), content_type="application/pdf")
    client.force_login(a_user(role=Role.EDITOR))
    page = client.post(f"/desk/captures/{pdf.pk}/render/", follow=True).content.decode()
    assert "Only whole copies of web pages" in page
