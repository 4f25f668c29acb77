"""Notices as sites word them in English, French, Arabic, Russian, German and Spanish."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.archiver.reading.walls.test_notices import MENU, REST, judged

LINES = Path(__file__).with_name("notices.jsonl").read_text(encoding="utf-8").splitlines()
CASES = [(row["outcome"], row["html"]) for row in map(json.loads, LINES)]


@pytest.mark.parametrize(("outcome", "html"), CASES)
def test_a_notice_is_named_in_every_language(outcome: str, html: str) -> None:
    found = judged(html.replace("{menu}", MENU).replace("{rest}", REST))

    assert found is not None
    assert found.value == outcome
