"""What has to be in order before a verdict is published."""

import pytest

from claims.rules.deciding.checklist import (
    CitedFacts,
    Moot,
    Point,
    PublishingFacts,
    best_left_out,
    checklist,
    told_of_notes,
)
from claims.rules.grounds import Stance

CONTRADICTS = Stance.CONTRADICTS
NOTE = "The major told us on the telephone that nobody had ever counted the bodies."


def open_points(summary="It is so.", **facts):
    given = {"citations": [CitedFacts(1, 1)], "was_asked": True} | facts
    return [row.point for row in checklist(PublishingFacts(**given), summary) if row.is_open]


def test_where_everything_is_done_every_point_is_green():
    cited = [CitedFacts(1, 1, "A", is_quoted=True), CitedFacts(2, 2, "A", stance=CONTRADICTS)]
    facts = PublishingFacts(cited, other_side=[CitedFacts(3, 2, "A")], was_asked=True)
    rows = checklist(facts, "It is so.")
    assert [row.point for row in rows] == list(Point)
    assert all(row.is_green for row in rows)


@pytest.mark.parametrize(
    ("facts", "point"),
    [
        ({"citations": [CitedFacts(1, 1, is_copied=False)]}, Point.SEALED),
        ({"citations": [CitedFacts(1, 1, is_quoted=True, is_verbatim=False)]}, Point.VERBATIM),
        ({"other_side": [CitedFacts(2, 2)]}, Point.BEST_SOURCES),
        ({"was_asked": False}, Point.REPLY),
        ({"notes": [NOTE], "summary": f"It is so. {NOTE}"}, Point.NOTES),
    ],
)
def test_each_point_is_open_for_what_it_is_about(facts, point):
    assert open_points(**facts) == [point]


@pytest.mark.parametrize("stances", [(), ("contradicts",), ("context", "contradicts")])
def test_a_claim_of_which_no_report_is_cited_lacks_its_own_side(stances):
    cited = [CitedFacts(key, key, stance=Stance(said)) for key, said in enumerate(stances)]
    assert open_points(citations=cited) == [Point.SOURCE, Point.BEST_SOURCES]
    for said in ("reports", "supports"):
        assert open_points(citations=[*cited, CitedFacts(9, 9, stance=Stance(said))]) == []


def test_every_text_that_readers_are_told_is_held_against_the_notes():
    facts = PublishingFacts([CitedFacts(1, 1)], was_asked=True, notes=[NOTE])
    assert checklist(facts, "It is so.", "A list.", "")[-1].is_green
    found = checklist(facts, "It is so.", f"A list: {NOTE}", "")[-1]
    assert (found.is_green, found.told) == (False, f"A list: {NOTE}")


def test_a_reason_is_told_to_readers_only_where_the_point_is_open():
    reasons = {Point.REPLY: NOTE}
    facts = {"citations": [CitedFacts(1, 1)], "notes": [NOTE]}
    assert not checklist(PublishingFacts(**facts), "So.", waived=reasons)[-1].is_green
    asked = PublishingFacts(**facts, was_asked=True)
    assert checklist(asked, "So.", waived=reasons)[-1].is_green


def test_what_is_explained_need_not_be_verbatim():
    differs = CitedFacts(1, 1, is_quoted=True, is_verbatim=False, is_explained=True)
    assert open_points(citations=[differs]) == []


def test_what_has_no_copy_is_said_once():
    unseen = CitedFacts(1, 1, is_quoted=True, is_verbatim=False, is_copied=False)
    assert open_points(citations=[unseen]) == [Point.SEALED]


def moot_points(**facts):
    given = {"citations": [CitedFacts(1, 1, is_quoted=True)], "was_asked": True} | facts
    given.setdefault("other_side", [CitedFacts(9, 1)])
    rows = checklist(PublishingFacts(**given), "It is so.")
    assert all([row.is_green, row.is_open, row.moot is not None].count(True) == 1 for row in rows)
    return {row.point: row.moot for row in rows if row.moot}


@pytest.mark.parametrize(
    ("facts", "moot"),
    [
        ({}, {}),
        ({"citations": [CitedFacts(1, 1)]}, {Point.VERBATIM: Moot.NOTHING_QUOTED}),
        (
            {"citations": [CitedFacts(1, 1, is_quoted=True, is_copied=False)]},
            {Point.VERBATIM: Moot.NO_COPY},
        ),
        (
            {
                "citations": [
                    CitedFacts(1, 1, is_quoted=True),
                    CitedFacts(2, 2, is_quoted=True, is_copied=False),
                ]
            },
            {Point.VERBATIM: Moot.NO_COPY},
        ),
        (
            {"citations": [], "other_side": []},
            {Point.SEALED: Moot.NOTHING_CITED, Point.VERBATIM: Moot.NOTHING_QUOTED},
        ),
        ({"other_side": []}, {Point.BEST_SOURCES: Moot.NO_OTHER_SIDE}),
        ({"was_asked": False, "can_be_asked": False}, {Point.REPLY: Moot.NOBODY_TO_ASK}),
    ],
)
def test_what_nobody_did_is_not_called_in_order(facts, moot):
    assert moot_points(**facts) == moot


def test_one_page_is_named_once_however_often_it_is_cited():
    twice = [CitedFacts(1, 1, is_copied=False), CitedFacts(2, 1, is_copied=False)]
    (copies,) = [
        row for row in checklist(PublishingFacts(twice), "So.") if row.point is Point.SEALED
    ]
    assert copies.citations == (1,)
    other_side = [CitedFacts(11, 11, "B"), CitedFacts(12, 11, "B"), CitedFacts(13, 13, "B")]
    assert [row.key for row in best_left_out([CitedFacts(1, 1)], other_side)] == [11, 13]


def test_nobody_is_asked_where_nobody_was_named():
    assert open_points(was_asked=False, can_be_asked=False) == []


OTHERS = [CitedFacts(11, 11, "B"), CitedFacts(12, 12, "D"), CitedFacts(13, 13, "F")]


@pytest.mark.parametrize(
    ("own", "left_out"),
    [
        (CitedFacts(1, 1, "A"), [11]),
        (CitedFacts(1, 11, "B"), []),
        (CitedFacts(1, 12, "D"), [11]),
        (CitedFacts(1, 1, "B", stance=Stance.CONTRADICTS), []),
        (CitedFacts(1, 1, "C", stance=Stance.CONTRADICTS), [11]),
        (CitedFacts(1, 1, "F", stance=Stance.CONTRADICTS), [11]),
    ],
)
def test_the_best_source_of_the_other_side_is_cited_or_one_as_good(own, left_out):
    assert [row.key for row in best_left_out([own], OTHERS)] == left_out


def test_without_a_letter_each_source_of_the_other_side_is_as_good():
    others = [CitedFacts(11, 11), CitedFacts(12, 12, "F")]
    assert [row.key for row in best_left_out([CitedFacts(1, 1, "A")], others)] == [11, 12]
    assert best_left_out([CitedFacts(1, 12)], others) == []
    assert best_left_out([CitedFacts(1, 1, stance=Stance.CONTRADICTS)], others) == []


def test_a_few_words_in_common_are_chance():
    assert told_of_notes("Nobody had ever counted the bodies of the dead.", [NOTE], []) == ""


def test_a_long_run_of_words_is_found_however_it_is_written():
    summary = "As it was said, NOBODY - had ever counted; the bodies, that nobody had ever counted"
    assert told_of_notes(summary, [NOTE], []) == ""
    summary = "They said on the telephone, that nobody had ever COUNTED the bodies!"
    assert told_of_notes(summary, [NOTE], []).startswith("on the telephone that nobody had")


def test_what_readers_see_anyway_may_be_quoted():
    assert told_of_notes(NOTE, [NOTE], [f"He wrote: {NOTE}"]) == ""
