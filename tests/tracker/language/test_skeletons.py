"""Spellings of a name meet in three scripts; other names do not, and hostile words cost nothing."""

from __future__ import annotations

import pytest

from tracker.base.language.retrieval.skeletons import skeletons
from tracker.base.language.retrieval.stems import MOST_TERMS, TermKind, search_terms

SPELLINGS = [
    ("Tinzaouaten", "Tinzawatène", "TinZaouatine", "تينزاواتين", "Тинзауатен", "Тинзаватен"),
    ("Wagner", "Vagner", "Вагнер", "فاغنر"),
    ("Kharkiv", "Харьков", "خاركيف"),
    ("Prigozhin", "Prigojine", "Пригожин", "بريغوجين"),
    ("Khartoum", "الخرطوم", "Хартум"),
    ("Ouagadougou", "واغادوغو", "Уагадугу"),
    ("Timbuktu", "Tombouctou", "تمبكتو", "Тимбукту"),
    ("Zelensky", "Zelenskyy", "Зеленский", "زيلينسكي"),
]


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda names: names[0])
def test_spellings_of_one_name_meet(spellings: tuple[str, ...]) -> None:
    first, *others = map(skeletons, spellings)

    assert all(first & other for other in others)


@pytest.mark.parametrize(
    ("one", "other"), [("Kidal", "Gao"), ("Mariupol", "Melitopol"), ("باماكو", "تمبكتو")]
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert not skeletons(one) & skeletons(other)


@pytest.mark.parametrize("word", ["", "aeiou", "Gao", "١٢٣", "🙂", "ـ"])
def test_what_has_too_few_consonants_has_no_skeleton(word: str) -> None:
    assert skeletons(word) == frozenset()


def keys(text: str, language: str = "", *, asks: bool = False) -> set[str]:
    return {term.key for term in search_terms(text, language, asks=asks)}


@pytest.mark.parametrize("asked", ["Tin Zaouatine", "tin zaouatine", "Тин-Зауатин", "تين زاواتين"])
def test_a_name_written_as_two_words_meets_the_one(asked: str) -> None:
    assert "s:tnztn" in keys(asked, asks=True) & keys("Fighting near Tinzaouaten.", "en")


@pytest.mark.parametrize(
    ("said", "asked", "language"),
    [
        ("Soldiers were killed", "killing of a soldier", "en"),
        ("Des soldats tués", "soldat tué", "fr"),
        ("Солдаты погибли", "солдатами", "ru"),
        ("الجنود", "جنود", "ar"),
    ],
)
def test_forms_of_a_word_meet(said: str, asked: str, language: str) -> None:
    shared = keys(said, language) & keys(asked, asks=True)

    assert any(key.startswith(TermKind.WORD.value) for key in shared)


def test_digits_of_every_script_and_grouping_are_one_number() -> None:
    assert keys("1,200") == keys("1 200") == {"n:1200"}
    assert keys("١٢") == keys("12")


def test_small_words_are_no_terms() -> None:
    assert keys("of the and") == set()


@pytest.mark.parametrize("text", ["a" * 200_000, "Ab " * 100_000, "١" * 50_000, "'" * 50_000])
def test_of_a_hostile_text_so_much_is_read(text: str) -> None:
    assert len(search_terms(text, asks=True)) <= 4 * MOST_TERMS
