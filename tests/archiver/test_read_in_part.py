"""Nothing is said to be missing from what was not read whole."""

from __future__ import annotations

import pytest

from sources.archiver.quoting.in_part import IN_PART
from sources.archiver.quoting.verify import verify
from sources.archiver.sentences import Said, say
from sources.archiver.values import CheckKind, Extraction, ExtractionState, Quote

TEXT = "The army said that 84 soldiers were killed near Kidal on Friday."
FRAME = say("unread.frames", number=1)
ORDER = say("unread.order", number=1)


def found(quote: str, unread: Said = (), text: str = TEXT) -> CheckKind:
    return verify(Quote(quote), Extraction(ExtractionState.DONE, text, unread=unread)).kind


def test_what_was_not_read_may_hold_the_words() -> None:
    quote = Quote("Rebels took the airport of Gao")
    check = verify(quote, Extraction(ExtractionState.DONE, TEXT, unread=FRAME))

    assert check.kind is CheckKind.UNREADABLE
    assert [one.kind for one in check.differences] == [IN_PART]


def test_what_was_read_whole_does_not() -> None:
    assert found("Rebels took the airport of Gao") is CheckKind.ABSENT


@pytest.mark.parametrize("unread", [FRAME, ORDER])
def test_words_that_stand_there_are_found_all_the_same(unread: Said) -> None:
    assert found("84 soldiers were killed", unread) is CheckKind.VERBATIM


def test_words_that_differ_are_told_beside_a_part_that_was_not_read() -> None:
    assert found("48 soldiers were killed", FRAME) is CheckKind.ALTERED


@pytest.mark.parametrize(
    ("unread", "text"), [(ORDER, TEXT), ((), TEXT.replace("84 s", "8\ufffd s"))]
)
def test_words_whose_order_or_letters_are_not_certain_are_not_said_to_differ(
    unread: Said, text: str
) -> None:
    assert found("48 soldiers were killed", unread, text) is CheckKind.UNREADABLE
