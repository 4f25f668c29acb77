"""Cut a text into tokens that know where they stand, with what does not matter folded away.

Folded: white space, kinds of quotation marks, hyphens and apostrophes, ligatures and width (NFKC
within a word), soft hyphens, zero-width and direction marks, tatweel, Arabic vowel marks, and a
hyphen that only breaks a line. Kept: letters with their diacritics and case, every digit with its
script, signs that belong to a number.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tracker.base.language.folding import INVISIBLE, VOWEL_MARKS, plain

SIGNS = frozenset("%‰‱$€£¥₽¢₩₪₹₺₴₸₼₾<>=±+×÷≈~≤≥°№#")
_SAME_SIGNS = {"٪": "%", "﹪": "%", "％": "%", "؉": "‰", "＄": "$", "﹩": "$", "￡": "£", "￥": "¥"}
_LINE_HYPHEN = r"[-\u2010\u2011][ \t]*\n[ \t]*(?=[^\W\d_A-Z])"
APOSTROPHES = "'\u2019\u02bc\u2018\uff07\u00b4\u2032"
_MARKS = f"[{INVISIBLE}{VOWEL_MARKS}\u0300-\u036f\u0653-\u0655]"
# Bounded: marks without end upon one letter take a square of their number to be put in order.
_LETTER = f"(?:[^\\W\\d_]{_MARKS}{{0,30}})"
_GROUP_SPACE = "[ \u00a0\u2009\u202f\u2007]"
_TOKEN = re.compile(
    # 1 200 and 1 200 000: digits in threes after a space are one number.
    rf"(?P<number>(?<![\d])\d{{1,3}}(?:[{INVISIBLE}]*{_GROUP_SPACE}[{INVISIBLE}]*\d{{3}})+(?![\d])(?:[.,٫]\d+)?"
    rf"|\d(?:[{INVISIBLE}]*\d|[{INVISIBLE}]*[.,٫٬][{INVISIBLE}]*(?=\d)"
    rf"|[{APOSTROPHES}](?=\d{{3}}(?!\d)))*)"
    rf"|(?P<word>{_LETTER}(?:{_LETTER}|[{APOSTROPHES}][{INVISIBLE}]*(?=[^\W\d_])|{_LINE_HYPHEN})*)"
    r"|(?P<sign>[^\w\s]|_)"
)
_DROP = re.compile(f"[{INVISIBLE}{VOWEL_MARKS}]|{_LINE_HYPHEN}")
_QUOTES = frozenset("\"'«»„“”‟‹›‚‘’‛`´″′＂＇「」『』")
_HYPHENS = frozenset("-‐‑‒–—―−﹘﹣－")
_ENDERS = frozenset(".!?؟…:;۔。")


KINDS = ("word", "number", "sign", "punctuation")


class Token(NamedTuple):
    """A word, number or sign of a text, or a piece of punctuation."""

    kind: str
    """word, number, sign, punctuation"""
    text: str
    """Folded, but with case and diacritics: equal texts are the same letters."""
    plain: str
    """Folded further: case, diacritics and script of digits gone, forms of alef joined."""
    start: int
    end: int
    opens: bool
    """Whether it stands at the start of a sentence or line."""


def tokens(text: str) -> list[Token]:
    """Cut a text; linear in its length."""
    return list(cut(text))


def cut(text: str) -> Iterator[Token]:
    """Cut a text token by token."""
    opens, before = True, 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if not opens and start > before and "\n" in text[before:start]:
            opens = True
        before = end  # also of what nobody sees: a long run of that is not looked through again
        token = token_of(match.lastgroup or "", match.group(), start, end, opens=opens)
        if token is None:
            continue
        yield token
        if token.kind != "punctuation":
            opens = False
        elif token.text in _ENDERS:
            opens = True


def token_of(kind: str, raw: str, start: int, end: int, *, opens: bool) -> Token | None:
    """Make the token of a stretch of text; None if nothing of it is visible.

    Args:
        kind: what the stretch looks like: word, number, sign or punctuation.
        raw: the stretch as it stands.
        start: where it begins.
        end: where it ends.
        opens: whether it stands at the start of a sentence or line.
    """
    if kind == "number" and raw[0].isdecimal():
        text, value = _number(raw)
        return Token("number", text, value, start, end, opens)
    if kind in ("word", "number"):
        kind, text, folded = _word(raw)
        return Token(kind, text, folded, start, end, opens)
    raw = _SAME_SIGNS.get(raw, raw)
    if unicodedata.category(raw) in ("Cf", "Cc", "Mn"):
        return None
    if raw in SIGNS:
        return Token("sign", raw, raw, start, end, opens)
    mark = _mark(raw)
    return Token("punctuation", mark, mark, start, end, opens)


@lru_cache(maxsize=20_000)
def _word(raw: str) -> tuple[str, str, str]:
    if any(char.isnumeric() for char in raw):
        # Numerals that are no decimal digits: ½, ², Ⅳ, 三. They count as they stand.
        return "number", raw, raw
    # Composed first: a hamza that stands apart belongs to its letter, a vowel mark does not.
    text = _DROP.sub("", unicodedata.normalize("NFKC", raw))
    text = unicodedata.normalize("NFKC", text)
    for mark in APOSTROPHES[1:]:
        text = text.replace(mark, "'")
    return "word", text, plain(text)


def _number(raw: str) -> tuple[str, str]:
    text = unicodedata.normalize("NFKC", re.sub(f"[\\s{INVISIBLE}{APOSTROPHES}]", "", raw))
    value = "".join(
        str(unicodedata.digit(char)) if char.isdigit() else {"٫": ".", "٬": ","}.get(char, char)
        for char in text
    )
    return text, value


def _mark(raw: str) -> str:
    if raw in _QUOTES:
        return '"'
    return "-" if raw in _HYPHENS else raw
