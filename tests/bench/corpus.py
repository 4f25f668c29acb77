"""The corpus: pages of 10 to 200 KB about invented events, half with a gzip form, some PDFs."""

from __future__ import annotations

import gzip
import random
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

WORDS = (  # noqa: SIM905 - prose reads better as prose
    "the convoy left before dawn and reached the crossing when both sides said that they held it "
    "according to a spokesman whose figures could not be checked on the ground while residents of "
    "the district spoke of smoke over the depot and of wounded people who were carried to a clinic "
    "that had no light no water and one nurse the column of vehicles stopped at the northern gate"
).split()
PDF_EVERY = 25
QUOTE = "said that {number} soldiers were killed near the crossing of sector {number}"


@dataclass(frozen=True)
class Corpus:
    """Pages in a folder; `names` in order, `quotes` one sentence that each HTML page holds."""

    folder: Path
    names: tuple[str, ...]
    quotes: dict[str, str]

    @property
    def size(self) -> int:
        """Bytes of all pages as they stand, without their gzip forms."""
        return sum((self.folder / name).stat().st_size for name in self.names)


def make(folder: Path, *, pages: int = 500, seed: int = 7) -> Corpus:
    """Write the pages; the same seed gives the same bytes.

    Args:
        folder: an empty folder.
        pages: how many.
        seed: of the random numbers.
    """
    chance = random.Random(seed)
    names, quotes = [], {}
    for number in range(pages):
        if number % PDF_EVERY == PDF_EVERY - 1:
            name, body = f"{number:05}.pdf", _pdf(number, chance)
        else:
            name = f"{number:05}.html"
            quotes[name] = QUOTE.format(number=number)
            body = _html(number, chance, size=chance.randint(10_000, 200_000))
        (folder / name).write_bytes(body)
        if number % 2 and name.endswith("html"):
            (folder / f"{name}.gz").write_bytes(gzip.compress(body, 6, mtime=0))
        names.append(name)
    return Corpus(folder, tuple(names), quotes)


def _sentence(chance: random.Random) -> str:
    words = chance.choices(WORDS, k=chance.randint(8, 30))
    return f"{' '.join(words)} {chance.randint(1, 9999)}.".capitalize()


def _html(number: int, chance: random.Random, *, size: int) -> bytes:
    head = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page {number}</title>'
        f'<meta name="author" content="Desk {number % 7}"></head><body><article>'
        f"<h1>Report {number}</h1><p>The army {QUOTE.format(number=number)}.</p>"
    )
    parts, length = [head], len(head)
    while length < size:
        sentences = " ".join(_sentence(chance) for _ in range(chance.randint(2, 6)))
        link = f'<a class="more" href="/{chance.randint(0, 99)}">more</a>'
        part = f'<div class="row"><p id="p{len(parts)}">{sentences} {link}</p></div>\n'
        parts.append(part)
        length += len(part)
    return ("".join(parts) + "</article></body></html>").encode()


def _pdf(number: int, chance: random.Random) -> bytes:
    document = FPDF()
    document.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    document.set_font("helvetica", size=11)
    for _ in range(3):
        document.add_page()
        for _ in range(12):
            document.multi_cell(0, 6, _sentence(chance), new_x="LMARGIN", new_y="NEXT")
    document.cell(0, 6, f"Report {number}")
    return bytes(document.output())
