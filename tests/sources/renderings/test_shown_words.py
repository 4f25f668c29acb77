"""Quotations are looked for in the words that a browser showed, and the finding says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from claims.reads.evidence.newest import newest_finding
from sources.archiver.browser.render import Ending, Rendered, RenderedPart
from sources.models import Capture, Finding, Page, Quotation
from sources.operations.register.quotations import quote
from sources.operations.renderings import attempts
from tests.factories import a_quotation, a_user, later
from tests.sources.conftest import WORDS, Capturing
from tracker.base.ledger.models import Entry

PICTURE = RenderedPart("screenshot", b"\x89PNG", 1280, 900)
BUILT = "Nine more were killed by a drone, the mayor said on Friday."


@pytest.fixture(autouse=True)
def _on(settings: Settings) -> None:
    settings.RENDERING = True


@pytest.fixture
def shown(page: Page, capture_of: Capturing, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Capture the page, and put some words in the place of those that a browser would show."""

    def give(words: str) -> Capture:
        capture = capture_of(page)
        rendered = Rendered(
            Ending.DONE, parts=(PICTURE, RenderedPart("words", words.encode())), software="C"
        )
        monkeypatch.setattr(attempts, "find_browser", lambda _name: "/browser")
        monkeypatch.setattr(attempts, "render", lambda *_given, **_named: rendered)
        assert attempts.run(rendering_id=capture.rendering.pk, worker="w", at=later(minutes=1))
        return capture

    return give


def found(quotation: Quotation) -> list[tuple[str, str]]:
    return list(quotation.findings.order_by("pk").values_list("read_in", "kind"))


def test_words_that_scripts_built_are_found(page: Page, shown: Any, evidence: Path) -> None:
    quotation = a_quotation(page, BUILT)
    capture = shown(f"{WORDS}\n{BUILT}")

    assert found(quotation) == [("sent", "absent"), ("shown", "verbatim")]
    newest, _deposited = newest_finding(quotation, [capture])
    assert newest is not None
    assert newest.is_shown
    assert Entry.objects.filter(kind="finding", content__contains='"shown"').count() == 1


def test_a_quotation_that_comes_later_is_looked_for_there_too(
    page: Page, shown: Any, evidence: Path
) -> None:
    shown(f"{WORDS}\n{BUILT}")
    late = quote(page=page, exact=BUILT, by=a_user(), at=later(minutes=2))

    assert found(late) == [("sent", "absent"), ("shown", "verbatim")]


def test_they_are_looked_for_in_the_language_of_the_quotation(
    page: Page, shown: Any, evidence: Path
) -> None:
    quotation = a_quotation(page, BUILT, language="de")
    shown(f"{WORDS}\n{BUILT.replace('drone', 'drrone')}")

    # Of a language without tables nobody knows whether another word is a slip.
    assert found(quotation) == [("sent", "absent"), ("shown", "altered")]


def test_what_the_page_sent_is_enough_where_it_holds_the_words(
    page: Page, shown: Any, evidence: Path
) -> None:
    stands, missing = a_quotation(page, WORDS), a_quotation(page, "Forty trucks were burnt")
    shown(f"{WORDS}\n{BUILT}")

    assert found(stands) == [("sent", "verbatim")]
    assert found(missing) == [("sent", "absent")]


def test_words_that_cannot_be_read_hold_nobody_up(page: Page, shown: Any, evidence: Path) -> None:
    shown(BUILT)
    for file in evidence.rglob("*.txt"):
        file.write_text("other words")
    late = quote(page=page, exact=BUILT, by=a_user(), at=later(minutes=2))

    assert found(late) == [("sent", "absent")]
    assert not Finding.objects.filter(read_in="shown").exists()
