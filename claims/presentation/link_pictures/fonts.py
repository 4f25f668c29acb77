"""The font of the pictures: DejaVu Sans, kept beside this module (see its README).

It has what our three languages are written in, and much of what statements are; whatever it does
not have is drawn as a box.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from PIL.ImageFont import FreeTypeFont, Layout, truetype

_FOLDER = Path(__file__).parent / "dejavu"
_FILES = {False: "DejaVuSans.ttf.gz", True: "DejaVuSans-Bold.ttf.gz"}
_NO_CHARACTER = "\U0010ffff"
"""Never a letter: how a font draws it is how it draws what it does not have."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set.

    Args:
        size: pixels from one line to the next are a third more.
        bold: whether it stands out.
        colour: of the letters.
    """

    size: int
    colour: str
    bold: bool = False

    @property
    def leading(self) -> int:
        """Pixels from one line to the next; letters with marks above and below have room in it."""
        return round(self.size * 1.36)

    @property
    def font(self) -> FreeTypeFont:
        """The font in this size."""
        return font_of(self.size, bold=self.bold)


@cache
def font_of(size: int, *, bold: bool) -> FreeTypeFont:
    """The font in a size; letters are joined, and lines ordered, as Arabic needs it."""
    return truetype(BytesIO(_bytes_of(bold=bold)), size, layout_engine=Layout.RAQM)


@cache
def _bytes_of(*, bold: bool) -> bytes:
    return gzip.decompress((_FOLDER / _FILES[bold]).read_bytes())


def can_be_read(line: str) -> bool:
    """Whether the font has most letters of a line: a row of boxes tells nobody anything."""
    letters = [character for character in line if character.isalnum()]
    return sum(map(_has, letters)) * 2 >= len(letters)


@lru_cache(maxsize=4096)
def _has(character: str) -> bool:
    font = font_of(24, bold=False)
    return bytes(font.getmask(character)) != bytes(font.getmask(_NO_CHARACTER))
