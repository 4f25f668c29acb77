"""`manage.py count_origins`: cases in, counts out, as the desk counts."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

CASE = {
    "case": "relayed",
    "reports": [["a", "Army", "own"], ["b", "Radio", "derived"], ["c", "Paper", "unknown"]],
    "derivations": [["b", None, None, "the army"]],
}


def counted(path: Path, text: str) -> list[Any]:
    path.write_text(text, encoding="utf-8")
    out = io.StringIO()
    call_command("count_origins", str(path), stdout=out)
    return [json.loads(line) for line in out.getvalue().split("\n") if line]


def test_lines_and_an_array_are_read_alike(tmp_path: Path) -> None:
    expected = {
        "case": "relayed",
        "reports": 3,
        "origins": [1, 2],
        "circular": 0,
        "confirmations": 0,
    }

    assert (
        counted(tmp_path / "lines", f"{json.dumps(CASE)}\n\n{json.dumps(CASE)}\n") == [expected] * 2
    )
    assert counted(tmp_path / "array", json.dumps([CASE])) == [expected]


def test_a_line_ends_where_json_lines_end(tmp_path: Path) -> None:
    case = CASE | {"case": "one\u2028two\x85three"}

    found = counted(tmp_path / "lines", json.dumps(case, ensure_ascii=False))

    assert [row["case"] for row in found] == [case["case"]]


def test_what_else_is_known_counts(tmp_path: Path) -> None:
    known = {"claimant": ["Army"], "confirming": ["b", "c"], "houses": [["Radio", "Paper"]]}

    (found,) = counted(tmp_path / "case", json.dumps(CASE | known))

    assert (found["origins"], found["confirmations"]) == ([2, 2], 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("1", "not JSON"),
        ('{"case": 1}', "Case 1"),
        ('{"reports": [["a", "b"]]}', "Case 1"),
        ('{"reports": [["a", "b", "guessed"]]}', "Case 1"),
        ('{"reports": [], "derivations": [["a"]]}', "Case 1"),
        ("[1]", "Case 1"),
    ],
)
def test_what_is_no_case_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        counted(tmp_path / "case", text)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("count_origins", str(tmp_path / "nowhere"))
