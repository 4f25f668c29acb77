from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import redis
from django.conf import settings as the_settings
from pytest_django import Settings

from tests.archiver.world import World
from tests.sources.ledger_fits import after_each as pytest_runtest_call
from tests.sources.replaying import REPLAY, SITE
from tests.working import acts_as_the_working_role

if TYPE_CHECKING:
    # Models can be imported only once Django is set up, which is after this file is read.
    from sources.models import Capture, Page

__all__ = ["acts_as_the_working_role", "pytest_runtest_call"]

HTML = "Content-Type: text/html; charset=utf-8"
WORDS = "Twelve soldiers were killed near the border, the ministry said."

Capturing = Callable[..., "Capture"]


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.close()


def forget_turns() -> None:
    """Nobody asks the world, nobody waits to; a killed worker's turn outlives its test."""
    from sources.operations.captures.politeness import host_keys  # noqa: PLC0415

    with redis.Redis.from_url(the_settings.REDIS_URL) as client:
        client.delete(*host_keys("127.0.0.1"), *host_keys("localhost"))


@pytest.fixture
def evidence(settings: Settings, tmp_path: Path, world: World) -> Path:
    """A folder of its own for sealed files; the world may be asked."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "evidence")},
        }
    }
    settings.ALLOWED_ADDRESSES = [world.place]
    settings.CAPTURE_DEADLINE_SECONDS = 5
    forget_turns()
    return tmp_path / "evidence"


@pytest.fixture
def replaying(settings: Settings) -> None:
    """A replay on an origin of its own."""
    settings.SITE_URL, settings.REPLAY_URL = SITE, REPLAY


@pytest.fixture
def page(db: None, evidence: Path, world: World) -> Page:
    """A page that the world shows."""
    from tests.factories import a_page  # noqa: PLC0415

    world.page("/a", f"<!doctype html><p>{WORDS}".encode(), HTML)
    return a_page(world.url("/a"))


@pytest.fixture
def capture_of() -> Capturing:
    """Ask for a capture, run it, give back the row."""
    from sources.models import CaptureCause  # noqa: PLC0415
    from sources.operations.captures.request import request_capture  # noqa: PLC0415
    from sources.operations.captures.visits import run  # noqa: PLC0415
    from tests.factories import AT  # noqa: PLC0415

    def capture(page: Page, *, at: datetime = AT) -> Capture:
        row = request_capture(page=page, cause=CaptureCause.CITED, by=page.added_by, at=at)
        run(capture_id=row.pk, worker="one", at=at)
        row.refresh_from_db()
        return row

    return capture


def files(evidence: Path) -> list[str]:
    return [str(path.relative_to(evidence)) for path in evidence.rglob("*") if path.is_file()]
