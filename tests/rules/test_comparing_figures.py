"""How two figures stand to each other."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.figures import (
    Counts,
    FigureValue,
    MeasureValue,
    Qualifier,
    Relation,
    Scope,
    compare,
)
from claims.rules.figures.width import IN_TIMES, HowFarApart, PairWidth, width_of, width_of_pair
from claims.rules.grounds import Ground

KILLED = MeasureValue("killed", "Killed", compared_as="killed")
WOUNDED = MeasureValue("wounded", "Wounded", compared_as="wounded")
DEAD = MeasureValue("dead", "Dead", compared_as="killed")
DISTANCE = MeasureValue("km", "Distance", compared_as="km", counts=Counts.QUANTITY)
GROWTH = MeasureValue("growth", "Growth", compared_as="")
AGREE, OVERLAP = Relation.AGREE, Relation.OVERLAP
CONTRADICT, NOT_COMPARABLE = Relation.CONTRADICT, Relation.NOT_COMPARABLE


def figure(qualifier=Qualifier.EXACT, low=None, best=None, high=None, **facts) -> FigureValue:
    numbers = {
        name: None if value is None else Decimal(value)
        for name, value in {"low": low, "best": best, "high": high}.items()
    }
    facts = {"measure": KILLED, "subjects": frozenset({"fama"}), "incident": 1} | facts
    return FigureValue(qualifier=qualifier, **numbers, **facts)


def exact(n, **facts):
    return figure(low=n, best=n, high=n, **facts)


def at_least(n):
    return figure(Qualifier.AT_LEAST, low=n)


def more_than(n):
    return figure(Qualifier.MORE_THAN, low=n)


def at_most(n):
    return figure(Qualifier.AT_MOST, high=n)


def less_than(n):
    return figure(Qualifier.LESS_THAN, high=n)


def about(n):
    return figure(Qualifier.ABOUT, best=n)


def between(low, high):
    return figure(Qualifier.RANGE, low=low, high=high)


def vague():
    return figure(Qualifier.VAGUE)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (exact(84), exact(84), AGREE),
        (exact(84), exact(20), CONTRADICT),
        (exact(84), about(84), AGREE),
        (exact(84), between(84, 84), AGREE),
        (exact(84), between(50, 100), OVERLAP),
        (exact(101), between(50, 100), CONTRADICT),
        (exact(84), at_least(84), OVERLAP),
        (exact(84), more_than(84), CONTRADICT),
        (exact(84), at_most(84), OVERLAP),
        (exact(84), less_than(84), CONTRADICT),
        (at_least(84), at_least(84), AGREE),
        (at_least(84), at_least(20), OVERLAP),
        (at_least(84), more_than(84), OVERLAP),
        (at_least(84), at_most(20), CONTRADICT),
        (at_least(84), at_most(84), OVERLAP),
        (at_least(84), less_than(84), CONTRADICT),
        (at_most(20), at_most(80), OVERLAP),
        (between(20, 50), between(20, 50), AGREE),
        (between(20, 50), between(50, 80), OVERLAP),
        (between(20, 50), between(51, 80), CONTRADICT),
        (about(20), about(22), OVERLAP),
        (about(20), exact(25), OVERLAP),
        (about(20), exact(26), CONTRADICT),
        (about(20), at_least(84), CONTRADICT),
        (vague(), exact(84), NOT_COMPARABLE),
        (vague(), vague(), NOT_COMPARABLE),
    ],
)
def test_the_table_of_relations(a, b, relation):
    assert compare(a, b).relation == relation


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (exact(84, measure=WOUNDED), "different_measure"),
        (exact(84, incident=2), "different_incident"),
        (exact(84, subjects=frozenset({"wagner"})), "different_subject"),
        (exact(84, subjects=frozenset({"fama", "wagner"})), "joint_subject"),
        (vague(), "no_number"),
    ],
)
def test_what_is_not_comparable_says_why(other, code):
    comparison = compare(exact(84), other)

    assert (comparison.relation, comparison.code) == (NOT_COMPARABLE, code)
    assert str(comparison.sentence).startswith("Not comparable: ")


def test_measures_are_compared_where_their_data_say_so():
    assert compare(exact(84), exact(84, measure=DEAD)).relation == AGREE


def test_a_measure_may_be_compared_with_nothing_not_even_itself():
    comparison = compare(exact(84, measure=GROWTH), exact(20, measure=GROWTH))

    assert (comparison.relation, comparison.code) == (NOT_COMPARABLE, "not_compared")


def test_a_contradiction_says_how_far_apart_they_are():
    comparison = compare(exact(84), exact(20))

    assert comparison.gap is not None
    assert (comparison.gap.difference, comparison.gap.ratio) == (64, Decimal("4.2"))
    assert (
        str(comparison.sentence)
        == "They contradict: they differ by 64 (killed), 4.2 times as many."
    )


def test_the_gap_of_an_approximate_figure_is_counted_from_the_number_that_was_stated():
    comparison = compare(about(20), at_least(84))

    assert comparison.gap is not None
    assert (comparison.gap.lower, comparison.gap.upper) == (20, 84)


def test_nought_has_a_difference_and_no_ratio():
    comparison = compare(exact(0), exact(5))

    assert comparison.gap is not None
    assert (comparison.gap.difference, comparison.gap.ratio) == (5, None)
    assert str(comparison.sentence) == "They contradict: they differ by 5 (killed)."


def test_a_published_row_whose_best_is_outside_its_range_is_taken_as_one_range():
    broken = figure(Qualifier.RANGE, low=10, best=40, high=20)

    assert compare(broken, exact(40)).relation == OVERLAP
    assert compare(broken, broken).relation == AGREE


def test_figures_of_one_claim_are_never_compared():
    assert compare(exact(84, claim=1), exact(20, claim=1)).code == "same_claim"


def test_a_later_figure_of_the_same_claimant_is_a_revision():
    comparison = compare(exact(100, claim=1, claimant="csp"), exact(84, claim=2, claimant="csp"))

    assert (comparison.relation, comparison.gap) == (Relation.REVISION, None)


def test_nobody_in_particular_is_never_the_same_claimant():
    comparison = compare(exact(100, claim=1, claimant=None), exact(84, claim=2, claimant=None))

    assert comparison.relation == CONTRADICT


@pytest.mark.parametrize(
    ("ground", "relation", "code"),
    [
        (Ground.REPETITION, NOT_COMPARABLE, "repeated"),
        (Ground.DIFFERENT_OUTCOME, AGREE, "same_number"),
        (Ground.DIFFERENT_ATTRIBUTION, AGREE, "same_number"),
        (Ground.DENIAL, AGREE, "same_number"),
        (Ground.PARTIAL_CONFIRMATION, AGREE, "same"),
    ],
)
def test_an_equal_number_is_the_same_figure_only_where_the_rest_is_the_same(ground, relation, code):
    comparison = compare(exact(1), exact(1), grounds=[ground])

    assert (comparison.relation, comparison.code) == (relation, code)


def test_another_number_given_as_a_repetition_contradicts_all_the_same():
    assert compare(exact(7), exact(5), grounds=[Ground.REPETITION]).relation == CONTRADICT


def test_a_revision_that_is_recorded_as_one_is_no_contradiction():
    assert compare(exact(7), exact(5), grounds=[Ground.REVISION]).relation == Relation.REVISION


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        (Scope(part="left behind"), Scope(part="carried off"), "different_part"),
        (Scope(part="left behind"), Scope(), "different_part"),
        (Scope(place="niono"), Scope(place="molodo"), "different_place"),
        (Scope(place="niono"), Scope(), "different_place"),
        (Scope(period="2024-07-26"), Scope(period="2024-07-27"), "different_period"),
        (Scope(period="2024-07-26"), Scope(), "different_period"),
        (Scope(as_of="2024-07-26"), Scope(as_of="2024-07-27"), "different_as_of"),
        (Scope(as_of="2024-07-26"), Scope(), "different_as_of"),
    ],
)
def test_figures_of_another_scope_are_not_comparable_and_it_is_said_why(one, other, code):
    comparison = compare(exact(84, scope=one), exact(20, scope=other))

    assert (comparison.relation, comparison.code) == (NOT_COMPARABLE, code)
    assert str(comparison.sentence).startswith("Not comparable: ")
    assert comparison == compare(exact(20, scope=other), exact(84, scope=one))


def test_figures_of_one_scope_are_compared():
    scopes = (Scope(part="Left  behind", place="niono"), Scope(part="left behind", place="niono"))
    one, other = (exact(n, claim=n, scope=scope) for n, scope in zip((84, 20), scopes, strict=True))

    assert compare(one, other).relation == CONTRADICT


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (exact(84), exact(86), "They contradict: they differ by 2 (killed)."),
        (exact(10), exact(20), "They contradict: they differ by 10 (killed), twice as many."),
        (exact(10), exact(40), "They contradict: they differ by 30 (killed), 4 times as many."),
        (
            exact(15, measure=DISTANCE),
            exact(60, measure=DISTANCE),
            "They contradict: they differ by 45 (distance).",
        ),
        (exact(40), at_least(47), "They contradict: they differ by at least 7 (killed)."),
        (
            exact(2),
            at_least(47),
            "They contradict: they differ by at least 45 (killed), at least 23.5 times as many.",
        ),
        (
            at_most(10),
            exact(20),
            "They contradict: they differ by at least 10 (killed), at least twice as many.",
        ),
        (
            less_than(10),
            more_than(49),
            "They contradict: they differ by at least 39 (killed), at least 4.9 times as many.",
        ),
        (
            exact(100),
            figure(Qualifier.RANGE, low=496),
            "They contradict: they differ by at least 396 (killed), at least 4.9 times as many.",
        ),
        (between(10, 12), exact(14), "They contradict: they differ by at least 2 (killed)."),
        (about(100), exact(140), "They contradict: they differ by about 40 (killed)."),
        (
            about(20),
            exact(40),
            "They contradict: they differ by about 20 (killed), about twice as many.",
        ),
        (
            exact(10),
            about(30),
            "They contradict: they differ by about 20 (killed), about 3 times as many.",
        ),
        (about(100), at_least(140), "They contradict: they differ by about 40 or more (killed)."),
        (
            about(20),
            at_least(84),
            (
                "They contradict: they differ by about 64 or more (killed), "
                "about 4.2 times as many or more."
            ),
        ),
        (at_least(2), at_least(47), "Both can be true at once: the ranges overlap."),
        (at_most(2), less_than(47), "Both can be true at once: the ranges overlap."),
        (
            figure(Qualifier.RANGE, low=2),
            at_least(47),
            "Both can be true at once: the ranges overlap.",
        ),
    ],
)
def test_a_contradiction_is_said_as_an_editor_would(one, other, said):
    assert str(compare(one, other).sentence) == said


def test_distances_have_no_ratio():
    gap = compare(exact(15, measure=DISTANCE), exact(60, measure=DISTANCE)).gap

    assert gap is not None
    assert gap.ratio is None


amounts = st.integers(min_value=0, max_value=1000).map(Decimal)
figures = st.one_of(
    amounts.map(exact),
    amounts.map(at_least),
    amounts.map(more_than),
    amounts.map(at_most),
    amounts.map(less_than),
    amounts.map(about),
    st.tuples(amounts, amounts).map(lambda pair: between(min(pair), max(pair))),
    st.builds(lambda low: figure(Qualifier.RANGE, low=low), amounts),
    st.builds(
        lambda low, best, high: figure(Qualifier.RANGE, low=low, best=best, high=high),
        amounts,
        amounts,
        amounts,
    ),
)


@given(figures, figures)
def test_the_order_does_not_matter(a, b):
    assert compare(a, b) == compare(b, a)


@given(figures)
def test_a_figure_agrees_with_itself(a):
    assert compare(a, a).relation == AGREE


@given(amounts, amounts, amounts, amounts, figures)
def test_widening_a_range_never_makes_a_contradiction(one, two, below, above, other):
    low, high = min(one, two), max(one, two)
    wider = between(low - below, high + above)

    if compare(between(low, high), other).relation != CONTRADICT:
        assert compare(wider, other).relation != CONTRADICT


@given(amounts, figures, st.sampled_from([at_least, at_most, about]))
def test_being_less_sure_never_makes_a_contradiction(n, other, weaker):
    if compare(exact(n), other).relation != CONTRADICT:
        assert compare(weaker(n), other).relation != CONTRADICT


@given(figures, figures)
def test_only_a_contradiction_has_a_gap(a, b):
    comparison = compare(a, b)

    assert (comparison.gap is not None) == (comparison.relation == CONTRADICT)


@given(figures, figures)
def test_figures_of_two_incidents_are_never_compared(a, b):
    assert compare(a, replace(b, incident=2)).relation == NOT_COMPARABLE


@pytest.mark.parametrize(("a", "b", "width"), [(12, 84, 7), (84, 12, 7), (0, 5, 5), (10, 10, None)])
def test_a_contradiction_is_as_wide_as_the_one_is_times_the_other(a, b, width):
    assert width_of(compare(exact(a), exact(b))) == width


def test_its_width_is_counted_between_the_nearest_numbers():
    least, some = figure(Qualifier.AT_LEAST, low=44), figure(Qualifier.RANGE, low=2, high=4)

    assert width_of(compare(least, some)) == 11


def test_of_what_is_not_told_in_times_there_is_no_width():
    assert width_of(compare(exact(2, measure=DISTANCE), exact(90, measure=DISTANCE))) is None


def test_what_can_both_be_true_has_no_width():
    assert width_of(compare(figure(Qualifier.AT_LEAST, low=10), exact(90))) is None


SUBJECTS = frozenset({"army", "police"})
VAGUE = figure(Qualifier.VAGUE)


@pytest.mark.parametrize(
    ("a", "b", "how_far", "width"),
    [
        (exact(10), exact(50), HowFarApart.FIVE_TIMES, 5),
        (exact(100), exact(495), HowFarApart.FIVE_TIMES, "4.95"),  # told as 5 times
        (exact(100), exact(494), HowFarApart.TWICE, "4.94"),
        (exact(10), exact(20), HowFarApart.TWICE, 2),
        (exact(100), exact(194), HowFarApart.LESS, "1.94"),
        (exact(10), exact(11), HowFarApart.LESS, "1.1"),
        (more_than(50), at_most(50), HowFarApart.LESS, 1),
        (exact(0), exact(1), HowFarApart.NONE, 1),
        (exact(0), at_least(84), HowFarApart.NONE, 84),
        (exact(0), more_than(0), HowFarApart.NONE, 0),
        (at_least(47), exact(2), HowFarApart.FIVE_TIMES, "23.5"),
        (figure(Qualifier.RANGE, low=2, high=4), exact(12), HowFarApart.TWICE, 3),
        (exact(2, measure=DISTANCE), exact(90, measure=DISTANCE), HowFarApart.AMOUNTS, None),
        (exact(7), exact(7), HowFarApart.TOGETHER, None),
        (about(80), exact(84), HowFarApart.TOGETHER, None),
        (at_least(10), exact(90), HowFarApart.TOGETHER, None),
        (exact(3, claimant=1), exact(80, claimant=1), HowFarApart.REVISED, None),
        (VAGUE, exact(5), HowFarApart.NOT_COMPARABLE, None),
        (exact(5, subjects=SUBJECTS), exact(50, subjects=SUBJECTS - {"army"}),
         HowFarApart.NOT_COMPARABLE, None),
        (exact(5, scope=Scope(part="left behind")), exact(50), HowFarApart.NOT_COMPARABLE, None),
        (exact(5, measure=KILLED), exact(50, measure=WOUNDED), HowFarApart.NOT_COMPARABLE, None),
    ],
)  # fmt: skip
def test_two_claims_are_as_far_apart_as_their_figures(a, b, how_far, width):
    found = PairWidth(how_far, None if width is None else Decimal(width))

    assert width_of_pair([compare(a, b)]) == found
    assert width_of_pair([compare(b, a)]) == found


def test_of_several_figures_those_farthest_apart_say_how_far():
    killed, wounded = compare(exact(10), exact(15)), compare(exact(4), exact(16))
    same, apart = compare(exact(3), exact(3)), compare(exact(3, incident=2), exact(3))

    assert width_of_pair([killed, apart, wounded, same]).how_far is HowFarApart.TWICE
    assert width_of_pair([apart, same]).how_far is HowFarApart.TOGETHER
    assert width_of_pair([]) == PairWidth(HowFarApart.NO_FIGURES)


@given(figures, figures)
def test_how_far_is_known_in_times_just_where_there_is_a_width(a, b):
    found = width_of_pair([compare(a, b)])

    assert (found.how_far in IN_TIMES) == (found.width is not None)


@given(amounts, amounts)
def test_what_readers_are_told_lies_within_the_bounds_it_is_found_by(a, b):
    found = compare(exact(a), exact(b))
    told = found.sentence.values.get("ratio", "2" if "twice" in found.sentence.text else "1")

    match width_of_pair([found]).how_far:
        case HowFarApart.FIVE_TIMES:
            assert Decimal(told) >= 5
        case HowFarApart.TWICE:
            assert 2 <= Decimal(told) < 5
        case HowFarApart.LESS:
            assert Decimal(told) < 2
