"""How many independent origins a number of reports has."""

from hypothesis import given
from hypothesis import strategies as st

from claims.rules.origins import Derived, Report, Stated, count_origins


def own(*pages):
    return [Report(page, origin=Stated.OWN) for page in pages]


def unknown(*pages):
    return [Report(page) for page in pages]


def test_nine_reports_of_two_wires_are_two_origins():
    copies = [Derived(page, from_publisher="AFP" if page < 6 else "Reuters") for page in range(9)]

    counted = count_origins(unknown(*range(9)), copies)

    assert (counted.reports, counted.independent, counted.unstated) == (9, 2, ())
    assert [origin.pages for origin in counted.origins] == [(0, 1, 2, 3, 4, 5), (6, 7, 8)]
    assert [origin.publisher for origin in counted.origins] == ["AFP", "Reuters"]


def test_a_chain_leads_to_its_first_page():
    counted = count_origins(
        unknown("a", "b", "c"), [Derived("c", from_page="b"), Derived("b", from_page="a")]
    )

    assert [origin.pages for origin in counted.origins] == [("a", "b", "c")]
    assert counted.unstated == ("a",)


def test_a_page_with_two_sources_rests_on_both():
    counted = count_origins(
        own("a", "b") + unknown("c"), [Derived("c", from_page="a"), Derived("c", from_page="b")]
    )

    assert {origin.pages for origin in counted.origins} == {("a", "c"), ("b", "c")}


def test_pages_that_copy_the_same_page_outside_are_one_origin():
    counted = count_origins(
        unknown("a", "b"), [Derived("a", from_page="x"), Derived("b", from_page="x")]
    )

    assert (counted.independent, counted.unstated) == (1, ())


def test_a_name_is_one_origin_however_it_is_written():
    counted = count_origins(
        unknown("a", "b"),
        [
            Derived("a", credited_to="DIRPA  communiqué"),
            Derived("b", credited_to="dirpa Communiqué"),
        ],
    )

    assert [origin.credited_to for origin in counted.origins] == ["DIRPA communiqué"]


def test_spellings_of_one_credit_are_one_origin():
    counted = count_origins(
        unknown("a", "b"),
        [
            Derived("a", credited_to="DIRPA", key="army-communique"),
            Derived("b", credited_to="communiqué de l'armée", key="army-communique"),
        ],
    )

    assert (counted.independent, counted.unstated) == (1, ())


def test_a_page_that_does_not_say_counts_and_is_said_to_be_unstated():
    counted = count_origins(own("a") + unknown("b"), [])

    assert (counted.independent, counted.unstated) == (2, ("b",))


def test_a_derivation_that_names_nobody_says_nothing():
    counted = count_origins([Report("a", origin=Stated.DERIVED)], [Derived("a")])

    assert (counted.independent, counted.unstated) == (1, ("a",))


def test_pages_that_copy_each_other_are_one_origin_and_named():
    circle = [
        Derived("a", from_page="b"),
        Derived("b", from_page="c"),
        Derived("c", from_page="a"),
    ]

    counted = count_origins(unknown("a", "b", "c", "d"), [*circle, Derived("d", from_page="a")])

    assert [origin.pages for origin in counted.origins] == [("a", "b", "c", "d")]
    assert counted.circular == ("a", "b", "c")


def test_a_circle_with_a_source_outside_rests_on_that_source():
    counted = count_origins(
        unknown("a", "b"),
        [
            Derived("a", from_page="b"),
            Derived("b", from_page="a"),
            Derived("b", from_publisher="AFP"),
        ],
    )

    assert [origin.publisher for origin in counted.origins] == ["AFP"]
    assert counted.circular == ("a", "b")


def test_an_outlet_is_not_independent_of_itself():
    reports = [Report(page, publisher="AFP", origin=Stated.OWN) for page in "ab"]

    counted = count_origins([*reports, Report("c")], [Derived("c", from_publisher="AFP")])

    assert [origin.pages for origin in counted.origins] == [("a", "b", "c")]


def test_no_reports_have_no_origins():
    counted = count_origins([], [])

    assert (counted.reports, counted.independent) == (0, 0)


pages = st.integers(0, 6)
links = st.lists(st.tuples(pages, pages), max_size=12)


@given(st.sets(pages), links)
def test_every_report_rests_on_an_origin(reported, pairs):
    counted = count_origins(
        unknown(*sorted(reported)), [Derived(page, from_page=source) for page, source in pairs]
    )

    assert {page for origin in counted.origins for page in origin.pages} == reported
    assert bool(reported) == (counted.independent > 0)


@given(st.sets(pages), links)
def test_the_order_of_the_chain_does_not_matter(reported, pairs):
    def groups(ordered):
        derived = [Derived(page, from_page=source) for page, source in ordered]
        return {o.pages for o in count_origins(unknown(*sorted(reported)), derived).origins}

    assert groups(pairs) == groups(pairs[::-1])
