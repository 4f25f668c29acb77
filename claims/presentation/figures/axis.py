"""Figures drawn on one axis. Positions are percentages of the plot's width, as SVG takes them.

Percentages stretch with the plot and need neither a script nor a style attribute, which the
content security policy forbids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from claims.models import Figure
from claims.presentation.numbers import number
from claims.rules.figures import Qualifier

# Room at both ends, for the half of a mark at nought and for the arrow of an open range.
_LEFT = 1.5
_RIGHT = 94.0

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


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on the axis."""

    at: str
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A linear axis from nought to a round number above everything drawn on it."""

    top: Decimal
    ticks: tuple[Tick, ...]

    @property
    def top_words(self) -> str:
        """The number at the far end."""
        return number(self.top)

    def at(self, value: Decimal) -> str:
        """Place a value on the axis."""
        return _percent(_LEFT + float(value / self.top) * (_RIGHT - _LEFT))

    def mark(self, figure: Figure) -> Mark:
        """Draw a figure that has numbers, in order, none of them beyond the axis; others not."""
        numbers = [n for n in (figure.low, figure.best, figure.high) if n is not None]
        if not numbers or numbers != sorted(numbers) or numbers[-1] > self.top:
            return Mark(Shape.NOTHING)
        least, most = self.at(numbers[0]), self.at(numbers[-1])
        shape = _shape(figure)
        match shape:
            case Shape.UP_TO:
                return Mark(shape, left=_percent(_LEFT), right=most)
            case Shape.RANGE:
                best = "" if figure.best is None else self.at(figure.best)
                return Mark(shape, left=least, right=most, best=best)
            case _:
                return Mark(shape, left=least)


def _shape(figure: Figure) -> Shape:
    """Choose how to draw a figure that gives at least one number."""
    qualifier = Qualifier(figure.qualifier)
    one_sided = qualifier is Qualifier.RANGE and None in {figure.low, figure.high}
    if qualifier in _OPEN_ABOVE or (one_sided and figure.low is not None):
        return Shape.FROM
    if qualifier in _OPEN_BELOW or (one_sided and figure.high is not None):
        return Shape.UP_TO
    if len({n for n in (figure.low, figure.best, figure.high) if n is not None}) > 1:
        return Shape.RANGE
    return Shape.ABOUT if qualifier is Qualifier.ABOUT else Shape.POINT


def axis_for(figures: Iterable[Figure]) -> Axis | None:
    """Make the axis that holds every number of ``figures``; None if none gives a number.

    It starts at nought, so that lengths can be compared by eye without being misled.
    """
    numbers = [
        n for figure in figures for n in (figure.low, figure.best, figure.high) if n is not None
    ]
    if not numbers:
        return None
    whole = all(n == n.to_integral_value() for n in numbers)
    step = max(_step(max(numbers)), Decimal(1) if whole else Decimal(0))
    count = max(1, int((max(numbers) / step).to_integral_value(ROUND_CEILING)))
    top = step * count
    bare = Axis(top, ())
    values = [step * index for index in range(count + 1)]
    return Axis(top, tuple(_tick(bare, values, index) for index in range(len(values))))


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
