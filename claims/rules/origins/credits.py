"""Read whom a credit names: "according to the AFP news agency", "a security source", "the army".

Pages credit in words of their own. What stands around a name is left out and the name folded, in
every language that has a table; who is not named is said to be unnamed and never taken for one
person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from tracker.base.language.folding import plain
from tracker.base.language.languages import LANGUAGES
from tracker.base.language.table import Credits

LONGEST = 300
"""Characters of a credit that are read: as many as the table of credits holds."""
_SHORTEST_ACRONYM = 3
_MOST_PARTS = 12
_TOKEN = re.compile(r"@?\w+")
_ASIDE = re.compile(r"\(([^()]*)\)")
_HANDLE = re.compile(
    r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|x\.com|twitter\.com|facebook\.com)/(?:s/)?(\w+)\S*"
)
_APART = re.compile(r"[;؛/|\n]")
_COMMA = re.compile(r"[,،]")
_TOGETHER = re.compile(r"[,،&+]|\b(?:and|et|und|y|и|و|with|avec)\b")


class Who(StrEnum):
    """What sort of somebody a credit names."""

    NAMED = "named"
    ARMY = "army"
    """No more than "the army": whose is said by what else is known."""
    GOVERNMENT = "government"
    UNNAMED = "unnamed"
    """A source that the page does not name."""
    OURS = "ours"
    """The page's own house."""


@dataclass(frozen=True, slots=True)
class Credited:
    """Whom a credit names.

    `names` are the names as written, or what is said of somebody who is not named ("security").
    """

    who: Who
    names: tuple[str, ...]
    wording: str


def _all(part: str) -> frozenset[str]:
    tables: list[Credits] = [table.credits for table in LANGUAGES.values()]
    return frozenset(word for table in tables for word in getattr(table, part))


_AROUND, _ISSUED, _OURS = _all("around"), _all("issued"), _all("ours")
_SPEAKING, _CITING, _THROUGH = _all("speaking"), _all("citing"), _all("through")
_UNNAMED, _ARMY, _GOVERNMENT = _all("unnamed"), _all("army"), _all("government")


@lru_cache(maxsize=10_000)
def folded_names(name: str) -> tuple[str, ...]:
    """The folded names that one name is known by: "Agence France-Presse (AFP)" has two.

    Args:
        name: as it is written; read as far as `LONGEST`.
    """
    bare, asides = _without_asides(_handles(name[:LONGEST]))
    kept = _named(_TOKEN.findall(bare))
    keys = (" ".join(plain(word).lstrip("@") for word in kept), *map(plain, asides))
    return tuple(dict.fromkeys(filter(None, keys)))


def _handles(text: str) -> str:
    """Write addresses of accounts as accounts: "t.me/name" is "@name"."""
    return _HANDLE.sub(r"@\1", text)


def _without_asides(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without what stands in parentheses, and the acronyms that stand there."""
    bare = _ASIDE.sub(" ", text)
    asides = tuple(aside for aside in _ASIDE.findall(text) if acronym_of(aside))
    return (bare, asides) if _TOKEN.search(bare) else (text, ())


def acronym_of(name: str) -> str:
    """The folded acronym that a name is, such as "AFP"; nothing if it is none."""
    bare = name.strip().replace(".", "")
    long_enough = _SHORTEST_ACRONYM <= len(bare) <= 2 * _SHORTEST_ACRONYM
    return plain(bare) if long_enough and bare.isalpha() and bare.isupper() else ""


def initials_of(key: str) -> str:
    """The first letters of a folded name of at least three words; nothing of a shorter one."""
    words = key.split()
    return "".join(word[0] for word in words) if len(words) >= _SHORTEST_ACRONYM else ""


def parts_of(credit: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Cut a credit where it may name several; of "AFP, citing the army" only the army is left.

    Whether "and" stands between two names or within one ("Justice and Equality Movement") is
    for whoever knows names to say.

    Args:
        credit: as it is worded; read as far as `LONGEST`.

    Returns:
        Each part, and what "and" or a comma would cut it into.
    """
    credit = _handles(" ".join(credit[:LONGEST].split()))
    apart = [credit] if "://" in credit else _APART.split(credit)
    parts = [_where_it_began(part) for part in apart if _TOKEN.search(part)]
    return tuple((part, _cut(part)) for part in parts[:_MOST_PARTS])


def _cut(part: str) -> tuple[str, ...]:
    return tuple(one for one in _TOGETHER.split(part, _MOST_PARTS) if _TOKEN.search(one))


def _where_it_began(part: str) -> str:
    """Of "A citing B" B, unless B is not named; of "A via B" A."""
    first, last = _around_any(part, _CITING)
    if _TOKEN.search(first) and _TOKEN.search(last):
        part = first if read_credit(last).who is Who.UNNAMED else last
    first, _way = _around_any(part, _THROUGH)
    return first if _TOKEN.search(first) else part


@lru_cache(maxsize=10_000)
def read_credit(part: str) -> Credited:
    """Say whom one part of a credit names.

    Args:
        part: as it is worded; read as far as `LONGEST`.
    """
    wording = " ".join(part[:LONGEST].split())
    bare, asides = _without_asides(_handles(wording))
    words = _house_spoken_for(_spoken(bare))
    return _who(words, asides, wording)


def _house_spoken_for(text: str) -> list[str]:
    """The words of a name, without the person of "army spokesman A", "spokesman for the army"."""
    before, after = (_TOKEN.findall(part) for part in _around_any(text, _SPEAKING))
    if not after:
        return _TOKEN.findall(text)
    return before if any(not _is_around(word) for word in before) else after


def _spoken(text: str) -> str:
    """The part between commas that says for whom somebody speaks; all where nobody does."""
    parts = _COMMA.split(text)
    speaking = (one for one in parts if _SPEAKING & {*map(plain, _TOKEN.findall(one))})
    return next(speaking, text)


def _around_any(text: str, marks: frozenset[str]) -> tuple[str, str]:
    """What stands before and after the first of these words; all before where there is none."""
    for word in _TOKEN.finditer(text):
        if plain(word[0]) in marks:
            return text[: word.start()], text[word.end() :]
    return text, ""


def _who(words: list[str], asides: tuple[str, ...], wording: str) -> Credited:
    rest = [plain(word) for word in words if not _is_around(word)]
    names: tuple[str, ...] = ()
    if rest and all(word in _OURS for word in rest):
        who = Who.OURS
    elif not rest or (any(word in _UNNAMED for word in rest) and not _names_somebody(words)):
        who, names = Who.UNNAMED, (_described(rest),)
    elif all(word in _GOVERNMENT for word in rest):
        who = Who.GOVERNMENT
    elif all(word in _ARMY for word in rest):
        who = Who.ARMY
    else:
        who, names = Who.NAMED, (" ".join(_named(words)), *asides)
    return Credited(who, names, wording)


def _described(rest: list[str]) -> str:
    """What is said of somebody who is not named, the same of one and of several: "security"."""
    return " ".join(sorted({word.removesuffix("s") for word in rest if word not in _UNNAMED}))


def _names_somebody(words: list[str]) -> bool:
    """Whether the word for a source is a part of a name: "Open Source Centre", "The Local"."""
    capital = [word[:1].isupper() for word in words]
    beside = zip([False, *capital], capital, [*capital[1:], False], strict=False)
    return any(
        own and (before or after)
        for word, (before, own, after) in zip(words, beside, strict=False)
        if plain(word) in _UNNAMED
    )


def _named(words: list[str]) -> list[str]:
    """The words of a name, without those around it; all of them where no other is left."""
    return [word for word in words if not _is_around(word)] or words


def _is_around(word: str) -> bool:
    folded = plain(word)
    return folded in _AROUND or (folded in _ISSUED and not word[:1].isupper())
