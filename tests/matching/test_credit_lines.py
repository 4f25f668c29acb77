"""Whom a text credits, in its own words."""

from __future__ import annotations

import pytest

from claims.matching.copied.credit_lines import MOST_CREDITS, CreditWay, credits_in
from claims.matching.known_names import KnownNames


def known() -> KnownNames:
    names = KnownNames()
    names.call("afp", ["AFP", "Agence France-Presse", "وكالة فرانس برس", "АФП"])
    names.call("reuters", ["Reuters", "رويترز", "Рейтер"])
    names.call("rfi", ["RFI", "Radio France Internationale"])
    names.call("ortm", ["ORTM"])
    names.call("tass", ["TASS", "ТАСС"])
    names.call("ria", ["РИА Новости"])
    names.call("ont", ["ONT"])
    names.call("fama", ["FAMa", "Forces armées maliennes"], is_party=True)
    return names


NAMES = known()


def forms(text: str) -> list[tuple[object, str]]:
    return [(credit.key, credit.form.value) for credit in credits_in(text, NAMES)]


def test_a_credit_has_its_words_and_the_passage_it_stands_in() -> None:
    (found,) = credits_in("Des combats ont eu lieu.\nSelon l'AFP, 84 hommes sont morts.", NAMES)

    assert (found.key, found.wording, found.form) == ("afp", "AFP", CreditWay.WORDS)
    assert found.passage == "Selon l'AFP, 84 hommes sont morts."


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("BAMAKO, July 28 (Reuters) - Rebels said on Sunday", "reuters"),
        ("Bamako, 28 juil (AFP) - Des combats", "afp"),
        ("Ils ont fui la ville. (AFP)", "afp"),
        ("AFP", "afp"),
        ("avec RFI", "rfi"),
        ("Par AFP - 28 juillet 2024", "afp"),
        ("Source : ORTM", "ortm"),
        ("Dépêches : AFP\nNeuf gardes sont morts.", "afp"),
        ("المصدر: رويترز", "reuters"),
        ("МОСКВА, 31 июля. /ТАСС/. Силы", "tass"),
        ("МОСКВА, 31 июл - РИА Новости. Силы", "ria"),
    ],
)
def test_a_dateline_and_a_line_of_its_own_are_credits(text: str, key: str) -> None:
    assert forms(text) == [(key, "line")]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("as first published by Reuters on Monday, 84 men", "reuters"),
        ("comme l'a rapporté l'AFP dimanche, les hommes", "afp"),
        ("وقالت القناة نقلا عن وكالة فرانس برس إن القتلى", "afp"),
        ("написал канал со ссылкой на РИА Новости утром", "ria"),
        ("From our wires: Reuters\nNine guards were brought in dead.", "reuters"),
        ("Agencies: Reuters\nNine guards were brought in dead.", "reuters"),
        ("وكالات: رويترز\nقتل تسعة من الحرس.", "reuters"),
    ],
)
def test_a_text_may_say_that_it_retells(text: str, key: str) -> None:
    assert forms(text) == [(key, "retold")]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a local man told AFP on Monday that they fled", "afp"),
        ("un élu a déclaré à l'AFP que les hommes", "afp"),
        ("وذكرت رويترز أن القتلى كثيرون في المدينة", "reuters"),
        ("В городе тихо, сообщает ТАСС в понедельник утром", "tass"),
        ("according to the FAMa, nobody was hurt there", "fama"),
    ],
)
def test_a_text_may_name_a_source(text: str, key: str) -> None:
    assert forms(text) == [(key, "words")]


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("as first reported by Studio Tamani, a station", "Studio Tamani"),
        ("according to a security source in the town", "a security source"),
    ],
)
def test_somebody_who_is_not_known_here_is_named_by_the_text(text: str, wording: str) -> None:
    (found,) = credits_in(text, NAMES)

    assert (found.key, found.wording) == (None, wording)


@pytest.mark.parametrize(
    "text",
    [
        "AFP journalists were killed in the town on Monday",
        "Agence France-Presse (AFP) a ouvert un bureau",
        "Les Forces armées maliennes (FAMa) ont repoussé l'attaque",
        "Ils ont perdu 84 hommes",
        "Photo: a street in Kidal / AFP",
        "The figure was not reported by AFP",
        "according to John Smith, who was there",
    ],
)
def test_a_name_alone_is_no_credit(text: str) -> None:
    assert forms(text) == []


@pytest.mark.parametrize(
    "text", ["according to ", "(", "AFP ", "l'", "a\u0301", "as reported by X"]
)
def test_a_hostile_text_gives_no_more_than_a_few(text: str) -> None:
    assert len(credits_in(text * 5_000, NAMES)) <= MOST_CREDITS
