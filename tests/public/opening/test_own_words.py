"""What the words of a figure say beside its numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.rules.figures.own_words import open_above, say_only


@pytest.mark.parametrize(
    "words", ["to more than", "à plus de", "إلى أكثر من", "to at least", "– more than"]
)
def test_words_between_the_ends_of_a_range_may_leave_it_open(words: str) -> None:
    assert open_above(words)


@pytest.mark.parametrize("words", ["", "to", "between", "soldiers", "to about", "not confirmed"])
def test_other_words_leave_it_as_it_is(words: str) -> None:
    assert not open_above(words)


@pytest.mark.parametrize("words", ["six", "six soldiers", "سبعة", "sept morts"])
def test_a_number_in_words_says_only_the_number(words: str) -> None:
    assert say_only(words, [Decimal(6)]) or say_only(words, [Decimal(7)])


@pytest.mark.parametrize("words", ["in the page address; 10 in the text", "uncertain", "dozens"])
def test_other_words_say_more(words: str) -> None:
    assert not say_only(words, [Decimal(19)])
