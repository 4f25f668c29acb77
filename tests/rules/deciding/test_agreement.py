"""How far reviewers agree: checked against the example of the method's own author."""

import pytest

from claims.rules.deciding.agreement import FEWEST, agreement

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, part C: four observers, twelve
# units, nominal data; a unit that one observer alone rated counts for nothing.
BOOK = ["111", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "555", "11", "3"]


def test_alpha_is_that_of_the_book():
    found = agreement([list(unit) for unit in BOOK])
    assert found.units == 11
    assert found.alpha == pytest.approx(0.743, abs=0.0005)


def test_raw_agreement_is_the_share_of_pairs():
    found = agreement([["supported", "supported"]] * 9 + [["refuted", "contested", "refuted"]])
    assert (found.units, found.pairs) == (10, 12)
    assert found.raw == pytest.approx(10 / 12)
    assert found.raw_percent == 83


def test_the_interval_is_around_alpha_and_the_same_each_time():
    units = [list(unit) for unit in BOOK]
    one, other = agreement(units), agreement(units)
    assert one == other
    assert one.low < one.alpha < one.high <= 1
    more = agreement(units * 20)
    assert more.high - more.low < one.high - one.low


@pytest.mark.parametrize("rounds", [0, 1, FEWEST - 1])
def test_of_too_few_rounds_nothing_is_said(rounds):
    found = agreement([["supported", "refuted"]] * rounds)
    assert (found.is_enough, found.raw, found.alpha, found.low) == (False, None, None, None)


def test_where_everybody_says_the_same_throughout_alpha_cannot_be_said():
    found = agreement([["supported", "supported"]] * FEWEST)
    assert (found.raw, found.alpha) == (1, None)
