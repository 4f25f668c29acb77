"""What reviews amount to."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.ratings import ratings_named
from claims.rules.verdicts import (
    Decision,
    ReviewFinding,
    RoundResult,
    SupportedRange,
    decide,
    within_reviews,
)
from tests.ratings import Rating


def finding(rating=Rating.SUPPORTED, figure=None, low=None, high=None) -> ReviewFinding:
    def number(n):
        return None if n is None else Decimal(n)

    return ReviewFinding(rating, (SupportedRange(figure, number(low), number(high)),))


def established(reviews):
    """By figure: the ends of what the reviews establish, which agree."""
    decision = decide(reviews)
    assert decision.result == RoundResult.AGREED
    return {one.figure: (one.low, one.high) for one in decision.ranges}


def test_two_reviews_with_the_same_rating_agree():
    decision = decide([finding(Rating.REFUTED), finding(Rating.REFUTED)])

    assert (decision.result, decision.rating) == (RoundResult.AGREED, Rating.REFUTED)


def test_the_agreed_range_is_what_both_share():
    reviews = [finding(figure=1, low=10, high=30), finding(figure=1, low=20, high=50)]

    assert established(reviews) == {1: (20, 30)}


def test_ranges_that_touch_share_one_number():
    reviews = [finding(figure=1, low=10, high=20), finding(figure=1, low=20, high=50)]

    assert established(reviews) == {1: (20, 20)}


def test_an_open_range_shares_what_the_other_bounds():
    assert established([finding(figure=1, low=10), finding(figure=1, high=50)]) == {1: (10, 50)}


def with_ranges(**of_figures) -> ReviewFinding:
    """``a=(10, 30)`` is the range that a review gives for the figure "a"."""
    given = [
        SupportedRange(name, *(None if n is None else Decimal(n) for n in ends))
        for name, ends in of_figures.items()
    ]
    return ReviewFinding(Rating.SUPPORTED, tuple(given))


def test_ranges_are_held_against_each_other_figure_by_figure():
    one = with_ranges(a=(10, 20), b=(1, 5))

    assert decide([one, with_ranges(b=(6, 9), a=(10, 20))]).result == RoundResult.SPLIT
    assert decide([one, with_ranges(c=(6, 9), a=(15, 30))]).result == RoundResult.AGREED


def test_of_several_that_are_shared_each_is_established():
    one, other = with_ranges(a=(10, 20), b=(1, 5)), with_ranges(b=(2, None), a=(15, 30))

    assert established([one, other]) == {"a": (15, 20), "b": (2, 5)}
    assert [shared.figure for shared in decide([one, other]).ranges] == ["a", "b"]


def test_one_that_only_one_gives_is_left_out_beside_one_that_is_shared():
    one, other = with_ranges(a=(10, 20), b=(1, 5)), with_ranges(c=(1, 1), b=(2, 9))

    assert established([one, other]) == {"b": (2, 5)}


def test_ranges_that_exclude_each_other_split_though_those_for_another_figure_are_shared():
    one, other = with_ranges(a=(10, 20), b=(1, 5)), with_ranges(a=(10, 20), b=(6, 9))

    assert decide([one, other]) == Decision(RoundResult.SPLIT)


def test_of_three_the_ranges_that_two_give_are_established_for_none():
    reviews = [with_ranges(a=(1, 9), b=(1, 5)), with_ranges(a=(2, 9), b=(1, 5))]

    assert established([*reviews, with_ranges(a=(1, 8))]) == {"a": (2, 8)}


def test_a_settled_range_lies_within_those_for_its_figure():
    reviews = [with_ranges(a=(10, 20), b=(1, 5)), with_ranges(a=(30, 40))]

    assert within(reviews, "b", 2, 4)
    assert not within(reviews, "b", 2, 9)
    assert not within(reviews, "c", 2, 4)


def within(reviews, figure, low, high):
    ends = (None if end is None else Decimal(end) for end in (low, high))
    return within_reviews(reviews, SupportedRange(figure, *ends))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (finding(figure=1, low=10, high=30), finding()),
        (finding(figure=1, low=10, high=30), finding(figure=2, low=10, high=30)),
        (finding(figure=1), finding(figure=1, low=10, high=30)),
    ],
)
def test_a_range_that_only_one_gives_is_not_established(one, other):
    assert established([one, other]) == {}


@pytest.mark.parametrize("sealed", [0, 1])
def test_too_few_reviews_are_incomplete(sealed):
    decision = decide([finding()] * sealed)

    assert decision.result is None


def test_different_ratings_are_split():
    decision = decide([finding(Rating.SUPPORTED), finding(Rating.MOSTLY_SUPPORTED)])

    assert decision == Decision(RoundResult.SPLIT)
    assert decision.rating is None


def test_ranges_that_exclude_each_other_are_split():
    decision = decide([finding(figure=1, low=10, high=20), finding(figure=1, low=21, high=50)])

    assert decision == Decision(RoundResult.SPLIT)


def test_one_of_three_that_differs_splits():
    decision = decide([finding(), finding(), finding(Rating.CONTESTED)])

    assert decision.result == RoundResult.SPLIT


def test_nobody_can_be_allowed_to_decide_alone():
    with pytest.raises(ValueError, match="at least two"):
        decide([finding()], needed=1)


def test_ratings_that_are_no_place_on_the_scale_have_no_number():
    numbers = {rating: rating.number for rating in Rating}

    assert sorted(n for n in numbers.values() if n) == [1, 2, 3, 4, 5]
    assert {r for r, n in numbers.items() if n is None} == {
        Rating.EXAGGERATED,
        Rating.UNDERSTATED,
        Rating.CONTESTED,
        Rating.UNVERIFIABLE,
        Rating.NEEDS_MORE_EVIDENCE,
    }


amounts = st.one_of(st.none(), st.integers(0, 20).map(Decimal))


def _rising(figure, one, two):
    ends = sorted((one, two)) if one is not None and two is not None else (one, two)
    return SupportedRange(figure, *ends)


ranges = st.builds(_rising, st.sampled_from([None, 1, 2, 3]), amounts, amounts)
findings = st.builds(
    ReviewFinding,
    st.sampled_from([Rating.SUPPORTED, Rating.REFUTED]),
    st.lists(ranges, max_size=3, unique_by=lambda one: one.figure).map(tuple),
)


@given(st.lists(findings, max_size=4))
def test_the_order_of_reviews_does_not_matter(reviews):
    one, other = decide(reviews), decide(reviews[::-1])

    assert (one.result, one.rating, set(one.ranges)) == (
        other.result,
        other.rating,
        set(other.ranges),
    )


@given(st.lists(findings, max_size=4))
def test_what_is_established_is_never_empty_and_lies_in_what_each_review_gives(reviews):
    for one in decide(reviews).ranges:
        assert one.says_something
        assert not one.is_empty
        assert all(review.ranges[one.figure].holds(_ends(one)) for review in reviews)


def _ends(one):
    return [end for end in (one.low, one.high) if end is not None]


def test_a_summary_that_names_a_rating_is_told_by_its_longest_words():
    labels = {rating: {rating.label} for rating in Rating}

    assert ratings_named("It is MOSTLY supported.", labels) == {Rating.MOSTLY_SUPPORTED}
    assert ratings_named("Not supported; contested.", labels) == {
        Rating.SUPPORTED,
        Rating.CONTESTED,
    }
    assert ratings_named("Unsupported, and the evidence supports nothing.", labels) == set()
    assert ratings_named("Подтверждено.", {Rating.SUPPORTED: {"подтверждено"}}) == {
        Rating.SUPPORTED
    }


def test_a_range_between_two_reviews_is_within_them_and_an_open_end_only_where_one_left_it():
    found = [
        finding(Rating.SUPPORTED, 1, 0, 5),
        finding(Rating.REFUTED, 1, 20, None),
        finding(Rating.REFUTED, 2, 1, 1),
    ]

    assert within(found, None, None, None)
    assert within(found, 1, 0, None)
    assert within(found, 1, 7, 9)
    assert not within(found, 1, None, 3)
    assert not within(found, 1, -1, 3)
    assert not within(found, 2, 1, 2)
    assert not within(found, 3, 1, 1)
