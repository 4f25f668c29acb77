"""All figures of running text: what is read, what is not, whose it is, and hostile texts."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.reads.desk.text_reader import brought_text_reader
from claims.rules.figures.in_text import Alias, FigureInText, TextReader
from tracker.base.language.sentence_ends import LONGEST, sentence_spans

SUITE = Path(__file__).parents[1] / "suites" / "evidence" / "statements.jsonl"
STATEMENTS = [json.loads(line) for line in SUITE.read_text("utf-8").splitlines()]
READ_OTHERWISE = {"f18", "f56"}
"""Here the installation has a narrower measure than the suite: released, helicopters."""
READER = brought_text_reader()


def told(figure: FigureInText) -> str:
    numbers = "/".join(
        "-" if one is None else f"{one.normalize():f}"
        for one in (figure.low, figure.best, figure.high)
    )
    return f"{figure.measure} {figure.qualifier.value} {numbers}"


def standing(text: str, language: str = "en") -> list[str]:
    return [told(one) for one in READER.figures(text, language) if one.stands]


def by_kind() -> list[list[str]]:
    lines = (Path(__file__).parent / "texts_by_kind.tsv").read_text("utf-8").splitlines()
    return list(csv.reader((one for one in lines if not one.startswith("#")), delimiter="\t"))


@pytest.mark.parametrize("case", STATEMENTS, ids=lambda case: case["id"])
def test_a_statement_gives_its_figures(case):
    right = {
        (one["measure"], *(None if (n := one[key]) is None else Decimal(str(n)) for key in
                           ("low", "best", "high")), one["qualifier"])
        for one in case["gold"]
    }  # fmt: skip

    found = {
        (one.measure, one.low, one.best, one.high, one.qualifier.value)
        for one in READER.figures(case["text"], case["language"])
        if one.stands
    }

    assert (found == right) is (case["id"] not in READ_OTHERWISE)


def test_other_texts_of_the_same_kinds_are_read_alike():
    asked = by_kind()

    otherwise = [
        (text, standing(text, language), right)
        for text, language, right in asked
        if "; ".join(standing(text, language)) != right
    ]

    assert len(asked) >= 45
    assert otherwise == []


def test_a_text_in_capitals_is_read_as_any_other():
    text = "Four people were killed and 35 wounded. THREE SUBVERSIVES DIED."

    assert standing(text.upper()) == standing(text) != []


def test_what_is_denied_or_replaced_is_marked():
    denied = list(READER.figures("The army did not kill 84 mercenaries.", "en"))
    replaced = list(READER.figures("Le bilan passe de 10 à 14 morts.", "fr"))

    assert [one.is_negated for one in denied] == [True]
    assert [(told(one), one.is_superseded) for one in replaced] == [
        ("killed exact 10/10/10", True),
        ("killed exact 14/14/14", False),
    ]


def test_a_figure_says_where_its_words_stand_whose_it_is_and_of_which_part():
    text = "It is quiet. Rebels killed 17 Malian soldiers, among them 3 officers."
    names = [Alias("Malian", "mali"), Alias("Mali", "mali"), Alias("Rebels", "rebels")]
    reader = TextReader(READER.measures, names)

    whole, part = reader.figures(text, "en")

    assert text[whole.start : whole.end] == "17"
    assert (whole.subject, whole.party, whole.part) == ("Malian soldiers", "mali", "")
    assert (part.party, part.part) == ("mali", "officers")


def test_a_name_that_two_parties_have_names_neither():
    reader = TextReader(READER.measures, [Alias("Guard", "one"), Alias("guard", "other")])

    (figure,) = reader.figures("12 Guard soldiers were killed.", "en")

    assert figure.party is None


def test_without_measures_or_in_another_language_nothing_is_read():
    assert list(TextReader([]).figures("12 people were killed.", "en")) == []
    assert list(READER.figures("12 Tote.", "de")) == []


@pytest.mark.parametrize(
    "text",
    ["12 killed " * 20_000, "a" * 500_000, "killed " * 50_000, "1" * 100_000 + " dead",
     "!" * 200_000, "\n" * 200_000, "from 12 to " * 20_000 + "dead", "\ud800 12 killed",
     "١٢ قتيلا و" * 10_000],
    ids=lambda text: text[:10],
)  # fmt: skip
def test_a_hostile_text_is_read_in_bounded_sentences(text):
    spans = list(sentence_spans(text))
    letters = "".join("".join(text[start:end].split()) for start, end in spans)

    assert max((end - start for start, end in spans), default=0) <= LONGEST
    assert letters == "".join(text.split())
    assert all(one.end <= len(text) for one in READER.figures(text[:30_000], "ar"))
    assert all(one.end <= len(text) for one in READER.figures(text[:30_000], "en"))


def answers(monkeypatch: pytest.MonkeyPatch, text: str) -> list[dict[str, object]]:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    out = io.StringIO()
    call_command("read_figures", brought=True, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_command_answers_each_text_and_tells_its_language(monkeypatch):
    asked = [
        {"id": 1, "text": "At least 20 Wagner fighters were killed.", "lang": "en"},
        {"id": 2, "text": "Trois soldats ont été tués dans la nuit."},
        {"id": 3, "text": "On 5 May he said nothing.", "lang": "en"},
    ]

    told_of = answers(monkeypatch, "\n".join(map(json.dumps, asked)))

    assert [(row["id"], len(row["figures"])) for row in told_of] == [(1, 1), (2, 1), (3, 0)]
    assert told_of[0]["figures"] == [
        {"measure": "killed", "subject": "Wagner fighters", "low": 20, "best": None, "high": None,
         "qualifier": "at_least", "start": 0, "end": 11}
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["no JSON", "[1]", '{"id": 1}', '{"text": 5}', '{"text": "\\ud800"}']
)
def test_a_line_that_is_no_text_is_named(monkeypatch, line):
    with pytest.raises(CommandError, match="line 2"):
        answers(monkeypatch, f'{{"text": "84"}}\n{line}')


def scope(text: str, language: str) -> list[tuple[str, str]]:
    return [(one.place, one.as_of) for one in READER.figures(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "scopes"),
    [
        ("en", "In Kidal, 12 soldiers died, and 5 civilians in Gao.", [("Kidal", ""), ("Gao", "")]),
        ("en", "As of 27 July 2024, 12 men had died in Tin Zaouatine.",
         [("Tin Zaouatine", "27 July 2024")]),
        ("en", "By July 27, at least 12 were dead and 3 wounded.", [("", "July 27")] * 2),
        ("fr", "Au 27 juillet, 12 soldats ont été tués à Gao-Ville.",
         [("Gao-Ville", "27 juillet")]),
        ("ru", "По состоянию на 27 июля погибли 12 солдат в Кидале.", [("Кидале", "27 июля")]),
        ("ar", "حتى 27 يوليو قتل 12 جنديا", [("", "27 يوليو")]),
    ],
)  # fmt: skip
def test_a_figure_carries_the_place_and_day_that_its_sentence_surely_says(language, text, scopes):
    assert scope(text, language) == scopes


@pytest.mark.parametrize(
    "text",
    [
        "12 soldiers were killed in March.",
        "12 soldiers were killed in the north.",
        "12 soldiers were killed by rebels in two days.",
        "IN KIDAL, 12 SOLDIERS WERE KILLED.",
        "The army in Kidal said that near the border 12 soldiers were killed.",
        "As of Monday, 12 soldiers were killed by 7 gunmen.",
    ],
)
def test_no_scope_is_read_where_the_sentence_does_not_surely_say_it(text):
    assert scope(text, "en") == [("", "")]
