"""An axis is broken before a number that would squeeze all others, and only then."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.models import Figure
from claims.presentation.figures.axis import Shape, axis_of
from claims.presentation.figures.breaks import Extent, broken_off
from tests.factories import a_claim, a_figure, a_party, an_incident
from tests.public.conftest import Read


def extents(said: str) -> list[Extent]:
    """``A 10, B 12 40``: who gives which numbers."""
    given = (one.split() for one in said.split(", "))
    return [Extent(voice, tuple(Decimal(n) for n in numbers)) for voice, *numbers in given]


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        ("A 10, B 12, C 100", 12),
        ("A 10, B 12, C 9 100", 12),
        ("A 10, B 12, C 14, D 200, E 300", 14),
        ("A 10, B 12, A 11, C 500", 12),
    ],
)
def test_what_lies_far_from_all_others_is_broken_off(said: str, limit: int) -> None:
    assert broken_off(extents(said)) == limit


@pytest.mark.parametrize(
    "said",
    [
        "A 10, B 100",
        "A 10, A 11, A 12, B 100",
        "A 10, B 12, C 40",
        "A 1, B 2, C 80, D 90",
        "A 10, B 12, A 100",
        "A 0, B 0, C 50",
    ],
)
def test_two_sides_far_apart_are_the_dispute_and_are_not(said: str) -> None:
    assert broken_off(extents(said)) is None


def test_what_reviewers_found_is_never_broken_off() -> None:
    assert broken_off(extents("A 10, B 12, C 100"), found=[Decimal(90)]) is None


def test_behind_a_break_numbers_stand_in_order_and_are_named() -> None:
    axis = axis_of(extents("A 10, B 12, C 100"), wrong=[Decimal(9000), Decimal(5)])

    assert axis is not None
    assert (axis.top_words, axis.beyond_words) == ("15", "100–9,000")
    places = [float(axis.at(Decimal(n)).removesuffix("%")) for n in (5, 12, 15, 100, 9000)]
    assert places == sorted(places)
    assert places[2] < float(axis.break_at.removesuffix("%")) < places[3]
    assert places[4] < 98


def test_a_range_may_reach_across_the_break() -> None:
    axis = axis_of(extents("A 10, B 12, C 9 100"))
    figure = Figure(low=Decimal(9), high=Decimal(100), qualifier="range")

    assert axis is not None
    mark = axis.mark(figure)
    assert (mark.shape, mark.left, mark.right) == (
        Shape.RANGE,
        axis.at(Decimal(9)),
        axis.at(Decimal(100)),
    )


def test_a_reader_is_told_of_the_break_in_words_and_in_the_legend(read: Read) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    for number in (10, 12, 9000):
        figures = [a_figure(best=number, subjects=[army])]
        a_claim(incident=incident, claimant=a_party(f"Voice {number}"), figures=figures)

    page = read("/incidents/ford/")

    assert "Voice 9000: 9,000, on an axis from 0 to 15, broken off before 9,000" in page
    assert "the axis is broken: what stands behind is farther away than it looks" in page
    assert page.count('class="cut"') == 4


def test_dots_alone_need_no_legend(read: Read) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    for number in (10, 12):
        a_claim(incident=incident, figures=[a_figure(best=number, subjects=[army])])

    page = read("/incidents/ford/")

    assert 'class="key"' not in page
    assert page.count('class="point"') == 2


def test_a_number_that_cannot_be_drawn_is_not_said_to_be(read: Read) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    vague = a_figure(best=None, qualifier="vague", wording="dozens", subjects=[army])
    for figure in (vague, a_figure(best=3, subjects=[army]), a_figure(best=4, subjects=[army])):
        a_claim(incident=incident, figures=[figure])

    page = read("/incidents/ford/")

    assert "no mark: no number was given" in page
    assert "(no number given), on an axis" not in page
    assert page.count(", on an axis from 0 to ") == 2
