"""A page that has not changed is kept once, however often it is captured."""

from __future__ import annotations

from pathlib import Path

from sources import configuration
from sources.archiver.sealing.payload import read_payload
from sources.models import ExtractionStatus, FindingKind, Page, text_of
from sources.operations.register.quotations import quote
from tests.archiver.world import World
from tests.factories import AT, later
from tests.sources.conftest import HTML, WORDS, Capturing


def test_a_second_capture_refers_to_the_first_and_reads_like_it(
    page: Page, capture_of: Capturing, evidence: Path
) -> None:
    quote(page=page, exact="Twelve soldiers were killed", by=page.added_by, at=AT)
    first = capture_of(page)

    second = capture_of(page, at=later(hours=1))

    assert second.provenance["revisit"]["file_name"] == first.file_name
    assert second.file_name != first.file_name
    assert (text_of(second), second.extraction) == (WORDS, ExtractionStatus.DONE)
    assert second.payload_sha256 == first.payload_sha256
    assert second.findings.get().kind == FindingKind.VERBATIM
    assert read_payload(configuration.storage(), second.file_name).kept.file_name == first.file_name


def test_a_page_that_changed_and_changed_back_is_kept_each_time(
    page: Page, capture_of: Capturing, world: World
) -> None:
    capture_of(page)
    before = world.pages["/a"]
    world.page("/a", b"<p>Something else entirely.", HTML)
    assert "revisit" not in capture_of(page, at=later(hours=1)).provenance
    world.pages["/a"] = before

    assert "revisit" not in capture_of(page, at=later(hours=2)).provenance


def test_a_file_that_was_lost_is_not_referred_to(
    page: Page, capture_of: Capturing, evidence: Path
) -> None:
    first = capture_of(page)
    configuration.storage().delete(first.file_name)

    assert "revisit" not in capture_of(page, at=later(hours=1)).provenance
