"""Draws one chart of a dossier as a picture of its own, with title, unit, source and address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from claims.models import Incident
from claims.presentation import words
from claims.presentation.figures.axis import Axis, Mark, Shape
from claims.presentation.figures.groups import FigureGroup
from claims.presentation.link_pictures.drawing import as_png, draw_head
from claims.presentation.link_pictures.fonts import Style
from claims.presentation.link_pictures.lines import width_of_line
from claims.presentation.link_pictures.paper import (
    ACCENT,
    ACCENT_STRONG,
    INK,
    INK_2,
    PAPER,
    RULE,
    RULE_STRONG,
    Column,
    Paper,
)
from claims.presentation.link_pictures.plain_text import one_plain_line as plain_line
from claims.presentation.link_pictures.sheet import WIDTH, LinkPicture
from tracker.base.web.pages import whole_address
from tracker.base.writing.days import written_date
from tracker.base.writing.lists import comma_list

MOST_ROWS = 40
"""Rows of a picture; that there are more is said."""
_EDGE, _TOP = 56, 106
_NAMES, _WORDS, _PLOT = 300, 270, 490
"""How wide the three columns are."""
_GAP = 14
_TALLEST_ROW = 130
_TITLE, _WHO = Style(36, INK, bold=True), Style(22, INK, bold=True)
_SAID, _SMALL, _TICK = Style(22, INK), Style(20, INK_2), Style(18, INK_2)
_HALF = 6
"""Pixels from the middle of a mark to its edge."""


@dataclass(frozen=True, slots=True)
class _Row:
    who: str
    under: str
    said: str
    mark: Mark
    is_found: bool = False
    is_wrong: bool = False


def draw_chart(incident: Incident, group: FigureGroup, page: str, shown_on: date) -> bytes:
    """Draw the figures of one thing on one axis, as a PNG file that says in words what it shows.

    Args:
        incident: of the dossier.
        group: its figures.
        page: the path of the page on which the chart stands, with its moment if it is of one.
        shown_on: the day as of which it is.
    """
    told = list(_rows(group))
    rows = told[:MOST_ROWS]
    picture = _in_words(incident, group, page, rows)
    paper = Paper(is_mirrored=get_language_bidi(), height=900 + _TALLEST_ROW * len(rows))
    draw_head(paper, picture)
    column = Column(paper, _EDGE, WIDTH - 2 * _EDGE, _TOP, paper.image.height)
    column.write(picture.kicker, _SMALL, 2)
    column.write(picture.title, _TITLE, 3)
    for line in picture.lines:
        column.write(line, _SAID, 3)
    column.skip(_GAP)
    for row in rows:
        _draw_row(column, row, group.axis)
    _draw_ticks(column, group.axis)
    if len(told) > len(rows):
        column.write(f"+ {len(told) - len(rows)}", _SMALL, 1)
    column.skip(_GAP)
    paper.box(_EDGE, column.y, WIDTH - 2 * _EDGE, 1, RULE)
    column.skip(_GAP)
    shown = _("as shown on %(day)s") % {"day": written_date(shown_on)}
    for line in (*picture.small, shown):
        column.write(line, _SMALL, 4)
    column.write(whole_address(page), _SMALL, 3, direction="ltr")
    paper.image = paper.image.crop((0, 0, WIDTH, column.y + _GAP + _HALF))
    return as_png(paper, picture)


def _in_words(incident: Incident, group: FigureGroup, page: str, rows: list[_Row]) -> LinkPicture:
    unit = _("Unit: %(unit)s.") % {"unit": group.unit} if group.unit else ""
    source = _("Source: %(source)s.") % {"source": group.source}
    demonstration = any(found.verdict.is_demonstration for found in group.found)
    marks = {_("Exercise"): incident.is_exercise, _("Demonstration"): demonstration}
    return LinkPicture(
        page=page,
        path=page,
        marks=tuple(mark for mark, holds in marks.items() if holds),
        kicker=plain_line(words.dossier_title(incident)),
        title=plain_line(comma_list(filter(None, [group.counted, *group.scope]))),
        lines=tuple(map(plain_line, group.summary)),
        small=tuple(plain_line(line) for line in (unit, source) if line),
        lead="; ".join(f"{row.who}: {row.said}" for row in rows),
    )


def _rows(group: FigureGroup) -> Iterator[_Row]:
    for row in group.rows:
        said = "; ".join([row.marked, *row.beside])
        yield _Row(
            plain_line(row.who), plain_line(row.when), plain_line(said), row.mark,
            is_wrong=row.is_wrong,
        )  # fmt: skip
    for found in group.found:
        on = _("on the claim of %(who)s, %(day)s") % {
            "who": found.who,
            "day": written_date(found.verdict.published_at.date()),
        }
        said = f"{found.words} ({found.verdict.rated.label})"
        yield _Row(
            plain_line(found.label), plain_line(on), plain_line(said), found.mark, is_found=True
        )


def _draw_row(column: Column, row: _Row, axis: Axis | None) -> None:
    """Who says how many, and the mark beside it; as high as what is written asks for."""
    paper, top = column.paper, column.y + _GAP // 2
    bottom = top + _TALLEST_ROW
    names = Column(paper, column.start, _NAMES, top, bottom)
    names.write(row.who, _WHO, 2)
    names.write(row.under, _SMALL, 2)
    said = Column(paper, column.start + _NAMES + _GAP, _WORDS, top, bottom)
    said.write(row.said, _SAID, 4)
    end = max(names.y, said.y) + _GAP // 2
    if axis is not None:
        for tick in axis.ticks:
            paper.stroke([(_x(paper, tick.at), column.y), (_x(paper, tick.at), end)], RULE)
        _draw_mark(paper, row, (column.y + end) // 2)
        if axis.break_at:
            _draw_break(paper, _x(paper, axis.break_at), column.y, end)
    column.y = end


def _x(paper: Paper, share: str) -> int:
    """Where a place on the axis is: numbers run from left to right on every sheet."""
    left = paper.left_of(WIDTH - _EDGE - _PLOT, _PLOT)
    return left + round(float(share.removesuffix("%")) / 100 * _PLOT)


def _draw_mark(paper: Paper, row: _Row, y: int) -> None:
    mark, colour = row.mark, ACCENT_STRONG if row.is_found else ACCENT
    if row.is_wrong:
        colour = RULE_STRONG
    match mark.shape:
        case Shape.NOTHING:
            return
        case Shape.POINT | Shape.ABOUT:
            at = (_x(paper, mark.left), y)
            paper.disc(at, _HALF + 1, colour, is_filled=mark.shape is Shape.POINT)
        case Shape.RANGE:
            ends = [(_x(paper, mark.left), y), (_x(paper, mark.right), y)]
            paper.stroke(ends, colour, 2 * _HALF)
            if mark.best:
                best = _x(paper, mark.best)
                paper.stroke([(best, y - _HALF), (best, y + _HALF)], PAPER, 3)
        case Shape.FROM | Shape.UP_TO:
            _draw_open(paper, mark, y, colour)
    if row.is_wrong and mark.middle:
        middle, arm = _x(paper, mark.middle), _HALF + 3
        for way in (1, -1):
            paper.stroke([(middle - arm, y - way * arm), (middle + arm, y + way * arm)], INK)


def _draw_open(paper: Paper, mark: Mark, y: int, colour: str) -> None:
    """A line with its end where the number is and an arrow where none is."""
    is_from = mark.shape is Shape.FROM
    end = _x(paper, mark.left if is_from else mark.right)
    tip = _x(paper, "98.5%" if is_from else mark.left)
    back = -_HALF if is_from else _HALF
    paper.stroke([(end, y), (tip, y)], colour, 3)
    paper.stroke([(end, y - _HALF), (end, y + _HALF)], colour, 3)
    paper.stroke([(tip + back, y - _HALF), (tip, y), (tip + back, y + _HALF)], colour, 3)


def _draw_break(paper: Paper, x: int, top: int, bottom: int) -> None:
    for shift in (-3, 3):
        paper.stroke([(x + shift - 3, bottom), (x + shift + 3, top)], RULE_STRONG, 2)


def _draw_ticks(column: Column, axis: Axis | None) -> None:
    if axis is None:
        return
    places = [(tick.at, tick.label) for tick in axis.ticks]
    if axis.break_at:
        places.append(("92%", axis.beyond_words))
    for share, label in places:
        left = _x(column.paper, share) - width_of_line(label, _TICK) // 2
        at = (left, column.y)
        column.paper.line(label, _TICK, at, from_right=False, is_rtl=False)
    column.skip(_TICK.leading)
