"""Low, best and high are read whole or not at all, and rise."""

from decimal import Decimal

import pytest

from tracker.base.values.number_range import NumberRange, amount
from tracker.base.values.refusal import InvalidValueError


def refusal(**numbers):
    with pytest.raises(InvalidValueError) as refused:
        NumberRange.read(prefix="figures-0-", **numbers)
    return refused.value.code, refused.value.field


def test_numbers_are_read_from_words_and_from_numbers():
    assert NumberRange.read(low="12", best=13, high=Decimal("14.5")) == NumberRange(
        Decimal(12), Decimal(13), Decimal("14.5")
    )
    assert NumberRange.read(high=3).given == {"high": Decimal(3)}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("twelve", "not_a_number"),
        ("1e3", "not_a_number"),
        ("1_000", "not_a_number"),
        ("1,000", "not_a_number"),
        ("٣٤٥", "not_a_number"),
        ("NaN", "not_a_number"),
        (Decimal("NaN"), "not_a_number"),
        (Decimal("Infinity"), "not_a_number"),
        ("-1", "negative"),
        ("100000000000", "too_large"),
        ("1.0001", "too_exact"),
    ],
)
def test_what_is_no_amount_is_refused_at_its_field(number, code):
    assert refusal(best=number) == (code, "figures-0-best")


@pytest.mark.parametrize(
    ("numbers", "field"),
    [
        ({"low": 3, "high": 1}, "low"),
        ({"low": 3, "best": 1}, "low"),
        ({"best": 3, "high": 1}, "best"),
        ({"low": 1, "best": 9, "high": 5}, "best"),
    ],
)
def test_numbers_that_fall_are_refused_at_the_one_that_is_too_high(numbers, field):
    assert refusal(**numbers) == ("out_of_order", f"figures-0-{field}")


def test_a_fall_that_was_published_is_kept():
    assert NumberRange.read(low=3, high=1, as_published=True).given == {"low": 3, "high": 1}


def test_what_is_not_given_stays_so():
    assert amount(None) is None
