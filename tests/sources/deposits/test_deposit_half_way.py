"""A deposit that fails after its file was stored leaves no file that no row names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError
from pytest_django import Settings

from sources.models import Capture, Deposit, Page
from sources.operations.deposits import receive
from tests.factories import a_page
from tests.sources.conftest import files
from tests.sources.depositing import HTML, bring
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(evidence: Path) -> Page:
    return a_page("https://example.org/a")


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: Any, **_named: Any) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(receive, "enter_rows", fail)


def test_a_file_that_no_row_came_to_name_is_removed(
    page: Page, evidence: Path, failing: None
) -> None:
    with pytest.raises(DatabaseError):
        bring(page, HTML)

    assert files(evidence) == []
    assert not Capture.objects.exists()


def test_the_same_file_of_another_page_stays(
    page: Page, evidence: Path, request: pytest.FixtureRequest
) -> None:
    kept = bring(a_page("https://example.org/b"), HTML)
    request.getfixturevalue("failing")

    with pytest.raises(DatabaseError):
        bring(page, HTML)

    assert files(evidence) == [kept.file_name]


def test_a_file_that_was_cleared_away_meanwhile_is_named_by_no_row(
    page: Page, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = receive.check_new
    calls: list[Any] = []

    def check(*given: Any) -> None:
        first(*given)
        if calls:
            (evidence / calls[0].name).unlink()
        calls.append(given[1])

    monkeypatch.setattr(receive, "check_new", check)

    with pytest.raises(Refusal) as refused:
        bring(page, HTML)

    assert refused.value.code == "not_kept"
    assert not Deposit.objects.exists()


class Away(FileSystemStorage):
    """An object store that does not answer, with an error of its own kind."""

    def exists(self, name: str) -> bool:
        raise RuntimeError("no answer")


def test_a_store_that_does_not_answer_is_said(
    page: Page, evidence: Path, settings: Settings
) -> None:
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": f"{__name__}.Away", "OPTIONS": {"location": str(evidence)}}
    }

    with pytest.raises(Refusal) as refused:
        bring(page, HTML)

    assert refused.value.code == "not_kept"
    assert not Capture.objects.exists()
