"""From an address to sealed evidence, in one call."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import InMemoryStorage
from warcio.archiveiterator import ArchiveIterator

from sources.archiver.network.resolve import TableResolver
from sources.archiver.outcomes import Outcome
from sources.archiver.pipeline import seal
from sources.archiver.sealing.store import file_digest
from sources.archiver.values import Allowance, ExtractionState, Quote, Sealed
from tests.archiver.conftest import AGENT, AT, LIMITS
from tests.archiver.world import World

BODY = b"<!doctype html><title>News</title><p>Twelve soldiers were killed near Gao."
HTML = "Content-Type: text/html; charset=utf-8"
QUOTES = (Quote("Twelve soldiers were killed", key="a"), Quote("Ten soldiers were killed", key="b"))


def sealed_from(world: World, storage: InMemoryStorage, **limits: Any) -> Sealed:
    return seal(
        world.url("/"),
        QUOTES,
        storage=storage,
        limits=replace(LIMITS, **limits),
        allowance=Allowance.parse([world.place]),
        resolver=TableResolver({}),
        agent=AGENT,
        at=AT,
    )


@pytest.fixture
def storage(tmp_path: Path) -> InMemoryStorage:
    return InMemoryStorage(tmp_path)


def test_a_page_is_sealed_read_and_checked(world: World, storage: InMemoryStorage) -> None:
    world.page("/", b"", "Location: /b", status="302 Found")
    world.page("/b", BODY, HTML)

    sealed = sealed_from(world, storage)

    assert (sealed.outcome, sealed.http_status) == (Outcome.CAPTURED, 200)
    assert sealed.final_url == world.url("/b")
    assert file_digest(storage, sealed.file_name) == sealed.file_sha256
    assert sealed.text == "Twelve soldiers were killed near Gao."
    assert sealed.metadata == {"title": "News", "title_from": "markup"}
    assert [(check.key, check.kind.value) for check in sealed.checks] == [
        ("a", "verbatim"),
        ("b", "altered"),
    ]


def test_the_provenance_tells_every_hop_and_is_in_the_file(
    world: World, storage: InMemoryStorage
) -> None:
    world.page("/", BODY, HTML)

    sealed = sealed_from(world, storage)

    (hop,) = sealed.provenance["hops"]
    assert hop["connected_to"] == "127.0.0.1"
    assert hop["allowed_by"] == world.place
    assert hop["payload_sha256"] == sealed.payload_sha256
    with storage.open(sealed.file_name) as file:
        last = [one.content_stream().read() for one in ArchiveIterator(file)][-1]
    assert hop["wire_sha256"].encode() in last


def test_an_error_page_is_sealed_but_proves_nothing(world: World, storage: InMemoryStorage) -> None:
    world.page("/", BODY, HTML, status="410 Gone")

    sealed = sealed_from(world, storage)

    assert (sealed.outcome, sealed.http_status) == (Outcome.ERROR_PAGE, 410)
    assert sealed.file_name
    assert {check.kind.value for check in sealed.checks} == {"unreadable"}


def test_a_page_that_asks_for_a_human_is_no_success(world: World, storage: InMemoryStorage) -> None:
    world.page("/", b"<title>Just a moment...</title><p>Checking your browser", HTML)

    assert sealed_from(world, storage).outcome is Outcome.CHALLENGE_SUSPECTED


def test_a_page_that_shows_nothing_is_empty(world: World, storage: InMemoryStorage) -> None:
    world.page("/", b"<!doctype html><div id=app></div>", HTML)

    assert sealed_from(world, storage).outcome is Outcome.EMPTY


def test_a_page_that_is_empty_without_its_scripts_needs_them(
    world: World, storage: InMemoryStorage
) -> None:
    world.page("/", b"<!doctype html><div id=app></div><script>render()</script>", HTML)

    assert sealed_from(world, storage).outcome is Outcome.NEEDS_SCRIPTS


def test_a_page_that_cannot_be_read_is_sealed_and_says_so(
    world: World, storage: InMemoryStorage
) -> None:
    world.page("/", b"%PDF-1.7 broken", "Content-Type: application/pdf")

    sealed = sealed_from(world, storage)

    assert (sealed.outcome, sealed.extraction) == (Outcome.CAPTURED, ExtractionState.FAILED)
    assert {check.kind.value for check in sealed.checks} == {"unreadable"}


def test_a_refusal_keeps_no_file(world: World, storage: InMemoryStorage) -> None:
    place = world.place
    world.place = "127.0.0.1:1"

    sealed = seal(
        f"http://{place}/",
        QUOTES,
        storage=storage,
        limits=LIMITS,
        allowance=Allowance(),
        resolver=TableResolver({}),
        agent=AGENT,
        at=AT,
    )

    assert (sealed.outcome, sealed.rule, sealed.file_name) == (Outcome.REFUSED, "not_public", "")
    assert sealed.provenance["hops"] == []
    assert not world.asked
