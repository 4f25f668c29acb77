"""Each wall reports what breaks it: a violation is planted in a copy of the house for every one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.walls.structure import HOUSE, ROOMS

PLANTED = {
    "floors": ("sources/models/planted_floor.py", "import tracker.site.health"),
    "floors-tracker": ("tracker/planted_roof.py", ""),
    "floors-ground": ("tracker/base/planted_ground.py", ""),
    "floors-claims": ("claims/planted_claims.py", ""),
    "floors-sources": ("sources/planted_sources.py", ""),
    "doors": ("claims/public/planted_door.py", "import claims.desk.urls"),
    "read-only": ("claims/public/planted_writer.py", "import claims.operations.cite"),
    "evidence": ("sources/reads/planted_evidence.py", "import claims.rules.grounds"),
    "evidence-by-name": (
        "sources/reads/planted_names.py",
        'HERE = "public:evidence"\nPATH = "quotation__citations"\n',
    ),
    "archiver": ("sources/archiver/reading/planted_reader.py", "import sources.archiver.pipeline"),
    "tables": ("claims/desk/planted_table.py", "import claims.models"),
    "writers": (
        "claims/reads/planted_write.py",
        "from claims.models import Claim\n\nClaim.objects.create()\n",
    ),
    "plain": ("tracker/base/language/planted_word.py", "import django"),
    "plain-ledger": ("tracker/base/ledger/planted_person.py", "import tracker.base.people.models"),
    "plain-servers": ("tracker/site/embedded/planted_server.py", "import django"),
    "circles": (
        "sources/reads/planted_circle.py",
        "import sources.operations.acts\n",
    ),
}


def contracts() -> dict[str, str]:
    """Names of the contracts by their id, as pyproject.toml has them."""
    written = (HOUSE / "pyproject.toml").read_text()
    found = re.findall(r'^id = "([\w-]+)"\nname = "([^"]+)"', written, re.MULTILINE)
    assert found
    return dict(found)


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the linter says of a house in which every wall is broken, by the contract's name."""
    copy = tmp_path_factory.mktemp("house")
    for room in (*ROOMS, "tests/house/walls"):
        shutil.copytree(
            HOUSE / room,
            copy / room,
            ignore=shutil.ignore_patterns("static", "locale", "__pycache__"),
        )
    for package in ("tests", "tests/house"):
        (copy / package / "__init__.py").touch()
    shutil.copy(HOUSE / "pyproject.toml", copy)
    for file, text in PLANTED.values():
        (copy / file).write_text(f'"""Planted."""\n\n{text}\n')
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=copy,
        env={"PATH": os.environ["PATH"], "COLUMNS": "500"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    told = run.stdout.partition("Broken contracts")[2]
    parts = re.split(r"\n(?=[^\n]+\n-{4,}\n)", told)
    return {part.strip().splitlines()[0]: part for part in parts if part.strip()}


def test_every_wall_has_a_violation() -> None:
    assert PLANTED.keys() == contracts().keys()


@pytest.mark.parametrize("wall", PLANTED)
def test_what_breaks_a_wall_is_reported(wall: str, complaints: dict[str, str]) -> None:
    file, _text = PLANTED[wall]
    module = file.removesuffix(".py").replace("/", ".")

    said = complaints[contracts()[wall]]

    assert module.rpartition(".")[2] in said or wall == "circles"
