"""The cases that wait for their change are whole: every named file is there and can be read."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
FOLDERS = [HERE / "evidence", HERE / "reported"]


def named(folder: Path) -> list[str]:
    """Files and folders of cases that a README speaks of, as `name.ending` or `name/`."""
    words = re.findall(r"`([^`\s]+)", (folder / "README.md").read_text(encoding="utf-8"))
    return [word for word in words if re.fullmatch(r"[\w-]+(?:\.(?:jsonl?|tsv|pdf|py)|/)", word)]


def rows(path: Path) -> list[Any]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in text.splitlines()]
    if path.suffix == ".tsv":
        return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return list(json.loads(text))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_file_that_is_named_is_there(folder: Path) -> None:
    names = named(folder)

    assert len(names) > 3
    assert [name for name in names if not any(folder.rglob(name.rstrip("/")))] == []


TABLES = sorted(path for end in ("jsonl", "json", "tsv") for path in HERE.rglob(f"*.{end}"))


def test_no_table_is_left_out() -> None:
    assert len(TABLES) == 9


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_every_row_can_be_read(path: Path) -> None:
    read = rows(path)

    assert len(read) > 5
    assert len({len(row) for row in read}) == 1 or isinstance(read[0], dict)


def test_every_file_of_a_character_set_has_its_answer() -> None:
    folder = HERE / "evidence" / "charsets"
    answers = {row["file"] for row in rows(folder / "gold.json")}

    assert answers == {path.name for path in folder.iterdir()} - {"gold.json"}


def test_the_little_server_can_be_run() -> None:
    ast.parse((HERE / "reported" / "server.py").read_text(encoding="utf-8"))
