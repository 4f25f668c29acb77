"""What is said of a measured number besides: whose, of which part, and whether it is denied."""

from claims.rules.figures.in_text.counted import Counted, SentenceWords
from claims.rules.figures.in_text.found import FigureInText
from claims.rules.figures.in_text.measured import Measured
from claims.rules.figures.in_text.scope_words import place_of
from tracker.base.language.table import WordRole

_DENIED = 3


def narrowed(
    sentence: SentenceWords, number: Counted, measured: Measured, subject_before: str, as_of: str
) -> FigureInText:
    """Make a figure of a measured number.

    Args:
        sentence: the sentence it stands in.
        number: the number.
        measured: what it counts.
        subject_before: the words of whose the figure before is, which a part shares.
        as_of: the words of the day as of which the sentence gives its numbers.
    """
    counted = _words(sentence, number)
    is_part = measured.is_part
    return FigureInText(
        measure=measured.measure,
        reading=number.reading,
        subject=subject_before if is_part else counted or subject_before,
        part=counted if is_part else "",
        place=place_of(sentence, number, measured.place),
        as_of=as_of,
        is_negated=number.is_negated or _is_denied(sentence, number, measured),
        is_superseded=number.is_superseded,
    )


def _words(sentence: SentenceWords, number: Counted) -> str:
    """The words that name who is counted, without what befell them."""
    words = sentence.words
    if number.reading.high == 0:
        return ""  # "no casualties": all of it is the number
    places = [
        place
        for place in range(number.head, number.end)
        if words.kind(place) == "word"
        and not sentence.sense(place).tells
        and words.plain(place) not in words.language.of
    ]
    if not places:
        return ""
    return " ".join(words.text[words.words[places[0]].start : words.words[places[-1]].end].split())


def _is_denied(sentence: SentenceWords, number: Counted, measured: Measured) -> bool:
    """Whether what happened, or that it was so many, is denied."""
    if number.reading.high == 0:
        return False
    words, language = sentence.words, sentence.language
    for place in (number.start, measured.place):
        for before in range(place - 1, max(-1, place - 1 - _DENIED), -1):
            if words.kind(before) != "word" or number.start <= before < number.head:
                break
            if language.has(words.plain(before), WordRole.NEGATION):
                return True
            if not sentence.is_small(before):
                break
    return False
