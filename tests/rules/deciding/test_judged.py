"""Which figures of a claim a verdict judges, and which it speaks against."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.rules.deciding.judged import Judgement
from claims.rules.ratings import Asserts
from claims.rules.verdicts import SupportedRange

DEAD, HURT, TANKS = "dead", "hurt", "tanks"


def gives(figure: str, low: int | None = None, high: int | None = None) -> SupportedRange:
    ends = (None if n is None else Decimal(n) for n in (low, high))
    return SupportedRange(figure, *ends)


def against(judgement: Judgement, **numbers: int) -> set[str]:
    return {name for name, n in numbers.items() if judgement.is_against(name, [Decimal(n)])}


@pytest.mark.parametrize(
    ("number", "asserts"), [(1, Asserts.NOTHING), (2, Asserts.NOTHING), (3, Asserts.LESS)]
)
def test_a_verdict_with_ranges_judges_their_figures_alone(number: int, asserts: Asserts) -> None:
    judgement = Judgement(number, asserts, [gives(DEAD, 6, 9), gives(TANKS, 0, 1)])

    assert judgement.judges == {DEAD, TANKS}
    assert not judgement.is_of([HURT])
    assert against(judgement, dead=4, hurt=11, tanks=3) == {DEAD, TANKS}


def test_one_without_a_range_judges_the_whole_claim() -> None:
    judgement = Judgement(1, Asserts.NOTHING, [])

    assert judgement.judges is None
    assert against(judgement, dead=4, hurt=11) == {DEAD, HURT}


def test_a_figure_named_without_a_range_does_not_narrow_what_is_refuted() -> None:
    judgement = Judgement(1, Asserts.NOTHING, [gives(DEAD)])

    assert against(judgement, dead=4, hurt=11) == {DEAD, HURT}


def test_a_size_that_is_judged_is_that_of_the_figure_named() -> None:
    judgement = Judgement(None, Asserts.LESS, [gives(DEAD)])

    assert against(judgement, dead=4, hurt=11) == {DEAD}


def test_of_several_ranges_a_figure_that_lies_in_its_own_holds() -> None:
    judgement = Judgement(2, Asserts.NOTHING, [gives(DEAD, 6, 9), gives(TANKS, 2)])

    assert against(judgement, dead=4, tanks=2) == {DEAD}


def test_of_a_single_range_the_rating_is_that_of_its_figure() -> None:
    judgement = Judgement(2, Asserts.NOTHING, [gives(DEAD, 6, 9)])

    assert against(judgement, dead=8, tanks=2) == {DEAD}


@pytest.mark.parametrize("number", [None, 3, 5])
def test_a_rating_that_speaks_against_nothing_strikes_nothing(number: int | None) -> None:
    judgement = Judgement(number, Asserts.NOTHING, [gives(DEAD, 6, 9)])

    assert judgement.is_of([DEAD])
    assert against(judgement, dead=4, tanks=2) == set()
