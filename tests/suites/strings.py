"""Words that break programs, by what is difficult about them; each list is made by rule."""

from __future__ import annotations

import unicodedata
from itertools import product
from typing import Literal

ORDINARY = "Twelve men"


def _around(*letters: str) -> list[str]:
    """Each alone, in the middle of words and at their end."""
    return [text for one in letters for text in (one, f"Twelve{one}men", f"{ORDINARY}{one}")]


def _letters(category: str) -> list[str]:
    """Every letter of the first plane that Unicode puts in this category."""
    return [chr(n) for n in range(0x110, 0x10000) if unicodedata.category(chr(n)) == category]


def _digits() -> list[str]:
    """84 in every decimal digit that Unicode has."""
    noughts = [n for n in range(0x110000) if unicodedata.decimal(chr(n), None) == 0]
    return [chr(nought + 8) + chr(nought + 4) for nought in noughts]


CONTROLS = [chr(n) for n in (*range(0x20), 0x7F, *range(0x80, 0xA0))]
BIDI = [chr(n) for n in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
INVISIBLE = [chr(n) for n in (0xAD, 0x34F, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFC)]
BLANK = [*_letters("Zs"), *_letters("Zl"), *_letters("Zp"), " ", "\xa0", "\u3164", "\u2800"]
MARKS = ["\u0301", "\u0489", "\u20dd", "\u0e49", "\u064b", "\U0001d165"]
NO_LETTERS = [chr(n) for n in (0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF, 0xE000, 0x378, 0xE0001)]
EDGES = [
    base + step for base in (0, 2**15, 2**31, 2**32, 2**53, 2**63, 2**64) for step in (-1, 0, 1)
]
FORMULA_STARTS = [
    "=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "＋", "－", "＠", ";=", ",=", '"=',
]  # fmt: skip
FORMULAS = [
    "1+1", "SUM(1,1)", "cmd|' /C calc'!A0", 'HYPERLINK("http://127.0.0.1:9/?"&A1,"x")',
    'IMPORTXML("http://127.0.0.1:9/","//a")', 'WEBSERVICE("http://127.0.0.1:9/")',
    "MSEXCEL|'\\..\\..\\cmd.exe /c calc'!''", "2+5+cmd|' /C calc'!A0", "rundll32|'URL.dll'!A",
]  # fmt: skip
UPWARD = [
    "..", "..\\", "....//", "%2e%2e/", "%252e%252e/", "..%c0%af", "..;/", "．．/", "/", "file://",
]  # fmt: skip
PATHS = ["/etc/passwd", "\\windows\\win.ini", "/proc/self/environ", "/etc/passwd%00.html"]
QUERIES = [
    "' OR 1=1 --", '" OR ""="', "'; DROP TABLE claims_claim; --", "1) OR (1=1", "\\' OR 1=1 --",
    "' UNION SELECT password FROM people_user --", "$$; SELECT pg_sleep(9); $$", "E'\\x27'",
]  # fmt: skip
TEMPLATES = [
    "{{ 7|add:7 }}", "{% now 'Y' %}", "{% load static %}", "{# x #}", "{{", "{%", "${7*7}",
    "<%= 7*7 %>", "#{7*7}", "{{constructor.constructor('alert(1)')()}}", "${jndi:ldap://a}",
]  # fmt: skip
FORMATS = [
    "%s", "%n", "%(name)s", "%d%d%d%d", "%99999999s", "{}", "{0}", "{0.__class__}", "{name!r}",
    "{:>99999999}", "%", "%%", "$1", "\\1", "\\g<0>", "\\u0041", "&#65;", "&lt;", "&",
]  # fmt: skip
COMMANDS = [
    "; id", "| id", "`id`", "$(id)", "&& id", "\n id", "> /tmp/x", "-rf", "--help", "*", "~",
]  # fmt: skip
NOTHINGS = [
    "null", "NULL", "nil", "None", "undefined", "void", "true", "False", "on", "[object Object]",
    "[]", "{}", '""', "''", "()", "0", "-", ".", "...", "/", "\\", "#", "?", ":", ";", ",",
]  # fmt: skip
NUMBERS = [
    "NaN", "-nan", "Infinity", "-Infinity", "1e309", "-1e309", "1e-400", "1_000", "0x1F", "0b1",
    "007", "1.2.3", "1,2", ".5", "5.", "+5", "--5", "5-", "1/2", "½", "²", "Ⅻ", "一", "𝟠𝟜", "12e",
    "9" * 400, "0." + "3" * 400, "-0", "1e5", "1E+5", "1 000", "1\xa0000", "1\u202f000", "1'000",
]  # fmt: skip
DAYS = [
    "0000-00-00", "2024-02-30", "2023-02-29", "9999-12-31", "10000-01-01", "0001-01-01",
    "2024-13-01", "2024-00-10", "-2024-01-01", "2024-1-1", "24-01-01", "01/02/2024", "2024-W05",
    "2024-366", "٢٠٢٤",
]  # fmt: skip
WRITINGS = [
    "مرحبا", "שלום", "नमस्ते", "สวัสดี", "你好", "こんにちは", "안녕", "Привет", "Γειά", "ՀԱՅ",
    "ქარ", "አማ",
    "ﷺ" * 200, "ﷲ", "𐎀𐎁", "𓀀", "꧁", "ß", "ẞ", "İ", "ı", "ſ", "ﬁ", "ǆ", "Å", "Ω", "ﬃ", "ŉ", "ΐ",
]  # fmt: skip
FORMS: tuple[Literal["NFC", "NFD", "NFKC", "NFKD"], ...] = ("NFC", "NFD", "NFKC", "NFKD")
PICTOGRAMS = [
    "👨\u200d👩\u200d👧", "🏳\ufe0f\u200d🌈", "🇲🇱", "🇲", "👍🏿", "1\ufe0f\u20e3", "❤\ufe0e",
    "🏴\U000e0067\U000e0062\U000e007f", "\U0001f3fb", "\ufe0f" * 50, "🧑\u200d" * 30,
]  # fmt: skip
MARKUP = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "]]>", "<!--", "-->", "<", ">",
    "<![CDATA[", "<?php", "<%", "<svg/onload=alert(1)>", "' onfocus=x autofocus='",
    "javascript:x",
]  # fmt: skip
HEADERS = ["a\r\nSet-Cookie: a=b", "a\nLocation: http://127.0.0.1/", "a\r\n\r\n<p>", "a%0d%0aX: y"]
STRUCTURES = [
    '{"a":1}', "[1]", "a: b", "- a", "!!python/object:os.system", "&a [*a]", "---", "*a", "%YAML",
    "<a/>", "a=b&c=d", "a;b", 'a"b', "a,b\n1,2", "\ufeffa", "a\tb", "key=value\x00", "O:1:{}",
]  # fmt: skip

GROUPS: dict[str, list[str]] = {
    "nothing": ["", " ", "  \t \n ", *NOTHINGS],
    "control characters": _around(*CONTROLS),
    "directions": [*_around(*BIDI), "".join(BIDI), "\u202e" * 1000, "\u2067evil\u2069 \u202elive"],
    "invisible letters": _around(*INVISIBLE),
    "blanks": _around(*BLANK),
    "marks": [piece * n for mark in MARKS for piece in (mark, f"e{mark}") for n in (1, 2, 300)],
    "letters that are none": _around(*NO_LETTERS),
    "digits": _digits(),
    "numbers": [*NUMBERS, *(f"{sign}{edge}" for edge in EDGES for sign in ("", "-"))],
    "days": DAYS,
    "formulas": [start + formula for start, formula in product(FORMULA_STARTS, FORMULAS)],
    "paths": [way * n + path for way, path, n in product(UPWARD, PATHS, (1, 8))],
    "queries": QUERIES,
    "templates": TEMPLATES,
    "formats": FORMATS,
    "commands": COMMANDS,
    "markup": MARKUP,
    "header lines": HEADERS,
    "other formats": STRUCTURES,
    "writings": [*WRITINGS, *(unicodedata.normalize(form, "e\u0301 ﬁ Å 각") for form in FORMS)],
    "pictograms": PICTOGRAMS,
    "long": [piece * 40_000 for piece in ("a", "a ", "é", "\n", "<", "👍", "9", " ", "\u0301")],
}  # fmt: skip
ALL = [text for texts in GROUPS.values() for text in texts]

WORST = [
    "\x00", "a\x00b", "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>',
    "{{ 7|add:7 }}{% now 'Y' %}", "%(name)s %s %d", "\u202eevil\u202c",
    "\u0000\u0001\u0002\x7f\x85\u2028\ufeff\ufffe", "e\u0301" * 300, "٣٤٥", "9" * 5000, "-1e309",
    "NaN", "../../etc/passwd", "' OR 1=1 --", "ﷺ" * 200, "👨\u200d👩\u200d👧",
]  # fmt: skip
"""A few that break in different ways, for what is too slow to be tried with all."""

NOT_UTF_8 = [
    b"\xff", b"\xfe\xff", b"\xc0\xaf", b"\xc3", b"\xe2\x82", b"\xed\xa0\x80",
    b"\xed\xa0\xbd\xed\xb8\x80", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"\x80", b"a\xe9b",
    bytes(range(128, 256)),
]  # fmt: skip
"""Bytes that no text is: lone halves of a pair, overlong and cut off sequences, other encodings."""
