"""What is withheld of a deposit stands on no surface that a stranger reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from sources.models import Capture, CaptureText, Page, Publisher
from sources.operations.captures.visits import run
from sources.operations.deposits import hold as holding
from sources.operations.deposits.hold import Shown, Wish, hold, seal_held
from sources.operations.deposits.withhold import give_out, withhold
from sources.operations.register.quotations import quote
from sources.replay.addresses import payload_url
from tests.factories import AT, a_citation, a_claim, a_page, an_editor, later
from tests.sources.replaying import HOST, REPLAY, path_of
from tests.suites import marked_files as made

pytestmark = pytest.mark.django_db(transaction=True)

MOST = 400
WORDS = f"{made.MARK} soldiers were killed"
LINK = re.compile(r"""(?:href|src|action)=["']([^"'#]+)""")
ADDRESS = re.compile(r'"(http://testserver/[^"]+)"')
STARTS = (
    *("/", "/incidents/", "/parties/", "/publishers/", "/corrections/", "/changes/", "/ledger/"),
    *("/ledger/export/", "/feeds/claims.atom", "/feeds/changes.atom", "/feeds/verdicts.atom"),
    # By the beginning of the word: the form says back what was asked for.
    *("/search/?q=zoltan", "/search/?q=soldiers", "/api/v1/", "/api/v1/summary/", "/health/"),
    *(
        f"/api/v1/{name}/?page_size=100"
        for name in ("claims", "citations", "pages", "captures", "quotations", "findings")
    ),
    *(f"/api/v1/{name}/" for name in ("publishers", "changes", "incidents", "verdicts")),
)


@pytest.fixture(autouse=True)
def _house(settings: Any, tmp_path: Path) -> None:
    settings.REPLAY_URL = REPLAY
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


@pytest.fixture
def page() -> Page:
    publisher = Publisher.objects.create(name=f"{made.MARK} channel", slug="the-channel")
    page = a_page(f"https://example.org/{made.MARK}", title=f"{made.MARK} post")
    Page.objects.filter(pk=page.pk).update(publisher=publisher)
    page.refresh_from_db()
    return page


def everything(client: Client, *more: str) -> Iterator[tuple[str, str]]:
    """Every public address that can be reached from the known ones, with what it answers."""
    waiting, seen = [*STARTS, *more], set[str]()
    known = {urlsplit(path).path for path in waiting}
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        if path in seen or path.startswith(("/accounts/", "/desk/", "/static/", "/admin/")):
            continue
        seen.add(path)
        answer = client.get(path)
        body = answer.getvalue() if answer.streaming else answer.content
        text = body.decode("utf-8", "replace")
        yield path, text + str(dict(answer.headers))
        if answer.status_code in (301, 302):
            waiting.append(answer["Location"])
        for found in LINK.findall(text) + ADDRESS.findall(text):
            url = urlsplit(urljoin(f"http://testserver{path}", unescape(found)))
            # Another order or page of a list that was read says no other words.
            if url.netloc == "testserver" and url.path not in known:
                known.add(url.path)
                waiting.append(url.path + (f"?{url.query}" if url.query else ""))


def addresses_of(capture: Capture) -> list[str]:
    """Every address that a stranger may have kept from when it was public, or may guess."""
    base = f"/evidence/captures/{capture.pk}/"
    return [
        base,
        *(
            f"{base}{name}"
            for name in ("file/", "wacz/", "replay/", "provenance/", "provenance.json")
        ),
        f"/evidence/{capture.page_id}/",
        f"/api/v1/captures/{capture.pk}/",
        f"/api/v1/pages/{capture.page_id}/",
        f"/publishers/{capture.page.publisher.slug}/",
        *(f"/api/v1/quotations/{one.pk}/" for one in capture.page.quotations.all()),
    ]


def deposited(page: Page, content: bytes, wish: Wish) -> Capture:
    held = hold(
        page=page,
        file=[content],
        statement=f"{made.MARK} sent it to us.",
        original_name=f"{made.MARK}.html",
        by=page.added_by,
        at=AT,
    )
    capture = seal_held(held=held, wish=wish, by=page.added_by, at=AT)
    assert run(capture_id=capture.pk, worker="one", at=later(minutes=1))
    capture.refresh_from_db()
    return capture


def leaks(client: Client, capture: Capture, *words: str) -> list[str]:
    """Where any of these words stands, in whatever writing."""
    return list(_leaks(client, capture, *words))


def leak(client: Client, capture: Capture, *words: str) -> bool:
    """Whether any of these words stands anywhere; the walk ends at the first."""
    return any(_leaks(client, capture, *words))


def _leaks(client: Client, capture: Capture, *words: str) -> Iterator[str]:
    wanted = [word.lower() for word in words]
    for path, text in everything(client, *addresses_of(capture)):
        if any(word in text.lower() for word in wanted):
            yield path


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    from sources.archiver.deposits.inside.examine import Examined  # noqa: PLC0415

    found = [{"group": "person", "name": "x", "value": made.MARK}]
    monkeypatch.setattr(
        holding, "examine", lambda *_given, **_limits: Examined(found=found, not_cleaned="kind")
    )


def protected(page: Page, wish: Wish) -> Capture:
    capture = deposited(page, made.html(f"The ministry said: {WORDS}."), wish)
    words = quote(page=page, exact=WORDS, by=page.added_by, at=AT)
    claim = a_claim()
    a_citation(claim, page=page, quotation=words)
    a_citation(claim)
    assert words.findings.get(capture=capture).kind == "verbatim"
    assert made.MARK in CaptureText.objects.get(capture=capture).text
    return capture


def test_the_walk_finds_what_is_public(client: Client, page: Page, _quick: None) -> None:
    capture = protected(page, Wish(Shown.ORIGINAL))

    found = leaks(client, capture, made.MARK)

    for path in (
        f"/evidence/captures/{capture.pk}/",
        f"/evidence/captures/{capture.pk}/file/",
        f"/evidence/{page.pk}/",
        "/ledger/export/",
        "/publishers/",
        "/api/v1/citations/?page_size=100",
        "/api/v1/quotations/?page_size=100",
        "/api/v1/captures/?page_size=100",
    ):
        assert path in found, path


def test_a_stranger_finds_no_word_of_a_withheld_deposit_with_its_page(
    client: Client, page: Page, _quick: None
) -> None:
    wish = Wish(Shown.NOTHING, description="A post.", reason=f"{made.MARK}", hides_page=True)
    capture = protected(page, wish)

    assert leaks(client, capture, made.MARK) == []
    claim = page.citations.get().claim_id
    assert "1 source is withheld" in client.get(f"/claims/{claim}/").content.decode()
    address = payload_url(capture, at=timezone.now())
    assert client.get(path_of(address), headers={"host": HOST}).status_code == 404


def test_a_stranger_is_told_the_digest_and_the_description_and_no_more(
    client: Client, page: Page, _quick: None
) -> None:
    Page.objects.filter(pk=page.pk).update(url="https://example.org/open", title="A post")
    Publisher.objects.filter(pk=page.publisher_id).update(name="A channel")
    page.refresh_from_db()
    wish = Wish(Shown.NOTHING, description="A post of a channel.", reason=made.MARK)
    capture = protected(page, wish)

    a_citation(page=page)
    told = client.get(f"/evidence/{page.pk}/").content.decode()
    assert "A post of a channel." in told
    assert capture.file_sha256 in told
    assert leaks(client, capture, made.MARK) == []


def test_what_is_withheld_later_is_gone_from_every_surface_and_comes_back(
    client: Client, page: Page, _quick: None
) -> None:
    capture, editor = protected(page, Wish(Shown.ORIGINAL)), an_editor()
    assert leak(client, capture, made.MARK)

    withhold(
        capture=capture,
        description="A post.",
        reason=made.MARK,
        hides_page=True,
        by=editor,
        at=AT,
    )
    assert leaks(client, capture, made.MARK) == []

    give_out(capture=capture, reason="They agree.", by=editor, at=later(days=1))
    file = client.get(f"/evidence/captures/{capture.pk}/file/").getvalue()
    assert made.MARK.encode() in file


def test_of_a_cleaned_photograph_nothing_of_the_original_is_public_but_its_digest(
    client: Client,
) -> None:
    page = a_page("https://example.org/photo")
    a_citation(page=page)
    held = hold(
        page=page,
        file=[made.picture()],
        statement="A photograph by a witness.",
        original_name=f"{made.MARK}.jpg",
        by=page.added_by,
        at=AT,
    )
    assert held.is_cleanable
    original = held.sha256
    capture = seal_held(held=held, wish=Wish(Shown.CLEANED), by=page.added_by, at=AT)
    assert run(capture_id=capture.pk, worker="one", at=later(minutes=1))
    capture.refresh_from_db()

    assert leaks(client, capture, made.MARK, "13.0, 30.0", "GPSLatitude:") == []
    told = client.get(f"/evidence/captures/{capture.pk}/").content.decode()
    assert original in told
    assert capture.file_sha256 in told
    assert "Place where it was taken" in told
    assert "Pillow" in told
    file = client.get(f"/evidence/captures/{capture.pk}/file/").getvalue()
    assert b"Exif" not in file
