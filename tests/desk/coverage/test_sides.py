"""Editors see whether each side gets the same care."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.models import Rating
from claims.presentation.coverage import as_csv, median_words, share, side_rows
from claims.reads.coverage.by_side import NOT_GRADED, Coverage, Covered, Side, coverage
from sources.operations.register.publishers import grade_publisher
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_figure,
    a_pair,
    a_party,
    a_user,
    a_verdict,
    an_incident,
    later,
)
from tests.house.database import rows
from tests.ratings import Rating as Known
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db
SIDES = "/desk/sides/"


@pytest.fixture
def two_sides():
    """The army says two things, one decided after three days; the front answers one of them."""
    army, front, incident = a_party("The army"), a_party("The front"), an_incident()
    first = a_claim(claimant=army, incident=incident, figures=[a_figure(subjects=[front])])
    a_claim(claimant=army, incident=incident)
    answer = a_claim(claimant=front, incident=incident, figures=[a_figure(subjects=[front])])
    a_pair(claim=answer, answers=first)
    a_verdict(first, at=later(days=3))
    return incident, army, front


def side(scope: Covered, party) -> Side:
    return next(one for one in coverage(scope).sides if one.party == party)


def test_claims_verdicts_and_times_are_counted_by_side(two_sides):
    incident, army, front = two_sides

    found = coverage(Covered(incident=incident))
    one, other = side(Covered(), army), side(Covered(), front)

    assert (one.claims, one.decided, one.ratings) == (2, 1, {Known.SUPPORTED: 1})
    assert (one.median, one.timed) == (dt.timedelta(days=3), 1)
    assert (other.claims, other.decided, other.median) == (1, 0, None)
    assert (other.losses, one.losses) == (2, 0)
    assert (one.answers, one.answered, other.answers, other.answered) == (0, 1, 1, 0)
    assert [(d.party, d.answers, d.count) for d in found.directions] == [(front, army, 1)]


def test_what_a_party_says_of_its_own_claims_answers_nobody(two_sides):
    incident, army, _front = two_sides
    one, other = (
        a_claim(claimant=army, incident=incident),
        a_claim(claimant=army, incident=incident),
    )
    a_pair(claim=one, answers=other, ground="revision")

    assert [d.count for d in coverage(Covered()).directions] == [1]


def test_grades_are_counted_as_they_are_now_and_apart_from_pages_without_one():
    citation = a_citation()
    publisher, claim = citation.page.publisher, citation.claim
    ask = {"publisher": publisher, "reason": "It was seen there.", "by": a_user(Role.ADMINISTRATOR)}
    a_citation(claim)
    grade_publisher(grade="F", at=AT, **ask)
    assert side(Covered(), claim.claimant).grades == {"F": 1, NOT_GRADED: 1}
    grade_publisher(grade="B", at=later(days=1), **ask)

    assert side(Covered(), claim.claimant).grades == {"B": 1, NOT_GRADED: 1}


def test_a_claim_rests_on_a_copy_once_one_of_its_pages_is_sealed():
    citation = a_citation()
    a_citation(citation.claim)
    party = citation.claim.claimant
    assert side(Covered(), party).on_copies == 0

    rows.sealed_capture(page=citation.page)
    rows.sealed_capture(page=citation.page)

    assert side(Covered(), party).on_copies == 1


def test_drafts_withdrawn_claims_exercises_and_other_times_are_left_out():
    claim = a_claim()
    a_claim(claimant=claim.claimant, draft=True)
    a_claim(claimant=claim.claimant, incident=an_incident(is_exercise=True))
    day = claim.created_at.date()

    assert side(Covered(), claim.claimant).claims == 1
    assert side(Covered(first=day, last=day), claim.claimant).claims == 1
    assert coverage(Covered(first=day + dt.timedelta(days=1))).sides == ()
    assert coverage(Covered(last=day - dt.timedelta(days=1))).sides == ()
    assert coverage(Covered(incident=an_incident())).sides == ()


def test_the_page_shows_bars_on_one_scale_and_the_numbers_as_tables(sign_in, editor, two_sides):
    incident, _army, _front = two_sides
    answer = sign_in(editor).get(SIDES, {"incident": incident.slug})
    page = LexborHTMLParser(answer.content.decode())

    bars = {
        bar.parent.parent.css_first("th").text(): [r.attributes["width"] for r in bar.css("rect")]
        for bar in page.css("svg.side-bars")
    }
    assert bars["The army"] == ["240", "120", "0"]
    assert bars["The front"] == ["120", "0", "240"]
    assert "1 of 2" in answer.content.decode() or "0 of 2" in answer.content.decode()
    assert "3 days (n = 1, few)" in answer.content.decode()
    assert page.css_first("section[aria-labelledby=answers] tbody th").text() == "The front"


def test_the_file_has_the_same_counts(sign_in, editor, two_sides):
    answer = sign_in(editor).get(f"{SIDES}sides.csv")
    table = {row["party"]: row for row in csv.DictReader(io.StringIO(answer.content.decode()))}

    assert answer["Content-Type"].startswith("text/csv")
    assert table["The army"]["claims"] == "2"
    assert table["The army"]["rating_supported"] == "1"
    assert table["The army"]["median_hours_to_verdict"] == "72.0"
    assert table["The front"]["answers_others"] == "1"


def test_the_number_of_queries_does_not_grow_with_the_sides(
    sign_in, editor, two_sides, django_assert_max_num_queries
):
    client = sign_in(editor)
    with django_assert_max_num_queries(20) as few:
        client.get(SIDES)
    for _ in range(4):
        a_pair()
    with django_assert_max_num_queries(len(few)):
        client.get(SIDES)


@pytest.mark.parametrize(
    "asked",
    [
        {"recorded_from": "soon"},
        {"recorded_from": "2026-03-02", "recorded_to": "2026-03-01"},
        {"incident": "nowhere"},
    ],
)
@pytest.mark.parametrize("address", [SIDES, f"{SIDES}sides.csv"])
def test_what_cannot_be_asked_for_is_said_at_the_field(sign_in, editor, asked, address):
    answer = sign_in(editor).get(address, asked)

    assert answer["Content-Type"].startswith("text/html")
    assert LexborHTMLParser(answer.content.decode()).css_first("ul.errorlist")


def test_nothing_recorded_is_said(sign_in, editor):
    assert "No claim was recorded here" in sign_in(editor).get(SIDES).content.decode()


def test_it_is_for_editors(sign_in, checker):
    assert sign_in(checker).get(SIDES).status_code == 403


def test_of_fewer_than_ten_there_is_no_share():
    assert (share(3, 9), share(3, 10)) == ("3 of 9", "30 % (3 of 10)")
    assert median_words(dt.timedelta(hours=1), 10) == "1 hour (n = 10)"
    assert median_words(None, 0) == ""


def test_a_name_is_no_formula_in_a_spreadsheet():
    found = Coverage((Side(a_party("=1+1")),), ())

    assert as_csv(found, list(Rating.objects.all())).splitlines()[1].startswith("'=1+1,")
    assert side_rows(found, [])[0].width == 0
