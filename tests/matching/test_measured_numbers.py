"""What numbers of two sentences surely count is asked before the model is."""

from __future__ import annotations

import pytest

from claims.matching.comparing import compare_sentences
from claims.reads.desk.text_reader import brought_text_reader
from claims.rules.figures import Relation
from claims.rules.figures.in_text import Alias, TextReader

KILLED = "12 soldiers were killed in the attack."
READER = TextReader(
    brought_text_reader().measures, [Alias("army", "army"), Alias("rebels", "rebels")]
)


@pytest.mark.parametrize(
    ("a", "b", "code"),
    [
        pytest.param(KILLED, KILLED.replace("killed", "wounded"), "different_measure", id="equal"),
        pytest.param(
            KILLED, "30 soldiers were wounded in the attack.", "different_measure", id="other"
        ),
        pytest.param(
            "12 rebels were killed.",
            "15 army soldiers were killed.",
            "different_subject",
            id="whose",
        ),
        pytest.param(
            "The army did not kill 84 men.", "The army killed 84 men.", "denied", id="denied"
        ),
        pytest.param(
            "12 soldiers were killed in Kidal.",
            "15 soldiers were killed in Gao.",
            "different_place",
            id="place",
        ),
        pytest.param(
            "12 soldats ont été tués à Kidal.",
            "15 soldats ont été blessés à Kidal.",
            "different_measure",
            id="fr",
        ),
    ],
)
def test_numbers_that_surely_count_other_things_are_not_comparable(a: str, b: str, code: str):
    language = "fr" if "soldats" in a else "en"

    found = compare_sentences(a, b, language=language, reader=READER)

    assert (found.relation, found.sentence.code) == (Relation.NOT_COMPARABLE, code)
    assert str(found.sentence).startswith("Not comparable")


@pytest.mark.parametrize(
    ("said", "relation"),
    [
        ("12 soldiers were killed.", Relation.AGREE),
        ("At least 10 soldiers were killed.", Relation.OVERLAP),
        ("15 soldiers were killed.", Relation.CONTRADICT),
    ],
)
def test_numbers_that_surely_count_the_same_are_compared_by_rules_alone(
    said: str, relation: Relation
):
    found = compare_sentences(KILLED, said, reader=READER)

    assert (found.relation, found.likelihood) == (relation, 1.0)


def test_a_place_in_another_spelling_is_the_same_place():
    a, b = "12 soldiers were killed in Tinzaouaten.", "15 soldiers were killed in Tinzawatène."

    assert compare_sentences(a, b, reader=READER).relation is Relation.CONTRADICT


def test_a_part_is_not_held_against_the_whole_of_others():
    a = "17 soldiers were killed, among them 3 officers."

    assert compare_sentences(a, "17 soldiers were killed.", reader=READER).relation in {
        Relation.AGREE,
        Relation.NOT_COMPARABLE,
    }
