"""The passages that two texts share word for word."""

from __future__ import annotations

import pytest

from claims.matching.copied.shared_passages import LEAST_SHARED, Runs, shared_passage

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WIRE = " ".join(one + other for one in LETTERS[:8] for other in LETTERS[:5])
MORE = " ".join(f"more{one}{other}" for one in LETTERS[:8] for other in LETTERS[:5])


def test_a_passage_is_shown_with_its_share_of_both_texts() -> None:
    one, other = Runs(f"Ours. {WIRE}"), Runs(f"{WIRE} {MORE}")
    found = shared_passage(one, other)

    assert found is not None
    assert (found.words, found.passage) == (40, WIRE)
    assert found.share > 2 * found.share_of_other > 0.8


def test_writing_makes_no_other_passage() -> None:
    assert shared_passage(Runs(WIRE.upper()), Runs(WIRE.replace(" ", ",  "))) is not None


def test_few_words_are_no_passage() -> None:
    few = " ".join(WIRE.split()[: LEAST_SHARED - 1])

    assert shared_passage(Runs(f"One. {few}"), Runs(f"Two. {few}")) is None


@pytest.mark.parametrize("text", ["a " * 30_000, "", "(" * 60_000, "\u0301" * 60_000])
def test_a_text_that_only_repeats_itself_shares_nothing(text: str) -> None:
    assert shared_passage(Runs(text), Runs(text)) is None
