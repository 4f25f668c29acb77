"""Read a text for claims: which of its sentences report one, by whom, in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from claims.matching.reported.cues import CuedSentence, cued, cues_of, words_of_each
from claims.matching.reported.quoting import quoted_sentences
from claims.matching.reported.speakers import Span, said_in, speaker_in
from claims.matching.reported.weights import LEARNT_IN, weighings
from tracker.base.language.languages import LANGUAGES, language_of
from tracker.base.language.sentence_ends import sentence_spans
from tracker.base.language.table import Language
from tracker.base.values.refusal import InvalidValueError
from tracker.base.values.sentence import Sentence
from tracker.base.values.sentence import gettext_noop as _

LONGEST_READ = 300_000
"""Characters of a text that is read for claims: some sixty pages."""
MOST_READ = 5_000
"""Sentences of one."""
LIKELY = 0.5
"""From this score on a sentence is taken to report what somebody said."""
_ENGLISH = LANGUAGES[LEARNT_IN]


@dataclass(frozen=True, slots=True)
class ReportedClaim:
    """A sentence that reports what somebody said, its places in the text.

    `speaker` are the words that name who said it, empty where the sentence does not;
    `said` are those that say what; `is_quoted` says whether these stand within quotation marks.
    """

    number: int
    """Which of the text's sentences it is, from 0 on."""
    start: int
    end: int
    score: float
    speaker: Span
    is_pronoun: bool
    """Whether he is named no better than "he"."""
    said: Span
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class SpeechRead:
    """What was read of a text: a score for each of its sentences, and those that report claims."""

    scores: list[float]
    claims: list[ReportedClaim]


def speech_in(text: str, language: str = "") -> SpeechRead:
    """Read a text for what it says that somebody said; places are of the text.

    Args:
        text: any text.
        language: its tag. Of English the words are known as well as the cues; a language without a
            table is read for its quotation marks alone. Without a tag it is read as English.

    Raises:
        InvalidValueError: `too_long` or `too_many` (field `text`).
    """
    _check_length(len(text))
    spans = list(islice(sentence_spans(text), MOST_READ + 1))
    return _read(
        [text[start:end] for start, end in spans], [start for start, _end in spans], language
    )


def speech_among(sentences: Sequence[str], language: str = "") -> SpeechRead:
    """The same of a text that comes in sentences; places are of each sentence.

    Args:
        sentences: all of a text's, in their order: those beside one tell of it.
        language: as above.

    Raises:
        InvalidValueError: as above.
    """
    _check_length(sum(map(len, sentences)))
    return _read(sentences, [0] * len(sentences), language)


def _read(sentences: Sequence[str], starts: Sequence[int], language: str) -> SpeechRead:
    found = _cued(sentences, language)
    scores = _scored(found, language)
    claims = [
        _reported(number, starts[number], found[number], score)
        for number, score in enumerate(scores)
        if score >= LIKELY
    ]
    return SpeechRead(scores, claims)


def _reported(number: int, start: int, one: CuedSentence, score: float) -> ReportedClaim:
    speaker = speaker_in(one)
    said, is_quoted = said_in(one, speaker)
    return ReportedClaim(
        number=number,
        start=start,
        end=start + len(one.sentence.text),
        score=score,
        speaker=(start + speaker.start, start + speaker.end) if speaker else (start, start),
        is_pronoun=speaker is not None and speaker.is_pronoun,
        said=(start + said[0], start + said[1]),
        is_quoted=is_quoted,
    )


def _cued(sentences: Sequence[str], language: str) -> list[CuedSentence]:
    if len(sentences) > MOST_READ:
        raise InvalidValueError(
            Sentence(
                "too_many",
                _("This has too many sentences: at most %(most)s are read."),
                {"most": str(MOST_READ)},
            ),
            field="text",
        )
    return cued(quoted_sentences(sentences), _table_of(language))


def _scored(found: Sequence[CuedSentence], language: str) -> list[float]:
    cues = cues_of(found)
    if _table_of(language) is not _ENGLISH:
        return [weighings()["cues"].probability(one) for one in cues]
    both = zip(cues, words_of_each(found), strict=True)
    return [weighings()["words"].probability(one | words) for one, words in both]


def _table_of(tag: str) -> Language:
    return (language_of(tag) if tag else _ENGLISH) or _NO_TABLE


def _check_length(characters: int) -> None:
    if characters > LONGEST_READ:
        raise InvalidValueError(
            Sentence(
                "too_long",
                _("This is too long to be read for claims: at most %(longest)s characters."),
                {"longest": str(LONGEST_READ)},
            ),
            field="text",
        )


_NO_TABLE = Language(roles={}, writing=_ENGLISH.writing)
