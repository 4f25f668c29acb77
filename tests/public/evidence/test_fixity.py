"""Readers see whether a sealed file is still what was sealed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from sources.models import Capture, SealedFile
from sources.operations.fixity.registered import register_file
from sources.reads.ledger_kinds import CAPTURE
from tests.factories import AT, a_citation, a_claim, a_page, a_user, later
from tests.public.captures import a_capture
from tracker.base.ledger.models import Entry
from tracker.base.ledger.operations import enter_rows
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def capture() -> Capture:
    page = a_page()
    a_citation(a_claim(), page=page)
    capture = a_capture(page)
    register_file(
        name=capture.file_name,
        sha256=capture.file_sha256,
        size=capture.file_size,
        kind="warc",
        at=AT,
    )
    return capture


def found(fixity: str) -> None:
    SealedFile.objects.update(fixity=fixity, checked_at=later(days=1))


def pages(client: Client, capture: Capture) -> list[str]:
    paths = (f"/evidence/{capture.page_id}/", f"/evidence/captures/{capture.pk}/")
    return [client.get(path).content.decode() for path in paths]


def test_a_file_that_was_read_again_says_when(client: Client, capture: Capture) -> None:
    found("intact")

    for text in pages(client, capture):
        assert "Last read again on 2 March 2026, 12:00:00 UTC: the digest still fits." in text


def test_a_copy_whose_bytes_stand_in_a_damaged_earlier_file_says_so(
    client: Client, capture: Capture
) -> None:
    later_one = a_capture(
        capture.page,
        "Thirty men were killed.",
        at=later(hours=1),
        provenance={"hops": [], "revisit": {"file_name": capture.file_name}},
    )
    register_file(
        name=later_one.file_name,
        sha256=later_one.file_sha256,
        size=later_one.file_size,
        kind="warc",
        at=AT,
    )
    words = "Its bytes stand in the file of an earlier copy, which is no longer what was sealed."
    assert not any(words in text for text in pages(client, later_one))

    SealedFile.objects.filter(name=capture.file_name).update(
        fixity="missing", checked_at=later(days=1)
    )

    assert all(words in text for text in pages(client, later_one))


def test_a_file_that_was_not_says_so(client: Client, capture: Capture) -> None:
    for text in pages(client, capture):
        assert "not read again yet" in text


@pytest.mark.parametrize(
    ("fixity", "sentence"),
    [
        ("altered", "the digest no longer fits. The file we hold is not what was sealed."),
        ("missing", "the sealed file is missing."),
        ("unreadable", "the sealed file could not be read."),
    ],
)
def test_damage_is_shown(client: Client, capture: Capture, fixity: str, sentence: str) -> None:
    found(fixity)

    for text in pages(client, capture):
        assert sentence in text


def test_damage_to_an_older_copy_is_shown_on_the_page_too(client: Client, capture: Capture) -> None:
    found("missing")
    a_capture(capture.page, at=later(days=2))

    assert "the sealed file is missing." in pages(client, capture)[0]


def test_the_capture_says_where_it_stands_in_the_ledger(client: Client, capture: Capture) -> None:
    enter_rows((CAPTURE, [capture]), at=AT)
    position = Entry.objects.get(kind="capture").position

    assert f"Entry {position} of the ledger." in pages(client, capture)[1]


@pytest.mark.parametrize(("role", "is_told"), [(Role.ADMINISTRATOR, True), (Role.EDITOR, False)])
def test_administrators_are_told_at_the_desk(
    client: Client, capture: Capture, role: Role, *, is_told: bool
) -> None:
    found("altered")
    client.force_login(a_user(role))

    text = client.get("/desk/").content.decode()

    assert (capture.file_name in text) is is_told


def test_the_desk_is_silent_where_all_is_well(client: Client, capture: Any) -> None:
    found("intact")
    client.force_login(a_user(Role.ADMINISTRATOR))

    assert "not what was sealed" not in client.get("/desk/").content.decode()
