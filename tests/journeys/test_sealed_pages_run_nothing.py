"""Hostile pages, replayed in a real browser with no frame's own sandbox to help: nothing runs."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Route

from sources.models import Capture
from sources.replay.addresses import payload_url
from tests.factories import AT, a_citation, a_claim, a_page, a_user
from tests.journeys.conftest import DESKTOP
from tests.sources.sealed_pages import keep, sealed_page, warc_of
from tests.suites import injections
from tests.suites.outside import Take

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.django_db(transaction=True),
]

AT_ONCE = 40
HARNESS = "/static/vendor/pico/pico.min.css"
"""A file of our origin that is sent with no policy, so that the replay's own is all there is."""
CANARY = "canary.invalid"
PER_PAGE = 24
# Ends whatever a payload left open, so that the next one in the page is read as markup again.
END = "\n-->]]></script></style></textarea></title></noscript></xmp></select></svg></math>\"'>\n"
# What a policy is known to leave open, and ways out of a frame; one a line, C is the canary's host.
OURS = [
    line.strip().replace("//C", f"//{CANARY}")
    for line in """
<script>fetch('http://C/fetch')</script>
<script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>
<body onload=alert(1)><details open ontoggle=alert(2)><input autofocus onfocus=alert(3)>
<meta http-equiv=refresh content='0;url=http://C/refresh'>
<link rel=preconnect href=http://C><link rel=dns-prefetch href=//C><link rel=prefetch href=//C/pre>
<link rel=stylesheet href=http://C/css><style>@import 'http://C/import';</style>
<style>body{background:url(http://C/background)}@font-face{font-family:a;src:url(//C/font)}</style>
<img src=http://C/img srcset='http://C/set 2x'><video poster=//C/poster src=//C/video autoplay>
<audio src=//C/audio autoplay></audio><track src=//C/track><input type=image src=//C/input>
<iframe src=http://C/frame></iframe><frameset><frame src=//C/frameset>
<iframe srcdoc='<script>alert(1)</script><img src=http://C/srcdoc>'></iframe>
<object data=http://C/object></object><embed src=http://C/embed><applet archive=http://C/applet>
<base href=http://C/><img src=based><script src=based.js></script>
<form id=f action=http://C/form><button autofocus></form><isindex action=//C/index>
<svg><image href=http://C/svg /><use href='http://C/use#a'/><script>alert(1)</script></svg>
<svg><animate onbegin=alert(2) attributeName=x dur=1s></svg>
<math href='javascript:alert(1)'>x</math><table background=//C/table>
<script type="speculationrules">{"prefetch":[{"urls":["http://C/ahead"]}]}</script>
<a id=x href='javascript:alert(1)' autofocus>x</a><iframe src='javascript:alert(1)'></iframe>
<iframe src='data:text/html,<script>alert(1)</script>'></iframe>
<html manifest=http://C/manifest><portal src=http://C/portal></portal>
""".strip().splitlines()
]


def pages(outside: Take) -> list[str]:
    """Pages of ours, of every injection and of those of others, each of several payloads."""
    others = [*outside("script_injections.json"), *outside("html_to_sanitise.json")]
    all_ = [*injections.ALL, *(row["payload"] for row in others)]
    return OURS + [END.join(all_[n : n + PER_PAGE]) for n in range(0, len(all_), PER_PAGE)]


@dataclass
class Watched:
    """A window in which whatever runs or asks for anything is noted."""

    context: BrowserContext
    ran: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def watched(browser: Browser, live_server) -> Iterator[Watched]:
    context = browser.new_context(viewport=DESKTOP, base_url=live_server.url)
    seen = Watched(context)
    ours = {urlsplit(live_server.url).netloc, replay_of(live_server).removeprefix("http://")}

    def note(route: Route) -> None:
        if urlsplit(route.request.url).netloc in ours:
            route.continue_()
        else:
            seen.asked.append(route.request.url)
            route.abort()

    context.route(lambda url: not url.startswith(("data:", "about:")), note)
    context.expose_binding("saw", lambda _source, what: seen.ran.append(what))
    context.on("dialog", lambda dialog: (seen.ran.append(dialog.message), dialog.dismiss()))
    context.on("weberror", lambda error: seen.ran.append(str(error.error)))
    yield seen
    context.close()


def replay_of(live_server) -> str:
    """The same server under another name: another site to the browser."""
    return live_server.url.replace("localhost", "127.0.0.1")


@pytest.fixture
def replaying(settings, live_server, tmp_path) -> None:
    settings.SITE_URL, settings.REPLAY_URL = live_server.url, replay_of(live_server)
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


def sealed(bodies: list[str]) -> list[str]:
    """Seal each as a page of its own; their addresses on the replay's origin."""
    page, by = a_page(), a_user()
    rows = []
    for body in bodies:
        name, digest, size = keep(
            warc_of(f"<!doctype html><body>{body}".encode(), ("Content-Type", "text/html"))
        )
        facts = {"page": page, "cause": "cited", "requested_by": by, "requested_at": AT}
        facts |= {"status": "sealed", "outcome": "captured", "finished_at": AT}
        facts |= {"file_name": name, "file_sha256": digest, "file_size": size}
        rows.append(Capture(**facts))
    return [payload_url(row, at=timezone.now()) for row in Capture.objects.bulk_create(rows)]


def framed(addresses: list[str]) -> str:
    """A page that frames them all, without any sandbox of its own."""
    return "".join(f'<iframe src="{each}"></iframe>' for each in addresses)


def open_framed(
    watched: Watched, live_server, addresses: list[str], *, seen: Callable[[], bool] | None = None
) -> int:
    """Frame these addresses from the application's origin; how many frames loaded.

    Waits until all have, and until `seen` if it is given, but not for ever.
    """
    page = watched.context.new_page()
    page.goto(HARNESS)
    page.evaluate("markup => { document.body.innerHTML = markup }", framed(addresses))
    loaded = 0
    for _ in range(600):
        page.wait_for_timeout(100)
        loaded = sum(frame.url in addresses for frame in page.frames)
        if loaded == len(addresses) if seen is None else seen():
            break
    page.wait_for_timeout(250)  # a refresh of nought seconds, an autofocus, an animation
    loaded = sum(frame.url in addresses for frame in page.frames)
    stayed = page.url
    page.close()
    assert stayed == f"{live_server.url}{HARNESS}"
    return loaded


def test_no_payload_runs_or_asks_anything_as_a_sealed_page(
    watched, replaying, live_server, outside: Take
):
    addresses = sealed(pages(outside))

    loaded = sum(
        open_framed(watched, live_server, addresses[start : start + AT_ONCE])
        for start in range(0, len(addresses), AT_ONCE)
    )

    assert (watched.ran, watched.asked) == ([], [])
    assert loaded == len(addresses)  # none has gone elsewhere
    assert watched.context.pages == []


def unguarded(body: str, route: Route) -> None:
    route.fulfill(body=body, content_type="text/html")


def test_without_the_policy_the_same_pages_are_seen_to_run(watched, live_server):
    """The watching is worth something: of payloads of ours, unguarded, it sees what they do."""
    wanted = ("fetch", "refresh", "css", "background", "img", "frame")
    bodies = [OURS[1], *(row for row in OURS if any(f"{CANARY}/{what}" in row for what in wanted))]
    for number, body in enumerate(bodies):
        watched.context.route(f"**/unguarded/{number}", partial(unguarded, body))

    def seen() -> bool:
        asked = {urlsplit(address).path.strip("/") for address in watched.asked}
        return set(wanted) <= asked and {"1", "2", "3"} <= set(watched.ran)

    addresses = [f"{live_server.url}/unguarded/{number}" for number in range(len(bodies))]
    open_framed(watched, live_server, addresses, seen=seen)

    assert seen(), (watched.ran, watched.asked)


LINKS = (
    f"<a href=http://{CANARY}/link>here</a> <a target=_top href=/>up</a> "
    f"<a target=_blank href=http://{CANARY}/blank>new</a>"
)


def test_a_link_leads_nowhere_from_the_page_that_frames_it(watched, replaying, live_server):
    capture = capture_at(sealed([LINKS])[0])
    address = cited(capture)
    page = watched.context.new_page()
    page.goto(address)
    frame = page.frame_locator("iframe.replay-frame")

    for words in ("up", "new", "here"):
        frame.get_by_text(words, exact=True).click()
        page.wait_for_timeout(150)

    assert page.url == f"{live_server.url}{address}"
    assert watched.asked == []
    assert len(watched.context.pages) == 1


def test_a_sealed_page_knows_no_cookie_of_ours_and_shows_its_own_style(
    watched, replaying, live_server
):
    style = "<style>p{color:rgb(1, 2, 3)}</style><p style='margin:7px'>Twenty men</p>"
    capture = capture_at(sealed([style])[0])
    address = cited(capture)
    sent: list[dict[str, str]] = []
    watched.context.add_cookies(
        [{"name": "counterclaim_session", "value": "secret", "url": live_server.url}]
    )
    page = watched.context.new_page()
    page.on(
        "request",
        lambda request: sent.append(request.all_headers()) if "/capture/" in request.url else None,
    )
    page.goto(address)
    words = page.frame_locator("iframe.replay-frame").get_by_text("Twenty men")

    assert words.is_visible()
    assert len(sent) == 1
    assert "cookie" not in sent[0]
    assert sent[0].get("referer") is None


def capture_at(address: str) -> Capture:
    return Capture.objects.get(pk=urlsplit(address).path.split("/")[2])


def cited(capture: Capture) -> str:
    a_citation(a_claim(), page=capture.page)
    return f"/evidence/captures/{capture.pk}/replay/"


def test_a_picture_is_shown_and_a_document_handed_out(watched, replaying, live_server):
    png = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
        "gg=="
    )
    picture, document = sealed_page(png, "image/png"), sealed_page(b"%PDF-1.7\n", "application/pdf")
    page = watched.context.new_page()

    page.goto(cited(picture))
    shown = page.locator("img.replay-picture")
    shown.wait_for()
    assert shown.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 1
    page.goto(cited(document))
    with page.expect_download() as download:
        page.get_by_text("Download the sealed document").click()
    assert Path(download.value.path()).read_bytes() == b"%PDF-1.7\n"
