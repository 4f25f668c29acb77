"""Phrases with their right readings, from reports about other programs and of our own."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest

from claims.rules.figures import Reading, read

SUITES = Path(__file__).parents[1] / "suites"


def told(reading: Reading) -> str:
    numbers = (reading.low, reading.best, reading.high)
    written = ("-" if one is None else f"{one.normalize():f}" for one in numbers)
    return f"{reading.qualifier.value} {'/'.join(written)}"


def rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.reader((one for one in lines if not one.startswith("#")), delimiter="\t"))


@pytest.mark.parametrize(("words", "language", "right"), rows(SUITES / "reported" / "figures.tsv"))
def test_a_reported_phrase_is_read_whole_or_not_at_all(words, language, right):
    assert told(read(words, language)) in [one.strip() for one in right.split("|")]


@pytest.mark.parametrize(
    "case",
    json.loads((SUITES / "evidence" / "phrases.json").read_text(encoding="utf-8")),
    ids=lambda case: case["phrase"],
)
def test_a_phrase_is_read_as_its_writer_meant_it(case):
    reading = read(case["phrase"], case["language"])
    if case["gold"] is None:
        assert not reading.has_number
        return
    *numbers, qualifier = case["gold"]
    right = [None if one is None else Decimal(str(one)) for one in numbers]
    assert ([reading.low, reading.best, reading.high], reading.qualifier) == (right, qualifier)


def test_other_phrases_of_the_same_kinds_are_read_alike():
    asked = rows(Path(__file__).parent / "figures_by_kind.tsv")

    otherwise = [
        (words, told(read(words, language)), right)
        for words, language, right in asked
        if told(read(words, language)) != right
    ]

    assert len(asked) > 500
    assert otherwise == []


@pytest.mark.parametrize(
    ("words", "language", "before", "now", "why"),
    rows(Path(__file__).parent / "figures_read_otherwise.tsv"),
)
def test_what_is_read_otherwise_than_by_the_reader_before_is_explained(
    words, language, before, now, why
):
    assert told(read(words, language)) == now != before
    assert why
