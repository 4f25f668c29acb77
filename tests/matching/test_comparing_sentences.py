"""Two sentences with figures: whether they agree, contradict or cannot be held together."""

from __future__ import annotations

import json

import pytest

from claims.matching.comparing import compare_sentences
from claims.matching.comparing.quantities import LONGEST_SENTENCE, MOST_QUANTITIES, read_sentence
from claims.matching.comparing.trees import WEIGHTS
from claims.rules.figures import Relation

SAME = frozenset({Relation.AGREE, Relation.OVERLAP})
APART = frozenset({Relation.NOT_COMPARABLE})
CONTRADICT = frozenset({Relation.CONTRADICT})


def test_two_numbers_of_the_same_contradict_and_both_are_told():
    found = compare_sentences(
        "The film was reviewed by more than 60 critics .",
        "On the site the film has a rating of 80 % , based on 41 reviews by critics .",
    )

    assert found.relation is Relation.CONTRADICT
    assert str(found.sentence) == "They contradict: one says “more than 60”, the other “41”."
    assert 0.6 <= found.likelihood <= 1


@pytest.mark.parametrize(
    ("a", "b", "relations", "code"),
    [
        pytest.param(
            "By 5 May 2021 the city had more than 120 confirmed cases .",
            "As of 5 May 2021 , there are 131 confirmed cases in the city .",
            SAME,
            "both_possible",
            id="more than",
        ),
        pytest.param(
            "By 5 May 2021 the city had fewer than 120 confirmed cases .",
            "As of 5 May 2021 , there are 131 confirmed cases in the city .",
            CONTRADICT,
            "numbers_exclude",
            id="fewer than",
        ),
        pytest.param(
            "The album sold 1.3 million copies .",
            "The album has sold 1,297,000 copies .",
            SAME,
            "rounded",
            id="rounded",
        ),
        pytest.param(
            "The city had 120 cases by 9 April 2020 .",
            "As of 5 May 2021 , there are 240 cases in the city .",
            APART,
            "other_time",
            id="another day",
        ),
        pytest.param(
            "In 2014 the strike was joined by 300 miners .",
            "In 2016 the strike was joined by 450 miners .",
            APART,
            "other_time",
            id="another year",
        ),
        pytest.param(
            "The march was 12 km long .",
            "The march was 15 hours long .",
            APART,
            "other_kinds",
            id="another unit",
        ),
        pytest.param(
            "Unemployment stood at 12 % .",
            "About 1,200 people lost their work .",
            APART,
            "other_kinds",
            id="a share and a count",
        ),
        pytest.param(
            "No soldiers were killed in the attack .",
            "The army says 15 soldiers were killed in the attack .",
            CONTRADICT,
            "numbers_exclude",
            id="none",
        ),
        pytest.param(
            "The toll rose from 12 to 15 dead .",
            "The toll is 15 dead .",
            SAME,
            "same",
            id="superseded",
        ),
        pytest.param(
            "12 soldiers were killed in the attack .",
            "The army says 12 soldiers were killed in the attack , 3 of them officers .",
            SAME,
            "same",
            id="a part beside the whole",
        ),
        pytest.param(
            "Au moins vingt soldats ont été tués le 5 mars 2024 .",
            "Le 5 mars 2024 , 12 soldats ont été tués .",
            CONTRADICT,
            "numbers_exclude",
            id="words of another language",
        ),
        pytest.param(
            "The album sold 300,000 copies .",
            "The band was founded by brothers in Leeds .",
            APART,
            "no_number",
            id="one number only",
        ),
    ],
)
def test_kinds_of_pairs(a: str, b: str, relations: frozenset[Relation], code: str):
    language = "fr" if "soldats" in a else "en"

    found = compare_sentences(a, b, language=language)

    assert (found.relation in relations, found.sentence.code) == (True, code)


def test_the_same_words_agree_also_without_a_number():
    assert compare_sentences("They left .", "They  left .").relation is Relation.AGREE


def test_without_any_number_nothing_is_compared():
    found = compare_sentences("They left .", "Nobody left .")

    assert (found.relation, found.sentence.code) == (Relation.NOT_COMPARABLE, "no_number")


def test_of_what_is_too_long_to_be_read_whole_nothing_is_said():
    found = compare_sentences("12 dead . " * LONGEST_SENTENCE, "15 dead .")

    assert (found.relation, found.sentence.code) == (Relation.NOT_COMPARABLE, "too_long")


@pytest.mark.parametrize(
    "unit",
    ["1 ", "one ", "more than ", "5 May ", "12,", "no ", "\u0301", "\u202e1", "from 1 to ", "$ "],
)
def test_hostile_text_is_answered_and_few_of_its_numbers_are_held_together(unit: str):
    crafted = (unit * LONGEST_SENTENCE)[:LONGEST_SENTENCE]

    assert compare_sentences(crafted, crafted[1:]).relation in Relation
    assert len(read_sentence(crafted).quantities) <= MOST_QUANTITIES


def test_the_weights_say_where_they_come_from_and_stay_small():
    given = json.loads(WEIGHTS.read_text(encoding="utf-8"))

    assert all(given[name] for name in ("made_by", "data", "licence", "date"))
    assert WEIGHTS.stat().st_size < 200_000
