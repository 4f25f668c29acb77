"""A worker stays small and alive through every answer that means to fill its memory."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from sources.archiver.outcomes import Outcome
from tests.archiver.hostile import crooked, heavy, serve
from tests.archiver.world import World
from tests.sources.conftest import HTML

MOST = 256  # MiB
AFTERWARDS = 190
"""MiB that are held for a small answer after all the large ones; a fresh worker holds about 120."""

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/clear_refs").exists(), reason="memory is measured through Linux's /proc"
)


def test_a_worker_stays_small_through_hostile_answers(world: World, tmp_path: Path) -> None:
    expected = serve(world, heavy() | crooked())
    world.pages["/a-redirect-to-itself?"] = world.pages["/a-redirect-to-itself"]
    world.page("/honest", b"<p>Twelve soldiers were killed, 12 of them.", HTML)
    expected["/honest"] = Outcome.CAPTURED

    worker = subprocess.run(
        [
            *(sys.executable, "-m", "tests.sources.worker_memory", str(tmp_path)),
            *map(world.url, expected),
        ],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "COUNTERCLAIM_ALLOWED_ADDRESSES": world.place,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )

    told = [json.loads(line) for line in worker.stdout.splitlines()]
    assert worker.returncode == 0, worker.stderr[-2000:]
    outcomes = {one["url"].removeprefix(world.url("")): one["outcome"] for one in told}
    assert outcomes == {path: outcome.value for path, outcome in expected.items()}
    most = max(told, key=lambda one: one["mib"])
    assert most["mib"] < MOST, most
    # Other libraries of C than glibc keep their heap as they please.
    assert platform.libc_ver()[0] != "glibc" or told[-1]["mib"] < AFTERWARDS, told[-1]
