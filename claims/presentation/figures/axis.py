"""Figures drawn on one axis. Positions are percentages of the plot's width, as SVG takes them.

Percentages stretch with the plot and need neither a script nor a style attribute, which the
content security policy forbids. Where one number would squeeze all others together, the axis is
broken (`claims.presentation.figures.breaks`) and what lies beyond stands behind the break.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from claims.models import Figure
from claims.presentation.figures.breaks import Extent, broken_off
from claims.presentation.numbers import number
from claims.rules.figures import Qualifier

# Room at both ends, for the half of a mark at nought and for the arrow of an open range.
_LEFT = 1.5
_RIGHT = 94.0

# A broken axis: where its scale ends, where the break is seen, and between what stands beyond it.
_BROKEN_RIGHT = 74.0
_BREAK = 80.0
_BEYOND = (86.0, 94.0)

_OPEN_ABOVE = {Qualifier.AT_LEAST, Qualifier.MORE_THAN}
_OPEN_BELOW = {Qualifier.AT_MOST, Qualifier.LESS_THAN}


class Shape(StrEnum):
    """How a figure is drawn."""

    NOTHING = "nothing"
    POINT = "point"
    ABOUT = "about"
    RANGE = "range"
    FROM = "from"
    UP_TO = "up_to"


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure on the axis; ``left``, ``right`` and ``best`` are such as ``12.5%``."""

    shape: Shape
    left: str = ""
    right: str = ""
    best: str = ""

    @property
    def width(self) -> str:
        """How wide a range is."""
        return _percent(_share(self.right) - _share(self.left))

    @property
    def middle(self) -> str:
        """Where it is crossed out, if it is: on its number, or in the middle of its range."""
        match self.shape:
            case Shape.RANGE:
                return _percent((_share(self.left) + _share(self.right)) / 2)
            case Shape.UP_TO:
                return self.right
            case _:
                return self.left


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on the axis."""

    at: str
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A linear axis from nought to a round number.

    Args:
        top: the number at its far end.
        ticks: its labelled places.
        beyond: numbers that stand behind a break, the smallest first; none if it is not broken.
    """

    top: Decimal
    ticks: tuple[Tick, ...]
    beyond: tuple[Decimal, ...] = ()

    @property
    def top_words(self) -> str:
        """The number at the far end."""
        return number(self.top)

    @property
    def break_at(self) -> str:
        """Where the axis is seen to be broken; "" where it is not."""
        return _percent(_BREAK) if self.beyond else ""

    @property
    def beyond_words(self) -> str:
        """The numbers behind the break: ``9,000``, or ``149–9,000``."""
        ends = dict.fromkeys([self.beyond[0], self.beyond[-1]]) if self.beyond else {}
        return "–".join(number(end) for end in ends)

    def at(self, value: Decimal) -> str:
        """Place a value on the axis, or behind its break."""
        if value in self.beyond:
            start, end = _BEYOND
            rank = (self.beyond.index(value) + 0.5) / len(self.beyond)
            return _percent(start + rank * (end - start))
        right = _BROKEN_RIGHT if self.beyond else _RIGHT
        return _percent(_LEFT + float(value / self.top) * (right - _LEFT))

    def mark(self, figure: Figure) -> Mark:
        """Draw a figure that has numbers, in order, each on the axis or behind its break."""
        numbers = numbers_of(figure)
        is_on = all(n <= self.top or n in self.beyond for n in numbers)
        if not numbers or numbers != sorted(numbers) or not is_on:
            return Mark(Shape.NOTHING)
        return self._draw(_shape(figure), numbers, figure.best)

    def bar(self, low: Decimal | None, high: Decimal | None) -> Mark:
        """Draw a range of which one end may be open: what reviewers found."""
        numbers = [n for n in (low, high) if n is not None]
        if not numbers or any(n > self.top for n in numbers):
            return Mark(Shape.NOTHING)
        if low is None:
            return self._draw(Shape.UP_TO, numbers)
        if high is None:
            return self._draw(Shape.FROM, numbers)
        return self._draw(Shape.POINT if low == high else Shape.RANGE, numbers)

    def _draw(self, shape: Shape, numbers: Sequence[Decimal], best: Decimal | None = None) -> Mark:
        least, most = self.at(numbers[0]), self.at(numbers[-1])
        match shape:
            case Shape.UP_TO:
                return Mark(shape, left=_percent(_LEFT), right=most)
            case Shape.RANGE:
                return Mark(shape, least, most, "" if best is None else self.at(best))
            case _:
                return Mark(shape, left=least)


def _shape(figure: Figure) -> Shape:
    """Choose how to draw a figure that gives at least one number."""
    qualifier = Qualifier(figure.qualifier)
    one_sided = qualifier is Qualifier.RANGE and None in {figure.low, figure.high}
    is_open = qualifier in _OPEN_ABOVE or figure.is_open_above
    if is_open or (one_sided and figure.low is not None):
        return Shape.FROM
    if qualifier in _OPEN_BELOW or (one_sided and figure.high is not None):
        return Shape.UP_TO
    if len(set(numbers_of(figure))) > 1:
        return Shape.RANGE
    return Shape.ABOUT if qualifier is Qualifier.ABOUT else Shape.POINT


def numbers_of(figure: Figure) -> list[Decimal]:
    """The numbers that a figure gives: lowest, best, highest."""
    return [n for n in (figure.low, figure.best, figure.high) if n is not None]


def axis_for(figures: Iterable[Figure]) -> Axis | None:
    """Make the axis that holds every number of ``figures``; None if none gives a number.

    It starts at nought, so that lengths can be compared by eye without being misled.
    """
    return axis_of([Extent(each, tuple(numbers_of(each))) for each in figures])


def axis_of(
    extents: Sequence[Extent], found: Sequence[Decimal] = (), wrong: Sequence[Decimal] = ()
) -> Axis | None:
    """Make the axis that holds every number; None if none is given.

    Args:
        extents: the numbers of each figure that counts, and who gives it.
        found: numbers that reviewers found, which are never broken off.
        wrong: numbers that were judged wrong, which never stretch the axis.
    """
    numbers = [*(n for each in extents for n in each.numbers), *found]
    if not numbers:
        return None
    limit = broken_off(extents, found)
    kept = [n for n in numbers if limit is None or n <= limit]
    whole = all(n == n.to_integral_value() for n in kept)
    step = max(_step(max(kept)), Decimal(1) if whole else Decimal(0))
    count = max(1, int((max(kept) / step).to_integral_value(ROUND_CEILING)))
    top = step * count
    bare = Axis(top, (), tuple(sorted({n for n in (*numbers, *wrong) if n > top})))
    values = [step * index for index in range(count + 1)]
    return replace(bare, ticks=tuple(_tick(bare, values, index) for index in range(len(values))))


def _tick(axis: Axis, values: Sequence[Decimal], index: int) -> Tick:
    anchor = "start" if index == 0 else "middle"
    return Tick(axis.at(values[index]), number(values[index]), anchor)


def _step(largest: Decimal) -> Decimal:
    """Choose the distance of the ticks: 1, 2 or 5 times a power of ten, at most five of them."""
    if largest <= 0:
        return Decimal(1)
    power = Decimal(10) ** (largest / 5).adjusted()
    return next(power * factor for factor in (1, 2, 5, 10) if largest <= power * factor * 5)


def _percent(value: float) -> str:
    return f"{value:.2f}%"


def _share(percent: str) -> float:
    return float(percent.removesuffix("%"))
