"""Quotations handed over with the findings that are right of them, in 21 languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sources.archiver.quoting.verify import verify
from sources.archiver.values import Extraction, ExtractionState, Quote

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
