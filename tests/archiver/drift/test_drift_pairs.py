"""Every pair of looks that was handed over gets a kind that is right."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from sources.archiver.drift.pairs import compare_answers

SUITES = Path(__file__).resolve().parents[2] / "suites"
CASES = SUITES / "evidence" / "drift_pairs.jsonl"
PAIRS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['id']} {pair['name']}")
def test_a_pair_of_looks_is_named_right(pair: dict[str, Any]) -> None:
    found = compare_answers(
        pair["before"],
        pair["after"],
        status=pair["status"],
        final_url=pair["final_url"],
        quotes=pair["quotes"],
    )

    assert found.kind in pair["expected"]
    assert pair["number_altered"] in (None, found.number_altered)


@pytest.mark.parametrize(
    ("path", "quoted", "number_altered"),
    [
        ("/watch-format", "The ministry counted 1,200 displaced families", False),
        ("/watch-sup", "The army said that 84 soldiers were killed near Kidal", False),
        ("/watch-clock", "The army said that 84 soldiers were killed near Kidal", False),
        ("/watch-real", "The army said that 84 soldiers were killed near Kidal", True),
    ],
)
def test_a_page_that_says_something_else_from_the_second_visit_on(
    monkeypatch: pytest.MonkeyPatch, path: str, quoted: str, *, number_altered: bool
) -> None:
    monkeypatch.setattr(sys, "argv", ["server.py"])
    server = runpy.run_path(str(SUITES / "reported" / "server.py"))
    before, after = map(server["page"], server["WATCH"][path])
    url = f"https://news.example{path}"

    found = compare_answers(before, after, status=200, final_url=url, quotes=[quoted])

    assert found.number_altered is number_altered
    assert [each.change == "altered" for each in found.quotations] == [number_altered]
