"""How many origins a number of reports has, and how many of those confirm a claim independently."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.origins import Derived, Houses, OriginKind, Report, Stated, Who, count_origins

SUITE = Path(__file__).parents[2] / "suites" / "evidence" / "origins.json"
CASES = json.loads(SUITE.read_text(encoding="utf-8"))


def own(*pages, publisher=None):
    return [Report(page, publisher, Stated.OWN) for page in pages]


def unknown(*pages):
    return [Report(page) for page in pages]


def span(counted):
    return counted.low, counted.high


def resting(counted):
    return [origin.pages for origin in counted.origins]


def test_nine_reports_of_two_wires_are_two_origins():
    copies = [Derived(page, from_publisher="AFP" if page < 6 else "Reuters") for page in range(9)]

    counted = count_origins(unknown(*range(9)), copies)

    assert (len(counted.reports), span(counted), counted.unstated) == (9, (2, 2), ())
    assert resting(counted) == [(0, 1, 2, 3, 4, 5), (6, 7, 8)]
    assert [origin.members for origin in counted.origins] == [("AFP",), ("Reuters",)]


@pytest.mark.parametrize("case", CASES, ids=[case["case"][:40] for case in CASES])
def test_the_cases_are_counted_as_a_careful_reader_would(case):
    counted = count_origins(
        [Report(page, publisher, Stated(origin)) for page, publisher, origin in case["reports"]],
        [Derived(*row) for row in case["derivations"]],
    )

    assert span(counted) == (case["independent"], case["independent"])
    assert len(counted.circular) == case["circular"]
    assert counted.confirmations == ()


def test_who_does_not_say_may_have_it_from_the_others():
    counted = count_origins(own("a") + unknown("b", "c", "d"), [])

    assert span(counted) == (1, 4)
    assert counted.unstated == ("b", "c", "d")
    assert {origin.kind for origin in counted.origins[1:]} == {OriginKind.UNSTATED}


def test_where_nobody_says_there_is_one_at_least():
    assert span(count_origins(unknown("a", "b"), [])) == (1, 2)


def test_a_derivation_that_names_nobody_says_nothing():
    counted = count_origins([Report("a", origin=Stated.DERIVED)], [Derived("a")])

    assert (span(counted), counted.unstated) == ((1, 1), ("a",))


@pytest.mark.parametrize("links", [1, 2, 4, 3000])
def test_a_chain_of_any_length_leads_to_its_first_page(links):
    chain = [Derived(page, from_page=page + 1) for page in range(links)]

    counted = count_origins(unknown(*range(links)) + own(links), chain)

    assert (span(counted), len(counted.reports)) == ((1, 1), links + 1)


def test_a_chain_leads_on_through_pages_that_are_no_reports():
    counted = count_origins(
        unknown("a", "b"),
        [Derived("a", from_page="x"), Derived("x", from_page="y"), Derived("b", from_page="y")],
        beyond=[Report("x"), Report("y", origin=Stated.OWN)],
    )

    assert (span(counted), resting(counted)) == ((1, 1), [("a", "b")])


def test_what_is_known_of_a_page_beyond_the_reports_counts():
    beyond = unknown("x")

    counted = count_origins(own("a") + unknown("b"), [Derived("b", from_page="x")], beyond=beyond)

    assert span(counted) == (1, 2)


def test_a_credit_of_a_publisher_leads_to_what_its_own_page_copies():
    reports = [Report("blog", "Blog"), Report("tv", "TV 5"), Report("paper", "Paper", Stated.OWN)]
    copies = [Derived("blog", credited_to="TV 5"), Derived("tv", from_publisher="Paper")]

    counted = count_origins(reports, copies)

    assert resting(counted) == [("blog", "tv", "paper")]


def test_a_page_with_two_sources_rests_on_both():
    counted = count_origins(
        own("a", "b") + unknown("c"), [Derived("c", from_page="a"), Derived("c", from_page="b")]
    )

    assert set(resting(counted)) == {("a", "c"), ("b", "c")}


def test_own_reporting_on_what_others_published_is_no_further_origin():
    counted = count_origins(own("a", "b", "c"), [Derived(page, credited_to="@x") for page in "abc"])

    assert span(counted) == (1, 1)


def test_pages_that_copy_each_other_are_named_and_may_have_it_from_the_others():
    circle = [Derived("a", from_page="b"), Derived("b", from_page="c"), Derived("c", from_page="a")]

    counted = count_origins(
        unknown("a", "b", "c", "d") + own("e"), [*circle, Derived("d", from_page="a")]
    )

    assert counted.circular == ("a", "b", "c")
    assert (resting(counted), span(counted)) == ([("a", "b", "c", "d"), ("e",)], (1, 2))


def test_a_circle_through_publishers_is_one_as_well():
    reports = [Report("a", "A", Stated.DERIVED), Report("b", "B", Stated.DERIVED)]

    counted = count_origins(reports, [Derived("a", from_publisher="B"), Derived("b", "a")])

    assert (counted.circular, span(counted)) == (("a", "b"), (1, 1))


def test_a_circle_with_a_source_outside_rests_on_that_source():
    circle = [Derived("a", from_page="b"), Derived("b", from_page="a")]

    counted = count_origins(unknown("a", "b"), [*circle, Derived("b", from_publisher="AFP")])

    assert [origin.members for origin in counted.origins] == [("AFP",)]
    assert counted.circular == ("a", "b")


def test_a_house_is_not_independent_of_itself():
    counted = count_origins(
        [*own("a", "b", publisher="AFP"), Report("c")], [Derived("c", from_publisher="AFP")]
    )

    assert resting(counted) == [("a", "b", "c")]


def test_what_belongs_to_one_party_is_one_house():
    houses = Houses()
    for publisher in (1, 2):
        houses.tie(publisher, "party")

    counted = count_origins([*own("a", publisher=1), *own("b", publisher=2)], [], houses=houses)

    assert counted.origins[0].members == (1, 2)


def test_a_key_says_which_spellings_are_one():
    copies = [
        Derived("a", credited_to="the general's letter", key="letter"),
        Derived("b", credited_to="missive du général", key="letter"),
    ]

    assert span(count_origins(unknown("a", "b"), copies)) == (1, 1)


# --- who belongs to the claimant, and what confirms the claim


def confirming(*reports, derivations=(), claimant=("Army",)):
    counted = count_origins(reports, derivations, claimant=claimant)
    return counted.confirmations, counted.not_independent


def test_nothing_confirms_until_somebody_says_so():
    assert confirming(*own("a", publisher="AFP")) == ((), ())


def test_what_is_marked_confirms_once_for_each_origin():
    reports = [Report(page, "AFP", confirms=True) for page in "ab"]

    assert confirming(*reports, Report("c", "Reuters", confirms=True)) == (("a", "c"), ())


def test_the_claimant_does_not_confirm_itself():
    assert confirming(Report("a", "Army", confirms=True)) == ((), ("a",))


def test_who_relays_the_claimant_through_others_does_not_confirm_it():
    reports = [Report("a", "Blog", confirms=True), Report("b", "Radio")]
    copies = [Derived("a", from_page="b"), Derived("b", credited_to="spokesman of the Army")]

    assert confirming(*reports, derivations=copies) == ((), ("a",))


def test_a_page_of_the_claimant_is_its_origin_whatever_it_says():
    counted = count_origins([Report("a", "Army")], [], claimant=["Army"])

    assert (counted.origins[0].kind, counted.origins[0].of_claimant) == (OriginKind.SAID, True)


def test_the_army_is_the_only_one_that_is_known():
    houses = Houses()
    houses.speaks("Wagner", Who.ARMY)

    counted = count_origins(
        unknown("a"),
        [Derived("a", credited_to="the army")],
        houses=houses,
        claimant=["Wagner"],
    )

    assert counted.origins[0].of_claimant


def test_no_reports_have_no_origins():
    counted = count_origins([], [])

    assert (counted.reports, span(counted), counted.confirmations) == ((), (0, 0), ())


pages = st.integers(0, 6)
links = st.lists(st.tuples(pages, pages), max_size=12)


@given(st.sets(pages), links)
def test_every_report_rests_on_an_origin(reported, pairs):
    counted = count_origins(
        unknown(*sorted(reported)), [Derived(page, from_page=source) for page, source in pairs]
    )

    assert {page for origin in counted.origins for page in origin.pages} == reported
    assert bool(reported) == (counted.low > 0)
    assert counted.low <= counted.high


@given(st.sets(pages), links)
def test_the_order_of_the_chain_does_not_matter(reported, pairs):
    def groups(ordered):
        derived = [Derived(page, from_page=source) for page, source in ordered]
        return set(resting(count_origins(unknown(*sorted(reported)), derived)))

    assert groups(pairs) == groups(pairs[::-1])
