"""Words of a sealed text are searched as they stand; no text is too odd for that."""

from __future__ import annotations

import itertools

import pytest
from django.contrib.postgres.search import SearchQuery

from sources import tasks
from sources.models import Capture, CaptureText, Page
from sources.operations.captures.index_words import SEARCHED, index_words
from tests.house.database import rows
from tests.sources.conftest import Capturing

pytestmark = pytest.mark.django_db


def found(words: str) -> list[Capture]:
    query = SearchQuery(words, config="simple")
    return [row.capture for row in CaptureText.objects.filter(words=query)]


@pytest.mark.parametrize("words", ["soldiers border", "the", "MINISTRY"])
def test_a_capture_is_found_by_words_of_its_page(
    page: Page, capture_of: Capturing, words: str
) -> None:
    capture = capture_of(page)

    assert index_words() == 1
    assert found(words) == [capture]
    assert index_words() == 0


@pytest.mark.parametrize("words", ["soldier", "civilians"])
def test_other_words_do_not_find_it(page: Page, capture_of: Capturing, words: str) -> None:
    capture_of(page)

    index_words()

    assert found(words) == []


@pytest.mark.parametrize(
    ("joint", "length"), [(" ", 2), (" ", 5), ("-", 1), ("-", 3), (".", 4), ("/", 4), (" ", 300)]
)
def test_a_text_of_nothing_but_new_words_is_searched_too(joint: str, length: int) -> None:
    letters = map(chr, itertools.cycle(range(0x20000, 0x2A6D0)))
    pairs = (
        joint.join("".join(itertools.islice(letters, length)) for _ in range(2))
        for _ in range(SEARCHED)
    )
    text = " ".join(itertools.islice(pairs, 2 * SEARCHED // length))[: 2 * SEARCHED]

    rows.capture_text(text=text)

    assert index_words() == 1


def test_the_clock_goes_on_while_there_is_a_whole_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(7):
        rows.capture_text(text="Twelve soldiers.")
    monkeypatch.setattr(tasks, "AT_ONCE", 3)
    monkeypatch.setattr(tasks, "index_words", lambda: index_words(most=3))

    tasks.index_texts()

    assert not CaptureText.objects.filter(words__isnull=True).exists()


def test_a_capture_without_text_has_no_row(page: Page, capture_of: Capturing) -> None:
    page.url = "http://10.0.0.1/"
    page.save()

    capture_of(page)

    assert not CaptureText.objects.exists()
