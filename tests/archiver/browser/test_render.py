"""A real browser shows sealed pages; hostile ones end in a named state and reach nobody."""

from __future__ import annotations

import base64
import io
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from sources.archiver.browser.egress import EgressLimits
from sources.archiver.browser.render import (
    Ending,
    Rendered,
    RenderLimits,
    is_html,
    render,
)
from sources.archiver.network.resolve import TableResolver
from sources.archiver.sentences import english, say
from sources.archiver.values import MIB, Allowance
from tests.archiver.waiting import IN_TIME
from tests.archiver.world import World
from tests.programs import need

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[3]
AGENT = "Counterclaim-test/1 (+http://localhost/methodology/)"
LIMITS = RenderLimits(total_seconds=40, load_seconds=6, settle_seconds=1.5, step_seconds=6)
NAMES = {"loopback.example": ["127.0.0.1"], "inside.example": ["10.0.0.7"]}
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
Show = Callable[..., Rendered]


class Canary(World):
    """A server on loopback that is in no allowance; it counts connections, and UDP too."""

    def __init__(self) -> None:
        self.connections = 0
        super().__init__()
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 0))
        self.udp.setblocking(False)

    def _answer(self, plain: socket.socket) -> None:
        self.connections += 1
        super()._answer(plain)

    @property
    def packets(self) -> int:
        count = 0
        with suppress(BlockingIOError):
            while self.udp.recv(65536):
                count += 1
        return count

    def close(self) -> None:
        super().close()
        self.udp.close()


@pytest.fixture
def canary() -> Iterator[Canary]:
    canary = Canary()
    yield canary
    canary.close()


@pytest.fixture
def program() -> str:
    return need("chromium")


@pytest.fixture
def show(world: World, program: str) -> Show:
    """Show HTML as if it stood at /page of the world; limits by name."""

    def call(html: str, *, egress: EgressLimits | None = None, **limits: Any) -> Rendered:
        began = time.monotonic()
        rendered = render(
            world.url("/page"),
            html.encode(),
            "text/html; charset=utf-8",
            program=program,
            agent=AGENT,
            allowance=Allowance.parse([world.place]),
            resolver=TableResolver(NAMES),
            limits=(used := replace(LIMITS, **limits)),
            egress_limits=egress,
        )
        assert time.monotonic() - began < used.total_seconds + IN_TIME
        return rendered

    return call


def part(rendered: Rendered, kind: str) -> bytes:
    return next(part.content for part in rendered.parts if part.kind == kind)


def test_a_page_is_shown_with_what_it_asks_for(show: Show, world: World) -> None:
    world.page("/style.css", b"h1 { color: rgb(200, 0, 0) }", "Content-Type: text/css")
    world.page("/dot.png", DOT, "Content-Type: image/png")
    world.page("/far.png", DOT, "Content-Type: image/png")
    rendered = show(
        "<!doctype html><title>A</title><link rel=stylesheet href=/style.css>"
        "<h1>Twelve soldiers</h1><img src=/dot.png><p style='margin-top:4000px'>"
        "<img src=/far.png loading=lazy><script>document.body.append('built ' + (6 * 7))</script>"
    )
    assert (rendered.state, rendered.reason) == (Ending.DONE, ())
    assert rendered.software.startswith("Chromium ")
    picture = rendered.parts[0]
    assert (picture.kind, picture.width) == ("screenshot", 1280)
    assert (picture.height or 0) > 4000
    words = pypdfium2.PdfDocument(io.BytesIO(part(rendered, "print")))[0].get_textpage()
    assert "Twelve soldiers" in words.get_text_range()
    assert part(rendered, "dom").decode().startswith("<!DOCTYPE html><html>")
    assert b"built 42" in part(rendered, "dom")
    sheet = rendered.provenance
    assert {row["url"] for row in sheet["requests"]} == {
        world.url(path) for path in ("/style.css", "/dot.png", "/far.png")
    }
    assert sheet["sandbox"] is (os.geteuid() != 0)
    assert not any(b"GET /page" in request for request in world.asked), "the sealed bytes are shown"
    assert world.asked
    assert all(AGENT.encode() in request for request in world.asked)


SHOWING = """<!doctype html><style>.off{display:none}.up{vertical-align:super}
.out{text-decoration:line-through}</style><h1>84<span class=up>3</span> soldiers</h1>
<p class=off>never</p><p style="visibility:hidden">nor this</p><p class=out>was 80</p>
<div id=host></div><iframe srcdoc="<p>within a frame"></iframe><p id=built></p>
<script>host.attachShadow({mode:'open'}).innerHTML='<p>in the <b>shadow</b></p>'
Element.prototype.getAttribute=Node.prototype.cloneNode=()=>'LIE'
window.getComputedStyle=()=>({display:'none'})
built.textContent='built by scripts'</script>"""


def test_the_words_on_the_screen_are_kept(show: Show) -> None:
    words = part(show(SHOWING), "words").decode()

    assert words == "84[3] soldiers\n\nin the shadow\n\nbuilt by scripts\n\nwithin a frame"


REACHING = """<!doctype html><meta charset=utf-8><body>
<link rel=dns-prefetch href="http://loopback.example:{port}/">
<link rel=preconnect href="http://127.0.0.1:{port}/">
<link rel=prefetch href="http://127.0.0.1:{port}/prefetch">
<link rel=stylesheet href="http://localhost:{port}/style.css">
<img src="http://127.0.0.1:{port}/image"><img src="http://[::1]:{port}/image">
<img src="http://0x7f000001:{port}/image"><img src="http://loopback.example:{port}/image">
<img src="http://169.254.169.254/latest/meta-data/"><img src="http://inside.example/">
<img src="{moved}"><img src="file:///etc/hostname"><img src="https://127.0.0.1:{port}/tls">
<iframe src="http://127.0.0.1:{port}/frame"></iframe>
<iframe src="file:///etc/passwd"></iframe><iframe src="chrome://version"></iframe>
<iframe srcdoc="<img src='http://127.0.0.1:{port}/inner'>"></iframe>
<video src="http://127.0.0.1:{port}/film"></video>
<script>
  const port = {port}, udp = {udp}, at = "http://127.0.0.1:" + port;
  const swear = (what) => Promise.resolve().then(what).catch(() => 0);
  swear(() => fetch(at + "/fetch", {{mode: "no-cors"}}));
  swear(() => fetch(at + "/post", {{method: "POST", body: "x", mode: "no-cors"}}));
  swear(() => navigator.sendBeacon(at + "/beacon", "x"));
  swear(() => new WebSocket("ws://127.0.0.1:" + port + "/socket"));
  swear(() => new WebSocket("wss://loopback.example:" + port + "/socket"));
  swear(() => new EventSource(at + "/events"));
  swear(() => new WebTransport("https://127.0.0.1:" + udp + "/"));
  swear(() => navigator.serviceWorker.register("/worker.js"));
  swear(() => new Worker(URL.createObjectURL(new Blob(
    [`fetch("${{at}}/worker", {{mode: "no-cors"}}); new WebSocket("ws://127.0.0.1:${{port}}/w")`]))));
  swear(async () => {{
    const peer = new RTCPeerConnection({{iceServers: [
      {{urls: "stun:127.0.0.1:" + udp}},
      {{urls: "turn:127.0.0.1:" + port + "?transport=tcp", username: "a", credential: "b"}}]}});
    peer.createDataChannel("x");
    peer.onicecandidate = (found) => found.candidate && document.body.append(
      "LEA" + "KED " + found.candidate.candidate);
    await peer.setLocalDescription(await peer.createOffer());
    await peer.addIceCandidate({{sdpMid: "0", candidate:
      "candidate:1 1 udp 2113937151 127.0.0.1 " + udp + " typ host"}});
  }});
  document.body.insertAdjacentHTML("beforeend", '<p id=end>the end was reached</p>');
</script>"""


def test_nobody_is_reached_who_may_not_be(show: Show, world: World, canary: Canary) -> None:
    world.page("/moved", b"", f"Location: {canary.url('/moved')}", status="302 Found")
    udp = canary.udp.getsockname()[1]
    page = REACHING.format(port=canary.port, udp=udp, moved=world.url("/moved"))
    rendered = show(page)
    assert rendered.state is Ending.DONE, rendered.reason
    assert b"the end was reached" in part(rendered, "dom")
    assert b"LEAKED" not in part(rendered, "dom"), "an address of this machine"
    assert (canary.connections, canary.packets) == (0, 0)
    refused = {row["url"]: row.get("refused") for row in rendered.provenance["requests"]}
    for path in (
        "image",
        "frame",
        "inner",
        "film",
        "fetch",
        "events",
        "worker",
        "moved",
    ):
        assert refused[f"http://127.0.0.1:{canary.port}/{path}"] == "not_public", path
    assert refused[f"127.0.0.1:{canary.port}"] == "not_public", "WebSockets and TLS"
    assert refused[f"http://loopback.example:{canary.port}/image"] == "not_public"
    assert refused["http://169.254.169.254/latest/meta-data/"] == "not_public"
    assert refused["http://inside.example/"] == "not_public"
    allowed = {url for url, rule in refused.items() if rule is None}
    assert allowed
    assert all(url.startswith(world.url("/")) for url in allowed), allowed
    assert rendered.provenance["stopped"]["sending"] >= 1
    assert not any(b"worker.js" in request for request in world.asked)


WANDERING = """<!doctype html><meta http-equiv=refresh content="0; url={away}">
<p>the sealed words</p><form id=f method=post action="{away}"><input name=a value=b></form>
<a id=d href="/file.bin" download>x</a>
<script>
  alert("one"); confirm("two"); prompt("three");
  window.open("{away}"); window.open("about:blank");
  document.getElementById("d").click();
  addEventListener("beforeunload", (event) => event.preventDefault());
  setTimeout(() => document.getElementById("f").submit(), 50);
  setTimeout(() => location.assign("{away}"), 150);
  setTimeout(() => location.reload(), 250);
  navigator.permissions.query({{name: "geolocation"}}).then(
    (said) => document.body.append("place " + said.state));
  navigator.geolocation.getCurrentPosition(() => document.body.append("LOCATED"), () => 0);
</script>"""


def test_a_page_stays_where_it_is(show: Show, world: World) -> None:
    world.page("/away", b"<p>elsewhere", "Content-Type: text/html")
    world.page("/file.bin", b"x" * 1000, "Content-Type: application/octet-stream")
    rendered = show(WANDERING.format(away=world.url("/away")))
    assert rendered.state is Ending.DONE, rendered.reason
    source = part(rendered, "dom")
    assert b"the sealed words" in source
    assert b"place denied" in source
    assert b"LOCATED</" not in source
    assert b">elsewhere" not in source
    stopped = rendered.provenance["stopped"]
    assert stopped["dialog"] >= 3
    assert stopped["navigation"] >= 1
    assert not any(b"/away" in request for request in world.asked)


def test_addresses_of_all_kinds_are_shown(world: World, program: str) -> None:
    rendered = render(
        "https://news.example/a%7Bb|c%5Ed`e?x=%27{}|^`%20",
        b"<p style='width:3000px'>wide<img src=/dot.png>"
        b"<script>history.pushState(0, '', '/another')</script>",
        "text/html; charset=\xff",
        program=program,
        agent=AGENT,
        allowance=Allowance(),
        resolver=TableResolver({}),
        limits=LIMITS,
    )
    assert (rendered.state, rendered.notes) == (Ending.DONE, ("picture_narrow",))
    asked = {(row["url"], row["refused"]) for row in rendered.provenance["requests"]}
    assert asked == {("news.example:443", "unresolvable")}


@pytest.mark.parametrize(
    "script",
    [
        "location = URL.createObjectURL(new Blob(['<p>another page'], {type: 'text/html'}))",
        "location = 'about:blank'",
    ],
)
def test_another_document_is_not_passed_off_as_the_page(show: Show, script: str) -> None:
    rendered = show(f"<!doctype html><p>sealed<script>{script}</script>")
    if rendered.state is Ending.DONE:
        assert b"<p>sealed" in part(rendered, "dom")
        assert b">another page<" not in part(rendered, "dom")
    else:
        assert rendered.notes == ("moved",)
        assert rendered.parts == ()


def test_scripts_without_end_are_left_out(show: Show) -> None:
    html = "<!doctype html><p>still here<script>for (;;) {}</script>"
    rendered = show(html, load_seconds=2, step_seconds=3)
    assert rendered.state is Ending.DONE, rendered.reason
    assert "scripts_off" in rendered.notes
    assert b"still here" in part(rendered, "dom")


def test_too_much_memory(show: Show) -> None:
    grab = (
        "const kept = []; setInterval(() => { for (let i = 0; i < 8; i++) {"
        "const more = new Uint8Array(64 << 20); more.fill(7); kept.push(more); } }, 1)"
    )
    rendered = show(f"<!doctype html><p>x<script>{grab}</script>", memory_bytes=900 * MIB)
    assert rendered.state is Ending.FAILED
    assert rendered.reason in (say("rendering.memory"), say("rendering.broke"))
    assert rendered.provenance["peak_bytes"] < 4000 * MIB


def test_a_page_of_enormous_height_is_cut(show: Show) -> None:
    html = "<!doctype html><p>top<div style='height:2000000px;background:#ccc'></div>"
    rendered = show(html, height=5000, print_pages=3)
    assert rendered.state is Ending.DONE, rendered.reason
    assert rendered.parts[0].height == 5000
    assert "picture_cut" in rendered.notes


def test_a_site_that_does_not_answer(show: Show, world: World) -> None:
    world.pages["/never.png"] = lambda _stream, _path: time.sleep(3 * IN_TIME)
    rendered = show("<!doctype html><p>words<img src=/never.png>", load_seconds=1.5)
    assert rendered.state is Ending.DONE
    assert "still_loading" in rendered.notes
    assert b"words" in part(rendered, "dom")


def test_the_deadline_ends_everything(show: Show, world: World) -> None:
    world.pages["/never.js"] = lambda _stream, _path: time.sleep(3 * IN_TIME)
    began = time.monotonic()
    rendered = show("<!doctype html><script src=/never.js></script>", total_seconds=3)
    assert time.monotonic() - began < IN_TIME
    assert rendered.state is Ending.FAILED
    assert rendered.reason
    assert rendered.provenance["ended"] == "late"


def test_without_a_browser_the_state_says_so() -> None:
    rendered = render(
        "http://example.org/",
        b"<p>x",
        "text/html",
        program=None,
        agent=AGENT,
        allowance=Allowance(),
        resolver=TableResolver({}),
    )
    assert rendered.state is Ending.UNAVAILABLE
    assert "no browser" in english(rendered.reason)


def test_a_program_that_is_no_browser(world: World) -> None:
    rendered = render(
        world.url("/"),
        b"<p>x",
        "text/html",
        program="/bin/false",
        agent=AGENT,
        allowance=Allowance(),
        resolver=TableResolver({}),
        limits=replace(LIMITS, start_seconds=5),
    )
    assert (rendered.state, rendered.reason) == (Ending.FAILED, say("rendering.not_started"))


def test_a_large_document_is_not_shown(program: str) -> None:
    rendered = render(
        "http://example.org/",
        b"x" * 2000,
        "text/html",
        program=program,
        agent=AGENT,
        allowance=Allowance(),
        resolver=TableResolver({}),
        limits=replace(LIMITS, page_bytes=1000),
    )
    assert rendered.state is Ending.FAILED


@pytest.mark.parametrize(
    ("name", "is_page"),
    [("text/html", True), ("TEXT/HTML; charset=x", True), ("application/pdf", False), ("", False)],
)
def test_only_pages_are_shown(name: str, is_page: bool) -> None:
    assert is_html(name) is is_page
