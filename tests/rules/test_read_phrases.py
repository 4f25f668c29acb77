"""The command that reads phrases: JSON lines in, JSON lines out."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

CASES = json.loads(
    (Path(__file__).parents[1] / "suites" / "evidence" / "phrases.json").read_text("utf-8")
)


def answers(monkeypatch: pytest.MonkeyPatch, text: str) -> list[dict[str, object]]:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    out = io.StringIO()
    call_command("read_phrases", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_phrase_of_the_suite_is_answered_as_its_gold(monkeypatch):
    asked = "\n".join(json.dumps(case) for case in CASES)

    told = answers(monkeypatch, asked)

    right = [{"phrase": case["phrase"], "reading": case["gold"]} for case in CASES]
    assert told == right


def test_words_without_a_number_are_told_from_a_number_that_is_not_read(monkeypatch):
    asked = [
        {"phrase": "a battalion", "language": "en"},
        {"phrase": "1.500", "language": "en"},
        {"phrase": "bis zu 84", "language": "de"},
        {"phrase": "2.5 km", "language": "en"},
    ]

    told = answers(monkeypatch, "\n".join(map(json.dumps, asked)) + "\n\n")

    assert [row["reading"] for row in told] == [
        [None, None, None, "none"],
        None,
        None,
        [2.5, 2.5, 2.5, "exact"],
    ]


@pytest.mark.parametrize("line", ["no JSON", "[1]", '{"phrase": "84"}', '{"language": "en"}'])
def test_a_line_that_is_no_row_is_named(monkeypatch, line):
    good = json.dumps({"phrase": "84", "language": "en"})

    with pytest.raises(CommandError, match="line 2"):
        answers(monkeypatch, f"{good}\n{line}")
