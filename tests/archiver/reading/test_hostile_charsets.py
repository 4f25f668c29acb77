"""A declared character set that is none of the web's is not used, and none takes for ever."""

from __future__ import annotations

import codecs

import pytest

from sources.archiver.reading.charsets import decode, is_garbled
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


RUSSIAN = "Министерство сообщило, что убиты 84 солдата. "


@pytest.mark.parametrize(
    "head",
    [
        "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>",
        "<script>'<meta charset=koi8-r>'</script><meta charset=windows-1251>",
        "<p title='<meta charset=koi8-r>'><meta charset = 'windows-1251' >",
        '<meta name=x content="charset=koi8-r"><meta charset=x-cp1251>',
        '<meta http-equiv="Content-Type" content="text/html; charset=cp1251">',
        "<style>" + "a{}" * 5_000 + "</style><meta charset=WINDOWS-1251>",
        "<meta charset=utf8mb4><meta charset=windows-1251>",
        "<?xml version='1.0' encoding='windows-1251'?>",
    ],
)
def test_only_a_declaration_of_the_page_itself_counts(head: str) -> None:
    assert decode((head + RUSSIAN).encode("cp1251"), "text/html", markup=True)[1] == "cp1251"


@pytest.mark.timeout(10)
@pytest.mark.parametrize("piece", ["<meta charset='", "<!--", "<script>", '<a b="', "<meta "])
def test_a_head_without_end_is_gone_over_once(piece: str) -> None:
    body = (piece * 50_000).encode()

    assert decode(body, "text/html", markup=True) == (body.decode(), "utf-8")


@pytest.mark.parametrize(
    ("text", "body", "name"),
    [
        (RUSSIAN.encode("cp1251").decode("cp1252"), RUSSIAN.encode("cp1251"), "cp1252"),
        (RUSSIAN.encode().decode("cp1251", "replace"), RUSSIAN.encode(), "cp1251"),
        (RUSSIAN.encode("cp1251").decode("utf-8", "replace"), RUSSIAN.encode("cp1251"), "utf-8"),
        ("Le ministère a été visé là-bas".encode().decode("cp1252"), b"", "utf-8"),
        ("قُتل 84 جنديا قرب كيدال".encode().decode("cp1256", "replace"), b"", "utf-8"),
        ("\x01\x02\x03\x04 ab" * 9, b"", "utf-8"),
    ],
)
def test_letters_of_a_wrong_set_are_no_words(text: str, body: bytes, name: str) -> None:
    assert is_garbled(text, body, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le ministère a été visé là-bas, où l’armée dément", "cp1252"),
        ("Þetta er íslenska, þögnin í húsinu á öðrum stað ræður", "cp1252"),
        ("Ærø og Århus på Fyn, Île d’Yeu, à Âne", "cp1252"),
        (RUSSIAN, "cp1251"),
        ("قُتل 84 جنديا قرب كيدال", "cp1256"),
        ("军方周日表示，至少84名士兵被打死，没有平民伤亡", "gb18030"),
        ("İstanbul’da göçük altında çıkan yangın söndürüldü", "cp1254"),
        ("A lost \ufffd sign, and another \ufffd one in a long text", "utf-8"),
        (WORDS, "utf-8"),
    ],
)
def test_a_text_in_its_own_set_is_read(text: str, name: str) -> None:
    assert not is_garbled(text, text.encode(name), name)


@pytest.mark.timeout(10)
def test_neither_is_it_in_the_media_type_of_a_record() -> None:
    check = SYNTAX["content-type"]

    assert check("a/b" + ";   " * 100 + "!", "1.1") is not None
    assert check('text/html ; charset=utf-8 ;; a = "b;" ; ', "1.1") is None
