"""The cases of what a page says, each held against its right answer, from its bytes on."""

from __future__ import annotations

import json
import runpy
import sys
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from sources.archiver.quoting.verify import verify
from sources.archiver.reading.read_body import read
from sources.archiver.sentences import say
from sources.archiver.values import Check, Extraction, ExtractionState, Quote
from tests.suites.test_cases import HERE, rows

REPORTED = HERE / "reported"
CHARSETS = HERE / "evidence" / "charsets"
FOUND = {"verbatim", "near", "interrupted"}
KILLED = "84 soldiers were killed"


def extracted(body: bytes, content_type: str) -> Extraction:
    found = read(body, content_type, 4_000_000)
    unread = [say(f"unread.{part}", number=number) for part, number in found["unread"].items()]
    return Extraction(
        ExtractionState(found["state"]),
        found["text"],
        metadata=found["metadata"],
        struck=tuple(found["struck"]),
        unread=tuple(one for said in unread for one in said),
    )


def check(extraction: Extraction, quote: str) -> Check:
    return verify(Quote(quote), extraction)


@cache
def reported() -> dict[str, Any]:
    with patch.object(sys, "argv", ["server.py"]):
        return dict(runpy.run_path(str(REPORTED / "server.py"))["CASES"])


def page(path: str) -> Extraction:
    _status, content_type, body, _headers = reported()[path]
    return extracted(body, content_type)


STRUCTURES = rows(HERE / "evidence" / "page_structures.jsonl")


@pytest.mark.parametrize("row", STRUCTURES, ids=lambda row: row["id"])
def test_a_quotation_in_the_structure_of_a_page(row: dict[str, Any]) -> None:
    found = extracted(row["html"].encode(), "text/html")

    assert check(found, row["quote"]).kind.value in row["right"]


@pytest.mark.parametrize("row", json.loads((CHARSETS / "gold.json").read_text("utf-8")), ids=str)
def test_words_in_a_character_set(row: dict[str, Any]) -> None:
    found = extracted((CHARSETS / row["file"]).read_bytes(), row["content_type"])
    right = {"unreadable"} if row["note"].startswith("wrong header") else {"verbatim"}

    assert {check(found, words).kind.value for words in row["expect"]} == right


@pytest.mark.parametrize(
    ("path", "quote"),
    [
        ("/sup", KILLED),
        ("/sup", "10 wounded near Kidal"),
        ("/sup", "Rebels put the toll at 47 fighters"),
        ("/sup", "The area of 100 km² was searched"),
        ("/shadow", "61 fighters were killed in Tin Zaouatine"),
        ("/struck", KILLED),
        ("/struck", "51 men were captured"),
        ("/struck", "The mayor spoke of 12 dead"),
        ("/charset-comment", "убиты 84 солдата"),
        ("/charset-late", "убиты 84 солдата"),
        ("/charset-utf8mb4", "убиты 84 солдата"),
        ("/charset-xcp1251", "убиты 84 солдата"),
        ("/charset-win1251", "убиты 84 солдата"),
        ("/charset-nbsp1252", "Le bilan est passé à 84 tués, selon l’armée."),
        ("/details", "23 civilians were killed"),
        ("/numbers", "UNHCR counted 1,200 refugees"),
        ("/numbers", "The battalion lost 84 men. The office confirmed it."),
        ("/nested", KILLED),
        ("/aspx", "Killed 84"),
        ("/glued", "19 killed in the north"),
        ("/glued", "Killed 19 Wounded 33"),
        ("/glued", "In 2023 the group grew. 84 people fled."),
        ("/corrected", "The army said 19 soldiers were killed."),
        ("/twenty", "twenty-nine dead"),
        ("/twenty", "twenty-nine wounded"),
        ("/rss-amp", "84 soldiers killed"),
        ("/rss-html-ent", "84 soldiers killed in Kidal"),
        ("/datafeed", KILLED),
        ("/ndjson", "47 soldiers were killed"),
        ("/mhtml", "84 killed"),
    ],
)
def test_what_a_reported_page_shows_is_found(path: str, quote: str) -> None:
    assert check(page(path), quote).kind.value in FOUND


@pytest.mark.parametrize(
    ("path", "quote", "right"),
    [
        ("/sup", "843 soldiers were killed", {"altered", "absent"}),
        ("/struck", "80 84", {"altered", "absent"}),
        ("/struck", "912 dead", {"altered", "absent"}),
        ("/corrected", "Rebels spoke of 84 dead.", {"altered", "absent"}),
        ("/glued", "0519 killed in the north", {"altered", "absent"}),
        ("/twenty", "twenty nine", {"near", "altered", "reworded"}),
        ("/noscript", "23 civilians were killed", {"absent", "unreadable"}),
        ("/frameset", "23 civilians were killed", {"unreadable", "absent"}),
        ("/charset-double", "84 soldats ont été tués", {"unreadable"}),
        ("/card", "Our fighters killed 47 soldiers", {"absent", "unreadable"}),
        ("/app", KILLED, {"unreadable"}),
    ],
)
def test_what_it_does_not_show_is_not(path: str, quote: str, right: set[str]) -> None:
    assert check(page(path), quote).kind.value in right


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/date-ld", {"title": "84 killed", "date": "2024-07-27T23:30:00-05:00"}),
        ("/date-trailing", {"title": "84 killed", "date": "2024-07-27"}),
        ("/date-charset", {"title": "84 killed", "date": "2024-07-27"}),
        ("/date-semicolon", {"title": "84 killed", "date": "2024-07-27"}),
        ("/date-entity", {"title": "Army's 84 killed", "author": "A & B", "date": "2024-07-27"}),
        ("/date-related", {"title": "84 killed", "date": "2024-07-27T10:00:00Z"}),
        ("/card", {"description": "Our fighters killed 47 soldiers near Tessalit this morning."}),
    ],
)
def test_what_the_markup_of_a_reported_page_says(path: str, said: dict[str, str]) -> None:
    assert said.items() <= page(path).metadata.items()


@pytest.mark.parametrize(
    ("name", "quote", "right"),
    [
        ("arabic", "قال الجيش يوم الجمعة إن 84 جنديا قتلوا قرب كيدال وأصيب 120 آخرون.", FOUND),
        ("arabic", "بلغ عدد القتلى ٨٤ جنديا من أصل ١٬٢٠٠ في المنطقة.", FOUND),
        ("foot", "The mission documented 84 killings near Tessalit on Monday", FOUND),
        ("foot", "at least 500 people were killed", FOUND),
        ("foot", "841 killings", {"altered", "absent"}),
        ("hyphen", "including twenty-nine schoolchildren", FOUND),
        ("hyphen", "documented extraordinarily large numbers", FOUND),
    ],
)
def test_the_words_of_a_reported_pdf(name: str, quote: str, right: set[str]) -> None:
    found = extracted((REPORTED / f"{name}.pdf").read_bytes(), "application/pdf")

    assert check(found, quote).kind.value in right


def test_every_character_set_has_a_file() -> None:
    assert len(list(Path(CHARSETS).glob("*.*"))) > 20
