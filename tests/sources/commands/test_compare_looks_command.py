"""`manage.py compare_looks` answers line by line with the code of the desk."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

PAGE = "<html lang=en><title>Kidal</title><p>The army said that 80 soldiers were killed near Kidal."
PAIR = {
    "id": "d1",
    "before": PAGE,
    "after": PAGE.replace("80", "52"),
    "status": 200,
    "final_url": "https://news.example/a",
    "quotes": ["80 soldiers were killed"],
}


def answered(folder: Path, *rows: Any) -> list[Any]:
    path = folder / "pairs.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    out = StringIO()
    call_command("compare_looks", path, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_is_answered_by_a_line(tmp_path: Path) -> None:
    altered, gone = answered(tmp_path, PAIR, PAIR | {"id": "d2", "status": 404})

    assert altered == {
        "id": "d1",
        "page": "quotation_altered",
        "quotations": [{"quote": "80 soldiers were killed", "change": "altered"}],
        "number_altered": True,
    }
    assert (gone["page"], gone["quotations"][0]["change"]) == ("page_gone", "unread")


@pytest.mark.parametrize(
    "row",
    [
        {"id": "d1"}, [], PAIR | {"before": None}, PAIR | {"quotes": "80"}, PAIR | {"quotes": [80]},
        PAIR | {"status": "ok"}, PAIR | {"final_url": 1},
    ],
)  # fmt: skip
def test_a_line_that_is_no_pair_of_looks_is_refused(tmp_path: Path, row: Any) -> None:
    with pytest.raises(CommandError):
        answered(tmp_path, row)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("compare_looks", tmp_path / "none.jsonl")
