"""Many rows are written in one statement, as the table's own types read them."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sources.models import Capture, CaptureText
from tests.factories import a_page
from tests.public.captures import waiting
from tracker.base.many_rows import insert_rows, update_rows

pytestmark = pytest.mark.django_db
ODD = 'tab\there, "quoted" \\N back\\slash, new\nline, NULL, {braces}, %s, 😀 ١٢'


def rows(number: int = 3) -> list[Capture]:
    return [waiting(a_page(f"https://valley.example/{each}")) for each in range(number)]


def test_every_kind_of_column_is_written_as_the_row_holds_it() -> None:
    captures = rows()
    moment = dt.datetime(2026, 3, 1, 12, 0, 0, 123_457, tzinfo=dt.UTC)
    for number, each in enumerate(captures):
        each.final_url = f"{number} {ODD}"
        each.next_attempt_at = moment
        each.http_status = None if number else 200
        each.tries = [{"said": ODD, "number": 1.5, "nothing": None, "list": [[1], []]}]
        each.content_type = "text/html"

    update_rows(captures, ["final_url", "next_attempt_at", "http_status", "tries"])

    for number, each in enumerate(captures):
        kept = Capture.objects.get(pk=each.pk)
        assert (kept.final_url, kept.next_attempt_at) == (f"{number} {ODD}", moment)
        assert (kept.http_status, kept.tries) == (None if number else 200, each.tries)
        assert kept.content_type == ""  # not among the columns that were named


def test_new_rows_are_there_as_they_were_made() -> None:
    captures = rows()
    insert_rows(
        [CaptureText(capture=each, text=f"{ODD} {each.pk}", struck=[ODD]) for each in captures]
    )

    kept = {text.pk: text for text in CaptureText.objects.all()}
    assert {key: text.text for key, text in kept.items()} == {
        each.pk: f"{ODD} {each.pk}" for each in captures
    }
    assert all(text.struck == [ODD] and text.searched_since is None for text in kept.values())


def test_nothing_is_no_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        insert_rows([])
        update_rows([], ["status"])


def test_what_the_database_refuses_is_told_by_djangos_names_and_none_is_written() -> None:
    captures = rows()
    texts = [CaptureText(capture=each, text="words") for each in captures]
    texts[-1].text = ""  # a text says something
    with pytest.raises(DatabaseError, match="capture_text_says_something"), transaction.atomic():
        insert_rows(texts)
    captures[-1].extraction = "nonesuch"
    captures[0].final_url = "https://elsewhere.example/"
    with pytest.raises(DatabaseError, match="capture_extraction_known"), transaction.atomic():
        update_rows(captures, ["extraction", "final_url"])

    assert not CaptureText.objects.exists()
    assert not Capture.objects.exclude(final_url="").exists()


def test_a_row_that_is_not_there_is_not_made() -> None:
    (capture,) = rows(1)
    absent = Capture(pk=uuid4(), page=capture.page, requested_by=capture.requested_by)
    absent.requested_at = timezone.now()

    update_rows([absent], ["status"])

    assert Capture.objects.count() == 1
