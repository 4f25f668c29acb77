"""`manage.py check_warc` names each defect of a file."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.archiver.warcs import info, noted, packed, whole


def file(folder: Path, content: bytes) -> str:
    path = folder / "file.warc.gz"
    path.write_bytes(content)
    return str(path)


def broken(*arguments: str) -> str:
    out = StringIO()
    with pytest.raises(SystemExit, match="1"):
        call_command("check_warc", *arguments, stdout=out)
    return out.getvalue()


def test_a_good_file_passes(tmp_path: Path) -> None:
    out = StringIO()

    call_command("check_warc", file(tmp_path, packed(*whole())), stdout=out)

    assert out.getvalue().endswith("file.warc.gz: 5 records, no defect.\n")


def test_a_defect_is_named_with_its_place(tmp_path: Path) -> None:
    before = packed(*whole()[:4])
    path = file(tmp_path, before + packed(noted().but(WARC_Date="yesterday")))

    said = broken(path, "--rules")

    assert f"{path}: byte {len(before)}, record {noted().fields['WARC-Record-ID']}: date:" in said
    assert f"{path}: 5 records, 1 defect." in said
    assert "date (1): dates are UTC" in said


def test_programs_get_a_line_of_json_for_each(tmp_path: Path) -> None:
    path = file(tmp_path, packed(info().but(WARC_Date="yesterday")))

    lines: list[dict[str, Any]] = [json.loads(line) for line in broken(path, "--json").splitlines()]

    assert [line.get("rule") for line in lines] == ["date", None]
    assert lines[1]["defects"] == lines[1]["records"] == 1


def test_a_missing_file_is_a_defect_and_the_next_is_checked(tmp_path: Path) -> None:
    said = broken(str(tmp_path / "nothing"), file(tmp_path, packed(*whole())))

    assert "file_unreadable" in said
    assert "5 records, no defect." in said


def test_a_folder_is_a_defect(tmp_path: Path) -> None:
    assert "file_unreadable" in broken(str(tmp_path))


def test_a_hostile_file_writes_nothing_to_the_terminal_but_text(tmp_path: Path) -> None:
    said = broken(file(tmp_path, packed(info().but(WARC_Type="\x1b[2Jhello"))))

    assert "\x1b" not in said
