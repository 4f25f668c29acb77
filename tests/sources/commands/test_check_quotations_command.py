"""`manage.py check_quotations` answers a line of JSON with what the desk would find."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

PAGE = "The army said that 84 soldiers were seen near the town on Sunday."


def answers(monkeypatch: pytest.MonkeyPatch, *lines: str) -> list[dict[str, Any]]:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    out = io.StringIO()
    call_command("check_quotations", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_text_markup_and_a_file_are_checked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "page.txt"
    file.write_text(PAGE, encoding="utf-8")
    quote = "84 soldiers were seen near the town"

    found = answers(
        monkeypatch,
        json.dumps({"id": 1, "quote": quote, "text": PAGE}),
        "",
        json.dumps({"id": "b", "quote": quote, "html": f"<p>{PAGE}</p>"}),
        json.dumps({"id": 3, "quote": quote, "file": str(file), "content_type": "text/plain"}),
    )

    assert [one["id"] for one in found] == [1, "b", 3]
    assert {one["finding"] for one in found} == {"verbatim"}
    assert PAGE[found[0]["start"] : found[0]["end"]] == quote


def test_what_markup_says_of_its_charset_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    html = "<meta charset=windows-1252><p>L’armée reconnaît dix blessés près de Gossi."
    case = {"quote": "L’armée reconnaît dix blessés", "html": html, "content_type": "text/html"}

    (found,) = answers(monkeypatch, json.dumps(case))

    assert found["finding"] == "verbatim"


def test_what_differs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = answers(
        monkeypatch,
        json.dumps({"id": 1, "quote": "85 soldiers were seen near the town", "text": PAGE}),
    )

    (difference,) = found["differences"]
    assert found["finding"] == "altered"
    assert (difference["kind"], difference["quoted"], difference["found"]) == ("number", "85", "84")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 1: "),
        ("[]", "line 1: this must be a JSON object"),
        ("{}", "“quote” is missing"),
        (r'{"quote": "\ud800", "text": "a"}', "surrogates not allowed"),
        ('{"quote": "a"}', "“text”, “html” or “file” is missing"),
        ('{"quote": "a", "file": "/nowhere/at/all"}', "cannot be read"),
        (r'{"quote": "a", "file": "a\u0000b"}', "cannot be read"),
    ],
)
def test_a_line_that_is_not_as_it_must_be_is_named(
    monkeypatch: pytest.MonkeyPatch, line: str, said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        answers(monkeypatch, line)
