"""The command that compares sentences with figures: JSON lines in, JSON lines out."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

PAIR = {"id": 7, "a": "12 soldiers were killed .", "b": "At least 15 soldiers were killed ."}


def answers(monkeypatch: pytest.MonkeyPatch, text: str) -> list[dict[str, object]]:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    out = io.StringIO()
    call_command("compare_figures", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_pair_is_answered_with_relation_and_reason(monkeypatch):
    (told,) = answers(monkeypatch, json.dumps(PAIR))

    assert told["id"] == 7
    assert told["relation"] == "contradict"
    assert told["reason"] == "They contradict: one says “12”, the other “At least 15”."


def test_a_file_is_read_as_well(tmp_path, capsys):
    lines = tmp_path / "pairs.jsonl"
    lines.write_text(json.dumps(PAIR) + "\n\n" + json.dumps(PAIR | {"id": 8}), encoding="utf-8")

    call_command("compare_figures", str(lines))

    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == [7, 8]


@pytest.mark.parametrize(
    "line", ["no JSON", "[1]", '{"a": "12"}', '{"a": 12, "b": "15"}', '{"a": "\\ud800", "b": "1"}']
)
def test_a_line_that_is_no_pair_is_named(monkeypatch, line):
    with pytest.raises(CommandError, match="line 2"):
        answers(monkeypatch, f"{json.dumps(PAIR)}\n{line}")


def test_a_file_that_is_not_there_or_no_text_is_an_error(tmp_path):
    (tmp_path / "bytes").write_bytes(b"\xff\xfe\x00")

    for name in ("missing", "bytes"):
        with pytest.raises(CommandError):
            call_command("compare_figures", str(tmp_path / name))
