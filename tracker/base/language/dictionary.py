"""Which words a language has, and which language a stretch of words is in.

The words are those of simplemma's dictionaries, read where they lie compressed (some 30 MB for the
four languages together, a twentieth of what they take unpacked), and the 30,000 to 60,000 of each
that people use most, as they stand in texts (wordfreq): a dictionary has not every form.
"""

import gzip
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import distribution
from itertools import chain

import msgpack
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
BEGINNING = 40 * MOST
"""Letters of a text among which they are."""
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
def is_in_use(word: str, tag: str) -> bool:
    """Whether a language surely has a word, or many people write it so.

    No sign of the language that a text is in: people use the words of others as well.

    Args:
        word: as it is written.
        tag: a language that has a table.
    """
    return f"\n{word.lower()}\n" in _much_used(tag) or is_word(word, tag)


@lru_cache(maxsize=len(LANGUAGES))
def _much_used(tag: str) -> str:
    """The words that people use most, a line each: a set of them would take ten times the room."""
    # Its lists alone: its code, which nobody keeps up any more, would hold 20 MB in each process.
    lists = distribution("wordfreq").locate_file(f"wordfreq/data/small_{tag}.msgpack.gz")
    with gzip.open(str(lists)) as packed:
        _head, *by_frequency = msgpack.load(packed)
    return "\n".join(["", *chain.from_iterable(by_frequency), ""])


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


def is_seam(before: str, after: str, tag: str) -> bool:
    """Whether a letter between two parts of a word may be another word that is written on to it.

    Args:
        before: the letters before it.
        after: those after it.
        tag: a language that has a table.
    """
    table = LANGUAGES[tag]
    rest = before.removeprefix(table.conjunction)
    return after in ("", *table.enclitics) or rest in ("", *table.proclitics)


def is_made_of(word: str, known: str, tag: str) -> bool:
    """Whether a word may be another with a beginning that it has not: "выключена" of "включена".

    Args:
        word: one that no dictionary need have, as it is written.
        known: the other.
        tag: a language that has a table.
    """
    table = LANGUAGES[tag]
    beginnings = (*table.beginnings, *table.denying_beginnings)
    rests = {known.removeprefix(one) for one in ("", *beginnings)}
    parted = (word.removeprefix(one) for one in beginnings if word.startswith(one))
    return any(len(rest) >= _SHORTEST_STEM and rest in rests for rest in parted)


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
    script = Counter(map(_script, asked)).most_common(1)[0][0]
    asked = [word for word in asked if _script(word) == script]
    shares = {
        one: sum(may_be_word(word, one) for word in asked) / len(asked)
        for one, table in LANGUAGES.items()
        if _script(next(iter(table.roles[WordRole.STOP]))) == script
    }
    small = {
        one: sum(LANGUAGES[one].has(plain(word), WordRole.STOP) for word in asked) for one in shares
    }
    # "Le bilan est de" are words of both: which has more of the small ones decides.
    best = max(shares, key=lambda one: (shares[one], small[one]), default="")
    return best if best and shares[best] >= SPOKEN_AT_LEAST else ""


def language_of_text(text: str) -> str:
    """The language that the first words of a text tell; English if they tell none."""
    return language_told(text) or "en"


def language_told(text: str) -> str:
    """The language that the first words of a text tell; nothing if they tell none."""
    return language_spoken(text[:BEGINNING].split()[:MOST])


def may_be_in(text: str, tag: str) -> bool:
    """Whether each of the first words of a text may be one of a language; True if it has none."""
    words = [word for word in text[:BEGINNING].split()[:MOST] if word.isalpha()]
    return tag in LANGUAGES and all(may_be_word(word, tag) for word in words)


def _script(word: str) -> str:
    """The script of a word's first letter, as Unicode names it: LATIN, CYRILLIC."""
    return unicodedata.name(word[0], "").partition(" ")[0]


def _stems(word: str, table: Language) -> Iterator[str]:
    """A word, what is left of it without the words before it, and what it is made of."""
    yield word
    if "'" in word:
        yield word.rpartition("'")[2] if table.is_elided else word.partition("'")[0]
    for end, instead in table.adverbs:
        rest = word.removesuffix(end)
        if rest != word and len(rest) >= _SHORTEST_STEM:
            yield rest + instead
    for beginning, instead in table.tensed:
        rest = word.removeprefix(table.conjunction).removeprefix(beginning)
        if len(rest) >= _SHORTEST_STEM and word.endswith(beginning + rest):
            yield instead + rest
    yield from table.bare(word)
    yield from (word.removeprefix(one) for one in table.proclitics if word.startswith(one))


def _without_enclitics(stem: str, table: Language) -> Iterator[str]:
    """What is left of a word without the words that are written on to it."""
    for end in table.enclitics:
        rest = stem.removesuffix(end)
        if rest != stem and len(rest) >= _SHORTEST_STEM:
            yield rest
            if rest.endswith("ت"):  # written so before an enclitic, alone with another letter
                yield rest[:-1] + "ة"
