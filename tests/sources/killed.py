"""A worker in a process of its own, which can be killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote as percent_encode

from django.conf import settings
from django.db import connection

from tests.archiver.world import World


def a_worker(script: str, world: World, evidence: Path) -> subprocess.Popen[bytes]:
    """Run a script against this test's database, world and storage."""
    return subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "tracker.settings",
            "DATABASE_URL": _database_url(),
            "COUNTERCLAIM_ALLOWED_ADDRESSES": world.place,
            "COUNTERCLAIM_EVIDENCE_DIR": str(evidence),
        },
    )


def _database_url() -> str:
    facts = connection.settings_dict
    login = f"{percent_encode(facts['USER'])}:{percent_encode(facts['PASSWORD'] or '', safe='')}"
    host = percent_encode(str(facts["HOST"] or ""), safe="")
    return f"postgresql://{login}@{host}:{facts['PORT'] or ''}/{facts['NAME']}"
