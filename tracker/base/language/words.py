"""What a word does, asked of every language at once: whether it counts, denies, measures, names.

The checks of quotations do not ask which language a page is in, so a word of one language counts
in a page of another. They err on the side of counting. All words are asked for as `folding.plain`
folds them.
"""

import re
from functools import lru_cache

from tracker.base.language.languages import LANGUAGES
from tracker.base.language.table import WordRole

_REMEMBERED = 20_000
_TABLES = tuple(LANGUAGES.values())
# Centuries and battalions: "XIXe" is written "xixe" where small capitals are a matter of style.
# Shorter ones are words and names as well: "vi", "Xi".
_ROMAN = re.compile(
    r"(?!vie\Z)(?=[ivx]{3}|[ivx]{2}(?:e|eme|th|nd|rd)|xe|ii|iv|ix|xv|xx)"
    r"x{0,3}(?:ix|iv|v?i{0,3})(?:e|eme|emes|th|st|nd|rd)?"
)


class _Spoken:
    """The words of some roles in all languages, and the patterns for those too many to list."""

    def __init__(self, *roles: WordRole, also: str | None = None) -> None:
        self.listed = frozenset(
            word for table in _TABLES for role in roles for word in table.roles.get(role, ())
        )
        patterns = [table.patterns[role] for table in _TABLES for role in roles
                    if role in table.patterns]  # fmt: skip
        patterns += [also] if also else []
        self._pattern = re.compile("|".join(f"(?:{one})" for one in patterns) or r"(?!)")

    def __contains__(self, word: str) -> bool:
        return word in self.listed or self._pattern.fullmatch(word) is not None


_NUMBERS = _Spoken(
    WordRole.CARDINAL,
    WordRole.MULTIPLIER,
    WordRole.COLLECTIVE,
    WordRole.ORDINAL,
    WordRole.FRACTION,
    WordRole.MULTIPLE,
    WordRole.QUANTITY,
    also=_ROMAN.pattern,
)
_MULTIPLIERS = _Spoken(WordRole.MULTIPLIER, WordRole.ABBREVIATION, WordRole.COLLECTIVE)
_APART = frozenset(word for table in _TABLES for word in table.apart)
_JOINING = frozenset(
    word
    for table in _TABLES
    for word in (*table.joiners, *(part[0] for part in table.parts if len(part) > 1))
)
_UNITS = _Spoken(WordRole.UNIT)
_BOUNDS = _Spoken(WordRole.BOUND)
_NEGATIONS = _Spoken(WordRole.NEGATION)
_DENYING_ENDS = tuple(end for table in _TABLES for end in table.denying_ends)
_MONTHS = _Spoken(WordRole.MONTH)
_CAPITALS = frozenset(word for table in _TABLES for word in table.capitals)
_DAYS = _Spoken(WordRole.DAY)
_SMALL_NAMES = _Spoken(WordRole.NAME, WordRole.DAY)
_HEDGES = _Spoken(WordRole.HEDGE)
_LINKS = _Spoken(WordRole.LINK)
_THATS = _Spoken(WordRole.THAT)
_TURNING = _Spoken(
    WordRole.HARM,
    WordRole.PEOPLE,
    WordRole.HEDGE,
    WordRole.ASSURANCE,
    WordRole.DIRECTION,
    WordRole.SEQUENCE,
)
_DENYING_BEGINNINGS = frozenset(
    beginning for table in _TABLES for beginning in table.denying_beginnings
)
STOPWORDS = _Spoken(WordRole.STOP).listed


def bare(word: str) -> tuple[str, ...]:
    """A folded word without what its language writes together with it: "عشرون" of "وعشرون"."""
    return tuple(form for table in _TABLES for form in table.bare(word))


@lru_cache(maxsize=_REMEMBERED)
def is_number_word(word: str) -> bool:
    """Whether a folded word counts: "twelve", "dizaine", "وعشرون", "двенадцати"."""
    return word in _NUMBERS or any(form in _NUMBERS.listed for form in bare(word))


@lru_cache(maxsize=_REMEMBERED)
def is_cardinal(word: str) -> bool:
    """Whether a folded word can be part of a number of several words: "hundred", "vingt"."""
    return is_number_word(word) and not any(form in _APART for form in (word, *bare(word)))


def multiplies(word: str) -> bool:
    """Whether a folded word makes the number before it another: "million", "ألف", "тысяч"."""
    return word in _MULTIPLIERS


def joins(word: str) -> bool:
    """Whether a folded word may stand between two parts of a number: "and", "et", "с"."""
    return word in _JOINING


@lru_cache(maxsize=_REMEMBERED)
def is_unit(word: str) -> bool:
    """Whether a folded word says what a number counts: "km", "jours", "ساعات", "тонн"."""
    return word in _UNITS


def is_bound(word: str) -> bool:
    """Whether a folded word says how to take the number beside it: "over", "environ", "почти"."""
    return word in _BOUNDS


def is_month(word: str, *, is_capital: bool) -> bool:
    """Whether a folded word names a month; "may" and "march" only where they begin large.

    Args:
        word: the word, folded.
        is_capital: whether it begins with a capital where it stands.
    """
    return (word in _MONTHS and word not in _CAPITALS) or (is_capital and word in _CAPITALS)


@lru_cache(maxsize=_REMEMBERED)
def is_small_name(word: str) -> bool:
    """Whether a folded word is a name although written small: "juin", "maliens", "российские"."""
    return word in _SMALL_NAMES or is_month(word, is_capital=False)


@lru_cache(maxsize=_REMEMBERED)
def is_negation(word: str) -> bool:
    """Whether a folded word denies: "not", "n't", "n'a", "ولم", "не"."""
    if word in _NEGATIONS or word.endswith(_DENYING_ENDS):
        return True
    if "'" in word:
        return any(part in _NEGATIONS.listed for part in word.split("'"))
    return any(form in _NEGATIONS.listed for form in bare(word))


@lru_cache(maxsize=_REMEMBERED)
def turns(word: str) -> bool:
    """Whether a folded word in the place of another turns the sense: "wounded", "before"."""
    return word in _TURNING or any(form in _TURNING.listed for form in bare(word))


def is_day(word: str) -> bool:
    """Whether a folded word names a day of the week: "sunday", "الأحد", "воскресенья"."""
    return word in _DAYS


@lru_cache(maxsize=_REMEMBERED)
def hedges(word: str) -> bool:
    """Whether a folded word leaves open whether it is so: "allegedly", "auraient", "якобы"."""
    return word in _HEDGES or any(form in _HEDGES.listed for form in bare(word))


def links(word: str) -> bool:
    """Whether what a word before this one denies may stand after it: "been", "été", "был"."""
    return word in _LINKS


def opens_speech(word: str) -> bool:
    """Whether a folded word opens what somebody said: "that", "que", "что"."""
    return word in _THATS


def is_opposite(one: str, other: str) -> bool:
    """Whether two folded words differ by a beginning that negates ("armed", "unarmed")."""
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and long.endswith(short) and long[: -len(short)] in _DENYING_BEGINNINGS  # noqa: PLR2004
