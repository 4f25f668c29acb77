"""Cut a text into the words, numerals and signs that figures are read from."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from claims.rules.figures.lexicon import fold

if TYPE_CHECKING:
    from claims.rules.figures.lexicon import Lexicon

_DASHES = "-‐‑‒–—−"
_MARKS = r"[\u0300-\u036f\u0640\u064b-\u065f\u0670]"
_WORD = re.compile(rf"(?:[^\W\d_]{_MARKS}*)+")
_NOT_A_COUNT = re.compile(
    r"\d{1,4}([./:\-])\d{1,2}\1\d{2,4}(?!\d)"  # 26.07.2024, 2024-07-26, 10:30:15
    r"|\d{1,2}:\d{2}(?!\d)"  # 10:30
)
_ARABIC_LETTER = re.compile(r"[\u0620-\u064a]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, numeral or sign, with its place in the text; `value` is set for numerals."""

    norm: str
    start: int
    end: int
    value: Decimal | None = None


def tokens(text: str, lexicon: "Lexicon") -> list[Token]:
    """Cut `text`. Numerals that are part of a name, a date, a time or a share are no numerals.

    Invisible characters (direction marks, zero-width joiners) stand in the middle of numbers on
    real pages: they are passed over, and the places given are those of the text as it came.
    """
    places = [place for place, c in enumerate(text) if unicodedata.category(c) != "Cf"]
    if len(places) == len(text):
        return _cut(text, lexicon)
    visible = "".join(text[place] for place in places)
    return [
        Token(token.norm, places[token.start], places[token.end - 1] + 1, token.value)
        for token in _cut(visible, lexicon)
    ]


def _cut(text: str, lexicon: "Lexicon") -> list[Token]:
    numeral = _numeral(lexicon.grouping, lexicon.decimal)
    found: list[Token] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        other = _NOT_A_COUNT.match(text, at)
        number = numeral.match(text, at)
        word = _WORD.match(text, at)
        if other is not None:
            found.append(Token("", at, other.end()))
        elif number is not None:
            found.append(_read_numeral(text, number, lexicon))
        elif word is not None:
            found.extend(_split(word.group(), at, lexicon))
        elif text[at] not in "'’":
            found.append(Token("-" if text[at] in _DASHES else text[at], at, at + 1))
        at = found[-1].end if found and found[-1].end > at else at + 1
    return found


@cache
def _numeral(grouping: str, decimal: str) -> re.Pattern[str]:
    """Digits in groups of three with one and the same separator, else digits as they come."""
    fraction = rf"(?:[{re.escape(decimal)}]\d+)?"
    grouped = rf"\d{{1,3}}(?:(?P<by>[{re.escape(grouping)}])\d{{3}})(?:(?P=by)\d{{3}})*(?!\d)"
    return re.compile(rf"(?:(?P<grouped>{grouped})|\d+){fraction}(?!\d)")


def _read_numeral(text: str, match: re.Match[str], lexicon: "Lexicon") -> Token:
    start, end = match.span()
    if _belongs_to_a_name(text, start, lexicon) or _is_not_a_count(text, end):
        return Token("", start, _to_word_end(text, end))
    written = match.group()
    if match.group("by"):
        written = written.replace(match.group("by"), "")
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else "." for c in written.strip())
    return Token(digits, start, end, Decimal(digits))


def _belongs_to_a_name(text: str, start: int, lexicon: "Lexicon") -> bool:
    """Whether the digits are glued to letters before them: M23, AK-47."""
    before = text[max(0, start - 2) : start]
    if not before:
        return False
    if lexicon.apart and _ARABIC_LETTER.match(before[-1]):
        return False  # a particle written together with its number
    if before[-1].isalpha() or before[-1] in "_#/№":
        return True
    return len(before) > 1 and before[-1] in _DASHES[:3] and before[0].isalpha()


def _is_not_a_count(text: str, end: int) -> bool:
    """Whether what follows makes the digits an ordinal, a calibre, a share or a fraction."""
    after = text[end : end + 1]
    if text[end : end + 2] in {" %", "\u00a0%"}:
        return True
    return bool(after) and (after.isalpha() or after in "%٪°/_")


def _to_word_end(text: str, end: int) -> int:
    while end < len(text) and (text[end].isalnum() or text[end] == "%"):
        end += 1
    return end


def _split(word: str, start: int, lexicon: "Lexicon") -> list[Token]:
    """Cut particles off a word that the lexicon knows without them."""
    norm, end = fold(word), start + len(word)
    if norm in lexicon.known or not lexicon.proclitics:
        return [Token(norm, start, end)]
    cut: list[Token] = []
    if norm.startswith(lexicon.apart) and norm != lexicon.apart and word[0] == lexicon.apart:
        rest = _without_particle(norm[1:], lexicon)
        if rest is not None:
            cut = [Token(lexicon.apart, start, start + 1), Token(rest, start + 1, end)]
    return cut or [Token(_without_particle(norm, lexicon) or norm, start, end)]


def _without_particle(norm: str, lexicon: "Lexicon") -> str | None:
    if norm in lexicon.known:
        return norm
    for particle in lexicon.proclitics:
        rest = norm.removeprefix(particle)
        if rest != norm and rest in lexicon.known:
            return rest
    return None
