"""A quotation with something else of the page between its parts is interrupted."""

from __future__ import annotations

import pytest

from sources.archiver.quoting.verify import verify
from sources.archiver.values import Check, Extraction, ExtractionState, Quote

FIRST = "The army said that at least 47 men and 84 soldiers were seen near the town on Sunday."
SECOND = "Rebels reported only two wounded among their own fighters."


def look(*lines: str) -> Check:
    read = Extraction(ExtractionState.DONE, text="\n".join(lines))
    return verify(Quote(f"{FIRST} {SECOND}"), read)


@pytest.mark.parametrize(
    "between",
    [
        "Advertisement",
        "READ ALSO: Five things to know about the 2012 rebellion",
        "Soldiers in the north, 2023. Photo: Agency",
        "Heading\nA caption under a picture",
    ],
)
def test_what_stands_between_is_shown(between: str) -> None:
    check = look(FIRST, between, SECOND)

    assert check.kind == "interrupted"
    assert [(one.kind, one.found) for one in check.differences] == [("interposed", between)]


def test_several_things_may_stand_between() -> None:
    middle = FIRST.index(" and 84")

    check = look("Before.", FIRST[:middle], "Advertisement", FIRST[middle:], "Our map", SECOND)

    assert [one.found for one in check.differences] == ["Advertisement", "Our map"]


@pytest.mark.parametrize(
    "between",
    [
        "The ministry said that this was not so.",
        "Nobody believes it.",
        " ".join(["Word"] * 60),
    ],
)
def test_what_denies_and_a_whole_paragraph_are_no_interruption(between: str) -> None:
    assert look(FIRST, between, SECOND).kind in ("altered", "absent", "reworded")


def test_a_number_in_a_line_of_its_own_may_belong_to_the_sentence() -> None:
    text = "The army said that it saw at least\n84\nsoldiers near the town on Sunday."
    read = Extraction(ExtractionState.DONE, text=text)

    check = verify(Quote("it saw at least soldiers near the town on Sunday"), read)

    assert check.kind == "altered"


@pytest.mark.parametrize(
    ("before", "between", "after"),
    [
        ("The army killed", "alleged", "rebels near the town on Sunday."),
        ("The army said it had killed", "at least", "84 rebels near the town."),
        ("The army gave the town 84", "million francs in aid", "on Sunday for its people."),
    ],
)
def test_a_line_that_would_turn_the_sentence_may_belong_to_it(
    before: str, between: str, after: str
) -> None:
    read = Extraction(ExtractionState.DONE, text=f"{before}\n{between}\n{after}")

    assert verify(Quote(f"{before} {after}"), read).kind == "altered"
