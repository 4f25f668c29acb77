"""Sentences that say the same are near each other; runs where the extra `semantic` is installed."""

from __future__ import annotations

import pytest

from claims.matching.ranking import sentence_vectors as vectors

pytestmark = pytest.mark.skipif(not vectors.is_installed(), reason="needs the extra `semantic`")


def test_the_same_in_other_words_is_near() -> None:
    eats, meal, law = vectors.sentence_vectors(
        ["A man is eating food.", "Somebody has a meal.", "The parliament passed a law."]
    )

    assert eats @ meal > eats @ law + 0.3


@pytest.mark.parametrize("text", ["", "\x00", "a" * 100_000, "🙂" * 5_000, "слово " * 5_000])
def test_of_a_hostile_sentence_so_much_is_read(text: str) -> None:
    (vector,) = vectors.sentence_vectors([text])

    assert vector.shape == (vectors.DIMENSIONS,)
    assert vector @ vector == pytest.approx(1, abs=1e-3)
