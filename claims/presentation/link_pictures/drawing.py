"""Draws the pictures: one sheet for all of them, whoever speaks and in whatever language."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from claims.presentation.link_pictures.fonts import Style, can_be_read
from claims.presentation.link_pictures.lines import width_of_line
from claims.presentation.link_pictures.paper import (
    ACCENT,
    ACCENT_STRONG,
    INK,
    INK_2,
    ON_ACCENT,
    RULE,
    RULE_STRONG,
    WASH,
    Column,
    Paper,
)
from claims.presentation.link_pictures.sheet import (
    HEIGHT,
    WIDTH,
    FoundOfSide,
    LinkPicture,
    ShownSide,
)
from tracker.base.web.pages import whole_address

_EDGE, _GUTTER = 56, 48
_WITHIN = WIDTH - 2 * _EDGE
_HEAD, _TOP, _FOOT, _END = 92, 102, 440, 586
"""Where the site's name is underlined, what is said begins, what was found does, and ends."""
_SITE = Style(28, INK, bold=True)
_MARK = Style(22, ON_ACCENT, bold=True)
_SMALL = Style(22, INK_2)
_STEP, _STEP_GAP = 18, 6
_COLOURS = 128
"""Of a file: a third of the size of one with all shades that the edges of letters have."""
_PADDING = 14
_FEW = 2
"""Up to so many figures and statements a claim is set large."""


class _Set:
    """How large a side is set: across the whole sheet, or in half of it."""

    def __init__(self, *, name: int, strong: int, said: int, small: int) -> None:
        self.name = Style(name, INK, bold=True)
        self.strong = Style(strong, ACCENT_STRONG, bold=True)
        self.said = Style(said, INK)
        self.found = Style(said, INK, bold=True)
        self.small = Style(small, INK_2)


_WHOLE = _Set(name=40, strong=32, said=26, small=22)
_HALF = _Set(name=26, strong=26, said=22, small=20)
_LARGE = _Set(name=44, strong=40, said=30, small=24)
_TITLE_OF_PAIR = Style(28, INK, bold=True)
_LEAD = Style(30, ACCENT_STRONG, bold=True)


def draw_link_picture(picture: LinkPicture) -> bytes:
    """Draw a picture as a PNG file, which says in words, too, what it shows."""
    paper = Paper(is_mirrored=picture.is_right_to_left)
    draw_head(paper, picture)
    column = Column(paper, _EDGE, _WITHIN, _TOP, _FOOT - 10)
    column.write(picture.kicker, _SMALL, 1)
    column.skip(6)
    size = _size_for(picture)
    column.write(picture.title, _TITLE_OF_PAIR if picture.sides else size.name, 2)
    column.skip(8 if picture.title else 0)
    paper.box(0, _FOOT, WIDTH, _END - _FOOT, WASH)
    paper.box(0, _FOOT, WIDTH, 2, RULE_STRONG)
    if picture.sides:
        _draw_sides(paper, picture, size, top=column.y)
    else:
        _draw_lines(column, picture)
    _draw_end(paper, picture)
    return as_png(paper, picture)


def _size_for(picture: LinkPicture) -> _Set:
    """As large as there is room for it: by how much is said, whoever says it."""
    if len(picture.sides) > 1:
        return _HALF
    few = all(len(side.figures) + len(side.statements) <= _FEW for side in picture.sides)
    return _LARGE if picture.sides and few else _WHOLE


def draw_head(paper: Paper, picture: LinkPicture) -> None:
    """Draw the site's mark and name, and what the picture is not: news of what really happened.

    Args:
        paper: to draw on.
        picture: whose marks are shown.
    """
    paper.box(_EDGE, 44, 28, 11, RULE_STRONG)
    paper.box(_EDGE + 15, 62, 30, 11, ACCENT)
    column = Column(paper, _EDGE + 60, _WITHIN // 2, 40, _HEAD)
    column.write(picture.site[0], _SITE, 1)
    end = WIDTH - _EDGE
    for mark in reversed(picture.marks):
        width = width_of_line(mark, _MARK) + 2 * _PADDING
        paper.box(end - width, 38, width, 38, ACCENT)
        paper.words(mark, _MARK, end - width + _PADDING, 42)
        end -= width + _PADDING
    paper.box(_EDGE, _HEAD, _WITHIN, 1, RULE)


def _draw_sides(paper: Paper, picture: LinkPicture, size: _Set, *, top: int) -> None:
    n = len(picture.sides)
    width = (_WITHIN - (n - 1) * _GUTTER) // n
    for number, side in enumerate(picture.sides):
        start = _EDGE + number * (width + _GUTTER)
        if number:
            paper.box(start - _GUTTER // 2, top + 8, 1, _END - top - 8, RULE_STRONG)
        column = Column(paper, start, width, top + 4, _FOOT - 8)
        _draw_side(column, side, size)
        found = Column(paper, start, width, _FOOT + _PADDING, _END)
        _draw_outcome(found, side.outcome, size)


def _draw_side(column: Column, side: ShownSide, size: _Set) -> None:
    column.write(side.who, size.name, 2)
    column.write(" · ".join(side.byline), size.small, 1)
    column.skip(6)
    for figure in side.figures:
        column.write_side_by_side(
            [
                (figure.counted, size.said),
                (figure.said, size.strong),
                (figure.beside, size.small),
            ]
        )
    column.write(side.more, size.small, 1)
    column.skip(6)
    readable = [passage for passage in side.statements if can_be_read(passage.text)]
    for number, passage in enumerate(readable):
        left = (column.bottom - column.y) // size.said.leading
        most = left if number == len(readable) - 1 else max(left // 2, 1)
        column.write(passage.text, size.said, most, direction=passage.direction)


def _draw_outcome(column: Column, outcome: FoundOfSide, size: _Set) -> None:
    """The verdict in words beside its steps, or that there is none; then when, and the range."""
    wide = _draw_steps(column, outcome) if outcome.is_verdict else 0
    beside = Column(column.paper, column.start, column.width, column.y, column.bottom)
    beside.start += wide
    beside.width -= wide
    beside.write(outcome.label, size.found, 2)
    column.y = beside.y
    column.write_whole([*filter(None, [outcome.day]), *outcome.notes], size.small, 2)


def _draw_steps(column: Column, outcome: FoundOfSide) -> int:
    """Five steps, filled as far as it was found to be true; a box where there is no scale to it."""
    wide = 5 * (_STEP + _STEP_GAP)
    top = column.y + 9
    if not outcome.steps:
        column.paper.frame(column.start, top, wide - _STEP_GAP, _STEP, RULE_STRONG)
    for number, is_filled in enumerate(outcome.steps):
        start = column.start + number * (_STEP + _STEP_GAP)
        fill = column.paper.box if is_filled else column.paper.frame
        fill(start, top, _STEP, _STEP, ACCENT if is_filled else RULE_STRONG)
    return wide + 10


def _draw_lines(column: Column, picture: LinkPicture) -> None:
    column.skip(10)
    column.write(picture.lead, _LEAD, 3)
    column.skip(4)
    for line in picture.lines:
        column.write(line, _WHOLE.said, 3)
    foot = Column(column.paper, _EDGE, _WITHIN, _FOOT + 2 * _PADDING, _END)
    foot.write(" · ".join(picture.small), _WHOLE.found, 2)


def _draw_end(paper: Paper, picture: LinkPicture) -> None:
    _, host, demonstration = picture.site
    column = Column(paper, _EDGE, _WITHIN, _END + 8, HEIGHT)
    column.write(" · ".join(filter(None, [host, demonstration])), Style(20, INK_2), 1)


def as_png(paper: Paper, picture: LinkPicture) -> bytes:
    """The file; its words stand in it as they are, for programs that read them to people.

    Args:
        paper: the sheet that was drawn.
        picture: the same in words.
    """
    said = PngInfo()
    said.add_itxt("Description", picture.described)
    said.add_itxt("Source", whole_address(picture.page))
    file = BytesIO()
    flat = paper.image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE)
    flat.save(file, "PNG", pnginfo=said)
    return file.getvalue()
