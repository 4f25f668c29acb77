"""What a number counts, what bounds it, which day it was and whose men they were is the claim."""

from __future__ import annotations

import pytest

from sources.archiver.quoting.verify import verify
from sources.archiver.values import Check, Extraction, ExtractionState, Quote


def look(exact: str, text: str) -> Check:
    return verify(Quote(exact), Extraction(ExtractionState.DONE, text=text))


FIGURES = (
    ("80m", "80bn"),
    ("$80m", "$80bn"),
    ("2 mn", "2 bn"),
    ("80k", "80m"),
    ("80 lakh", "80 crore"),
    ("80 million", "80m"),
    ("80 km", "80 m"),
    ("80kg", "80g"),
    ("12 days", "12 hours"),
    ("twelve days", "twelve weeks"),
    ("8 a.m.", "8 p.m."),
    ("80 euros", "80 francs"),
    ("the nineties", "the eighties"),
    ("douze jours", "douze heures"),
    ("trois cinquièmes", "trois sixièmes"),
    ("12 ساعة", "12 يوما"),
    ("12 тонн", "12 килограммов"),
    ("двадцатилетний", "тридцатилетний"),
    ("миллионный", "тысячный"),
    ("трёхкратный", "двукратный"),
    ("an eightfold rise", "a ninefold rise"),
    ("deaths that doubled", "deaths that tripled"),
    ("the 3rd column", "the 3 column"),
    ("the xixe century", "the xxe century"),
    ("the xiv regiment", "the xvi regiment"),
    ("число удвоилось", "число утроилось"),
)


@pytest.mark.parametrize(("one", "other"), FIGURES)
def test_another_measure_or_multiple_is_another_figure(one: str, other: str) -> None:
    """80 bn is a thousand times 80 m, 12 days are not 12 hours, the third is not three."""
    said = "the ministry of the north wrote of {} that were counted near the town in spring"
    for exact, text in ((one, other), (other, one)):
        check = look(said.format(exact), said.format(text))
        assert check.kind == "altered"
        assert "number" in {difference.kind for difference in check.differences}


def test_another_word_beside_a_number_that_measures_nothing_is_reworded() -> None:
    said = "the ministry of the north wrote of 80 {} that were counted near the town in spring"

    assert look(said.format("trucks"), said.format("lorries")).kind == "reworded"


BOUNDS = (
    ("over 80", "under 80"),
    ("about 80", "exactly 80"),
    ("around 80", "80"),
    ("up to 80", "80"),
    ("nearly eighty", "just eighty"),
    ("80 or so", "80 only"),
    ("près de 80", "plus de 80"),
    ("seuls 80", "environ 80"),
    ("jusqu’à 80", "80"),
    ("почти 80", "свыше 80"),
    ("около восьмидесяти", "ровно восьмидесяти"),
)


@pytest.mark.parametrize(("one", "other"), BOUNDS)
def test_another_bound_is_another_figure(one: str, other: str) -> None:
    said = "the ministry of the north wrote of {} soldiers that were counted near the town"
    for exact, text in ((one, other), (other, one)):
        check = look(said.format(exact), said.format(text))
        assert check.kind == "altered"
        assert "number" in {difference.kind for difference in check.differences}


def test_a_word_that_bounds_is_a_word_like_others_where_no_number_stands() -> None:
    said = "80 soldiers of the north, the ministry wrote, came {} the hills by the town in spring"

    assert look(said.format("over"), said.format("under")).kind == "reworded"
    said = "Dans la ville du nord, un {}grand nombre de gens avait quitté les camps au printemps"
    assert look(said.format("plus "), said.format("")).kind == "reworded"


SMALL_NAMES = (
    ("Les soldats ont quitté en mai la ville du nord", "mai", "juin"),
    ("Une colonne de soldats a quitté la ville lundi soir", "lundi", "mardi"),
    ("Des soldats ont quitté hier la ville avec leurs camions", "hier", "aujourd’hui"),
    ("The soldiers left the town in the north yesterday", "yesterday", "today"),
    ("Солдаты ушли из города в мае с колонной машин", "мае", "июне"),
    ("Солдаты ушли из города в четверг с колонной машин", "четверг", "пятницу"),
    ("Солдаты ушли из города вчера с колонной машин", "вчера", "сегодня"),
    ("Des mercenaires russes ont quitté la ville du nord", "russes", "maliens"),
    ("Les civils arabes avaient quitté la ville du nord", "arabes", "touaregs"),
    ("Вчера малийские солдаты ушли из города с колонной", "малийские", "российские"),
)


@pytest.mark.parametrize(("exact", "one", "other"), SMALL_NAMES)
def test_another_day_or_people_is_altered_where_it_is_written_small(
    exact: str, one: str, other: str
) -> None:
    check = look(exact, exact.replace(one, other))

    assert check.kind == "altered"
    assert check.differences[0].kind == "name"


MONTHS = (
    ("The soldiers left the town in the north on 12 May with their trucks", "May", "June"),
    ("The soldiers left the town in the north in May 2024 with trucks", "May", "June"),
    ("Le 12 mai, des soldats ont quitté la ville du nord", "mai", "juin"),
    ("Солдаты ушли из города 12 мая с колонной машин", "мая", "июня"),
    ("غادر الجنود المدينة يوم 12 مايو مع شاحناتهم", "مايو", "يونيو"),
)


@pytest.mark.parametrize(("exact", "one", "other"), MONTHS)
def test_another_month_of_a_day_or_year_is_another_figure(exact: str, one: str, other: str) -> None:
    check = look(exact, exact.replace(one, other))

    assert (check.kind, check.differences[0].kind) == ("altered", "number")


def test_a_word_that_only_looks_like_a_month_is_none() -> None:
    said = "the ministry of the north said that of those soldiers 12 {} have left the town"

    found = look(said.format("may"), said.format("might"))

    assert {one.kind for one in found.differences} == {"sense"}


@pytest.mark.parametrize("mark", ["[3]", "[12][b]", "[a]"])
def test_a_mark_of_a_note_stands_at_a_word(mark: str) -> None:
    said = "the army killed{} soldiers who had come to the town in the north"

    assert look(said.format(""), said.format(mark)).kind == "near"


def test_a_number_that_an_editor_put_in_is_no_mark_of_a_note() -> None:
    said = "the army killed{} soldiers who had come to the town in the north"
    check = look(said.format(""), said.format(" [80]"))

    assert (check.kind, check.differences[0].kind) == ("altered", "number")


RANGES = (
    ("The army killed 80", "The army killed 80 to 90 soldiers."),
    ("90 soldiers", "The army killed 80 to 90 soldiers."),
    ("three soldiers", "The army killed two or three soldiers."),
    ("L’armée a tué deux", "L’armée a tué deux ou trois soldats."),
    ("90 soldats", "L’armée a tué de 80 à 90 soldats."),
    ("Убиты 80", "Убиты 80 или 90 солдат."),
    ("قتل 80", "قتل 80 أو 90 جنديا"),
)


@pytest.mark.parametrize(("exact", "text"), RANGES)
def test_half_of_a_range_is_another_figure(exact: str, text: str) -> None:
    check = look(exact, text)

    assert (check.kind, check.differences[-1].kind) == ("altered", "number")


def test_a_number_beside_a_range_s_word_without_another_number_may_be_quoted() -> None:
    assert look("brought 80", "The army brought 80 to the town.").kind == "verbatim"
    assert look("80 soldiers", "It came to 80 soldiers.").kind == "verbatim"


DENIALS = (
    ("L’armée a confirmé les pertes dans la ville du nord", "confirmé", "infirmé"),
    ("Армия подтвердила потери в городе на севере", "подтвердила", "опровергала"),
    ("Армия признала потери в городе на севере", "признала", "отвергла"),
    ("The army agreed to confirm losses in the town", "agreed", "refused"),
    ("They have weapons in the town in the north", "have", "lack"),
)


@pytest.mark.parametrize(("exact", "one", "other"), DENIALS)
def test_a_word_that_denies_is_altered(exact: str, one: str, other: str) -> None:
    check = look(exact, exact.replace(one, other))

    assert (check.kind, check.differences[0].kind) == ("altered", "negation")
