"""Notes on a page that correct it: one newly put in may give another number than a quotation has.

"Correction: an earlier version said that 80 soldiers were killed; the army says 52." The passage
itself may stand as it stood, and yet the page no longer vouches for its number.
"""

import re
from collections.abc import Iterator, Sequence

from sources.archiver.drift.word_diff import TextComparison
from sources.archiver.values import Difference
from tracker.base.language.folding import plain
from tracker.base.language.tokens import Token, tokens
from tracker.base.language.words import STOPWORDS, is_month, is_number_word

KIND = "number"
MOST_CHANGES = 200
"""Changes of a text that are looked at for a note."""
LONGEST = 1_000
"""Characters of a note."""
NEAR = 3
"""Words between a number and what it counts."""
_SAYS_SO = re.compile(
    "|".join(
        plain(words)
        for words in (
            r"\b(?:correction|corrected|clarification|erratum|amended|editor's note)\b",
            r"\b(?:earlier|previous|original) version\b",
            r"\bpreviously (?:said|stated|reported|gave)\b",
            r"\bthis (?:article|story|report|page) (?:was|has been) (?:updated|changed)\b",
            r"\b(?:rectificatif|rectification|corrigé\w*)\b",
            r"\bversion (?:antérieure|précédente|initiale)\b",
            r"\b(?:berichtigung|korrektur|korrigiert|richtigstellung)\b",
            r"\bfrüheren? (?:version|fassung)\b",
            r"\b(?:corrección|rectificación|corregid\w|fe de errat\w+)\b",
            r"\bversión (?:anterior|previa)\b",
            r"\b(?:исправлен\w*|исправлени\w+|уточнени\w+|поправк\w+)\b",
            r"\b(?:предыдущ|перв|ранн)\w+ верси\w+|\bв более ранней\b",
            r"(?:تصحيح|تصويب|تنويه|استدراك)|(?:نسخة|صيغة) (?:سابقة|سابق)",
        )
    )
)


def correction_of(
    quoted: str, place: tuple[int, int], comparison: TextComparison
) -> Difference | None:
    """Find the number that a newly put in note gives in the place of one of a quotation's.

    Args:
        quoted: the words of the quotation as they stand now.
        place: where they stand in the later text; a note is elsewhere.
        comparison: the texts.

    Returns:
        The quotation's number and the note's; None where there is no such note.
    """
    own = tokens(quoted)
    numbers = _counted(own)
    if not numbers:
        return None
    for note in _notes(comparison, place):
        found = _other_number(own, numbers, note)
        if found is not None:
            return Difference(KIND, found[0].text, found[1].text, 0, 0)
    return None


def _notes(comparison: TextComparison, place: tuple[int, int]) -> Iterator[list[Token]]:
    """Paragraphs that were put in or changed and say of themselves that they correct."""
    later, told = comparison.later, -1
    for change in comparison.changes()[:MOST_CHANGES]:
        if change.b_from >= change.b_to:
            continue
        start = later.text.rfind("\n", 0, later.starts[change.b_from]) + 1
        end = later.text.find("\n", later.ends[change.b_to - 1])
        end = len(later.text) if end < 0 else end
        is_elsewhere = end <= place[0] or place[1] <= start
        if start <= told or not is_elsewhere or not is_correction(later.text[start:end]):
            continue
        told = start
        yield tokens(later.text[start : min(end, start + LONGEST)])


def is_correction(paragraph: str) -> bool:
    """Whether a paragraph says of itself that it corrects the page."""
    return _SAYS_SO.search(plain(paragraph[:LONGEST].replace("\u2019", "'"))) is not None


def _other_number(
    own: Sequence[Token], numbers: Sequence[Token], note: Sequence[Token]
) -> tuple[Token, Token] | None:
    """A number of the note that counts what one of the quotation does, and that one.

    The note names the quotation's number too ("from 80 to 52"), or what it counts ("52 soldiers").
    """
    given = _counted(note)
    own_values, values = set(map(_value, numbers)), set(map(_value, given))
    others = [one for one in given if _value(one) not in own_values]
    if not others:
        return None
    named = next((one for one in numbers if _value(one) in values), None)
    if named is not None:
        return named, others[-1]
    for number in numbers:
        what = _what_it_counts(own, number)
        counted = next((one for one in others if what & _what_it_counts(note, one)), None)
        if counted is not None:
            return number, counted
    return None


def _counted(text: Sequence[Token]) -> list[Token]:
    """Numbers that are no part of a date: neither beside a month nor a year of four digits."""
    return [
        one
        for place, one in enumerate(text)
        if (one.kind == "number" or is_number_word(one.plain))
        and not _is_year(one)
        and not any(_names_month(each) for each in text[max(place - 1, 0) : place + 2])
    ]


def _value(token: Token) -> str:
    """What a number is held to be, however its digits are grouped; a number word as it stands."""
    return re.sub(r"\D", "", token.plain) or token.plain


def _is_year(token: Token) -> bool:
    return token.text.isdecimal() and len(token.plain) == 4 and token.plain[:2] in ("19", "20")  # noqa: PLR2004


def _names_month(token: Token) -> bool:
    return token.kind == "word" and is_month(token.plain, is_capital=token.text[0].isupper())


def _what_it_counts(text: Sequence[Token], number: Token) -> set[str]:
    """The words after a number, and the one before it, that may say what it counts."""
    place = text.index(number)
    beside = [*text[max(place - 1, 0) : place], *text[place + 1 : place + 1 + NEAR]]
    return {one.plain for one in beside if one.kind == "word" and one.plain not in STOPWORDS}
