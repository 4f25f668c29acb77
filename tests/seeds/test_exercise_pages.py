"""The exercise's own pages: what is quoted stands on them, and two of them change."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from selectolax.lexbor import LexborHTMLParser

from claims.exchange.dossier_files import EXERCISE_SCHEME, Dossier, read_dossier
from tests.seeds import small
from tracker.site.exercise import ExerciseAnswer, read_routes

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
ENCODINGS = {
    "/courrier/dementi": "windows-1252",
    "/sada/bayan": "windows-1256",
    "/vestnik/granitsa": "windows-1251",
}


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    reading = read_dossier(SEEDS / "exercise", words=small.words())
    assert reading.problems == ()
    assert reading.dossier is not None
    return reading.dossier


def text_of(path: str, answer: ExerciseAnswer) -> str:
    if answer.media_type == "application/pdf":
        pages = pypdfium2.PdfDocument(answer.body)
        return plain(" ".join(page.get_textpage().get_text_bounded() for page in pages))
    text = answer.body.decode(ENCODINGS.get(path, "utf-8"))
    if answer.media_type.startswith("text/html"):
        text = LexborHTMLParser(text).text(separator=" ")
    return plain(text)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(str.maketrans({"“": '"', "”": '"', "\u00a0": " "})))


def at_visit(address: str, visit: int) -> tuple[str, ExerciseAnswer]:
    routes = read_routes()
    path = address.removeprefix(EXERCISE_SCHEME)
    answer = routes[path][min(visit, len(routes[path])) - 1]
    if answer.location:
        path = answer.location.removeprefix("/exercise")
        answer = routes[path][0]
    return path, answer


def test_every_quotation_stands_on_its_page_at_the_first_visit(dossier: Dossier) -> None:
    addresses = {page.id: page.address for page in dossier.pages}
    citations = [row for claim in dossier.incidents[0].claims for row in claim.citations]

    assert citations
    for row in citations:
        text = text_of(*at_visit(addresses[row.page], 1))
        assert row.quote is not None
        for words in (row.quote.exact, row.quote.prefix, row.quote.suffix):
            assert plain(words) in text, (row.page, words)


def test_the_changed_page_changes_its_number_alone(dossier: Dossier) -> None:
    first = text_of(*at_visit("exercise:/gazette/kelvash-live", 1))
    later = text_of(*at_visit("exercise:/gazette/kelvash-live", 2))

    assert "12 guards" in first
    assert later == first.replace("12 guards", "7 guards")


def test_the_lost_page_is_gone_at_the_second_visit() -> None:
    answers = read_routes()["/valley-notes/118"]

    assert [int(answer.status) for answer in answers] == [200, 410]


def test_every_page_has_a_route_and_says_that_it_is_an_exercise(dossier: Dossier) -> None:
    words = ("EXERCISE", "EXERCICE", "تمرين", "УЧЕНИЕ")

    for page in dossier.pages:
        for visit in (1, 2):
            text = text_of(*at_visit(page.address, visit))
            assert any(word in text for word in words), page.id
        assert any(word in page.title for word in words), page.id


def test_the_pages_are_in_several_languages_and_character_sets(dossier: Dossier) -> None:
    assert {page.language for page in dossier.pages} == {"en", "fr", "ar", "ru"}
    for path, encoding in ENCODINGS.items():
        body = read_routes()[path][0].body
        with pytest.raises(UnicodeDecodeError):
            body.decode("utf-8")
        assert body.decode(encoding)


def test_every_name_says_that_it_is_invented(dossier: Dossier) -> None:
    names = [
        row.name for rows in (dossier.parties, dossier.publishers, dossier.places) for row in rows
    ]

    assert names
    assert all(re.search(r"\((exercise|exercice|تمرين|учение)\)", name) for name in names), names
