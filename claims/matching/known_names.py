"""Find the names of publishers and parties in a text, as it writes them; linear in the text."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from claims.rules.origins.credits import acronym_of, folded_names
from tracker.base.language.languages import LANGUAGES
from tracker.base.language.tokens import cut

LONGEST_NAME = 8
"""Words of a name; what is longer is known by its first ones."""
MOST_WORDS = 40_000
"""Words of a text that are looked at."""
_LONGEST_ELIDED = 2
_ARABIC = LANGUAGES["ar"]


@dataclass(frozen=True, slots=True)
class TextWord:
    """A word, number or mark of a text, parted at an apostrophe: "l'AFP" is two."""

    plain: str
    raw: str
    start: int
    end: int
    kind: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins as a name does; a script without capitals never tells."""
        return not self.raw[:1].islower()


def words_of(text: str, start: int = 0) -> list[TextWord]:
    """The words of a text, as many as are looked at.

    Args:
        text: any text.
        start: where it begins in the text that places are counted in.
    """
    found: list[TextWord] = []
    for token in islice(cut(text), MOST_WORDS):
        at, raw = token.start + start, text[token.start : token.end]
        head, apostrophe, tail = token.text.partition("'")
        if token.kind == "word" and apostrophe and tail and len(head) <= _LONGEST_ELIDED:
            begin = token.end + start - len(raw) + len(head) + 1
            found.append(TextWord(token.plain.partition("'")[0], head, at, begin - 1, "word"))
            rest = token.plain.partition("'")[2]
            found.append(TextWord(rest, tail, begin, token.end + start, "word"))
        else:
            found.append(TextWord(token.plain, raw, at, token.end + start, token.kind))
    return found


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name in a text: whose, and the words `first` up to, not including, `end`.

    `start` is where its letters begin: after what Arabic writes on to it.
    """

    key: Hashable
    is_party: bool
    first: int
    end: int
    start: int


@dataclass(frozen=True, slots=True)
class _Known:
    words: tuple[str, ...]
    key: Hashable
    is_party: bool
    is_acronym: bool


class KnownNames:
    """Names of publishers and parties, each leading to a key; who is told first keeps a name."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[_Known]] = {}
        self._taken: set[tuple[tuple[str, ...], bool]] = set()

    def call(self, key: Hashable, names: Iterable[str], *, is_party: bool = False) -> None:
        """Say which names somebody goes by.

        Args:
            key: anything; what a found name leads to.
            names: as they are written; a name that is an acronym counts only in capitals.
            is_party: whether it is a party and no publisher.
        """
        for name in names:
            is_acronym = bool(acronym_of(name)) or (len(name) < 3 and name.isupper())  # noqa: PLR2004
            whole = " ".join(word.plain for word in words_of(name) if word.kind != "punctuation")
            for written in dict.fromkeys((whole, *folded_names(name))):
                self._tell(tuple(written.split()[:LONGEST_NAME]), key, is_party, is_acronym)

    def _tell(
        self, words: tuple[str, ...], key: Hashable, is_party: bool, is_acronym: bool
    ) -> None:
        if not words or (words, is_acronym) in self._taken:
            return
        self._taken.add((words, is_acronym))
        known = self._by_first.setdefault(words[0], [])
        known.append(_Known(words, key, is_party, is_acronym))
        known.sort(key=lambda one: -len(one.words))

    def at(self, words: Sequence[TextWord], place: int) -> NameFound | None:
        """The longest known name that begins at a word; None if none does."""
        if place >= len(words) or words[place].kind not in {"word", "number"}:
            return None
        first = words[place]
        for form in (first.plain, *_ARABIC.bare(first.plain)):
            for known in self._by_first.get(form, ()):
                if end := _ends(words, place, known):
                    start = first.start + len(first.plain) - len(form)
                    return NameFound(known.key, known.is_party, place, end, start)
        return None

    def all_in(self, words: Sequence[TextWord]) -> list[NameFound]:
        """Every known name of a text, none within another."""
        found: list[NameFound] = []
        place = 0
        while place < len(words):
            one = self.at(words, place)
            if one is not None:
                found.append(one)
            place = place + 1 if one is None else one.end
        return found


def _ends(words: Sequence[TextWord], place: int, known: _Known) -> int:
    """Where a name ends that begins at a word; 0 where it does not stand there as a name does."""
    end = place
    for count, word in enumerate(known.words):
        while count and end < len(words) and words[end].plain in {"-", "'"}:
            end += 1
        if end >= len(words) or (count and words[end].plain != word):
            return 0
        end += 1
    written = [word for word in words[place:end] if word.kind == "word"]
    if known.is_acronym:
        return end if all(word.raw == word.raw.upper() for word in written) else 0
    return end if written and written[0].is_capital else 0
