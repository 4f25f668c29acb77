"""The driver: a process that shows one sealed page in Chromium and writes down what it showed.

    python -m sources.archiver.browser.driver FOLDER

Started by the keeper. The page itself is handed to the browser from the sealed bytes; everything
that it asks for goes through the egress, which is the only way out that the browser is given. The
page stays where it is: it opens no windows, keeps no files, gets no permissions, and no other
page takes its place. Pictures and sources are taken through the browser's own protocol and not by
scripts in the page, which a hostile page could change.
"""

import asyncio
import base64
import json
import os
import sys
from collections import Counter
from collections.abc import Awaitable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from playwright.async_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Dialog,
    Download,
    Error,
    Page,
    Request,
    Route,
    async_playwright,
)

from sources.archiver.browser.egress import GREETING, METHODS
from sources.archiver.browser.shown_words import FIRST, shown_words

CHUNK = 256 * 1024
VIEW_HEIGHT = 900
MOST_FRAMES = 30
PAPER = (8.27, 11.69)
"""A4, in inches."""

# A second --disable-features replaces the first, so those that Playwright names stand here too.
FEATURES_OFF = (
    "AimEnabled", "AutofillServerCommunication", "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync", "CertificateTransparencyComponentUpdater",
    "DestroyProfileOnBrowserClose", "DnsOverHttps", "FedCm", "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades", "InterestFeedContentSuggestions", "LensOverlay", "MediaRouter",
    "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch",
    "Prerender2", "ThirdPartyStoragePartitioning", "Translate", "WebOTP",
    "WebRtcHideLocalIpsWithMdns",
)  # fmt: skip
# Pictures far down the page are loaded too. The rest is what Playwright sets for a mouse.
BLINK = (
    "lazyLoadEnabled=false", "primaryHoverType=2", "availableHoverTypes=2",
    "primaryPointerType=4", "availablePointerTypes=4",
)  # fmt: skip
SWITCHES = (
    "--deny-permission-prompts",
    "--disable-client-side-phishing-detection",
    "--disable-domain-reliability",
    "--disable-gpu",
    "--disable-notifications",
    "--disable-quic",
    "--disable-speech-api",
    "--dns-prefetch-disable",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--no-pings",
    # No name is looked up by the browser itself, whatever asks for it.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--disable-features=" + ",".join(FEATURES_OFF),
    "--blink-settings=" + ",".join(BLINK),
    "--js-flags=--max-old-space-size=512",
)
# Playwright takes these fences down for people who test their own pages.
FENCES_KEPT = ("--disable-popup-blocking", "--disable-ipc-flooding-protection")

T = TypeVar("T")


class HungError(Exception):
    """The page does not answer: its scripts do not come to an end."""


class MovedError(Exception):
    """Another document stands where the sealed one was shown."""


class DriverReport:
    """What was made so far; written after each step, so that an end half-way loses no more."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.facts: dict[str, Any] = {"made": [], "notes": [], "stopped": {}}
        self.stopped: Counter[str] = Counter()

    def note(self, code: str) -> None:
        """Add a word on how it went, once; `render.NOTES` has the sentences."""
        if code not in self.facts["notes"]:
            self.facts["notes"].append(code)

    def keep(self, name: str, content: bytes, most: int) -> None:
        """Keep a result unless it is too large."""
        if len(content) > most:
            self.note(f"{name}_too_large")
            return
        (self.folder / name).write_bytes(content)
        self.facts["made"].append(name)
        self.write()

    def write(self) -> None:
        """Write the report, whole or not at all."""
        self.facts["stopped"] = dict(self.stopped)
        aside = self.folder / "report.part"
        aside.write_text(json.dumps(self.facts), encoding="utf-8")
        aside.replace(self.folder / "report.json")


class Showing:
    """One page on the screen.

    Args:
        task: as `render` wrote it.
        body: the sealed bytes of the page, without content coding.
        report: what is made goes here.
    """

    def __init__(self, task: Mapping[str, Any], body: bytes, report: DriverReport) -> None:
        self.task = task
        self.limits = task["limits"]
        self.body = body
        self.report = report
        self.shown = False
        self.documents: list[str] = []
        """Addresses of what stood in the main frame, in order."""
        self.page: Page
        self.session: CDPSession

    async def open(self, context: BrowserContext) -> None:
        """Show the sealed bytes at the page's own address and wait until it has come to rest.

        Raises:
            HungError: it does not come to rest and does not answer.
            MovedError: another document took its place.
        """
        self.page = await context.new_page()
        await self.page.goto(GREETING, timeout=self.limits["step_seconds"] * 1000)
        self.session = await context.new_cdp_session(self.page)
        await context.route("**/*", self._decide)
        context.on("page", self._close)
        self.page.on("dialog", self._dismiss)
        self.page.on("download", self._forget)
        self.session.on("Page.frameNavigated", self._came)
        await self._ask("Page.enable")
        seconds = self.limits["load_seconds"] * 1000
        await self.page.goto(self.task["url"], wait_until="commit", timeout=seconds)
        try:
            await self.page.wait_for_load_state("load", timeout=seconds)
        except Error:
            self.report.note("still_loading")
        try:
            wait = self.limits["settle_seconds"] * 1000
            await self.page.wait_for_load_state("networkidle", timeout=wait)
        except Error:
            self.report.note("still_active")
        await self._stays()

    async def _decide(self, route: Route, request: Request) -> None:
        try:
            is_page = request.is_navigation_request() and request.frame == self.page.main_frame
        except Error:  # a window that is closed before it has a frame
            await route.abort("aborted")
            return
        if is_page and not self.shown:
            self.shown = True
            headers = {"content-type": self.task["content_type"]}
            await route.fulfill(status=200, headers=headers, body=self.body)
        elif is_page:
            self.report.stopped["navigation"] += 1
            await route.abort("aborted")
        elif request.method not in METHODS:
            self.report.stopped["sending"] += 1
            await route.abort("blockedbyclient")
        else:
            await route.continue_()

    async def _close(self, page: Page) -> None:
        self.report.stopped["window"] += 1
        await page.close()

    async def _dismiss(self, dialog: Dialog) -> None:
        self.report.stopped["dialog"] += 1
        await dialog.dismiss()

    def _forget(self, _download: Download) -> None:
        self.report.stopped["download"] += 1

    async def _ask(
        self, method: str, *, session: CDPSession | None = None, **parameters: Any
    ) -> dict[str, Any]:
        """Ask the browser's protocol; a page that hangs does not hold us up.

        Raises:
            HungError: no answer in time.
        """
        answer = (session or self.session).send(method, parameters)
        found: dict[str, Any] = await _within(answer, self.limits["step_seconds"])
        return found

    def _came(self, event: dict[str, Any]) -> None:
        if "parentId" not in event["frame"]:
            self.documents.append(event["frame"]["url"])

    async def _stays(self) -> None:
        """See that the page answers, and that no other document has come in its place."""
        await self._ask("Runtime.evaluate", expression="1", returnByValue=True)
        # Counted and not compared: two readers of addresses may write the same one differently.
        if len(self.documents) != 1 or not self.documents[0].startswith(("http:", "https:")):
            raise MovedError

    async def picture(self) -> None:
        """Take a picture of the whole page, down to a limit."""
        size = (await self._ask("Page.getLayoutMetrics"))["cssContentSize"]
        height = max(1, min(int(size["height"]), self.limits["height"]))
        if size["height"] > height:
            self.report.note("picture_cut")
        if size["width"] > self.limits["width"]:
            self.report.note("picture_narrow")
        clip = {"x": 0, "y": 0, "width": self.limits["width"], "height": height, "scale": 1}
        shot = await self._ask(
            "Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip
        )
        await self._stays()
        content = base64.b64decode(shot["data"])
        self.report.keep("screenshot.png", content, self.limits["file_bytes"])

    async def source(self) -> None:
        """Write the page down as its scripts have left it, doctype and open shadow roots too."""
        root = (await self._ask("DOM.getDocument", depth=0))["root"]
        html = await self._ask("DOM.getOuterHTML", nodeId=root["nodeId"], includeShadowDOM=True)
        await self._stays()
        content = html["outerHTML"].encode("utf-8", "replace")
        self.report.keep("dom.html", content, self.limits["file_bytes"])

    async def words(self) -> None:
        """Write down the words on the screen, of frames too, as markup for the reader of pages.

        Asked in a world of its own: the page's scripts cannot change what is said there.
        """
        most = self.limits["file_bytes"] // 4
        pieces = [FIRST]
        for session in await self._sessions():
            tree = (await self._ask("Page.getFrameTree", session=session))["frameTree"]
            for frame in _frames(tree)[:MOST_FRAMES]:
                # One that has gone meanwhile, or hangs, takes no more than its own words along.
                with suppress(Error, HungError):
                    pieces.append(await self._words_in(frame, session, most))
                    most = max(most - len(pieces[-1]), 0)
        await self._stays()
        content = "".join(pieces).encode("utf-8", "replace")
        self.report.keep("shown.html", content, self.limits["file_bytes"])

    async def _sessions(self) -> list[CDPSession]:
        """The page's own session, and those of frames that have a process to themselves."""
        sessions = [self.session]
        for frame in self.page.frames[1:MOST_FRAMES]:
            with suppress(Error):  # it belongs to a session that is there
                opening = self.page.context.new_cdp_session(frame)
                sessions.append(await _within(opening, self.limits["step_seconds"]))
        return sessions

    async def _words_in(self, frame: str, session: CDPSession, most: int) -> str:
        world = await self._ask("Page.createIsolatedWorld", session=session, frameId=frame)
        found = await self._ask(
            "Runtime.evaluate",
            session=session,
            contextId=world["executionContextId"],
            expression=shown_words(most),
            returnByValue=True,
        )
        return str(found["result"].get("value", ""))

    async def print(self) -> None:
        """Print the page as PDF, up to a number of sheets."""
        stream = await self._ask(
            "Page.printToPDF",
            printBackground=True,
            paperWidth=PAPER[0],
            paperHeight=PAPER[1],
            pageRanges=f"1-{self.limits['print_pages']}",
            transferMode="ReturnAsStream",
        )
        await self._stays()
        content = bytearray()
        while len(content) <= self.limits["file_bytes"]:
            piece = await self._ask("IO.read", handle=stream["stream"], size=CHUNK)
            data = piece["data"]
            content += base64.b64decode(data) if piece.get("base64Encoded") else data.encode()
            if piece["eof"]:
                break
        self.report.keep("print.pdf", bytes(content), self.limits["file_bytes"])


def _frames(tree: dict[str, Any]) -> list[str]:
    """The identifiers of a frame and of those within it."""
    found = []
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        found.append(str(one["frame"]["id"]))
        waiting.extend(reversed(one.get("childFrames", [])))
    return found


async def _within(answer: Awaitable[T], seconds: float) -> T:
    try:
        return await asyncio.wait_for(answer, seconds)
    except TimeoutError:
        raise HungError from None


async def context_of(browser: Browser, task: Mapping[str, Any], *, scripts: bool) -> BrowserContext:
    """Make a fresh, empty profile that grants nothing and says who it is."""
    major = browser.version.split(".", 1)[0]
    return await browser.new_context(
        viewport={"width": task["limits"]["width"], "height": VIEW_HEIGHT},
        user_agent="Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
        f"Chrome/{major}.0.0.0 Safari/537.36 {task['agent']}",
        java_script_enabled=scripts,
        service_workers="block",
        accept_downloads=False,
        permissions=[],
        locale="en-US",
        timezone_id="UTC",
        color_scheme="light",
        reduced_motion="reduce",
    )


async def show(
    browser: Browser, task: Mapping[str, Any], body: bytes, report: DriverReport
) -> None:
    """Show the page and keep what it looked like; once more without scripts if these hang."""
    for scripts in (True, False):
        context = await context_of(browser, task, scripts=scripts)
        showing = Showing(task, body, report)
        try:
            await showing.open(context)
            await showing.picture()
            await showing.source()
            await showing.words()
            await showing.print()
        except HungError:
            if not scripts or report.facts["made"]:
                report.note("hung")
                return
            report.note("scripts_off")
            report.write()
        except MovedError:
            report.note("moved")
            return
        else:
            return


async def drive(folder: Path) -> None:
    """Start the browser and show the page that the task names."""
    task = json.loads((folder / "task.json").read_text(encoding="utf-8"))
    report = DriverReport(folder)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=task["program"],
            chromium_sandbox=task["sandbox"],
            args=list(SWITCHES),
            ignore_default_args=list(FENCES_KEPT),
            proxy=task["proxy"],
            timeout=task["limits"]["start_seconds"] * 1000,
        )
        report.facts["browser"] = browser.version
        report.write()
        try:
            await show(browser, task, (folder / "page").read_bytes(), report)
        except Error as error:
            report.facts["error"] = error.message.splitlines()[0][:300]
        report.write()
        # The keeper ends the browser: faster than asking it to leave, and it cannot refuse.
        os._exit(0)


if __name__ == "__main__":
    asyncio.run(drive(Path(sys.argv[1])))
