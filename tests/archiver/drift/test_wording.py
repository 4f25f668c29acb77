"""Two texts word by word: what was taken away and put in, within bounds, whatever the texts are."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import pytest

from sources.archiver.drift.alignment import Block, align
from sources.archiver.drift.passages import LONGEST_RUN, MOST_CHANGES, Run, RunKind, passage, whole
from sources.archiver.drift.word_diff import TextComparison

BEFORE = "The army lost 12 men near the old bridge on Friday, it said."
NOW = "The army lost 7 men near the bridge on Friday, it said again."


def told(earlier: str, later: str) -> list[tuple[str, str, bool]]:
    found = whole(TextComparison(earlier, later))
    return [(run.kind.value, run.text, run.number) for run in found.runs if run.kind != "same"]


def side(runs: Sequence[Run], changed: RunKind) -> str:
    """The text of one side, put together again."""
    shown = [run.gap + run.text for run in runs if run.kind in (RunKind.SAME, changed)]
    return "".join(shown)


def test_changed_words_and_numbers_are_told() -> None:
    assert told(BEFORE, NOW) == [
        ("removed", "12", True),
        ("added", "7", True),
        ("removed", "old", False),
        ("added", "again", False),
    ]


def test_both_texts_can_be_read_from_the_difference() -> None:
    runs = whole(TextComparison(BEFORE, NOW)).runs

    assert side(runs, RunKind.REMOVED) == BEFORE
    assert side(runs, RunKind.ADDED) == NOW


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("80 killed", "70 killed"),
        ("قتل ٨٠ جنديا", "قتل ٧٠ جنديا"),
        ("twelve men", "seven men"),
        ("une dizaine d'hommes", "une vingtaine d'hommes"),
        ("двенадцать солдат", "семь солдат"),
        ("مقتل عشرين جنديا", "مقتل ثلاثين جنديا"),
        ("½ of them", "¼ of them"),
        ("5 % of them", "5 ‰ of them"),
    ],
)
def test_a_number_is_known_in_any_script_and_as_a_word(earlier: str, later: str) -> None:
    assert any(number for _kind, _text, number in told(earlier, later))


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("two old men", "two young men"),
        ("80 were killed", "80 were hurt"),
        ("٨٠ قتيلا", "80 قتيلا"),
    ],
)
def test_a_number_that_stays_is_no_change_of_a_number(earlier: str, later: str) -> None:
    found = told(earlier, later)

    assert found
    assert not any(number for _kind, _text, number in found)


@pytest.mark.parametrize(
    "later",
    [
        "Twelve  men\n were \u200bkilled.",
        "Twelve men were kil\u00adled.",
        "\ufeffTwelve\u00a0men were killed.",
    ],
)
def test_what_nobody_sees_is_no_difference(later: str) -> None:
    assert TextComparison("Twelve men were killed.", later).is_same


def test_vowel_marks_are_no_difference_but_letters_are() -> None:
    assert TextComparison("قُتل عشرون", "قتل عشرون").is_same
    assert not TextComparison("قتل عشرون", "قتل عشرين").is_same


@pytest.mark.parametrize(("earlier", "later"), [("", ""), ("a", ""), ("", "a"), ("\n", " \t")])
def test_empty_texts_can_be_compared(earlier: str, later: str) -> None:
    comparison = TextComparison(earlier, later)

    assert comparison.is_same == (not earlier.strip() and not later.strip())
    assert passage(comparison, None, None) == []


def test_a_passage_shows_the_place_and_no_more() -> None:
    filler = " ".join(f"word{number}" for number in range(500))
    earlier, later = f"{filler}. {BEFORE} {filler}", f"{filler}. {NOW} {filler} end"
    place = (earlier.index("lost 12"), earlier.index(" near"))

    runs = passage(TextComparison(earlier, later), place, None)

    assert runs[0].kind is runs[-1].kind is RunKind.LEFT_OUT
    assert BEFORE in side(runs, RunKind.REMOVED)
    assert NOW in side(runs, RunKind.ADDED)
    assert "word400" not in side(runs, RunKind.REMOVED)


def test_a_place_is_found_again_in_both_directions() -> None:
    comparison = TextComparison(BEFORE, NOW)
    start = BEFORE.index("bridge")
    there = comparison.counterpart(start, start + 6)

    assert NOW[slice(*there)] == "bridge"
    assert comparison.counterpart(*there, backwards=True) == (start, start + 6)


def test_what_was_taken_out_has_an_empty_place() -> None:
    comparison = TextComparison(BEFORE, NOW)
    start = BEFORE.index("old")
    first, after = comparison.counterpart(start, start + 3)

    assert first == after


def longest_common(a: Sequence[int], b: Sequence[int]) -> int:
    """The textbook's table, in another way than ours."""
    row = [0] * (len(b) + 1)
    for one in a:
        above, row = row, [0]
        for place, other in enumerate(b):
            row.append(above[place] + 1 if one == other else max(row[-1], above[place + 1]))
    return row[-1]


def checked(a: Sequence[int], b: Sequence[int]) -> int:
    """How many words are laid over each other; what is laid over each other must be the same."""
    at = Block(0, 0, 0)
    for block in align(a, b):
        assert block.earlier >= at.earlier + at.size
        assert block.later >= at.later + at.size
        ours = a[block.earlier : block.earlier + block.size]
        assert ours == b[block.later : block.later + block.size]
        at = block
    return sum(block.size for block in align(a, b))


def test_short_texts_are_laid_over_each_other_as_well_as_can_be() -> None:
    chance = random.Random(7)
    for _ in range(500):
        a, b = ([chance.randrange(5) for _ in range(chance.randrange(30))] for _ in "ab")
        assert checked(a, b) == longest_common(a, b)


SIZE = 60_000


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ([1] * SIZE, [2, *[1] * SIZE]),
        ([n % 7 for n in range(SIZE)], [n % 5 for n in range(SIZE)]),
        (list(range(SIZE)), list(range(SIZE, 0, -1))),
        ([n % 2 for n in range(SIZE)], [n * n % 3 for n in range(SIZE)]),
    ],
    ids=["one word", "two rhythms", "backwards", "two words"],
)
def test_texts_made_to_be_slow_are_given_up_in_time(a: list[int], b: list[int]) -> None:
    began = time.process_time()
    checked(a, b)

    assert time.process_time() - began < 5


def test_a_long_article_takes_a_moment_and_keeps_each_change() -> None:
    chance = random.Random(3)
    words = [f"{chance.randrange(9999):x}{chance.choice('ghijk')}" for _ in range(SIZE)]
    later = list(words)
    for place in range(500, SIZE, 1000):
        later[place] = "edited"
    began = time.process_time()
    comparison = TextComparison(" ".join(words), " ".join(later))

    assert len(comparison.changes()) == SIZE // 1000
    assert time.process_time() - began < 5


def test_what_a_page_shows_of_a_difference_is_bounded() -> None:
    many = " ".join(f"keep these same words here {n} {n}a" for n in range(MOST_CHANGES * 2))
    found = whole(TextComparison(many, many.replace("a", "b")))
    long = whole(TextComparison("x" * 100 + " y" * LONGEST_RUN, "z " * LONGEST_RUN))

    assert found.shown == MOST_CHANGES < found.changes
    assert found.runs[-1].kind is RunKind.LEFT_OUT
    assert max(len(run.text) for run in long.runs) <= LONGEST_RUN


def test_a_word_without_end_is_cut() -> None:
    assert not TextComparison("a\u0301" * 50_000, "1" * 100_000).is_same
