"""Two workers that show the same page make the same files: neither clears away the other's."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from sources import configuration
from sources.archiver.browser.render import Ending, Rendered, RenderedPart
from sources.archiver.sealing.store import keep_as
from sources.models import Page, Rendering, RenderingStatus
from sources.operations.renderings import attempts
from sources.operations.renderings.attempts import LEASE
from tests.factories import AT, later
from tests.sources.conftest import Capturing, files

PICTURE = RenderedPart("screenshot", b"\x89PNG", 1280, 900)
SHOWN = Rendered(
    Ending.DONE, (), "Chromium 1", (PICTURE, RenderedPart("dom", b"<p>")), {"url": "x"}
)


@pytest.fixture
def asked(page: Page, capture_of: Capturing, settings: Settings) -> Rendering:
    settings.RENDERING = True
    return capture_of(page).rendering


def keep() -> None:
    for part in SHOWN.parts:
        keep_as(configuration.storage(), part.name, part.content, part.sha256)


def test_what_a_late_worker_clears_away_is_there_for_the_one_that_finishes(
    asked: Rendering, evidence: Path
) -> None:
    late = attempts.take(rendering_id=asked.pk, worker="late", at=later(minutes=1))
    moment = later(minutes=2) + LEASE
    attempts.sweep(at=moment)
    second = attempts.take(rendering_id=asked.pk, worker="second", at=moment)
    assert late is not None
    assert second is not None
    keep()  # both have, and found the same

    assert not attempts.finish(late, SHOWN, at=moment)
    assert attempts.finish(second, SHOWN, at=moment)

    assert Rendering.objects.get(pk=asked.pk).status == RenderingStatus.DONE
    assert {part.name for part in SHOWN.parts} <= set(files(evidence))


def test_what_nobody_names_is_cleared_away(asked: Rendering, evidence: Path) -> None:
    before = files(evidence)
    late = attempts.take(rendering_id=asked.pk, worker="late", at=later(minutes=1))
    assert late is not None
    attempts.sweep(at=later(minutes=2) + LEASE)
    keep()

    assert not attempts.finish(late, SHOWN, at=AT)

    assert files(evidence) == before
