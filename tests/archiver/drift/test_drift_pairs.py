"""Every pair of looks that was handed over gets a kind that is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sources.archiver.drift.pairs import compare_pair

CASES = Path(__file__).resolve().parents[2] / "suites" / "evidence" / "drift_pairs.jsonl"
PAIRS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['id']} {pair['name']}")
def test_a_pair_of_looks_is_named_right(pair: dict[str, Any]) -> None:
    found = compare_pair(
        pair["before"],
        pair["after"],
        status=pair["status"],
        final_url=pair["final_url"],
        quotes=pair["quotes"],
    )

    assert found.kind in pair["expected"]
    assert pair["number_altered"] in (None, found.number_altered)
