"""Find the numbers of a sentence, and the words that say what each counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from claims.rules.figures.in_text.lexicon import (
    ARTICLE,
    INSTEAD,
    NUMBER,
    OPENS,
    OPENS_CHANGED,
    Lexicon,
    Sense,
)
from claims.rules.figures.measures import Qualifier
from claims.rules.figures.read_figures import PhraseReader, Reading
from tracker.base.language.sentence import TokenSentence
from tracker.base.language.table import WordRole
from tracker.base.language.wholeness import Other
from tracker.base.language.words import is_month

_MOST_WORDS = 6
"""Words that say what is counted."""
_MOST_BEFORE = 8
"""Words of a bound, or of a number before, ahead of the number."""
_MARKS_BETWEEN = frozenset({'"', "(", "[", "-"})


@dataclass(slots=True)
class Counted:
    """A number of a sentence: its words are `start` up to `head`, what it counts up to `end`."""

    reading: Reading
    start: int
    head: int
    end: int
    is_negated: bool = False
    is_superseded: bool = False


class SentenceWords:
    """One sentence with what its words say."""

    def __init__(self, words: TokenSentence, lexicon: Lexicon) -> None:
        self.words = words
        self.lexicon = lexicon
        self.language = words.language
        self.senses = [lexicon.sense(word.plain) for word in words.words]

    def sense(self, at: int) -> Sense:
        """What the word at a place says; nothing outside the sentence."""
        return self.senses[at] if 0 <= at < len(self.senses) else Sense()

    def is_conjunction(self, at: int) -> bool:
        """Whether "and" stands at a place, or is written together with the word there."""
        return self.words.plain(at) in self.language.conjunctions or self.sense(at).is_joined

    def is_small(self, at: int) -> bool:
        """Whether a word carries no sense of its own."""
        return self.language.has(self.words.plain(at), WordRole.STOP, WordRole.LINK)

    def ends_counted(self, at: int) -> bool:
        """Whether what a number counts has ended before a word."""
        word, happenings = self.words.plain(at), self.language.happenings
        return (
            self.is_conjunction(at)
            or self.is_small(at)
            or word in happenings.clauses
            or word in happenings.auxiliaries
            or word in happenings.before_others
            or word in happenings.relatives
            or self.sense(at).speaks
            or self.language.has(word, WordRole.DAY, WordRole.NAME)
            or is_month(word, is_capital=True)
        )

    def end_of_counted(self, at: int) -> int:
        """Where the words end that say what a number counts.

        Args:
            at: where they begin.
        """
        end = at
        while self.words.plain(end) in self.language.of and end - at < 3:  # noqa: PLR2004
            end += 1
        began = end
        while end < len(self.words) and end - began < _MOST_WORDS:
            kind = self.words.kind(end)
            if kind != "word" and not self._belongs(end):
                break
            if kind == "word" and (
                self.ends_counted(end) or self.words.phrase(end, self.language.happenings.parts)
            ):
                break
            end += 1
        return end if end > began else at

    def _belongs(self, at: int) -> bool:
        """Whether a mark or digits are a part of a name: the 47 of "AK-47 rifles"."""
        if self.words.kind(at) == "number":
            return self.words.touches(at) and self.words.plain(at - 1) == "-"
        mark = self.words.plain(at)
        return mark == '"' or (
            mark == "-" and self.words.touches(at) and self.words.touches(at + 1)
        )


def counted_in(sentence: SentenceWords) -> Iterator[Counted]:
    """Find the numbers of a sentence, from its beginning to its end."""
    words = sentence.words
    reader = PhraseReader(words)
    at = 0
    for begin in _beginnings(sentence, has_changes=reader.has_changes):
        if begin < at:
            continue
        at = begin
        found = reader.undenied_at(at)
        if found is None and sentence.lexicon.quantity(words, at):
            found = reader.vague_at(at)
        if isinstance(found, Reading) and not found.is_obscure:
            numbers = list(_numbers(sentence, at, found, is_denied=reader.is_denied(at)))
            yield from numbers
            at = max(numbers[-1].head, at + 1)
        elif isinstance(found, Other):
            at = _after_alike(sentence, max(found.end, at + 1))
        else:
            at = at + 1 if found is None else _after_number(words, at)


def _beginnings(sentence: SentenceWords, *, has_changes: bool) -> list[int]:
    """Where in a sentence figures may begin."""
    words, lexicon = sentence.words, sentence.lexicon
    opening = OPENS | (OPENS_CHANGED if has_changes else 0)
    begins: list[int] = []
    since = _MOST_BEFORE
    for at in range(len(words) - 1, -1, -1):
        word = words.words[at]
        may = lexicon.begins(word.plain)
        if may & NUMBER or word.kind == "number":
            since = 0
            begins.append(at)
            continue
        since += 1
        opens = may & opening and since <= _MOST_BEFORE and (since == 1 or not may & ARTICLE)
        if opens or (may & INSTEAD and lexicon.stands_for_number(words, at)):
            begins.append(at)
    return begins[::-1]


def _numbers(
    sentence: SentenceWords, at: int, found: Reading, *, is_denied: bool
) -> Iterator[Counted]:
    """One number, or two of which the second is the newer one."""
    words = sentence.words
    begin = _word_at(words, found.start, at)
    if begin > at and found.qualifier is not Qualifier.VAGUE:
        older = _older(sentence, at, begin)
        if older is not None:
            yield older
    head = _head(sentence, begin, found)
    end = sentence.end_of_counted(head)
    yield Counted(found, at, head, end, is_negated=is_denied)


def _older(sentence: SentenceWords, at: int, newer: int) -> Counted | None:
    """The 12 of "from 12 to 15"."""
    words = sentence.words
    text = words.text[words.words[at + 1].start : words.words[newer - 1].start]
    inner = PhraseReader(TokenSentence(text, words.language))
    found = next(
        (
            one
            for place in range(len(inner.words))
            if isinstance(one := inner.undenied_at(place), Reading)
        ),
        None,
    )
    if found is None or not found.has_number:
        return None
    moved = found.moved(words.words[at + 1].start)
    return Counted(moved, at, at + 2, at + 2, is_superseded=True)


def _head(sentence: SentenceWords, begin: int, found: Reading) -> int:
    """Where what is counted begins: behind the number, before a bound that is said behind it."""
    words = sentence.words
    end = begin
    last = begin
    while end < len(words) and words.words[end].start < found.end:
        if words.counts(end):
            last = end + 1
        end += 1
    if found.qualifier is Qualifier.VAGUE or last == begin:
        last = end
    bound = words.phrase(last, words.language.after) or int(words.plain(last) == "+")
    if bound and last + bound >= end:
        return last + bound  # "20 or more soldiers"
    if any(sentence.sense(place).tells for place in range(last, end)):
        return last
    names_itself = words.language.says_two(words.plain(last - 1)) or (
        found.high == 0 and any(sentence.sense(place).tells for place in range(begin, end))
    )
    return begin if names_itself and found.high == 0 else last - 1 if names_itself else last


def _word_at(words: TokenSentence, place: int, at: int) -> int:
    while at < len(words) - 1 and words.words[at].end <= place:
        at += 1
    return at


def _after_alike(sentence: SentenceWords, at: int) -> int:
    """Where the words end that are said with what was passed over: the 23 of "aged 20 and 23"."""
    words = sentence.words
    further = at + 1
    is_alike = sentence.is_conjunction(at) and words.kind(further) == "number"
    is_alone = sentence.end_of_counted(further + 1) == further + 1
    return further + 1 if is_alike and is_alone else at


def _after_number(words: TokenSentence, at: int) -> int:
    """Where the words end that may belong to a number that was not understood."""
    at += 1
    while at < len(words) and words.counts(at):
        at += 1
    return at
