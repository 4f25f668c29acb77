"""The sheet that pictures are drawn on: the site's colours, columns, and lines that start aright.

Everything is measured from where lines begin, so that a sheet in a language that runs from right to
left is the same sheet mirrored.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PIL import Image, ImageDraw

from claims.presentation.link_pictures.fonts import Style
from claims.presentation.link_pictures.lines import broken_into_lines, width_of_line
from claims.presentation.link_pictures.sheet import HEIGHT, WIDTH

PAPER, WASH = "#fbfaf7", "#f3f1ec"
INK, INK_2, RULE, RULE_STRONG = "#1d1e20", "#55585c", "#dedad1", "#8c8a83"
ACCENT, ACCENT_STRONG, ON_ACCENT = "#0f5666", "#0a3f4b", "#ffffff"
"""Those of tracker/static/counterclaim/tokens.css: each text meets AA on what it stands on."""
_GAP = 9


class Paper:
    """A sheet to draw on.

    Args:
        is_mirrored: whether lines begin on the right.
        height: in pixels.
    """

    def __init__(self, *, is_mirrored: bool, height: int = HEIGHT) -> None:
        self.is_mirrored = is_mirrored
        self.image = Image.new("RGB", (WIDTH, height), PAPER)
        self._draw = ImageDraw.Draw(self.image)

    def box(self, start: int, top: int, width: int, height: int, colour: str) -> None:
        """Fill a box that begins so far from where lines begin."""
        left = self.left_of(start, width)
        self._draw.rectangle((left, top, left + width - 1, top + height - 1), fill=colour)

    def frame(self, start: int, top: int, width: int, height: int, colour: str) -> None:
        """Draw the outline of a box."""
        left = self.left_of(start, width)
        right, bottom = left + width - 1, top + height - 1
        self._draw.rectangle((left, top, right, bottom), outline=colour, width=2)

    def disc(self, at: tuple[int, int], radius: int, colour: str, *, is_filled: bool) -> None:
        """Draw a disc, or the ring around it, wherever lines begin."""
        (x, y), fill = at, colour if is_filled else PAPER
        around = (x - radius, y - radius, x + radius, y + radius)
        self._draw.ellipse(around, fill=fill, outline=colour, width=3)

    def stroke(self, points: Sequence[tuple[int, int]], colour: str, width: int = 2) -> None:
        """Draw a line from point to point, wherever lines begin."""
        self._draw.line(list(points), fill=colour, width=width)

    def left_of(self, start: int, width: int) -> int:
        """The left side of what begins so far from where lines begin."""
        return WIDTH - start - width if self.is_mirrored else start

    def words(self, text: str, style: Style, start: int, top: int) -> int:
        """Write a few words of ours; how wide they came to be."""
        at = (self.left_of(start, 0), top)
        self.line(text, style, at, from_right=self.is_mirrored, is_rtl=self.runs_rtl(text))
        return width_of_line(text, style)

    def line(
        self, text: str, style: Style, at: tuple[int, int], *, from_right: bool, is_rtl: bool
    ) -> None:
        """Write one line.

        Args:
            text: the line.
            style: how it is set.
            at: the upper corner from which it is written.
            from_right: whether that is the right one.
            is_rtl: whether the text runs from right to left, wherever it begins.
        """
        self._draw.text(
            (at[0], at[1] + style.size),
            text,
            fill=style.colour,
            font=style.font,
            anchor="rs" if from_right else "ls",
            direction="rtl" if is_rtl else "ltr",
        )

    def runs_rtl(self, text: str) -> bool:
        """Whether a text in our own line runs from right to left: as the sheet, if it can.

        A Latin title keeps its full stop at its end, also on an Arabic sheet.
        """
        kinds = {_strong(character) for character in text} - {""}
        if self.is_mirrored:
            return kinds != {"L"}
        return bool(kinds) and "L" not in kinds


class Column:
    """A part of a sheet that is filled from the top, a line after the other, and never beyond.

    Args:
        paper: the sheet.
        start: how far from where lines begin.
        width: in pixels.
        top: where it begins.
        bottom: below which nothing is written.
    """

    def __init__(self, paper: Paper, start: int, width: int, top: int, bottom: int) -> None:
        self.paper, self.start, self.width = paper, start, width
        self.y, self.bottom = top, bottom

    def write(self, text: str, style: Style, most: int, *, direction: str = "") -> None:
        """Write a text in at most so many lines, as far as there is room.

        Args:
            text: in one line.
            style: how it is set.
            most: lines that it may take.
            direction: of its language (`claims.presentation.words.direction`); "" for our own.
        """
        room = max((self.bottom - self.y) // style.leading, 0)
        is_rtl = _runs_rtl(text, direction) if direction else self.paper.runs_rtl(text)
        from_right = is_rtl if direction else self.paper.is_mirrored
        left = self.paper.left_of(self.start, self.width)
        x = left + self.width if from_right else left
        for line in broken_into_lines(text, style, self.width, min(most, room)):
            self.paper.line(line, style, (x, self.y), from_right=from_right, is_rtl=is_rtl)
            self.y += style.leading

    def write_side_by_side(self, texts: Sequence[tuple[str, Style]]) -> None:
        """Write texts in one line as long as they fit, those that do not below it."""
        row: list[tuple[str, Style]] = []
        for text, style in [(text, style) for text, style in texts if text]:
            if row and _width_of_row([*row, (text, style)]) > self.width:
                self._write_row(row)
                row = []
            row.append((text, style))
        self._write_row(row)

    def _write_row(self, row: Sequence[tuple[str, Style]]) -> None:
        """Write a row on one line below it all; what is too wide by itself takes two."""
        if len(row) == 1:
            self.write(*row[0], 2)
            return
        leading = max((style.leading for _text, style in row), default=0)
        if self.y + leading > self.bottom:
            return
        start, largest = self.start, max((style.size for _text, style in row), default=0)
        for text, style in row:
            start += self.paper.words(text, style, start, self.y + largest - style.size) + _GAP
        self.y += leading

    def write_whole(self, texts: Sequence[str], style: Style, most: int) -> None:
        """Write as many of these as stand in so many lines whole: no end of a range is cut off."""
        for number in range(len(texts), 0, -1):
            line = " · ".join(texts[:number])
            lines = broken_into_lines(line, style, self.width, most)
            if " ".join(lines) == line:
                self.write(line, style, most)
                return

    def skip(self, pixels: int) -> None:
        """Leave room."""
        self.y += pixels


def _width_of_row(row: Sequence[tuple[str, Style]]) -> int:
    return sum(width_of_line(text, style) + _GAP for text, style in row) - _GAP


def _runs_rtl(text: str, direction: str) -> bool:
    """Whether a text of a language runs from right to left; if not known, as its first letter."""
    if direction == "auto":
        return next((kind != "L" for kind in map(_strong, text) if kind), False)
    return direction == "rtl"


def _strong(character: str) -> str:
    """The direction that a letter has of its own; "" of a digit or a mark."""
    kind = unicodedata.bidirectional(character)
    return kind if kind in {"L", "R", "AL"} else ""
