"""Pages of one build are shown by all of its processes, and by none of another."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import LazySettings

from tracker.base.web.fresh.build import build

ROOT = Path(__file__).resolve().parents[3]
BY_WEB = "import tracker.wsgi"
BY_WORKER = "from tracker.celery import app; app.loader.import_default_modules(); app.finalize()"
SAY = "; from tracker.base.web.fresh.build import build; print(build())"


def said_by(process: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", process + SAY],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tracker.settings", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture
def house(tmp_path: Path, settings: LazySettings) -> Path:
    """A checkout of its own."""
    settings.BASE_DIR = tmp_path
    for name in ("claims/rules.py", "templates/base.html", "uv.lock"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("As it was.")
    return tmp_path


def new() -> str:
    build.cache_clear()
    try:
        return build()
    finally:
        build.cache_clear()


def test_the_processes_of_a_house_are_of_one_build(tmp_path: Path) -> None:
    web = said_by(BY_WEB, TMPDIR=str(tmp_path))

    assert len(web) == 32
    assert web == said_by(BY_WORKER) == said_by(BY_WEB, REDIS_URL="redis://127.0.0.1:1/3")
    assert web != said_by(BY_WEB, COUNTERCLAIM_SITE_URL="http://elsewhere.example")


@pytest.mark.parametrize(
    "name", ["claims/rules.py", "templates/base.html", "uv.lock", "claims/new.py"]
)
def test_other_code_is_another_build(house: Path, name: str) -> None:
    before = new()

    (house / name).write_text("As it is now.")

    assert new() != before


def test_what_python_writes_while_it_starts_is_no_code(house: Path) -> None:
    before = new()

    (house / "claims/__pycache__").mkdir()
    for name in ("rules.cpython-311.pyc", "rules.cpython-311.pyc.140234"):
        (house / "claims/__pycache__" / name).write_bytes(b"compiled")

    assert new() == before


def test_another_setting_is_another_build(house: Path, settings: LazySettings) -> None:
    before = new()
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/4"
    assert new() == before

    settings.TIME_ZONE = "Africa/Bamako"

    assert new() != before
