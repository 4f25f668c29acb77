"""Show a sealed page in a browser: a picture, a print, the page as built, and the words shown.

The document is the sealed payload itself. Images, styles and scripts are not sealed with it; they
are fetched when the page is shown, through the egress, and what was asked is written down. So a
rendering shows how the sealed page looked then, and is no second copy of it.
"""

import hashlib
import itertools
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from sources.archiver.browser.egress import Egress, EgressLimits
from sources.archiver.browser.keeper import Ended, end_strays
from sources.archiver.network.wire import Deadline
from sources.archiver.reading.extract import extract
from sources.archiver.sentences import Said, say
from sources.archiver.values import MIB, Allowance, ExtractionState, Limits, Resolver

ROOT = Path(__file__).resolve().parents[3]
KEEPER = "sources.archiver.browser.keeper"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HTML_TYPES = ("text/html", "application/xhtml+xml")
GRACE_SECONDS = 8.0
"""What the keeper may take beyond the time of the rendering, to end everything."""
SUFFIXES = {"screenshot": ".png", "print": ".pdf", "dom": ".html", "words": ".txt"}
CLEARINGS = 30
PNG_HEAD = struct.Struct(">8s4x4sII")


class Ending(StrEnum):
    """How a rendering ended."""

    DONE = "done"
    FAILED = "failed"
    UNAVAILABLE = "unavailable"


PASSING = frozenset({Ended.BROKE, Ended.LATE, Ended.ABANDONED})
"""A busy machine may have been the cause; what a page needs of memory and CPU stays the same."""
NOTES = frozenset(
    {
        "still_loading",
        "still_active",
        "picture_cut",
        "picture_narrow",
        "scripts_off",
        "hung",
        "moved",
    }
    | {f"{name}_too_large" for name in ("screenshot.png", "print.pdf", "dom.html", "shown.html")}
)


@dataclass(frozen=True)
class RenderLimits:
    """What one rendering may cost. Sizes in bytes, times in seconds, lengths in CSS pixels."""

    total_seconds: float = 45.0
    start_seconds: float = 20.0
    load_seconds: float = 12.0
    settle_seconds: float = 2.0
    """How long a page that has loaded may go on asking for more."""
    step_seconds: float = 10.0
    """One answer of the browser."""
    cpu_seconds: int = 60
    """Of all processes together."""
    memory_bytes: int = 1400 * MIB
    """Of all processes together."""
    disk_bytes: int = 256 * MIB
    """One file."""
    width: int = 1280
    height: int = 15_000
    print_pages: int = 60
    file_bytes: int = 16 * MIB
    """One result."""
    page_bytes: int = 10 * MIB
    """The document."""


@dataclass(frozen=True)
class RenderedPart:
    """One result; `width` and `height` are pixels, of a picture only."""

    kind: str
    """screenshot, print, dom or words."""
    content: bytes
    width: int | None = None
    height: int | None = None

    @property
    def sha256(self) -> str:
        """Digest of the content, in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def name(self) -> str:
        """Where it is kept: under the digest of its content."""
        sha256 = self.sha256
        return f"{self.kind}/{sha256[:2]}/{sha256}{SUFFIXES[self.kind]}"


@dataclass(frozen=True)
class Rendered:
    """What came of showing a page."""

    state: Ending
    reason: Said = ()
    """Why there is nothing, or less than all."""
    software: str = ""
    parts: tuple[RenderedPart, ...] = ()
    provenance: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    """Of `NOTES`: codes of the table of sentences, after "rendering."."""
    is_transient: bool = False
    """Whether a later attempt may end otherwise."""
    waits_for_storage: bool = False
    """Whether it was the storage of files that failed, and not the page or the browser."""

    @property
    def said(self) -> Said:
        """All that is to be said of it."""
        notes = (say(f"rendering.{note}") for note in self.notes)
        return (*itertools.chain.from_iterable(notes), *self.reason)


Parser = Callable[[bytes], RenderedPart | None]


def find_browser(configured: str = "") -> str | None:
    """Give the path of the browser: the configured one, or one of the usual names on the PATH."""
    names = (configured,) if configured else BROWSERS
    return next((found for name in names if (found := shutil.which(name))), None)


def is_html(content_type: str) -> bool:
    """Whether a declared type is one that a browser shows as a page."""
    return content_type.split(";", 1)[0].strip().lower() in HTML_TYPES


def render(
    url: str,
    body: bytes,
    content_type: str,
    *,
    program: str | None,
    agent: str,
    allowance: Allowance,
    resolver: Resolver,
    limits: RenderLimits | None = None,
    egress_limits: EgressLimits | None = None,
) -> Rendered:
    """Show a sealed page; whatever happens comes back as a named state.

    Args:
        url: the address that the page was fetched from at last.
        body: its sealed bytes without content coding.
        content_type: its Content-Type header.
        program: path of a Chromium, or None.
        agent: says who asks and how to reach them, in the browser's User-Agent.
        allowance: addresses admitted although they are not public.
        resolver: looks names up.
        limits: what it may cost.
        egress_limits: what it may fetch.
    """
    limits = limits or RenderLimits()
    if program is None:
        return Rendered(Ending.UNAVAILABLE, say("rendering.unavailable"))
    if len(body) > limits.page_bytes:
        return Rendered(Ending.FAILED, say("rendering.too_large"))
    folder = Path(tempfile.mkdtemp(prefix="rendering-"))
    egress = Egress(
        resolver=resolver,
        allowance=allowance,
        limits=egress_limits or EgressLimits(),
        # The keeper is the one to end a rendering that is late. Had the way out the same deadline,
        # a page that waits could fail a moment before and pass for one that was done.
        deadline=Deadline.after(limits.total_seconds + GRACE_SECONDS),
    )
    try:
        with egress:
            _write_task(
                folder, egress, url, body, content_type, program=program, agent=agent, limits=limits
            )
            kept = _keep(folder, limits)
        return _result(folder, egress, kept, url=url, limits=limits)
    finally:
        _clear(folder)


def _clear(folder: Path) -> None:
    """Remove the folder; a process of a killed browser may write into it for a moment yet."""
    for _ in range(CLEARINGS):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.1)


def _write_task(
    folder: Path,
    egress: Egress,
    url: str,
    body: bytes,
    content_type: str,
    *,
    program: str,
    agent: str,
    limits: RenderLimits,
) -> None:
    task = {
        "url": url,
        "content_type": content_type,
        "program": program,
        "agent": agent,
        # Chromium's own sandbox cannot be set up by root; nowhere else is it left out.
        "sandbox": _sandboxed(),
        "proxy": {
            "server": f"http://127.0.0.1:{egress.port}",
            "username": egress.username,
            "password": egress.password,
            "bypass": "<-loopback>",
        },
        "limits": asdict(limits),
    }
    (folder / "task.json").write_text(json.dumps(task), encoding="utf-8")
    (folder / "page").write_bytes(body)
    (folder / "home").mkdir()


def _sandboxed() -> bool:
    return os.geteuid() != 0


def _keep(folder: Path, limits: RenderLimits) -> dict[str, Any]:
    """Run the keeper to its end.

    Its standard input is the life-line: should we be killed, it closes, and the keeper ends all.
    """
    home = str(folder / "home")
    # Nothing of our own environment: it holds secrets.
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(ROOT),
        "HOME": home,
        "TMPDIR": home,
        "XDG_CONFIG_HOME": home,
        "XDG_CACHE_HOME": home,
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        [sys.executable, "-B", "-m", KEEPER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=environment,
        start_new_session=True,
    ) as keeper:
        assert keeper.stdin is not None
        assert keeper.stdout is not None
        try:
            keeper.wait(limits.total_seconds + GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            keeper.stdin.close()
            keeper.wait()
        try:
            found = json.loads(keeper.stdout.read())
        except ValueError:
            end_strays(folder)  # it was killed before it could do so itself
            return {"ended": Ended.BROKE.value}
        return found if isinstance(found, dict) else {"ended": Ended.BROKE.value}


def _result(
    folder: Path, egress: Egress, kept: dict[str, Any], *, url: str, limits: RenderLimits
) -> Rendered:
    report = _report(folder)
    notes = tuple(note for note in report.get("notes", []) if note in NOTES)
    made = [
        part
        for name, parse in PARSERS.items()
        if name in report.get("made", []) and (part := _read(folder / name, parse, limits))
    ]
    version = str(report.get("browser", ""))
    software = f"Chromium {version}" if version else ""
    provenance = {
        "url": url,
        "browser": software,
        "sandbox": _sandboxed(),
        "ended": kept.get("ended", ""),
        "seconds": round(float(kept.get("seconds", 0)), 1),
        "peak_bytes": kept.get("peak_bytes", 0),
        "notes": list(notes),
        "stopped": report.get("stopped", {}),
        "error": report.get("error", ""),
        "received_bytes": egress.received,
        "without_password": egress.strangers,
        "requests": egress.asked(),
        "limits": asdict(limits),
    }
    has_picture = any(part.kind == "screenshot" for part in made)
    ending = Ending.DONE if has_picture else Ending.FAILED
    reason = () if len(made) == len(PARSERS) or notes else _reason(report, kept)
    return Rendered(
        state=ending,
        reason=reason,
        software=software,
        parts=tuple(made) if has_picture else (),
        provenance=provenance,
        notes=notes,
        is_transient=not has_picture and kept.get("ended") in PASSING,
    )


def _reason(report: dict[str, Any], kept: dict[str, Any]) -> Said:
    """Say why something is missing."""
    if not report.get("browser"):
        return say("rendering.not_started")
    ended = kept.get("ended")
    known = ended in tuple(Ended) and ended != Ended.DONE
    return say(f"rendering.{ended if known else Ended.BROKE}")


def _report(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _read(path: Path, parse: Parser, limits: RenderLimits) -> RenderedPart | None:
    if path.is_symlink() or not path.is_file() or path.stat().st_size > limits.file_bytes:
        return None
    return parse(path.read_bytes())


def _picture(content: bytes) -> RenderedPart | None:
    """Read the size of a PNG (ISO/IEC 15948, 11.2.2)."""
    if len(content) < PNG_HEAD.size:
        return None
    signature, header, width, height = PNG_HEAD.unpack_from(content)
    if signature != b"\x89PNG\r\n\x1a\n" or header != b"IHDR":
        return None
    return RenderedPart("screenshot", content, width, height)


def _print(content: bytes) -> RenderedPart | None:
    return RenderedPart("print", content) if content.startswith(b"%PDF-") else None


def _source(content: bytes) -> RenderedPart | None:
    return RenderedPart("dom", content)


def _words(content: bytes) -> RenderedPart | None:
    """Read the words that were shown as those of a page are read, in a process of their own."""
    found = extract(content, "text/html; charset=utf-8", limits=Limits())
    if found.state is not ExtractionState.DONE:
        return None
    return RenderedPart("words", found.text.encode())


PARSERS: dict[str, Parser] = {
    "screenshot.png": _picture,
    "print.pdf": _print,
    "dom.html": _source,
    "shown.html": _words,
}
