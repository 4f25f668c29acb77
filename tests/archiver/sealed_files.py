"""Sealed files of every kind of answer, for tests that show them to other people's tools."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from fpdf import FPDF

from sources.archiver.network.resolve import TableResolver
from sources.archiver.outcomes import Outcome
from sources.archiver.pipeline import seal
from sources.archiver.sealing.wacz import About, plan
from sources.archiver.values import Allowance, Earlier, Sealed
from tests.archiver.conftest import AGENT, AT, LIMITS
from tests.archiver.world import World

HTML = "Content-Type: text/html; charset=utf-8"
BODY = "<!doctype html><title>Zwölf</title><p>Zwölf Soldaten fielen.".encode() * 400
PACKED = gzip.compress(BODY, mtime=0)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8cfc0f01f0005000180a5d6b2f30000000049454e44ae426082"
)
ABOUT = About("A page", "One capture.", AT, "test")


@dataclass(frozen=True)
class Case:
    """One sealed capture and the payload that every reader must find in it."""

    url: str
    at: datetime
    sealed: Sealed
    payload: bytes
    status: int
    folder: Path

    @property
    def warc(self) -> Path:
        return self.folder / self.sealed.file_name

    def wacz(self) -> Path:
        path = self.folder / f"{self.sealed.file_sha256}.wacz"
        storage = FileSystemStorage(self.folder)
        path.write_bytes(b"".join(plan(storage, self.sealed.file_name, ABOUT).read()))
        return path


def pdf() -> bytes:
    """The same bytes at any time: what is made twice is compared."""
    file = FPDF()
    file.set_creation_date(AT)
    file.add_page()
    file.set_font("Helvetica")
    file.cell(text="Twelve soldiers")
    return bytes(file.output())


class Sealing:
    """Seals what a world shows into a folder."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.folder = folder
        self.storage = FileSystemStorage(folder)

    def __call__(
        self,
        path: str,
        payload: bytes,
        *,
        outcome: Outcome = Outcome.CAPTURED,
        at: datetime = AT,
        earlier: Case | None = None,
    ) -> Case:
        before = earlier and Earlier(earlier.sealed.payload_sha256, earlier.sealed.file_name)
        sealed = seal(
            self.world.url(path),
            (),
            storage=self.storage,
            limits=LIMITS,
            allowance=Allowance.parse([self.world.place]),
            resolver=TableResolver({}),
            agent=AGENT,
            at=at,
            earlier=before,
        )
        assert sealed.outcome is outcome, sealed.reason
        assert sealed.http_status
        url = sealed.final_url
        return Case(url, at, sealed, payload, sealed.http_status, self.folder)


def all_cases(world: World, folder: Path) -> dict[str, Case]:
    """Seal one capture of each kind."""
    sealing = Sealing(world, folder)
    document = pdf()
    world.page("/plain", BODY, HTML)
    world.page("/gzip", PACKED, HTML, "Content-Encoding: gzip")
    world.chunked("/chunked", [BODY[:999], BODY[999:]], HTML)
    world.chunked("/both", [PACKED[:99], PACKED[99:]], HTML, "Content-Encoding: gzip")
    world.page("/r1", b"", "Location: /r2", status="301 Moved Permanently")
    world.page("/r2", b"<a href=/r3>there</a>", "Location: /r3?a=|b", HTML, status="302 Found")
    world.page("/r3?a=|b", BODY[:500], HTML)
    world.page("/file.pdf", document, "Content-Type: application/pdf")
    world.page("/image.png", PNG, "Content-Type: image/png")
    world.page("/empty", b"", HTML)
    world.page("/gone", b"<p>Gone.", HTML, status="410 Gone")
    world.pages["/cut"] = b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n" + BODY[:3000]
    world.pages["/hints"] = (
        b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + world.pages["/plain"]
    )
    cases = {
        "plain": sealing("/plain", BODY),
        "gzip": sealing("/gzip", PACKED),
        "chunked": sealing("/chunked", BODY),
        "chunked and gzip": sealing("/both", PACKED),
        "redirects": sealing("/r1", BODY[:500]),
        "pdf": sealing("/file.pdf", document),
        "image": sealing("/image.png", PNG),
        "empty": sealing("/empty", b"", outcome=Outcome.EMPTY),
        "error": sealing("/gone", b"<p>Gone.", outcome=Outcome.ERROR_PAGE),
        "truncated": sealing("/cut", BODY[:3000], outcome=Outcome.TRUNCATED),
        "interim response": sealing("/hints", BODY),
    }
    for name in ("plain", "chunked and gzip"):
        earlier, later = cases[name], AT + timedelta(hours=1)
        path = earlier.url.removeprefix(world.url(""))
        again = sealing(path, earlier.payload, at=later, earlier=earlier)
        assert "revisit" in again.sealed.provenance
        cases[f"revisit of {name}"] = again
    return cases


NAMES = (
    "plain", "gzip", "chunked", "chunked and gzip", "redirects", "pdf", "image", "empty", "error",
    "truncated", "interim response", "revisit of plain", "revisit of chunked and gzip",
)  # fmt: skip
