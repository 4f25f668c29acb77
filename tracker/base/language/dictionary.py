"""Which words a language has, and which language a stretch of words is in.

The words are those of simplemma's dictionaries, read where they lie compressed (some 30 MB for the
four languages together, a twentieth of what they take unpacked).
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from simplemma.strategies.dictionaries import StreamDictionaryFactory

from tracker.base.language.folding import plain
from tracker.base.language.languages import LANGUAGES, language_of
from tracker.base.language.table import Language, WordRole

SPOKEN_AT_LEAST = 0.65
"""Share of the words of a stretch that its language must have. In 190 sentences of 21 languages
each of the four has at least 0.79 of its own words and at most 0.57 of those of any other."""
FEWEST = 2
"""Words that tell a language; a single one may belong to any."""
MOST = 40
"""Words that are asked about."""
_REMEMBERED = 20_000
_SHORTEST_STEM = 3
_dictionaries = StreamDictionaryFactory(cache_max_size=len(LANGUAGES))


@lru_cache(maxsize=_REMEMBERED)
def is_word(word: str, tag: str) -> bool:
    """Whether a language surely has a word: as it is written, or after what stands before it.

    Args:
        word: as it is written.
        tag: a language that has a table.
    """
    table = LANGUAGES[tag]
    if any(plain(word) in words for words in table.roles.values()):
        return True
    known = _dictionaries.get_dictionary(tag)
    return any(form in known for form in _stems(word.lower(), table))


@lru_cache(maxsize=_REMEMBERED)
def may_be_word(word: str, tag: str) -> bool:
    """Whether a language has a word, or may have it with another word written on to its end.

    Args:
        word: as it is written.
        tag: a language that has a table.
    """
    table = LANGUAGES[tag]
    if is_word(word, tag):
        return True
    known = _dictionaries.get_dictionary(tag)
    return any(
        form in known
        for stem in _stems(word.lower(), table)
        for form in _without_enclitics(stem, table)
    )


def language_spoken(words: Sequence[str], tag: str = "") -> str:
    """Tell in which language that has a table some words are written; nothing if in none.

    Args:
        words: such as stand beside each other, names left out.
        tag: the language that somebody says they are in, or nothing.
    """
    asked = [word for word in words if word.isalpha() or "'" in word][:MOST]
    if len(asked) < FEWEST:
        return ""
    if tag and language_of(tag) is None:
        return ""
    script = _script(asked[0])
    shares = {
        one: sum(may_be_word(word, one) for word in asked) / len(asked)
        for one, table in LANGUAGES.items()
        if _script(next(iter(table.roles[WordRole.STOP]))) == script
    }
    best = max(shares, key=shares.__getitem__, default="")
    return best if best and shares[best] >= SPOKEN_AT_LEAST else ""


def _script(word: str) -> str:
    """The script of a word's first letter, as Unicode names it: LATIN, CYRILLIC."""
    return unicodedata.name(word[0], "").partition(" ")[0]


def _stems(word: str, table: Language) -> Iterator[str]:
    """A word, and what is left of it without the words that are written together before it."""
    yield word
    if "'" in word:
        yield word.rpartition("'")[2] if table.is_elided else word.partition("'")[0]
    yield from table.bare(word)


def _without_enclitics(stem: str, table: Language) -> Iterator[str]:
    """What is left of a word without the words that are written on to it."""
    for end in table.enclitics:
        rest = stem.removesuffix(end)
        if rest != stem and len(rest) >= _SHORTEST_STEM:
            yield rest
            if rest.endswith("ت"):  # written so before an enclitic, alone with another letter
                yield rest[:-1] + "ة"
