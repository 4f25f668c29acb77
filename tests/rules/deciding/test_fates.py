"""What verdicts amount to, and shares with their interval."""

from __future__ import annotations

import pytest

from claims.rules.deciding.fates import Fate, fate_of, share_of
from claims.rules.ratings import Asserts, RatingValue
from tests.ratings import RATINGS


def test_what_comes_with_the_software_amounts_to_what_it_says():
    found = {rating.code: fate_of(rating) for rating in RATINGS}

    assert found["supported"] is found["mostly_supported"] is Fate.SUPPORTED
    assert found["partly_supported"] is Fate.PARTLY
    assert found["refuted"] is found["mostly_refuted"] is Fate.REFUTED
    assert (found["exaggerated"], found["understated"]) == (Fate.TOO_HIGH, Fate.TOO_LOW)
    assert found["contested"] is found["needs_more_evidence"] is Fate.UNDECIDED


def test_a_rating_of_the_house_is_read_by_what_it_says_of_itself():
    assert fate_of(RatingValue("pants_on_fire", number=1)) is Fate.REFUTED
    assert fate_of(RatingValue("satire")) is Fate.OTHER
    assert fate_of(RatingValue("inflated", number=3, asserts=Asserts.LESS)) is Fate.TOO_HIGH


# Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3.
@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_that_of_the_literature(count, total, low, high):
    share = share_of(count, total)

    assert (share.low, share.high) == pytest.approx((low, high), abs=0.00005)


def test_all_of_them_end_at_one():
    assert share_of(12, 12).high == 1


def test_of_fewer_than_ten_no_share_is_told():
    assert share_of(4, 9) is None
    assert share_of(4, 10) is not None


def test_more_than_there_are_is_refused():
    with pytest.raises(ValueError, match="share"):
        share_of(11, 10)
