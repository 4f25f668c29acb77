"""Rows as JSON lines: read one by one, and none larger than memory bears."""

import io

import pytest

from tracker.base.values import json_lines
from tracker.base.values.json_lines import BadLineError, bounded, rows


def test_each_line_is_a_row_and_empty_ones_are_passed_over() -> None:
    assert list(rows(bounded(io.StringIO('{"a": 1}\n\n{"a": 2}')))) == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize("end", ["", "\n", "\nb"])
def test_a_line_too_long_is_named_before_it_is_read_whole(
    monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    monkeypatch.setattr(json_lines, "LONGEST_LINE", 10)

    with pytest.raises(BadLineError, match="line 2: longer than 10"):
        list(bounded(io.StringIO("short\n" + "a" * 11 + end)))


def test_a_line_of_just_that_length_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "LONGEST_LINE", 10)

    assert list(bounded(io.StringIO("a" * 9 + "\nb"))) == ["a" * 9 + "\n", "b"]
