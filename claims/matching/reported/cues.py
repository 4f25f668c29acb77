"""What of a sentence tells that it reports what somebody said: cues, and single words.

Cues are named alike in every language: they are read from its table, so what was learnt of them in
one language holds for the others. Words are of one language.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from claims.matching.reported.quoting import QuotedSentence, QuotedWord
from tracker.base.language.table import Language
from tracker.base.language.words import hedges, opens_speech

_SHARES = (0.001, 0.15, 0.4, 0.7, 0.95, 1)
_COARSE = (0.001, 0.3, 0.7, 0.98)
_LENGTHS = (3, 6, 10, 15, 20, 28, 40)
_PLACES = (0.2, 0.5, 0.8)
_RATES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
_REMEMBERED = 20_000
_LAST = 4
"""Words from the end of a sentence within which a verb stands at its end: "…, he said"."""
_TOLD_OF_NEIGHBOURS = (
    "said", "held", "according", "said:pronoun", "said:end", "name:said", "inside", "goes on",
    "ends quoted", "begins quoted", "opens", "question", "own",
)  # fmt: skip


class SpokenWords:
    """The words of one language's table that tell of speech, asked for as a text writes them."""

    def __init__(self, language: Language) -> None:
        """Make ready to ask; what was asked is remembered, within a bound."""
        self.language = language
        speech = language.speech
        self.said = self._asking(speech.said)
        """Whether a folded word is a verb that reports words."""
        self.held = self._asking(speech.held)
        """Whether a folded word is a verb that reports what somebody holds or wants."""
        self.names_speech = self._asking(speech.nouns)
        """Whether a folded word names what is said: "statement"."""
        self._opens = self._asking(frozenset(phrase[0] for phrase in speech.according))
        self._longest = max(map(len, speech.according), default=0)

    def _asking(self, listed: frozenset[str]) -> Callable[[str], bool]:
        def is_listed(word: str) -> bool:
            return any(form in listed for form in self._forms(word))

        return lru_cache(maxsize=_REMEMBERED)(is_listed)

    def _forms(self, word: str) -> tuple[str, ...]:
        # "S'inquiète" and "وقال" are one word and more.
        return (word, *self.language.bare(word), word.rpartition("'")[2])

    def according(self, words: Sequence[QuotedWord]) -> Iterator[tuple[int, int]]:
        """Where "according to" stands among words outside quotation marks, first and after it."""
        for at, word in enumerate(words):
            if word.quoted or not self._opens(word.plain):
                continue
            for count in range(self._longest, 0, -1):
                if self._is_phrase([one.plain for one in words[at : at + count]]):
                    yield at, at + count
                    break

    def _is_phrase(self, words: Sequence[str]) -> bool:
        phrases = self.language.speech.according
        return any((form, *words[1:]) in phrases for form in self._forms(words[0]))


@dataclass(frozen=True)
class CuedSentence:
    """A sentence and the cues that stand in it."""

    sentence: QuotedSentence
    spoken: SpokenWords

    @cached_property
    def words(self) -> tuple[QuotedWord, ...]:
        """Its words."""
        return self.sentence.words

    @cached_property
    def saying(self) -> list[int]:
        """Where verbs stand that report words, outside quotation marks."""
        return [
            n for n, one in enumerate(self.words) if not one.quoted and self.spoken.said(one.plain)
        ]

    @cached_property
    def holding(self) -> list[int]:
        """Where verbs stand that report what somebody holds."""
        return [
            n for n, one in enumerate(self.words) if not one.quoted and self.spoken.held(one.plain)
        ]

    @cached_property
    def according(self) -> list[tuple[int, int]]:
        """Where "according to" stands."""
        return list(self.spoken.according(self.words))

    @cached_property
    def own(self) -> frozenset[str]:
        """Its cues, without those of its neighbours."""
        return frozenset(self._cues())

    def _cues(self) -> Iterator[str]:
        yield from self._of_marks()
        yield from self._of_verbs()
        yield from self._of_words()

    def _of_marks(self) -> Iterator[str]:
        one, text = self.sentence, self.sentence.text.strip()
        yield f"quoted {bisect(_SHARES, one.share)}"
        yield f"length {bisect(_LENGTHS, len(self.words))}"
        marks = {
            "inside": one.begins_inside,
            "goes on": one.ends_inside,
            "opens": bool(one.opened),
            "closes": bool(one.closed),
            "ends quoted": text.endswith(('"', "”", "»", "''")),
            "begins quoted": text.startswith(('"', "“", "«", "„", "''")),
            "question": text.endswith(("?", "؟")),
            "colon": text.endswith(":"),
        }
        yield from (name for name, holds in marks.items() if holds)

    def _of_verbs(self) -> Iterator[str]:
        said, held = bool(self.saying), bool(self.holding)
        yield f"quoted {bisect(_COARSE, self.sentence.share)} said {said:d} held {held:d}"
        if said:
            yield from self._of_saying(self.saying[-1])
        if len(self.saying) > 1:
            yield "said twice"
        if held:
            yield "held"
        if len(self.holding) > 1:
            yield "held twice"
        if any(opens_speech(self._plain(at + 1)) for at in self.holding):
            yield "held:that"
        if self.according:
            yield "according"

    def _of_saying(self, at: int) -> Iterator[str]:
        speech = self.spoken.language.speech
        count = len(self.words)
        one_share = bisect(_COARSE, self.sentence.share)
        yield "said"
        yield f"said:place {bisect(_PLACES, at / count)}"
        if at >= count - _LAST:
            yield "said:end"
            # "Vale said." alone ends a quotation that was cut off before it.
            yield f"said:end of {bisect(_LENGTHS, count)} quoted {one_share}"
        if opens_speech(self._plain(at + 1)):
            yield "said:that"
        if at + 1 < count and self.words[at + 1].capital:
            yield "said:name"
        if at + 1 < count and self.words[at + 1].quoted:
            yield "said:quoted"
        if {self._plain(at - 1), self._plain(at + 1)} & speech.speakers:
            yield "said:pronoun"
        elif at and self.words[at - 1].capital:
            yield "name:said"

    def _of_words(self) -> Iterator[str]:
        speech = self.spoken.language.speech
        outside = [word.plain for word in self.words if not word.quoted]
        if any(map(self.spoken.names_speech, outside)):
            yield "speech"
        if any(map(opens_speech, outside)):
            yield "that"
        if any(word in speech.own for word in outside):
            yield "own"
        if any(map(hedges, outside)):
            yield "hedged"
        if any(word.plain[:1].isdecimal() for word in self.words):
            yield "number"

    def _plain(self, at: int) -> str:
        return self.words[at].plain if 0 <= at < len(self.words) else ""

    @property
    def in_words(self) -> Iterator[str]:
        """Its words as features: single ones and pairs, none that is a name."""
        outside = [_unnamed(n, word) for n, word in enumerate(self.words) if not word.quoted]
        yield from (f"o {word}" for word in outside if word)
        yield from (f"o {a} {b}" for a, b in pairwise(outside) if a and b)
        inside = (_unnamed(n, word) for n, word in enumerate(self.words) if word.quoted)
        yield from (f"i {word}" for word in inside if word)
        if self.words:
            yield f"first {_unnamed(0, self.words[0]) or '*'}"
            yield f"last {_unnamed(len(self.words), self.words[-1]) or '*'}"
        for at in (*self.saying, *self.holding):
            before = self.words[at - 1] if at else None
            after = self.words[at + 1] if at + 1 < len(self.words) else None
            verb = self.words[at].plain
            yield f"{_unnamed(at - 1, before) or '*'} > {verb}"
            yield f"{verb} > {_unnamed(at + 1, after) or '*'}"

    @property
    def for_neighbours(self) -> Iterator[str]:
        """Those of its words that tell something of the sentences beside it."""
        for word in self.words:
            plain = word.plain
            if not word.quoted and (self.spoken.said(plain) or self.spoken.held(plain)):
                yield plain


def _unnamed(at: int, word: QuotedWord | None) -> str:
    """A word that is no name and no number; the first of a sentence may begin large."""
    if word is None or (word.capital and at) or word.plain[:1].isdecimal():
        return ""
    return word.plain


def cued(sentences: Sequence[QuotedSentence], language: Language) -> list[CuedSentence]:
    """Look for cues in the sentences of one text."""
    spoken = SpokenWords(language)
    return [CuedSentence(one, spoken) for one in sentences]


def cues_of(sentences: Sequence[CuedSentence]) -> list[frozenset[str]]:
    """The cues of each sentence: its own, its neighbours', its place, what the text is like."""
    whole = frozenset(_of_text(sentences))
    return [frozenset(_all_cues(sentences, at)) | whole for at in range(len(sentences))]


def words_of_each(sentences: Sequence[CuedSentence]) -> list[frozenset[str]]:
    """The words of each sentence as features, and those of its neighbours that tell."""
    found = [set(one.in_words) for one in sentences]
    for at, one in enumerate(sentences):
        for word in one.for_neighbours:
            if at:
                found[at - 1].add(f"next {word}")
            if at + 1 < len(sentences):
                found[at + 1].add(f"before {word}")
    return [frozenset(features) for features in found]


def _of_text(sentences: Sequence[CuedSentence]) -> Iterator[str]:
    count = max(1, len(sentences))
    said = sum(bool(one.saying) for one in sentences) / count
    quoted = sum(one.sentence.share > _SHARES[1] for one in sentences) / count
    yield f"text said {bisect(_RATES, said)}"
    yield f"text quoted {bisect(_RATES, quoted)}"


def _all_cues(sentences: Sequence[CuedSentence], at: int) -> Iterator[str]:
    yield from sentences[at].own
    for by in (-2, -1, 1, 2):
        if not 0 <= at + by < len(sentences):
            yield f"{by:+d} none"
            continue
        one = sentences[at + by]
        yield f"{by:+d} quoted {bisect(_COARSE, one.sentence.share)}"
        yield from (f"{by:+d} {cue}" for cue in _TOLD_OF_NEIGHBOURS if cue in one.own)
    before = bool(at) and bool(sentences[at - 1].saying)
    after = at + 1 < len(sentences) and bool(sentences[at + 1].saying)
    share = bisect(_COARSE, sentences[at].sentence.share)
    yield f"quoted {share} said before {before:d} after {after:d}"
    yield f"place {bisect((1, 2, 3, 6), at)}"
    if at == len(sentences) - 1:
        yield "place last"
