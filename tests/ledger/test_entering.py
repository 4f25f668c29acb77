"""What is sealed and decided enters the ledger, in the transaction that writes it."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError

from sources.archiver.sealing.store import StoreError
from sources.models import Capture, Finding, Page, SealedFile
from sources.operations.fixity.registered import register_file
from sources.operations.register.quotations import quote
from tests.factories import AT, a_verdict, later
from tests.sources.conftest import WORDS, Capturing
from tracker.base.ledger.models import Entry
from tracker.base.ledger.operations import at_the_end, enter, head


def entered(kind: str) -> list[dict[str, Any]]:
    return [json.loads(entry.content) for entry in Entry.objects.filter(kind=kind)]


def test_a_capture_enters_with_its_findings(page: Page, capture_of: Capturing) -> None:
    quote(page=page, exact=WORDS, by=page.added_by, at=AT)

    capture = capture_of(page)

    content, found = entered("capture")[0], entered("finding")[0]
    assert [entry.kind for entry in Entry.objects.all()] == ["capture", "finding"]
    assert content["url"] == page.url
    assert content["outcome"] == "captured"
    assert content["file_sha256"] == capture.file_sha256
    assert found["kind"] == "verbatim"
    assert found["capture"] == str(capture.pk)


def test_its_file_is_registered(page: Page, capture_of: Capturing) -> None:
    capture = capture_of(page)

    file = SealedFile.objects.get()
    assert (file.name, file.sha256, file.size, file.kind, file.fixity) == (
        capture.file_name,
        capture.file_sha256,
        capture.file_size,
        "warc",
        "unchecked",
    )


def test_a_quotation_added_later_enters_its_findings(page: Page, capture_of: Capturing) -> None:
    capture_of(page)

    quote(page=page, exact=WORDS, by=page.added_by, at=later(hours=1))

    assert [entry.kind for entry in Entry.objects.all()] == ["capture", "finding"]
    assert Finding.objects.count() == 1


def test_a_verdict_enters(db: None) -> None:
    verdict = a_verdict()

    content = entered("verdict")[0]
    assert content["summary"] == verdict.summary
    assert content["rating"] == verdict.rating


def test_the_first_entry_follows_zeros_and_each_the_one_before(db: None) -> None:
    for subject in "abc":
        enter(kind="test", subject=subject, content={}, at=AT)

    first, second, third = Entry.objects.all()
    assert [first.position, second.position, third.position] == [1, 2, 3]
    assert first.previous_sha256 == "0" * 64
    assert second.previous_sha256 == first.sha256
    assert head().sha256 == third.sha256


def test_who_asked_is_not_in_the_content_and_cannot_be_guessed_from_it(
    page: Page,
    capture_of: Capturing,
) -> None:
    capture_of(page)
    entry = Entry.objects.get(kind="capture")

    assert "requested_by" not in entry.content
    assert json.loads(entry.private)["requested_by"] == page.added_by_id
    assert len(json.loads(entry.private)["salt"]) == 32


def test_what_is_rolled_back_leaves_no_gap(db: None) -> None:
    enter(kind="test", subject="kept", content={}, at=AT)
    with suppress(LookupError), transaction.atomic():
        enter(kind="test", subject="lost", content={}, at=AT)
        raise LookupError
    enter(kind="test", subject="kept too", content={}, at=AT)

    assert list(Entry.objects.values_list("position", "subject")) == [(1, "kept"), (2, "kept too")]


def test_an_act_within_an_act_enters_when_the_outer_one_ends(db: None) -> None:
    with transaction.atomic(), at_the_end():
        with transaction.atomic(), at_the_end():
            enter(kind="test", subject="inner", content={}, at=AT)
        before = Entry.objects.count()

    assert before == 0
    assert Entry.objects.get().subject == "inner"


def test_an_inner_act_that_failed_enters_nothing(db: None) -> None:
    with transaction.atomic(), at_the_end():
        with suppress(LookupError), transaction.atomic(), at_the_end():
            enter(kind="test", subject="lost", content={}, at=AT)
            raise LookupError
        enter(kind="test", subject="kept", content={}, at=AT)

    assert Entry.objects.get().subject == "kept"


@pytest.mark.django_db(transaction=True)
def test_nothing_enters_outside_a_transaction() -> None:
    with pytest.raises(TransactionManagementError):
        enter(kind="test", subject="a", content={}, at=AT)


def test_the_ledger_cannot_be_emptied(db: None) -> None:
    enter(kind="test", subject="a", content={}, at=AT)

    with (
        pytest.raises(DatabaseError, match="Cannot truncate"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE ledger_entry CASCADE")


def test_a_file_is_registered_once(db: None) -> None:
    facts = {"name": "warc/a", "sha256": "ab" * 32, "size": 3, "kind": "warc"}

    first = register_file(**facts, at=AT)
    again = register_file(**facts, at=later(days=1))

    assert first == again
    assert again.sealed_at == AT


@pytest.mark.parametrize("other", [{"sha256": "cd" * 32}, {"size": 4}])
def test_another_file_under_the_same_name_is_refused(db: None, other: dict[str, Any]) -> None:
    facts = {"name": "warc/a", "sha256": "ab" * 32, "size": 3, "kind": "warc"}
    register_file(**facts, at=AT)

    with pytest.raises(StoreError, match="warc/a"):
        register_file(**facts | other, at=AT)


def test_an_unfinished_capture_is_not_in_the_ledger(page: Page) -> None:
    from tests.house.database.rows import capture  # noqa: PLC0415

    capture(page=page)

    assert Capture.objects.count() == 1
    assert head().position == 0
