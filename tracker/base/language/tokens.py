"""Cut a text into tokens that know where they stand, with what does not matter folded away.

Folded: white space, kinds of quotation marks, hyphens and apostrophes, ligatures and width (NFKC
within a word), soft hyphens, zero-width and direction marks, tatweel, Arabic vowel marks, and a
hyphen that only breaks a line. Kept: letters with their diacritics and case, every digit with its
script, signs that belong to a number.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple, cast

from tracker.base.language.folding import INVISIBLE, VOWEL_MARKS, plain

_REMEMBERED = 20_000
SIGNS = frozenset("%‰‱$€£¥₽¢₩₪₹₺₴₸₼₾<>=±+×÷≈~≤≥°№#")
_SAME_SIGNS = {"٪": "%", "﹪": "%", "％": "%", "؉": "‰", "＄": "$", "﹩": "$", "￡": "£", "￥": "¥"}
_LINE_HYPHEN = r"[-\u2010\u2011][ \t]*\n[ \t]*(?=[^\W\d_A-Z])"
APOSTROPHES = "'\u2019\u02bc\u2018\uff07\u00b4\u2032"
_MARKS = f"[{INVISIBLE}{VOWEL_MARKS}\u0300-\u036f\u0653-\u0655]"
# Bounded: marks without end upon one letter take a square of their number to be put in order.
_LETTER = f"(?:[^\\W\\d_]{_MARKS}{{0,30}})"
# An area or a volume, also where its power is a plain digit: "km2" is no "km" and no 2.
_POWER = r"(?:[kcdmh]?m|[кс]?м|мм|كم|م)(?:[23](?![.,]?\d|[^\W_])|[²³](?![^\W_]))"
_GROUP_SPACE = "[ \u00a0\u2009\u202f\u2007]"
_PIECE = (
    # 1 200 and 1 200 000: digits in threes after a space are one number.
    rf"(?P<number>(?<![\d])\d{{1,3}}(?:[{INVISIBLE}]*{_GROUP_SPACE}[{INVISIBLE}]*\d{{3}})+(?![\d])(?:[.,٫]\d+)?"
    rf"|\d(?:[{INVISIBLE}]*\d|[{INVISIBLE}]*[.,٫٬][{INVISIBLE}]*(?=\d)"
    rf"|[{APOSTROPHES}](?=\d{{3}}(?!\d)))*)"
    rf"|(?P<word>{_POWER}|{_LETTER}(?:{_LETTER}|[{APOSTROPHES}][{INVISIBLE}]*(?=[^\W\d_])|{_LINE_HYPHEN})*)"
    r"|(?P<sign>[^\w\s]|_)"
)
_TOKEN = re.compile(_PIECE)
# What stands alone between white space, has no digit and ends in no hyphen is cut alike wherever it
# stands. The white space behind it is taken with it, so that a long run of that is passed once.
_ALONE_OR_TOKEN = re.compile(rf"((?<!\S)[^\s\d]{{1,40}}+(?<![-\u2010\u2011])(?!\S))\s*+|{_PIECE}")
_ALONE = 1
_IS_POWER = re.compile(_POWER)
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


_token_of_piece = cast(
    "Callable[[tuple[str, str, str, int, int, bool]], Token]", partial(tuple.__new__, Token)
)
"""What `Token._make` does, in half the time."""


def tokens(text: str) -> list[Token]:
    """Cut a text; linear in its length."""
    return list(cut(text))


def cut(text: str) -> Iterator[Token]:
    """Cut a text token by token."""
    return map(_token_of_piece, pieces_of_text(text))


def pieces_of_text(text: str) -> Iterator[tuple[str, str, str, int, int, bool]]:
    """Cut a text into what tokens are made of: a long one is cut in half the time so."""
    opens, before = True, 0
    for match in _ALONE_OR_TOKEN.finditer(text):
        start = match.start()
        if not opens and text.find("\n", before, start) >= 0:
            opens = True
        if match.lastindex == _ALONE:
            raw = match[_ALONE]
            before = start + len(raw)
            for kind, said, folded, at, until in _pieces_alone(raw):
                yield kind, said, folded, start + at, start + until, opens
                opens = kind == "punctuation" and (opens or said in _ENDERS)
            continue
        before = match.end()  # also of what nobody sees: a long run is not looked through again
        kind, said, folded = _read(match.lastgroup, match[0])
        if kind:
            yield kind, said, folded, start, before, opens
            opens = kind == "punctuation" and (opens or said in _ENDERS)


@lru_cache(maxsize=_REMEMBERED)
def _pieces_alone(raw: str) -> tuple[tuple[str, str, str, int, int], ...]:
    """What a stretch without white space is cut into, with places in it."""
    read = ((*_read(one.lastgroup, one[0]), *one.span()) for one in _TOKEN.finditer(raw))
    return tuple(piece for piece in read if piece[0])


def token_of(kind: str, raw: str, start: int, end: int, *, opens: bool) -> Token | None:
    """Make the token of a stretch of text; None if nothing of it is visible.

    Args:
        kind: what the stretch looks like: word, number, sign or punctuation.
        raw: the stretch as it stands.
        start: where it begins.
        end: where it ends.
        opens: whether it stands at the start of a sentence or line.
    """
    kind, said, folded = _read(kind, raw)
    return Token(kind, said, folded, start, end, opens) if kind else None


@lru_cache(maxsize=_REMEMBERED)
def _read(kind: str | None, raw: str) -> tuple[str, str, str]:
    """What kind a stretch is, what it says, and that folded; no kind if nothing of it is seen."""
    if kind == "number" and raw[0].isdecimal():
        return "number", *_number(raw)
    if kind in ("word", "number"):
        return _word(raw)
    raw = _SAME_SIGNS.get(raw, raw)
    if unicodedata.category(raw) in ("Cf", "Cc", "Mn"):
        return "", "", ""
    if raw in SIGNS:
        return "sign", raw, raw
    mark = _mark(raw)
    return "punctuation", mark, mark


def _word(raw: str) -> tuple[str, str, str]:
    if raw.isascii() and raw.isalpha():
        return "word", raw, raw.lower()
    if any(char.isnumeric() for char in raw):
        # Numerals that are no decimal digits: ½, ², Ⅳ, 三. They count as they stand.
        is_power = _IS_POWER.fullmatch(raw) is not None
        return "number", raw, unicodedata.normalize("NFKC", raw) if is_power else raw
    # Composed first: a hamza that stands apart belongs to its letter, a vowel mark does not.
    text = _DROP.sub("", unicodedata.normalize("NFKC", raw))
    text = unicodedata.normalize("NFKC", text)
    for mark in APOSTROPHES[1:]:
        text = text.replace(mark, "'")
    return "word", text, plain(text)


def _number(raw: str) -> tuple[str, str]:
    if raw.isascii() and raw.isdigit():
        return raw, raw
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
