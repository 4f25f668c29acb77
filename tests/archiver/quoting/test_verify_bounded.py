"""No text and no quotation takes more than a known number of steps, and giving up is said.

How long a step takes is not asked here: `tests/bench/reading/quotations.py` measures it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from sources.archiver.quoting import steps, verify
from sources.archiver.quoting.steps import MOST, Steps, TooMuchError
from sources.archiver.quoting.verify import TOO_MUCH, verify_all
from sources.archiver.values import Check, CheckKind, Extraction, ExtractionState, Quote
from tracker.base.language.tokens import tokens

LONG = 60_000


def text(of: str) -> str:
    return (of * (LONG // len(of) + 1))[:LONG]


CRAFTED = {
    "a word again and again, then another": ("a " * 999 + "b", text("a ")),
    "another in the middle": ("a " * 500 + "c " + "a " * 450, text("a ")),
    "elisions between the same word": ("a … " * 480 + "b", text("a ")),
    "two words by turns": (("a b " * 500)[:2000], text("a b a c ")),
    "signs that stand for each other": ("a'b " * 400, text("a\u2019c ")),
}


def look(exact: str, of: str) -> Check:
    return verify_all([Quote(exact)], Extraction(ExtractionState.DONE, text=of))[0]


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Every number of steps that was taken at once."""
    numbers: list[int] = []
    take = Steps.take

    def counted(self: Steps, number: int) -> None:
        take(self, number)
        numbers.append(number)

    monkeypatch.setattr(Steps, "take", counted)
    return numbers


@pytest.mark.parametrize("name", CRAFTED)
def test_a_crafted_quotation_takes_no_more_steps_than_there_are(
    name: str, taken: list[int]
) -> None:
    check = look(*CRAFTED[name])

    assert sum(taken) <= MOST + steps.AT_A_GLANCE
    # What was given up is never said to be absent, nor to differ.
    if check.differences and check.differences[0].kind == TOO_MUCH:
        assert (check.kind, check.start, check.matched) == (CheckKind.UNREADABLE, None, "")


def test_what_was_given_up_says_so_and_nothing_else() -> None:
    check = look(*CRAFTED["elisions between the same word"])

    assert check.kind is CheckKind.UNREADABLE
    assert [one.kind for one in check.differences] == [TOO_MUCH]


def test_a_finding_does_not_depend_on_what_was_looked_for_before() -> None:
    exact, of = CRAFTED["another in the middle"]
    alone = look(exact, of)

    extraction = Extraction(ExtractionState.DONE, text=of)
    among = verify_all([Quote("a b"), Quote("a c a"), Quote(exact)], extraction)

    assert among[-1] == alone


def test_an_ordinary_quotation_takes_a_small_part_of_them(taken: list[int]) -> None:
    sentences = [
        f"On day {day} the army of sector {day % 97} said that {day * 3} men held the bridge."
        for day in range(1, 3000)
    ]
    exact = " ".join(sentences[1500:1525]).replace("held", "kept")

    assert look(exact, "\n".join(sentences)).kind is not CheckKind.UNREADABLE
    assert sum(taken) < MOST / 2


def test_words_that_stand_there_are_found_however_much_else_there_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = verify._Page("one two " * 50)
    whole = tokens("one two")
    place = next(page._exact(whole, 0))
    monkeypatch.setattr(page, "_places", lambda _segment: _then_given_up(place))

    chain = page._chain([whole], Quote("one two"))

    assert chain == [place]


def _then_given_up(place: Any) -> Iterator[Any]:
    yield place
    raise TooMuchError


def test_marks_without_end_upon_a_letter_are_not_put_in_order() -> None:
    cut = tokens("e" + "\u0301" * 200_000 + "\u0323" * 200_000 + " after")

    assert [token.plain for token in cut] == ["e", "after"]
    assert max(len(token.text) for token in cut) < 40
