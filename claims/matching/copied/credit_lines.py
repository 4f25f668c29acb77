"""Find in a text whom it credits: datelines, lines of their own, "as reported by", "نقلا عن".

Only what is written as a credit counts: a name alone says nothing of where a page has it from. The
work is linear in the text.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.matching.known_names import KnownNames, NameFound, TextWord, words_of
from claims.rules.origins.credits import LONGEST, Who, initials_of, read_credit
from tracker.base.language.folding import folded
from tracker.base.language.languages import LANGUAGES
from tracker.base.language.table import Phrase, WordRole
from tracker.base.values.sentence import gettext_noop as _

MOST_TEXT = 200_000
"""Characters of a text that are read."""
MOST_CREDITS = 12
_SHORT_LINE = 12
"""Words of a line that may be nothing but a credit."""
_DATELINE = 10
"""Words within which a dateline names its agency."""
_GAP = 5
"""Words between "according to" and a name: "the news agency"."""
_LONGEST_OPENER = 5
_AROUND_PASSAGE = 110
_OPENS, _CLOSES, _DASHES = frozenset("([/"), frozenset(")]/"), frozenset("-")


class CreditWay(StrEnum):
    """How a page credits somebody, the plainest first."""

    LINE = "line"
    RETOLD = "retold"
    WORDS = "words"

    @property
    def label(self) -> str:
        """What of it is evidence, in a sentence."""
        return _FORMS[self]


_FORMS = {
    CreditWay.LINE: _("A dateline or a line of its own credits them."),
    CreditWay.RETOLD: _("The text says that it retells them."),
    CreditWay.WORDS: _("The text names them as a source."),
}
_PLAINEST = list(CreditWay)


@dataclass(frozen=True, slots=True)
class CreditLine:
    """Whom a text credits, in its own words.

    `key` is that of a known name; None of somebody who is only named in the text. `passage` is
    where it stands, with a few words around it.
    """

    key: Hashable | None
    is_party: bool
    wording: str
    form: CreditWay
    passage: str


def _words(part: str) -> frozenset[str]:
    return frozenset(word for table in LANGUAGES.values() for word in getattr(table.credits, part))


def _phrases(part: str) -> frozenset[Phrase]:
    return frozenset(one for table in LANGUAGES.values() for one in getattr(table.credits, part))


_AROUND = _words("around") | _words("issued") | frozenset({"news", "media"})
_UNNAMED, _PASSING, _PHOTO = _words("unnamed"), _words("passing"), _words("photo")
_SOMEBODY = _UNNAMED | _words("army") | _words("government")
_RETELLING = _phrases("retelling")
_OPENING = _phrases("opening") | _RETELLING
_NOT = frozenset(
    word for table in LANGUAGES.values() for word in table.roles.get(WordRole.NEGATION, ())
)
_DATES = frozenset(
    word
    for table in LANGUAGES.values()
    for role in (WordRole.MONTH, WordRole.DAY)
    for word in table.roles.get(role, ())
)
_BESIDE = folded("and et и y with avec مع source sources المصدر источник par by")
"""What may stand beside the names of a line that is nothing but a credit."""


def credits_in(text: str, known: KnownNames) -> list[CreditLine]:
    """Whom a text credits, each once, the plainest first.

    Args:
        text: the words of a page; read as far as `MOST_TEXT`.
        known: names of publishers and parties.
    """
    best: dict[Hashable, CreditLine] = {}
    for credit in _every(text[:MOST_TEXT], known):
        named = credit.key if credit.key is not None else credit.wording.casefold()
        before = best.get(named)
        if before is None or _PLAINEST.index(credit.form) < _PLAINEST.index(before.form):
            best[named] = credit
    return sorted(best.values(), key=lambda one: _PLAINEST.index(one.form))[:MOST_CREDITS]


def _every(text: str, known: KnownNames) -> Iterator[CreditLine]:
    start = 0
    for line in text.splitlines(keepends=True):
        found = _Line(words_of(line, start), text, known)
        yield from found.credits()
        start += len(line)


class _Line:
    """One line of a text, looked through once."""

    def __init__(self, words: list[TextWord], text: str, known: KnownNames) -> None:
        self.words, self.text, self.known = words, text, known

    def credits(self) -> Iterator[CreditLine]:
        """Every credit of the line."""
        names = self.known.all_in(self.words)
        if self._is_credit_alone(names):
            for name in names:
                if not name.is_party:
                    yield self._credit(name, CreditWay.LINE)
            return
        for name in names:
            if not name.is_party and self._is_dateline(name):
                yield self._credit(name, CreditWay.LINE)
            elif not name.is_party and self._is_passed_on(name):
                yield self._credit(name, CreditWay.WORDS)
        yield from self._opened()

    # --- a line of its own, and a dateline

    def _is_credit_alone(self, names: Sequence[NameFound]) -> bool:
        """Whether the line is nothing but names of publishers and what stands beside a credit."""
        if len(self.words) > _SHORT_LINE or not any(not name.is_party for name in names):
            return False
        named = {place for name in names for place in range(name.first, name.end)}
        rest = [word for place, word in enumerate(self.words) if place not in named]
        return all(_is_beside(word) for word in rest)

    def _is_dateline(self, name: NameFound) -> bool:
        """Whether a name stands as "BAMAKO, July 28 (Reuters) -" or as "(AFP)" at the end."""
        before, after = self._mark(name.first - 1), self._mark(name.end)
        if before in _OPENS and after in _CLOSES:
            if self._explains(name) or self._shows_picture():
                return False
            at_end = all(word.kind == "punctuation" for word in self.words[name.end :])
            opens = name.first <= _DATELINE and self._mark(name.end + 1) in {"-", ".", ":", ","}
            return at_end or opens
        begins = 1 < name.first <= _DATELINE and before in _DASHES and after in {".", "-", ":"}
        return begins and any(word.kind == "number" for word in self.words[: name.first])

    def _explains(self, name: NameFound) -> bool:
        """Whether brackets give the short form of the name before: "Agence France-Presse (AFP)"."""
        before = [word for word in self.words[max(0, name.first - 10) : name.first - 1]
                  if word.kind == "word"]  # fmt: skip
        letters = self.words[name.first].plain
        spelt = (" ".join(word.plain for word in before[-count:]) for count in range(2, 9))
        if any(initials_of(one) == letters for one in spelt):
            return True
        places = range(max(0, name.first - 6), name.first - 1)
        long_forms = (self.known.at(self.words, place) for place in places)
        return any(one is not None and one.key == name.key for one in long_forms)

    def _shows_picture(self) -> bool:
        return any(word.plain in _PHOTO for word in self.words)

    def _is_passed_on(self, name: NameFound) -> bool:
        after = [word.plain for word in self.words[name.end : name.end + 2]]
        return bool(after) and (after[0] in _PASSING or after[-1] in _PASSING)

    # --- in running text

    def _opened(self) -> Iterator[CreditLine]:
        place = 0
        while place < len(self.words):
            count = self._opener(place)
            if count and not self._is_denied(place):
                is_retold = self._phrase(place, count) in _RETELLING
                yield from self._named_after(place + count, is_retold=is_retold)
            place += max(count, 1)

    def _opener(self, place: int) -> int:
        """How many words of an opener stand here; 0 where none does."""
        return next(
            (n for n in range(_LONGEST_OPENER, 0, -1) if self._phrase(place, n) in _OPENING), 0
        )

    def _phrase(self, place: int, count: int) -> Phrase:
        words = tuple(word.plain for word in self.words[place : place + count])
        if words and words not in _OPENING and words[0][:1] in _AND:
            return (words[0][1:], *words[1:])
        return words

    def _is_denied(self, place: int) -> bool:
        before = self.words[max(0, place - 2) : place]
        return any(word.plain in _NOT for word in before)

    def _named_after(self, place: int, *, is_retold: bool) -> Iterator[CreditLine]:
        form = CreditWay.RETOLD if is_retold else CreditWay.WORDS
        for at in range(place, min(place + _GAP, len(self.words))):
            name = self.known.at(self.words, at)
            if name is not None:
                yield self._credit(name, form)
                return
            word = self.words[at]
            if word.plain not in _AROUND and word.plain not in _QUOTING:
                break
        yield from self._somebody(place, form)

    def _somebody(self, place: int, form: CreditWay) -> Iterator[CreditLine]:
        """Who is not known here: "a security source", or the name of whoever said it first."""
        words = self.words[place : place + _GAP + 1]
        stop = next((n for n, word in enumerate(words) if word.kind != "word"), len(words))
        words = words[:stop]
        told = [n for n, word in enumerate(words) if word.plain in _SOMEBODY]
        if told and all(_is_small(word) for word in words[: told[0]]):
            end = told[-1] + 1
        elif form is CreditWay.RETOLD:
            end = _capitals(words)
        else:
            return
        wording = self.text[words[0].start : words[end - 1].end] if end else ""
        if wording and read_credit(wording).who is not Who.OURS:
            yield CreditLine(None, False, wording[:LONGEST], form, self._passage(words[0].start))

    def _credit(self, name: NameFound, form: CreditWay) -> CreditLine:
        first, last = self.words[name.first], self.words[name.end - 1]
        wording = self.text[name.start : last.end][:LONGEST]
        return CreditLine(name.key, name.is_party, wording, form, self._passage(first.start))

    def _passage(self, at: int) -> str:
        """The line around a place, cut between words."""
        begin = max(self.words[0].start, at - _AROUND_PASSAGE)
        end = min(self.words[-1].end, at + _AROUND_PASSAGE)
        cut = self.text[begin:end]
        if begin > self.words[0].start:
            cut = cut.partition(" ")[2] or cut
        if end < self.words[-1].end:
            cut = cut.rpartition(" ")[0] or cut
        return " ".join(cut.split())

    def _mark(self, place: int) -> str:
        return self.words[place].plain if 0 <= place < len(self.words) else ""


_AND = frozenset({LANGUAGES["ar"].conjunction} - {""})
_QUOTING = frozenset({'"', ":", "-", "(", "@", "«", "»"})


def _is_beside(word: TextWord) -> bool:
    is_plain = word.plain in _BESIDE or word.plain in _AROUND or word.plain in _DATES
    return word.kind in {"punctuation", "number", "sign"} or is_plain


def _is_small(word: TextWord) -> bool:
    return word.plain in _AROUND or word.raw == word.raw.lower()


def _capitals(words: Sequence[TextWord]) -> int:
    """How far a name goes that begins here, small words such as "the" within it."""
    end = 0
    for place, word in enumerate(words):
        if word.raw[:1].isupper():
            end = place + 1
        elif word.plain not in _AROUND:
            break
    return end
