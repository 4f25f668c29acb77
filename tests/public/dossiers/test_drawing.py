"""Figures on an axis."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.models import Figure
from claims.presentation.figures.axis import Shape, axis_for

Numbers = tuple[int | None, int | None, int | None]


def figure(numbers: Numbers, qualifier: str = "exact") -> Figure:
    low, best, high = (None if n is None else Decimal(n) for n in numbers)
    return Figure(measure_id="killed", low=low, best=best, high=high, qualifier=qualifier)


@pytest.mark.parametrize(
    ("numbers", "qualifier", "shape"),
    [
        ((5, 5, 5), "exact", Shape.POINT),
        ((None, 5, None), "exact", Shape.POINT),
        ((None, 5, None), "about", Shape.ABOUT),
        ((3, None, 7), "range", Shape.RANGE),
        ((3, 5, 7), "exact", Shape.RANGE),
        ((3, None, 7), "about", Shape.RANGE),
        ((5, None, None), "at_least", Shape.FROM),
        ((5, None, None), "more_than", Shape.FROM),
        ((5, None, None), "range", Shape.FROM),
        ((None, None, 5), "at_most", Shape.UP_TO),
        ((None, None, 5), "less_than", Shape.UP_TO),
        ((None, None, 5), "range", Shape.UP_TO),
        ((None, None, None), "vague", Shape.NOTHING),
        ((7, None, 3), "range", Shape.NOTHING),
    ],
)
def test_each_kind_of_figure_has_its_shape(numbers: Numbers, qualifier: str, shape: Shape) -> None:
    axis = axis_for([figure((None, 10, None))])

    assert axis is not None
    assert axis.mark(figure(numbers, qualifier)).shape is shape


@pytest.mark.parametrize(
    ("largest", "labels"),
    [
        (1, ["0", "1"]),
        (9, ["0", "2", "4", "6", "8", "10"]),
        (100, ["0", "20", "40", "60", "80", "100"]),
        (149, ["0", "50", "100", "150"]),
        (1200, ["0", "500", "1,000", "1,500"]),
        (0, ["0", "1"]),
    ],
)
def test_the_axis_begins_at_nought_and_ends_at_a_round_number(
    largest: int, labels: list[str]
) -> None:
    axis = axis_for([figure((None, largest, None))])

    assert axis is not None
    assert [tick.label for tick in axis.ticks] == labels


def test_nothing_is_drawn_outside_the_plot() -> None:
    axis = axis_for([figure((None, 149, None))])

    assert axis is not None
    assert 0 < float(axis.at(Decimal(0))[:-1]) < float(axis.at(Decimal(149))[:-1]) < 100


def test_without_a_number_there_is_no_axis() -> None:
    assert axis_for([figure((None, None, None), "vague")]) is None
