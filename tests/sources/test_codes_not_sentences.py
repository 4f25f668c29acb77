"""Sealed rows hold codes and values: no phrase of ours, whatever language it is in, is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models
from pytest_django import Settings

from sources.archiver.browser.render import Ending, Rendered
from sources.archiver.sentences import OTHERS, TEXTS, as_json, from_json, say
from sources.models import (
    Capture,
    CaptureText,
    Deposit,
    Finding,
    Page,
    PublisherGrade,
    Quotation,
    Recheck,
    RenderedFile,
    Rendering,
    SealedFile,
    Timestamp,
    WithheldOriginal,
    Withholding,
)
from sources.operations.captures.request import give_up, request_capture
from sources.operations.renderings import attempts
from sources.reads.ledger_kinds import KINDS
from sources.reads.sentences import worded
from tests.archiver.world import World
from tests.factories import AT, a_page, later
from tests.house.database import rows
from tests.sources.conftest import HTML, WORDS, Capturing
from tracker.base.ledger.models import Entry

SEALED: dict[type[models.Model], set[str]] = {
    Capture: {"taken_by", "final_url", "content_type", "file_name", "metadata"},
    CaptureText: {"text", "words"},
    Deposit: {"statement", "original_name", "media_type"},
    Finding: {"matched"},
    Quotation: {"exact", "prefix", "suffix", "language"},
    PublisherGrade: {"reason"},
    Recheck: {"seen_note"},
    Rendering: {"taken_by", "software"},
    RenderedFile: set(),
    SealedFile: {"name"},
    Timestamp: {"taken_by", "token_name"},
    WithheldOriginal: {"original_name", "program"},
    Withholding: {"description", "reason", "end_reason"},
    Entry: set(),
}
"""Every sealed table, with its columns that hold words of people, of pages or of programs."""
KEYS_OF_OTHERS = OTHERS | {
    *("request", "headers", "agent", "software", "browser", "error", "cipher"),
    *("given_up_because", "final_url", "content_type", "metadata"),
    *("quoted", "found", "before", "now", "exact"),
}
"""The same within JSON: what was sent and answered, and words of a page."""
PROSE = re.compile(r"[^\W\d_]{2,}[,;:]? [^\W\d_]{2,}")


def phrases(value: Any, key: str = "") -> Iterator[str]:
    """Strings with several words that no key names as words of others."""
    if key in KEYS_OF_OTHERS:
        return
    if isinstance(value, dict):
        for name, one in value.items():
            yield from phrases(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from phrases(one, key)
    elif isinstance(value, str) and PROSE.search(value):
        yield f"{key}: {value}"


def kept() -> Iterator[str]:
    """Phrases in all rows of sealed tables, but for the columns of others."""
    for model, of_others in SEALED.items():
        texts = (models.CharField, models.TextField, models.JSONField)
        names = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, texts) and field.name not in of_others
        ]
        for row in model._default_manager.values(*names) if names else ():
            if model is Entry:
                row |= {"content": json.loads(row["content"])}
            yield from (f"{model.__name__}.{said}" for said in phrases(row))


@pytest.fixture
def ended(world: World, page: Page, capture_of: Capturing, settings: Settings) -> list[Capture]:
    """Captures that ended in many ways."""
    settings.RENDERING = True
    settings.CAPTURE_ATTEMPTS = 1  # what may pass ends too
    world.page("/gone", b"no", HTML, status="404 Not Found")
    world.page("/empty", b"", HTML)
    world.page("/wall", b"<!doctype html><title>Just a moment...</title><p>Wait", HTML)
    world.page("/coded", b"x", HTML, "Content-Encoding: compress")
    world.page("/file", b"\x00\x01\x02", "Content-Type: application/octet-stream")
    world.page("/pdf", b"%PDF-1.4 damaged", "Content-Type: application/pdf")
    rows.quotation(page=page, exact=WORDS[:30])
    asked = ["/gone", "/empty", "/wall", "/coded", "/file", "/pdf"]
    urls = [world.url(path) for path in asked]
    urls += ["http://10.0.0.1/", "http://localhost:1/", "http://nothing.invalid/"]
    pages = [page, *(a_page(url) for url in urls)]
    return [capture_of(one) for one in pages]


def test_no_sealed_column_holds_a_phrase_of_ours(ended: list[Capture]) -> None:
    left = request_capture(page=ended[1].page, cause="asked", by=ended[1].requested_by, at=AT)
    give_up(capture=left, reason="The site is gone.", by=left.requested_by, at=later(hours=1))
    rendering = Rendering.objects.get(capture=ended[0])
    taken = attempts.take(rendering_id=rendering.pk, worker="w", at=later(hours=1))
    assert taken is not None
    attempts.finish(taken, Rendered(Ending.FAILED, say("rendering.memory")), at=later(hours=2))
    rows.timestamp(reason=as_json(say("stamp.rejected") + say("stamp.words", why="Not today.")))

    assert len({row.outcome for row in Capture.objects.exclude(outcome="")}) >= 6
    assert Entry.objects.count() > len(ended)
    assert list(kept()) == []


def test_what_ended_is_worded_where_it_is_shown(ended: list[Capture]) -> None:
    for row in ended:
        assert worded(row.reason)
        assert "%(" not in worded(row.reason)
        assert {one.code for one in from_json(row.reason)} <= set(TEXTS)


def test_a_phrase_of_ours_is_noticed(db: None) -> None:
    rows.sealed_capture(reason=["The page was fetched whole."])
    rows.finding(differences=[{"kind": "a figure or a date"}])

    assert len(list(kept())) == 2


def test_every_sealed_table_is_walked() -> None:
    assert {kind.model for kind in KINDS} <= set(SEALED)


def test_a_sentence_of_another_version_says_its_code(db: None) -> None:
    assert worded([{"code": "wire.unheard_of", "values": {}}]) == "wire.unheard_of"
    assert worded([{"code": "wire.broke", "values": {}}]) == "The connection broke: %(why)s."
    assert worded("an old sentence") == ""
