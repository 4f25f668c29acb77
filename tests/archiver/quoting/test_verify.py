"""A quotation is verbatim, near, reworded, altered, absent or unreadable; never another."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from sources.archiver.quoting.verify import verify
from sources.archiver.values import Check, Extraction, ExtractionState, Quote

ENGLISH = """The ministry said on Friday that 12 soldiers were killed and 34 wounded near
Tinzaouaten.

Wagner fighters did not take part, it said. At least 1 200 people fled; “no-one was armed”, a
witness said. Losses came to 1.5 million dollars, or 10-12 trucks at -5 degrees.
The ministry said that officials would speak again."""
FRENCH = "Le ministère a annoncé vendredi que douze soldats n’ont pas été tués près de Gao."
ARABIC = "قالت الوزارة إن ٨٠ جنديا قتلوا ولم يشارك مقاتلو فاغنر في الهجوم قرب تنزواتين يوم الجمعة"
RUSSIAN = "Министерство сообщило, что двенадцать бойцов не погибли под Гао, ещё 34 ранены."


def look(exact: str, text: str = ENGLISH, prefix: str = "", suffix: str = "") -> Check:
    return verify(Quote(exact, prefix, suffix), Extraction(ExtractionState.DONE, text=text))


def test_a_verbatim_quotation_is_found_where_it_stands() -> None:
    check = look("12 soldiers were killed")

    assert (check.kind, check.matched) == ("verbatim", "12 soldiers were killed")
    assert check.start is not None
    assert ENGLISH[check.start : check.end] == check.matched


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        ("  12   soldiers\nwere\u00a0killed ", ENGLISH),
        ("12 sol\u00addiers were kil\u200bled", ENGLISH),
        ('people fled; "no-one was armed", a witness', ENGLISH),
        ("fled; «no–one was armed», a witness", ENGLISH),
        ("At least 1200 people", ENGLISH),
        ("At least 1\u202f200 people", ENGLISH),
        ("n'ont pas été tués", FRENCH),
        ("n’ont pas e\u0301te\u0301 tue\u0301s", FRENCH),
        ("the official office", "the o\ufb03cial office"),
        ("soldiers were", "the sol-\ndiers were"),
        ("قَتَلوا ولـــم يشارك", ARABIC),
        ("ещё 34 ранены", RUSSIAN),
        ("… 12 soldiers …", ENGLISH),
    ],
)
def test_what_does_not_matter_is_folded(exact: str, text: str) -> None:
    assert look(exact, text).kind == "verbatim"


@pytest.mark.parametrize(
    ("exact", "text", "kind"),
    [
        ("the Ministry said on Friday that", ENGLISH, "case"),
        ("12 soldiers were killed, and 34 wounded", ENGLISH, "punctuation"),
        ("n'ont pas ete tues près de Gao", FRENCH, "diacritics"),
        ("80 جنديا قتلوا", ARABIC, "digits_script"),
        ("еще 34 ранены", RUSSIAN, "diacritics"),
        ("killed 12 soldiers near", "they killed 12[3][b] soldiers near Gao", "reference"),
    ],
)
def test_near_shows_the_difference(exact: str, text: str, kind: str) -> None:
    check = look(exact, text)

    assert check.kind == "near"
    assert kind in {difference.kind for difference in check.differences}


@pytest.mark.parametrize(
    ("exact", "text", "kind"),
    [
        ("13 soldiers were killed and", ENGLISH, "number"),
        ("2 soldiers were killed and 34 wounded", ENGLISH, "number"),
        ("twelve soldiers were killed and", ENGLISH, "number"),
        ("soldiers were killed and 4 wounded", ENGLISH, "number"),
        ("200 people fled", ENGLISH, "number"),
        ("Losses came to 15 million dollars", ENGLISH, "number"),
        ("Losses came to 1,5 million dollars", ENGLISH, "number"),
        ("1.5 billion dollars, or 10-12 trucks", ENGLISH, "number"),
        ("million dollars, or 10, 12 trucks", ENGLISH, "number"),
        ("trucks at 5 degrees", ENGLISH, "number"),
        ("Wagner fighters did take part, it said", ENGLISH, "negation"),
        ("12 soldiers were not killed and 34 wounded", ENGLISH, "negation"),
        ("“no-one was unarmed”, a witness", ENGLISH, "negation"),
        ("Malian fighters did not take part", ENGLISH, "name"),
        ("34 wounded near Kidal", ENGLISH, "name"),
        ("douze soldats ont été tués près de Gao", FRENCH, "negation"),
        ("treize soldats n’ont pas été tués", FRENCH, "number"),
        ("tués près de Kidal", FRENCH, "name"),
        ("٨١ جنديا قتلوا ولم يشارك", ARABIC, "number"),
        ("81 جنديا قتلوا ولم يشارك", ARABIC, "number"),
        ("قتلوا ويشارك مقاتلو فاغنر في الهجوم", ARABIC, "negation"),
        ("مقاتلو مالي في الهجوم قرب تنزواتين", ARABIC, "name"),
        ("مقاتلو في الهجوم قرب تنزواتين", ARABIC, "name"),
        ("что двенадцать бойцов погибли под Гао", RUSSIAN, "negation"),
        ("что тринадцать бойцов не погибли", RUSSIAN, "number"),
        ("двенадцать бойцов не погибли под Кидалем", RUSSIAN, "name"),
        ("34 soldiers were killed and 12 wounded near", ENGLISH, "number"),
        ("12 soldiers were wounded and 34 killed near Tinzaouaten", ENGLISH, "sense"),
        ("only 12 dead and 10 not hurt", "only 12 dead and 10 hurt, and did not say", "negation"),
        ("12\u00b2 soldiers were killed and", "12\u00b3 soldiers were killed and", "number"),
        ("the \u0391rmy of Mali said", "the Army of Mali said", "name"),
    ],
)
def test_a_changed_number_negation_or_name_is_altered(exact: str, text: str, kind: str) -> None:
    check = look(exact, text)

    assert check.kind == "altered"
    assert kind in {difference.kind for difference in check.differences}


@pytest.mark.parametrize(
    ("exact", "found"),
    [
        ("12 brave soldiers were killed and 34 wounded", ""),
        ("The ministry said that officials would talk again", "speak"),
    ],
)
def test_other_words_are_reworded_and_shown(exact: str, found: str) -> None:
    check = look(exact)

    assert check.kind == "reworded"
    assert found in " ".join(one.found for one in check.differences)


@pytest.mark.parametrize("exact", ["Nothing of the sort was ever said", "?!", "zebra"])
def test_what_is_not_there_is_absent(exact: str) -> None:
    check = look(exact)

    assert (check.kind, check.start, check.matched) == ("absent", None, "")


def test_the_beginning_of_a_word_is_not_the_word() -> None:
    assert look("12 soldier").kind != "verbatim"
    assert look("4 wounded").kind != "verbatim"


def test_an_elision_joins_segments_in_order() -> None:
    assert look("The ministry said […] soldiers were killed and").kind == "reworded"
    assert look("12 soldiers […] killed and 34 wounded near Tinzaouaten").kind == "verbatim"
    assert look("near Tinzaouaten ... 12 soldiers were killed").kind != "verbatim"
    assert look("12 soldiers … 35 wounded near Tinzaouaten").kind == "altered"


def test_an_elision_does_not_hide_a_negation() -> None:
    check = look("Wagner fighters did … take part")

    assert (check.kind, check.differences[0].found) == ("altered", "not")


@pytest.mark.parametrize(
    ("exact", "kind", "left_out"),
    [
        ("12 soldiers were killed […] near Tinzaouaten", "reworded", "34"),
        ("It came to … dollars", "reworded", "1.5"),
        ("Wagner fighters, it was said on Friday, did … take part", "altered", "not"),
        ("Nobody said so. The army fought … by the wall", "reworded", "twelve"),
        ("twelve hours by the wall … were not there", "verbatim", ""),
        ("hours by the wall … there", "altered", "not"),
    ],
)
def test_what_an_elision_hides_beside_its_borders_is_told(
    exact: str, kind: str, left_out: str
) -> None:
    text = (
        ENGLISH
        + """ It came to 1.5 dollars. Wagner fighters, it was said on Friday, did in no
    way and under nobody at all not take part. Nobody said so. The army fought for twelve hours
    by the wall. It did not rest. The others, the army said later on, were not there."""
    )
    check = look(exact, text)

    assert (check.kind, [one.found for one in check.differences][-1:]) == (
        kind,
        [left_out] if left_out else [],
    )


@pytest.mark.parametrize(
    ("exact", "text", "kind"),
    [
        ("12 trucks at", ENGLISH, "number"),
        ("dollars, or 10", ENGLISH, "number"),
        ("Losses came to 1.5", ENGLISH, "number"),
        ("million dollars, or 10-12 trucks", ENGLISH, "number"),
        ("five men fled", "He said twenty-five men fled.", "number"),
        ("hundred men fled", "He said two hundred men fled.", "number"),
        ("72 tanks burned", "He said T-72 tanks burned.", "number"),
        ("80 of the men", "Of them $80 of the men", "number"),
        ("men were 5", "The men were 5 % of all", "number"),
        ("قتلوا ٨٠", "قتلوا ٨٠٪ منهم", "number"),
        ("قتلوا ٨٠", "قتلوا ٨٠ ألفا منهم", "number"),
        ("погибли 80", "погибли 80 тысяч бойцов", "number"),
        ("deux hommes", "vingt deux hommes", "number"),
        ("combatants were killed", "Twelve non-combatants were killed", "negation"),
        ("score was 3", "The score was 3:2 then", "number"),
        ("the 12", "It was the 12th brigade", "number"),
    ],
)
def test_an_end_that_cuts_a_number_or_a_denial_in_two_is_altered(
    exact: str, text: str, kind: str
) -> None:
    check = look(exact, text)

    assert (check.kind, check.differences[-1].kind) == ("altered", kind)


@pytest.mark.parametrize(
    ("exact", "text", "kind"),
    [
        ("12 soldiers", "On 7 July, 12 soldiers fled", "verbatim"),
        ("12 soldiers", "the first 12 soldiers fled", "verbatim"),
        ("12 soldiers", "killed—12 soldiers fled", "verbatim"),
        ("in 2024", "It was in 2024. Three men fled", "verbatim"),
        ("two men", "In 2024 two men fled", "verbatim"),
        ("government forces fled", "pro-government forces fled", "reworded"),
        ("in 1999", "in 1999\n5 men fled", "verbatim"),
    ],
)
def test_an_end_beside_another_number_cuts_none(exact: str, text: str, kind: str) -> None:
    assert look(exact, text).kind == kind


def test_an_elision_does_not_span_a_whole_page() -> None:
    text = "It was said that " + "word " * 2000 + "they fled."

    assert look("It was said … they fled", text).kind == "absent"


def test_the_surroundings_choose_between_places() -> None:
    check = look("The ministry said", suffix="that officials would")

    assert check.start == ENGLISH.rindex("The ministry said")


def test_a_text_that_was_not_read_says_nothing_about_a_quotation() -> None:
    check = verify(Quote("12 soldiers"), Extraction(ExtractionState.FAILED))

    assert check.kind == "unreadable"


@pytest.mark.parametrize(
    "exact",
    [
        "word " * 900 + "12 killed",
        "word word 13 killed",
        "word",
        "word … zebra killed 12 … other",
        "word … word … word … here",
    ],
)
def test_a_long_text_takes_no_long_time(exact: str) -> None:
    text = "word " * 20_000 + "and then 12 killed " + "other words here " * 6_000
    began = time.process_time()

    look(exact, text)

    assert time.process_time() - began < 5


SUITE = Path(__file__).parents[2] / "suites" / "evidence"


def cases(name: str) -> list[dict[str, Any]]:
    lines = (SUITE / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("name", ["quotations.jsonl", "quotations_cut.jsonl"])
def test_every_finding_is_one_of_those_that_are_right(name: str) -> None:
    wrong = []
    for case in cases(name):
        text = Extraction(ExtractionState.DONE, text=case["page"])
        found = verify(Quote(case["quote"]), text).kind.value
        if found not in case["right"]:
            wrong.append((case["id"], case["lang"], found))

    assert not wrong
