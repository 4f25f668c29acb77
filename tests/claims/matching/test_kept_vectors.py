"""What claims mean is kept up like the index, read once a process, and asked in English only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from claims.matching import claims as looked_up
from claims.matching.claims import MatchGround, likely_same
from claims.matching.ranking import kept_space, sentence_vectors, space
from claims.models import Claim, Indexed, SentenceVector
from claims.operations.matching import index
from claims.operations.record import revise_claim, translate
from tests.factories import a_claim, an_editor

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
REAL = sentence_vectors.is_installed()
FIELDS = ("meal", "food", "law", "statute")
"""Words of the stand-in for the model: the first two mean one thing, the last two another."""


def meant(sentences: Sequence[str]) -> Any:
    """Vectors of a model that knows two things."""
    import numpy as np  # noqa: PLC0415 - of the extra

    made = np.zeros((len(sentences), sentence_vectors.DIMENSIONS), dtype=np.float32)
    for row, said in zip(made, sentences, strict=True):
        row[2] = 0.1
        for place, word in enumerate(FIELDS):
            row[place // 2] += word in said
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture(autouse=True)
def model(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    """A process of its own with a model: the real one where it is installed, else a stand-in."""
    pytest.importorskip("numpy")
    monkeypatch.setattr(kept_space, "_KEPT", kept_space.KeptSpace())
    if not REAL:
        for room in (index, kept_space):
            monkeypatch.setattr(room, "is_installed", lambda: True)
        for room in (index, space):
            monkeypatch.setattr(room, "sentence_vectors", meant)
    return kept_space.kept_space


def near(text: str) -> list[Claim]:
    found = likely_same(text, Claim.objects.all(), language="en")
    return [one.claim for one in found if MatchGround.SENSE in one.grounds]


def test_what_means_the_same_is_found_without_a_word_in_common() -> None:
    meal = a_claim(statement="Somebody has a meal.")
    a_claim(statement="The parliament passed a law.")

    assert near("A man eats food") == [meal]


def test_what_says_something_else_is_found_by_what_it_says_now() -> None:
    claim = a_claim(statement="Somebody has a meal.")
    assert near("A man eats food") == [claim]

    revise_claim(claim=claim, statement="A law passed.", reason="typing", by=an_editor(), at=AT)

    assert SentenceVector.objects.count() == 1
    assert near("The statute was adopted: law") == [claim]
    assert near("A man eats food") == []


def test_of_another_language_the_english_translation_is_meant() -> None:
    claim = a_claim(statement="Кто-то обедает.", language="ru")
    assert not SentenceVector.objects.exists()

    translate(claim=claim, language="en", text_="Somebody has a meal.", by=an_editor(), at=AT)

    assert near("A man eats food") == [claim]


def test_a_statement_in_another_language_is_looked_up_by_its_words_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(looked_up, "kept_space", lambda: pytest.fail("was asked for its sense"))

    assert likely_same("Кто-то обедает", Claim.objects.all(), language="ru") == []


def test_a_claim_without_a_vector_is_judged_by_its_words() -> None:
    a_claim(statement="Somebody has a meal.")
    said = "84 Wagner fighters killed at Tinzaouaten"
    other = a_claim(statement="84 бойца Вагнера убиты под Тинзауатеном", language="ru")

    (by_words,) = likely_same(said, Claim.objects.all(), language="fr")
    found = {one.claim: one for one in likely_same(said, Claim.objects.all(), language="en")}

    assert by_words.claim == other
    assert found[other].score == pytest.approx(by_words.score, rel=0.2)


@pytest.mark.parametrize("words", ["A man eats food", "zzzzqqqq"])
def test_a_claim_that_is_gone_stands_in_nobodys_way(words: str) -> None:
    claim = a_claim(statement="Somebody has a meal.")
    other = a_claim(statement="The parliament passed a law.")
    assert near("A man eats food") == [claim]

    Indexed.objects.filter(subject=claim.pk).delete()

    assert near(words) == []
    assert near("law: a statute") == [other]


def test_what_says_nothing_is_near_to_nothing() -> None:
    a_claim(statement="Somebody has a meal.")

    for nothing in ("?!", "zzzzqqqq", "of the"):
        assert likely_same(nothing, Claim.objects.all(), language="en") == []


def test_all_made_anew_are_the_same(model: Callable[[], Any]) -> None:
    claim = a_claim(statement="Somebody has a meal.")
    before = bytes(SentenceVector.objects.get().numbers)
    SentenceVector.objects.all().delete()

    index.index_everything()

    assert bytes(SentenceVector.objects.get().numbers) == before
    assert list(model().subjects) == [claim.pk]
