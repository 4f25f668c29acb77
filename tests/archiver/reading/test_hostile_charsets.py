"""A declared character set that is none of the web's is not used, and none takes for ever."""

from __future__ import annotations

import codecs

import pytest

from sources.archiver.reading.charsets import decode
from sources.archiver.sealing.conformance.syntax import SYNTAX

WORDS = "Twelve soldiers were killed – near the border."


@pytest.mark.parametrize(
    "name",
    ["idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "UTF7", "U7"],
)
@pytest.mark.parametrize("place", ["header", "markup"])
def test_the_page_is_read_as_a_browser_reads_it(name: str, place: str) -> None:
    codecs.lookup(name)  # Python knows it
    declared = f"text/html; charset={name}" if place == "header" else ""
    text = f"<meta charset={name}><p>{WORDS} +ADw- \\x41"

    assert decode(text.encode(), declared, markup=True) == (text, "utf-8")


@pytest.mark.timeout(10)
def test_a_long_text_in_punycode_is_not_waited_for() -> None:
    body = b"a-" + b"b" * 1_000_000

    assert decode(body, "text/plain; charset=punycode", markup=False)[0] == body.decode()


@pytest.mark.timeout(10)
@pytest.mark.parametrize("end", ["", "!"])
def test_white_space_in_a_declaration_is_not_shared_out_in_every_way(end: str) -> None:
    gap = " " * 250_000
    for declared in (f"charset={gap}{end}", f"charset{gap}{end}", f"charset={gap}'{gap}{end}"):
        assert decode(WORDS.encode(), f"text/html; {declared}", markup=True)[0] == WORDS


def test_a_declaration_with_white_space_is_still_read() -> None:
    body = WORDS.encode("cp1251", "replace")

    assert decode(body, "text/html; charset = ' windows-1251", markup=False)[1] == "cp1251"


@pytest.mark.timeout(10)
def test_neither_is_it_in_the_media_type_of_a_record() -> None:
    check = SYNTAX["content-type"]

    assert check("a/b" + ";   " * 100 + "!", "1.1") is not None
    assert check('text/html ; charset=utf-8 ;; a = "b;" ; ', "1.1") is None
