"""The texts of sealed copies are found a little after they were sealed; no text is too odd."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pytest_django import Settings

from claims import tasks
from claims.matching.search.find import search_for
from claims.matching.search.readers import open_to_desk, open_to_readers
from claims.matching.search.texts import LONGEST_TEXT, MOST_OF_TEXT
from claims.models import Indexed, Posting
from claims.models.matching.index import IndexedKind
from claims.operations.matching.index import index_everything
from claims.operations.matching.texts import index_texts
from sources.models import CaptureText, Page
from tests.factories import AT, a_citation, a_page, an_editor
from tests.house.database import rows
from tests.public.captures import a_capture

pytestmark = pytest.mark.django_db
TEXT = "On Sunday 25 July 2024 the Ministry said that 84 Wagner soldiers fell near Tin Zaouatine."


def found(words: str) -> list[int]:
    """Pages that the desk finds."""
    searched = search_for(words, open_to_desk(an_editor()), kinds=[IndexedKind.PAGE])
    return [hit.subject for hit in searched.of(IndexedKind.PAGE).hits]


@pytest.fixture
def page() -> Page:
    """A page with a copy of its own words."""
    page = a_page()
    a_capture(page, TEXT)
    a_capture(a_page(), "Rain is expected in the south.")
    assert index_texts(at=AT) == 2
    return page


@pytest.mark.parametrize(
    "words",
    ["soldier", "MINISTRY", "84 wagner", "Тинзауатен", "تينزاواتين", "juillet 2024", "2024-07-25"],
)
def test_a_copy_is_found_by_the_words_of_its_page(page: Page, words: str) -> None:
    assert found(words) == [page.pk]
    assert index_texts(at=AT) == 0


@pytest.mark.parametrize("words", ["civilians", "26 July 2024", '"Ministry soldiers"', "-wagner"])
def test_other_words_do_not_find_it(page: Page, words: str) -> None:
    assert page.pk not in found(words)


def test_readers_find_the_text_of_what_a_public_claim_cites(page: Page) -> None:
    def read() -> bool:
        return bool(search_for("wagner", open_to_readers(), kinds=[IndexedKind.PAGE]).kinds)

    assert not read()
    a_citation(page=page)
    assert read()


@pytest.mark.parametrize(("joint", "length"), [(" ", 2), ("-", 1), (" ", 300)])
def test_a_text_of_nothing_but_new_words_is_indexed_in_bounds(joint: str, length: int) -> None:
    letters = map(chr, itertools.cycle(range(0x20000, 0x2A6D0)))
    words = ("".join(itertools.islice(letters, length)) for _ in itertools.count())
    text = joint.join(itertools.islice(words, 2 * LONGEST_TEXT // length))
    a_capture(a_page(), text)

    assert index_texts(at=AT) == 1
    assert Posting.objects.count() <= MOST_OF_TEXT + 1


@pytest.fixture
def shown(settings: Settings, tmp_path: Path) -> Callable[[str], Page]:
    """A page of which a browser showed words, and nothing was sent that can be read."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }

    def make(words: str) -> Page:
        sha256 = hashlib.sha256(words.encode()).hexdigest()
        name = default_storage.save(f"words/{sha256[:2]}/{sha256}.txt", ContentFile(words.encode()))
        file = rows.sealed_file(name=name, sha256=sha256, size=len(words), kind="words")
        row = rows.rendered_file(kind="words", file=file, width=None, height=None)
        return row.rendering.capture.page

    return make


def test_a_page_is_found_by_the_words_that_a_browser_showed(
    shown: Callable[[str], Page], page: Page
) -> None:
    made_by_scripts = shown("Nine more were killed by a drone")

    assert index_texts(at=AT) == 1
    assert found("killed drone") == [made_by_scripts.pk]
    assert not found("civilians")


def test_a_phrase_stands_in_the_words_that_a_browser_showed(
    shown: Callable[[str], Page], page: Page
) -> None:
    made_by_scripts = shown("Nine more were killed by a drone")
    index_texts(at=AT)

    assert found('"killed by a drone"') == [made_by_scripts.pk]
    assert not found('"drone by a"')
    assert not found('killed -"by a drone"')


@pytest.mark.parametrize(
    ("said", "phrase"),
    [
        ("قتل ٨٤ من فاغنر في الشمال", "قتل 84 من"),
        ("Le porte-parole parle d’un coup d’état au nord.", "coup d'état au nord"),
        ("They did not co\u00adoperate with the mission.", "not cooperate with"),
        ("They killed 1,200 soldiers there.", "killed 1,200 soldiers"),
        ("Погибли бойцы Вагне\u0301ра под городом.", "бойцы Вагнера под"),
    ],
)
def test_a_phrase_is_found_however_its_words_are_written(said: str, phrase: str) -> None:
    page = a_page()
    a_capture(page, said)
    index_texts(at=AT)

    assert found(f'"{phrase}"') == [page.pk]
    assert not found('"{}"'.format(" ".join(reversed(phrase.split()))))


def test_words_that_were_changed_in_their_file_find_nothing(
    shown: Callable[[str], Page], tmp_path: Path
) -> None:
    shown("Nine more were killed")
    (file,) = tmp_path.rglob("*.txt")
    file.write_text("Ten more were killed")

    assert index_texts(at=AT) == 1
    assert not found("killed")


def test_words_that_are_withheld_find_nothing(shown: Callable[[str], Page]) -> None:
    page = shown("Nine more were killed")
    index_texts(at=AT)
    assert found("killed") == [page.pk]

    rows.withholding(capture=page.captures.get())

    assert not found("killed")


def test_the_same_text_is_indexed_once_unless_a_person_brought_it() -> None:
    page = a_page()
    for _ in range(3):
        a_capture(page, TEXT)
    deposited = {"cause": "deposited", "outcome": "deposited", "http_status": None}
    a_capture(a_page(), TEXT, **deposited)

    assert index_texts(at=AT) == 4
    assert Indexed.objects.filter(kind=IndexedKind.PAGE).count() == 2


def test_texts_are_indexed_anew_after_everything_was(page: Page) -> None:
    index_everything()
    assert not found("wagner")

    index_texts(at=AT)

    assert found("wagner") == [page.pk]


def test_the_clock_goes_on_while_there_is_a_whole_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(7):
        rows.capture_text(text="Twelve soldiers.")
    monkeypatch.setattr(tasks.texts, "AT_ONCE", 3)
    monkeypatch.setattr(tasks.texts, "index_texts", lambda at: index_texts(at=at, most=3))

    tasks.index_texts()

    assert not CaptureText.objects.filter(searched_since=None).exists()
