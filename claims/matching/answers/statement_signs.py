"""What of a statement can answer another: what it denies, whom it blames, how it says it ended.

Read by the words of the language tables; linear in the statement.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from claims.matching.known_names import KnownNames, TextWord, words_of
from tracker.base.language.languages import LANGUAGES, language_of
from tracker.base.language.table import Disputes, Language, Phrase, WordRole

MOST_STATEMENT = 20_000
"""Characters of a statement that are read."""
_STEM, _SHORTEST, _HARM = 5, 4, 3
"""Letters of a word that tell it, of the shortest that does, and of a word of harm: "kil"."""
_NEAR = 3
"""Words after "not" that it may turn."""
_BLAMED = 6
"""Words between "blamed on" and who is blamed."""
_LONGEST_PHRASE = 5
_LAST_DAY = 31
_ENDS = frozenset(".!?؟…;\n")


@dataclass(frozen=True, slots=True)
class StatementSigns:
    """What a statement says that another may contradict, each with the sentence that says so.

    `stems` are beginnings of its words of sense, to tell whether two are about the same thing;
    `turned` those that a negation stands before; `dates` are a day and the month's beginning.
    """

    stems: frozenset[str]
    turned: dict[str, str] = field(default_factory=dict)
    denies: str = ""
    blamed: dict[Hashable, str] = field(default_factory=dict)
    won: str = ""
    held: str = ""
    dates: dict[tuple[str, str], str] = field(default_factory=dict)


def statement_signs_of(statement: str, tag: str, parties: KnownNames) -> StatementSigns:
    """Read a statement.

    Args:
        statement: its words; read as far as `MOST_STATEMENT`.
        tag: its language; one without a table is read by the words of all.
        parties: names of parties, keyed by party.
    """
    return _Reading(statement[:MOST_STATEMENT], language_of(tag), parties).read()


class _Reading:
    """One statement, read."""

    def __init__(self, text: str, language: Language | None, parties: KnownNames) -> None:
        self.text, self.parties = text, parties
        self.words = words_of(text)
        self.tables = [language] if language else list(LANGUAGES.values())
        self.sentences = _sentences(text, self.words)

    def read(self) -> StatementSigns:
        """Look through the words once for each sign."""
        return StatementSigns(
            stems=frozenset(stem for word in self.words if (stem := self._stem(word))),
            turned=dict(self._turned()),
            denies=self._first_phrase(self._phrases("denying")),
            blamed=dict(self._blamed()),
            won=self._first(self._one("won")),
            held=self._first(self._one("held")),
            dates=dict(self._dates()),
        )

    def _one(self, part: str) -> frozenset[str]:
        words: list[frozenset[str]] = [getattr(table.disputes, part) for table in self.tables]
        return frozenset().union(*words)

    def _phrases(self, part: str) -> frozenset[Phrase]:
        tables: list[Disputes] = [table.disputes for table in self.tables]
        return frozenset(phrase for table in tables for phrase in getattr(table, part))

    def _has(self, word: TextWord, *roles: WordRole) -> bool:
        return any(table.has(word.plain, *roles) for table in self.tables)

    def _forms(self, word: TextWord) -> tuple[str, ...]:
        return (word.plain, *(form for table in self.tables for form in table.bare(word.plain)))

    def _stem(self, word: TextWord) -> str:
        is_small = word.kind != "word" or self._has(
            word, WordRole.STOP, WordRole.NEGATION, WordRole.PEOPLE
        )
        bare = min(self._forms(word), key=len) if word.plain else ""
        if self._has(word, WordRole.HARM):
            return bare[:_HARM]
        return "" if is_small or len(bare) < _SHORTEST else bare[:_STEM]

    def _first(self, listed: frozenset[str]) -> str:
        """The sentence of the first of some words that no negation stands before; else nothing."""
        for place, word in enumerate(self.words):
            if any(form in listed for form in self._forms(word)):
                before = self.words[max(0, place - 2) : place]
                if not any(self._is_not(one) for one in before):
                    return self.sentences[place]
        return ""

    def _first_phrase(self, listed: frozenset[Phrase]) -> str:
        """The sentence of the first of some phrases that nothing negates; else nothing."""
        for place in range(len(self.words)):
            before = self.words[max(0, place - 2) : place]
            if self._phrase_at(place, listed) and not any(self._is_not(one) for one in before):
                return self.sentences[place]
        return ""

    def _is_not(self, word: TextWord) -> bool:
        return word.kind == "word" and self._has(word, WordRole.NEGATION)

    def _turned(self) -> Iterator[tuple[str, str]]:
        """What stands after a negation: "did not kill", "n'ont pas tué"."""
        lacking = self._one("lacking")
        for place, word in enumerate(self.words):
            if not self._is_not(word) or word.plain in lacking:
                continue
            for other in self.words[place + 1 : place + 1 + _NEAR]:
                if other.kind == "punctuation":
                    break
                if stem := self._stem(other):
                    yield stem, self.sentences[place]

    def _blamed(self) -> Iterator[tuple[Hashable, str]]:
        before, after = self._phrases("blaming"), self._phrases("claiming")
        names = {name.first: name for name in self.parties.all_in(self.words)}
        ends = {name.end: name for name in names.values()}
        for place in range(len(self.words)):
            if count := self._phrase_at(place, before):
                at = place + count
                found = next((names[n] for n in range(at, at + _BLAMED) if n in names), None)
                if found is not None:
                    yield found.key, self.sentences[place]
            if self._phrase_at(place, after):
                found = next((ends[n] for n in range(place, place - 3, -1) if n in ends), None)
                if found is not None:
                    yield found.key, self.sentences[place]

    def _phrase_at(self, place: int, listed: frozenset[Phrase]) -> int:
        rest = tuple(word.plain for word in self.words[place + 1 : place + _LONGEST_PHRASE])
        begun = ((first, *rest) for first in self._forms(self.words[place]))
        return next(
            (n for words in begun for n in range(len(words), 0, -1) if words[:n] in listed), 0
        )

    def _dates(self) -> Iterator[tuple[tuple[str, str], str]]:
        """A day beside a month: "26 July", "July 26", "26 juillet"."""
        for place, word in enumerate(self.words):
            if not self._has(word, WordRole.MONTH):
                continue
            beside = self.words[max(0, place - 1) : place] + self.words[place + 1 : place + 2]
            for number in beside:
                if number.plain.isdecimal() and 0 < int(number.plain[:3]) <= _LAST_DAY:
                    yield (number.plain, word.plain[:3]), self.sentences[place]
                    break


def _sentences(text: str, words: Sequence[TextWord]) -> list[str]:
    """For every word, the sentence that it stands in."""
    found: list[str] = []
    first = 0
    for place, word in enumerate(words):
        if word.plain in _ENDS or place == len(words) - 1:
            sentence = " ".join(text[words[first].start : word.end].split())
            found += [sentence] * (place + 1 - first)
            first = place + 1
    return found
