"""What another word does: a slip of a letter is near, another word is reworded or altered."""

from __future__ import annotations

import random
import re

import pytest

from sources.archiver.quoting.verify import verify
from sources.archiver.values import Check, Extraction, ExtractionState, Quote
from tests.archiver.quoting.test_verify_articles import article
from tracker.base.language.tokens import tokens

ENGLISH = (
    "The villagers had carried the wounded to the market when the convoy came over the bridge."
)


def look(exact: str, text: str = ENGLISH, language: str = "") -> Check:
    read = Extraction(ExtractionState.DONE, text=text)
    return verify(Quote(exact, language=language), read)


def kinds(check: Check) -> set[str]:
    return {one.kind for one in check.differences}


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        (ENGLISH.replace("convoy", "convooy"), ENGLISH),
        (ENGLISH.replace("market", "makret"), ENGLISH),
        (ENGLISH, ENGLISH.replace("carried", "caried")),
        (
            "Les habitants ont déposé une plinte contre la société du barrage",
            "Les habitants ont déposé une plainte contre la société du barrage.",
        ),
        (
            "Les corsp ont été rapidemment portés au village",
            "Les corps ont été rapidement portés au village.",
        ),
        (
            "Жители города сообшили о сильном запахе в долине реки",
            "Жители города сообщили о сильном запахе в долине реки.",
        ),
    ],
)
def test_a_slip_of_a_letter_in_an_ordinary_word_is_near(exact: str, text: str) -> None:
    check = look(exact, text)

    assert (check.kind, kinds(check)) == ("near", {"slip"})


ARABIC = "قال سكان القرية إن المياه غمرت الطريق وإنه يمكنك أن ترى آثار السيل على {} المدرسة"


@pytest.mark.parametrize(
    ("slip", "is_near"), [("جدراان", True), ("جدارن", True), ("جداران", False)]
)
def test_a_slip_in_an_arabic_word_is_near_unless_it_is_another(slip: str, is_near: bool) -> None:
    check = look(ARABIC.format(slip), ARABIC.format("جدران"))

    assert (check.kind == "near") == is_near


@pytest.mark.parametrize(
    ("old", "new"),
    [("الحقل", "للحقل"), ("ركاب", "ركابه"), ("استخدام", "استخدامه"), ("تتلقى", "ستتلقى")],
)
def test_what_is_written_on_to_an_arabic_word_is_no_slip(old: str, new: str) -> None:
    assert look(ARABIC.format(new), ARABIC.format(old)).kind != "near"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("включена", "выключена"),
        ("генерировать", "сгенерировать"),
        ("подписан", "надписан"),
    ],
)
def test_another_beginning_makes_another_word(old: str, new: str) -> None:
    said = "На станции за городом вчера вечером была {} система связи"

    assert look(said.format(old), said.format(new)).kind != "near"
    assert look(said.format(new), said.format(old)).kind != "near"


def test_another_end_of_an_arabic_word_is_no_slip() -> None:
    said = "قالت وزارة {} إن الجنود وصلوا إلى المدينة في المساء"

    assert look(said.format("الداخلية"), said.format("الداخلين")).kind != "near"


@pytest.mark.parametrize(
    ("old", "new"), [("largement", "lardement"), ("poids", "pois"), ("choix", "croix")]
)
def test_another_word_that_dictionaries_lack_is_no_slip(old: str, new: str) -> None:
    said = "Les habitants ont parlé {} du village avant la nuit"

    assert look(said.format(old), said.format(new)).kind == "reworded"


@pytest.mark.parametrize(
    ("old", "new"),
    [("bridge", "bride"), ("market", "marker"), ("came", "cane"), ("over", "ofer")],
)
def test_a_slip_that_makes_another_word_or_a_short_one_is_no_slip(old: str, new: str) -> None:
    assert look(ENGLISH.replace(old, new)).kind in ("reworded", "altered")


def test_no_changed_word_of_a_language_without_a_table_is_near() -> None:
    text = "Die Bewohner hatten die Verletzten zum Markt getragen, als der Konvoi ankam."

    check = look(text.replace("getragen", "getragne"), text)

    assert (check.kind, kinds(check)) == ("altered", {"unknown"})


def test_the_language_that_somebody_says_counts() -> None:
    exact = ENGLISH.replace("convoy", "convooy")

    assert look(exact, language="en").kind == "near"
    assert look(exact, language="nl").kind == "altered"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("wounded", "dead"),
        ("villagers", "soldiers"),
        ("had carried", "may have carried"),
        ("when", "before"),
        ("over", "under"),
    ],
)
def test_a_word_that_turns_the_sense_alters(old: str, new: str) -> None:
    text = ENGLISH.replace("over the bridge", "over 40 bridges")

    assert look(text.replace(old, new), text).kind == "altered"


@pytest.mark.parametrize(
    ("exact", "kind"),
    [
        ("At least 12400 people", "near"),
        ("At least 12 400 people", "near"),
        ("At least 12.400 people", "altered"),
        ("At least 12,40 people", "altered"),
        ("At least 012,400 people", "altered"),
    ],
)
def test_a_number_grouped_otherwise_is_near_where_it_is_surely_the_same(
    exact: str, kind: str
) -> None:
    said = "{} were displaced from the villages in a week"

    assert look(said.format(exact), said.format("At least 12,400 people")).kind == kind


@pytest.mark.parametrize(
    ("exact", "text", "kind"),
    [
        ("80 km2", "80 km²", "near"),
        ("80 km²", "80 km2", "near"),
        ("80 m3", "80 m³", "near"),
        ("80 km3", "80 km²", "altered"),
        ("80 m2", "80 km²", "altered"),
        ("80 km", "80 km2", "altered"),
        ("80 km 2", "80 km²", "altered"),
    ],
)
def test_the_power_of_a_unit_may_be_a_plain_digit(exact: str, text: str, kind: str) -> None:
    said = "An area of {} was burned around the village in a week"

    assert look(said.format(exact), said.format(text)).kind == kind


@pytest.mark.parametrize(
    ("exact", "kind"),
    [
        ("The villagers [sic] had carried the wounded to the market", "near"),
        ("The [older] villagers had carried the wounded to the market", "near"),
        ("The villagers had [not] carried the wounded to the market", "altered"),
        ("The [12] villagers had carried the wounded to the market", "altered"),
    ],
)
def test_what_is_put_into_brackets_is_no_word_of_the_page(exact: str, kind: str) -> None:
    assert look(exact).kind == kind


def slipped(draw: random.Random, word: str) -> str:
    place = draw.randrange(1, len(word) - 1)
    return draw.choice(
        [
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            word[:place] + word[place:][1:],
            word[:place] + word[place] + word[place:],
        ]
    )


@pytest.mark.parametrize("language", ["english", "french", "russian"])
def test_most_slips_are_near_and_hardly_any_other_word(language: str) -> None:
    draw = random.Random(language)
    text = article(language)
    sentences = [one for one in re.split(r"(?<=[.!?])\s+", text) if len(one.split()) > 7]
    small = [one.text for one in tokens(text) if one.text.islower() and one.kind == "word"]
    slips, others = [], []
    for _ in range(80):
        sentence = draw.choice(sentences)
        words = re.findall(r"(?<![\w'’-])[^\W\d_A-ZА-Я]{7,}(?![\w'’-])", sentence)
        if words:
            word = draw.choice(words)
            slips.append(sentence.replace(word, slipped(draw, word), 1))
            others.append(sentence.replace(word, draw.choice(small), 1))
    read = Extraction(ExtractionState.DONE, text=text)

    found = [verify(Quote(one), read).kind for one in slips]
    other = [verify(Quote(one), read).kind for one in others if one not in text]

    assert found.count("near") + found.count("verbatim") >= 0.8 * len(found)
    assert other.count("near") <= 0.01 * len(other) + 1
