"""Who says what in a sentence: the words that name the speaker, and those that say what was said.

The words nearest a verb of speech, or behind "according to", up to the next mark. No grammar is
known here; where nothing stands there, nobody is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.matching.reported.cues import CuedSentence
from tracker.base.language.table import WordRole
from tracker.base.language.words import is_day, links, opens_speech

Span = tuple[int, int]
"""Where words begin and end."""
LONGEST_SPEAKER = 14
"""Words that name a speaker, with what he is."""
_LONGEST_AFTER = 10
_SMALLEST_APPOSITION = 2
_MARK = re.compile(r"[,;:.!?؟،؛—–()\[\]\"“”«»„]|\s-\s")
_SOFT = re.compile(r"[,،]")


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words of a sentence that name who speaks, and the verb or phrase that says so."""

    start: int
    end: int
    first: int
    """The first word of what says that he speaks, by number: "said", "according to"."""
    last: int
    """The last one."""
    is_before: bool
    """Whether he is named before the verb."""
    is_pronoun: bool


def speaker_in(one: CuedSentence) -> Speaker | None:
    """Who speaks in a sentence; None where nobody is named."""
    for first, after in one.according:
        if after < len(one.words) and (span := _after(one, after - 1)):
            return _speaker(one, span, first, after - 1, is_before=False)
    verbs = sorted(one.saying, key=lambda at: (not _opens(one, at + 1), at)) or one.holding
    for at in verbs:
        if span := _before(one, at):
            return _speaker(one, span, at, at, is_before=True)
        if span := _after(one, at):
            return _speaker(one, span, at, at, is_before=False)
    return None


def said_in(one: CuedSentence, speaker: Speaker | None) -> tuple[Span, bool]:
    """What was said, and whether it is within quotation marks.

    Where several passages are, it is the sentence without what names the speaker: nothing is
    sewn together.
    """
    sentence = one.sentence
    trimmed = (_trim(sentence.text, span) for span in sentence.spans)
    quoted = [span for span in trimmed if span is not None]
    long = [span for span in quoted if _words_in(one, span) > _SMALLEST_APPOSITION]
    if len(long) == 1 and len(quoted) == 1:
        return long[0], True
    whole = (0, len(sentence.text))
    if speaker is None:
        return whole, False
    return _unsaid(one, speaker) or whole, False


def _unsaid(one: CuedSentence, speaker: Speaker) -> Span | None:
    """The sentence without its speaker and verb, where these stand at one end of it."""
    words, text = one.words, one.sentence.text
    ends = max(speaker.end, words[speaker.last].end)
    begins = min(speaker.start, words[speaker.first].start)
    behind = next((n for n, word in enumerate(words) if word.start >= ends), len(words))
    if behind < len(words) and opens_speech(words[behind].plain):
        behind += 1
    elif any(
        opens_speech(word.plain) for word in words[behind : behind + _SMALLEST_APPOSITION + 1]
    ):
        # "told reporters that": what follows the word that opens it was said.
        behind = 1 + next(n for n in range(behind, len(words)) if opens_speech(words[n].plain))
    while behind < len(words) and is_day(words[behind].plain):
        behind += 1
    before = sum(word.end <= begins for word in words)
    if len(words) - behind >= before:
        start = words[behind].start if behind < len(words) else len(text)
        return _trim(text, (start, len(text)))
    return _trim(text, (0, begins))


def _trim(text: str, span: Span) -> Span | None:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in ",;:—–-،؛\"“”«»„'"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ',;:—–-،؛"“”«»„'):
        end -= 1
    return (start, end) if end > start else None


def _words_in(one: CuedSentence, span: Span) -> int:
    return sum(span[0] <= word.start < span[1] for word in one.words)


def _speaker(one: CuedSentence, span: Span, first: int, last: int, *, is_before: bool) -> Speaker:
    start, end = one.words[span[0]].start, one.words[span[1]].end
    pronouns = one.spoken.language.speech.speakers
    is_pronoun = span[0] == span[1] and one.words[span[0]].plain in pronouns
    return Speaker(start, end, first, last, is_before, is_pronoun)


def _between(one: CuedSentence, at: int) -> str:
    """What stands between a word and the one before it."""
    before = one.words[at - 1].end if at else 0
    return one.sentence.text[before : one.words[at].start]


def _opens(one: CuedSentence, at: int) -> bool:
    return at < len(one.words) and opens_speech(one.words[at].plain)


def _before(one: CuedSentence, verb: int) -> Span | None:
    """The words before a verb that name its speaker: first and last, by number."""
    at = verb
    while at and not _MARK.search(_between(one, at)) and links(one.words[at - 1].plain):
        at -= 1  # "has said", "a déclaré"
    if not at:
        return None
    last = at - 1
    first = _run_back(one, at)
    if first == at and _SOFT.search(_between(one, at)):
        # "X, a spokesman for Y, said": what stands between the commas tells who X is.
        apposition = _run_back(one, last)
        inner = one.words[apposition:at] if apposition < last else ()
        if len(inner) < _SMALLEST_APPOSITION or not _SOFT.search(_between(one, apposition)):
            return None
        first = _run_back(one, apposition - 1)
    if first > last or one.words[first].quoted:
        return None
    return _named(one, first, last)


def _run_back(one: CuedSentence, end: int) -> int:
    """The first word of those before another with no mark between them."""
    first = end
    while first and end - first < LONGEST_SPEAKER and not _MARK.search(_between(one, first)):
        word = one.words[first - 1]
        if word.quoted or opens_speech(word.plain) or is_day(word.plain):
            break
        first -= 1
    return first


def _after(one: CuedSentence, verb: int) -> Span | None:
    """The words after a verb or "according to" that name its speaker."""
    first = verb + 1
    last = first
    while last < len(one.words) and last - first < _LONGEST_AFTER:
        word = one.words[last]
        if word.quoted or _MARK.search(_between(one, last)):
            break
        if opens_speech(word.plain) or is_day(word.plain) or one.spoken.said(word.plain):
            break
        last += 1
    return _named(one, first, last - 1) if last > first else None


def _named(one: CuedSentence, first: int, last: int) -> Span | None:
    """Without small words at the ends that name nobody; None if nothing is left."""
    language = one.spoken.language
    pronouns, own = language.speech.speakers, language.speech.own
    while first <= last and _is_small(one, first) and one.words[first].plain not in pronouns:
        first += 1
    while last >= first and _is_small(one, last) and one.words[last].plain not in pronouns:
        last -= 1
    if first > last or (first == last and one.words[first].plain in own):
        return None
    return first, last


def _is_small(one: CuedSentence, at: int) -> bool:
    word = one.words[at].plain
    return one.spoken.language.has(word, WordRole.STOP, WordRole.SEQUENCE) or links(word)
