"""A test that needs a program of the machine says so before it fails for want of it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs import PROGRAMS

HOUSE = Path(__file__).parents[2]
ONE_TEST = """
from tests.programs import need

def test_with_it():
    need("wget")

def test_without_it():
    pass
"""


def run(folder: Path, path: Path, **environment: str) -> str:
    """Run two tests, of which one needs wget, with no programs but those in a folder."""
    (folder / "test_it.py").write_text(ONE_TEST)
    plugins = ("-p", "tests.programs", "-p", "no:cacheprovider", "-p", "no:xdist")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", *plugins),
            *("-c", "/dev/null", "--rootdir", folder, folder),
        ],
        cwd=HOUSE,
        env={"PATH": str(path), "PYTHONPATH": str(HOUSE), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


def test_what_is_missing_is_named_before_and_what_was_skipped_after(
    tmp_path: Path, empty: Path
) -> None:
    before, after = run(tmp_path, empty).split("[100%]")

    assert "wget is not installed (apt-get install wget): tests that need it are skipped" in before
    assert "1 skipped: wget is not installed" in after
    assert "test_it.py::test_with_it" in after
    assert "1 passed, 1 skipped" in after.splitlines()[-1]


def test_in_continuous_integration_it_fails(tmp_path: Path, empty: Path) -> None:
    said = run(tmp_path, empty, CI="true")

    assert "tests that need it fail" in said
    assert "1 failed, 1 passed" in said.splitlines()[-1]


def test_nothing_is_said_where_all_is_there(tmp_path: Path, empty: Path) -> None:
    for name in PROGRAMS:
        (empty / name).write_text("#!/bin/sh\n")
        (empty / name).chmod(0o755)

    said = run(tmp_path, empty)

    assert "not installed" not in said
    assert "2 passed" in said


def test_no_test_finds_or_misses_a_program_in_another_way() -> None:
    """Benchmarks have programs of their own; gzip is also the name of a coding."""
    otherwise = re.compile(r'shutil\.which|find_browser\(\)|"(wget|openssl|chromium|java)", ')
    files = {*HOUSE.glob("tests/**/*.py")} - {*HOUSE.glob("tests/bench/**/*.py"), Path(__file__)}
    files = {file for file in files if ".venv" not in file.parts}
    assert files
    strays = [
        str(file.relative_to(HOUSE))
        for file in files
        if file.name != "programs.py" and otherwise.search(file.read_text())
    ]

    assert strays == []
