"""The whole visible text is read, in a process that cannot take the worker along."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from fpdf import FPDF

from sources.archiver.reading.extract import extract
from sources.archiver.reading.markup.read_html import read_html
from sources.archiver.sentences import english
from sources.archiver.values import ExtractionState, Limits
from tests.archiver.waiting import IN_TIME

LIMITS = Limits()

PAGE = """<!doctype html><html lang="fr"><head><title>Le communiqué</title>
<meta property="og:site_name" content="L'Exemple"><meta name="author" content="A. Martin">
<meta property="article:published_time" content="2026-11-20T10:00:00Z"><style>p {color: red}</style>
</head><body><h1>Titre</h1><p>Douze <b>sol</b>dats
 tués&nbsp;hier.<br>Deux lignes.</p><script>var hidden = 1</script>
<div style="color: red; display: none">caché</div><span hidden>caché</span><!-- caché -->
<noscript>caché</noscript><table><tr><td>12</td><td>34</td></tr></table></body></html>"""


def pdf(text: str) -> bytes:
    document = FPDF()
    document.add_page()
    document.set_font("Helvetica")
    document.multi_cell(120, 10, text)
    document.set_title("Report")
    return bytes(document.output())


def test_the_visible_text_and_metadata_of_a_page() -> None:
    found = extract(PAGE.encode(), "text/html; charset=utf-8", limits=LIMITS)

    assert found.state is ExtractionState.DONE
    expected = "Titre\n\nDouze soldats tués\xa0hier.\nDeux lignes.\n\n12 34"
    assert found.text == expected
    assert found.metadata == {
        "title": "Le communiqué", "title_from": "markup", "author": "A. Martin",
        "author_from": "meta", "date": "2026-11-20T10:00:00Z", "date_from": "og",
        "site": "L'Exemple", "site_from": "og", "language": "fr", "language_from": "markup",
    }  # fmt: skip


def test_metadata_hold_nothing_that_the_database_refuses() -> None:
    # JSON can name a NUL and half a surrogate pair; PostgreSQL stores neither, not even in JSON.
    body = b'<p>x<script type="application/ld+json">{"headline": "a\\u0000b\\ud800"}</script>'

    found = extract(body, "text/html", limits=LIMITS)

    assert found.metadata["title"] == "ab\ufffd"


@pytest.mark.parametrize(
    ("body", "content_type", "charset"),
    [
        ("قُتل 12 جنديا".encode("cp1256"), "text/html; charset=windows-1256", "cp1256"),
        ("<meta charset=koi8-r><p>Погибли 12".encode("koi8-r"), "text/html", "koi8-r"),
        ("\ufeff<p>été".encode(), "text/html; charset=iso-8859-1", "utf-8"),
        ("\ufeff<p>été".encode("utf-16-le"), "text/html", "utf-16-le"),
        ("<p>“été” €".encode("cp1252"), "text/html; charset=iso-8859-1", "cp1252"),
        ("<p>été".encode(), "text/html", "utf-8"),
        ("<meta charset=utf-16><p>été".encode(), "text/html", "utf-8"),
        (
            "Douze soldats ont été tués près de la frontière. ".encode("cp1252") * 9,
            "text/plain",
            "",
        ),
    ],
)
def test_the_character_set_is_found(body: bytes, content_type: str, charset: str) -> None:
    found = extract(body, content_type, limits=LIMITS)

    assert charset in ("", found.charset)
    assert "\ufffd" not in found.text
    assert any(word in found.text for word in ("été", "جنديا", "Погибли"))


def test_a_pdf_is_read() -> None:
    found = extract(pdf("Twelve soldiers were killed."), "application/pdf", limits=LIMITS)

    assert (found.state, found.kind) == (ExtractionState.DONE, "pdf")
    assert found.text == "Twelve soldiers were killed."
    assert found.metadata["title"] == "Report"


def test_plain_text_keeps_its_lines() -> None:
    found = extract(b"Communique\r\n\r\nTwelve\x00 killed.", "text/plain", limits=LIMITS)

    assert found.text == "Communique\n\nTwelve killed."


def test_columns_of_a_pdf_are_no_number() -> None:
    document = FPDF()
    document.add_page()
    document.set_font("Helvetica")
    for row in (("Killed", "84", "300"), ("Fled", "1 200", "12")):
        for cell in row:
            document.cell(40, 10, cell)
        document.ln()

    found = extract(bytes(document.output()), "application/pdf", limits=LIMITS)

    assert found.text.splitlines() == ["Killed 84\t300", "Fled 1 200 12"]


def test_a_pdf_without_text_is_unreadable_not_blank() -> None:
    found = extract(pdf(""), "application/pdf", limits=LIMITS)

    assert found.state is ExtractionState.FAILED
    assert "no text" in english(found.reason)


@pytest.mark.parametrize("body", [b"%PDF-1.7 nothing else", pdf("A")[:300]])
def test_a_damaged_pdf_is_unreadable(body: bytes) -> None:
    assert extract(body, "application/pdf", limits=LIMITS).state is ExtractionState.FAILED


def test_a_picture_is_not_supported() -> None:
    found = extract(b"\x89PNG\r\n\x1a\n\0\0\0", "image/png", limits=LIMITS)

    assert found.state is ExtractionState.UNSUPPORTED


def test_a_reader_that_hangs_is_stopped() -> None:
    slow = b"<p>a" * 4_000_000
    began = time.monotonic()

    found = extract(slow, "text/html", limits=replace(LIMITS, extract_seconds=0.3))

    assert found.state is ExtractionState.FAILED
    assert time.monotonic() - began < IN_TIME


def test_a_reader_that_grows_is_stopped() -> None:
    limits = replace(LIMITS, extract_memory_bytes=150_000_000)

    found = extract(b"<b><i>" * 3_000_000, "text/html", limits=limits)

    assert found.state is ExtractionState.FAILED


def test_a_text_beyond_the_limit_is_unreadable_rather_than_cut() -> None:
    found = extract(b"word " * 100, "text/plain", limits=replace(LIMITS, text_characters=99))

    assert found.state is ExtractionState.FAILED


def test_much_that_is_struck_out_in_letters_of_two_bytes_keeps_no_text_away() -> None:
    struck = f"<p><del>{'قتل الجيش أربعة وثمانين جنديا ' * 150}</del></p>" * 12

    page = f"<meta charset=utf-8><p>كلمات</p>{struck}"
    found = extract(page.encode(), "text/html", limits=LIMITS)

    assert found.text == "كلمات"
    assert len(found.struck) > 10


def test_deep_nesting_is_read_without_recursion() -> None:
    text = read_html("<div>" * 20_000 + "deep").text

    assert text == "deep"
