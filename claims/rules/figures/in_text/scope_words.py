"""The words of a sentence that say surely where a number was counted, and as of which day.

A place is a name behind "in" that stands at once beside the number, what it counts or what befell
them; a name is told by its capitals, so nothing is read where all letters are large, or none are.
A day counts for the whole sentence.
"""

from claims.rules.figures.in_text.counted import Counted, SentenceWords
from tracker.base.language.table import WordRole
from tracker.base.language.words import is_day, is_month

_LONGEST_NAME = 4
"""Words of a place's name."""
_NO_NAME = (
    WordRole.HARM, WordRole.PEOPLE, WordRole.UNIT, WordRole.DIRECTION, WordRole.ORDINARY,
    WordRole.STOP, WordRole.SEQUENCE, WordRole.CARDINAL,
)  # fmt: skip


def place_of(sentence: SentenceWords, number: Counted, said: int) -> str:
    """The words of the place where a number was counted; "" where none is surely said.

    Args:
        sentence: the sentence it stands in.
        number: the number.
        said: where the word stands that says what befell those it counts.
    """
    words = sentence.words
    if words.text.isupper():
        return ""
    behind = (number.end, max(said + 1, number.end))
    named = next(filter(None, (_name_behind(sentence, at) for at in behind)), None)
    if named is None:
        end = number.start - (words.plain(number.start - 1) in {",", "،"})
        begins = range(end - 1, max(-1, end - 2 - _LONGEST_NAME), -1)
        before = (_name_behind(sentence, at) for at in begins)
        named = next((one for one in before if one is not None and one[1] == end), None)
    if named is None:
        return ""
    first, end = named
    return " ".join(words.text[words.words[first].start : words.words[end - 1].end].split())


def as_of_in(sentence: SentenceWords) -> str:
    """The words of the day as of which a sentence gives its numbers; "" where none is said.

    A single word such as "by" says so only where it begins the sentence.
    """
    words, phrases = sentence.words, sentence.language.happenings.as_of
    found: list[str] = []
    for at in range(len(words)):
        count = words.phrase(at, phrases)
        if count and (count > 1 or at == 0):
            found.append(_date_at(sentence, at + count))
    return found[0] if len(found) == 1 else ""


def _name_behind(sentence: SentenceWords, at: int) -> tuple[int, int] | None:
    """Where a name begins and ends of which "in" stands at a place."""
    words = sentence.words
    if words.plain(at) not in sentence.language.happenings.located:
        return None
    end = at + 1
    while end - at <= _LONGEST_NAME and _is_name(sentence, end):
        is_joined = words.plain(end + 1) == "-" and words.touches(end + 1)
        end += 2 if is_joined and _is_name(sentence, end + 2) else 1
    return (at + 1, end) if end > at + 1 else None


def _is_name(sentence: SentenceWords, at: int) -> bool:
    words = sentence.words
    word = words.plain(at)
    return (
        words.kind(at) == "word"
        and words.raw(at)[:1].isupper()
        and not sentence.language.has(word, *_NO_NAME)
        and not (is_month(word, is_capital=True) or is_day(word))
        and not sentence.sense(at).tells
    )


def _date_at(sentence: SentenceWords, at: int) -> str:
    """The words of a day and its month, and their year if it is said; "" if none begins there."""
    words = sentence.words
    pair = (at, at + 1) if words.kind(at) == "number" else (at + 1, at)
    day, month = pair
    if not (words.kind(day) == "number" and is_month(words.plain(month), is_capital=True)):
        return ""
    end = at + 2
    year = end + (words.plain(end) == ",")
    if words.kind(year) == "number" and len(words.raw(year)) == 4:  # noqa: PLR2004
        end = year + 1
    return " ".join(words.text[words.words[at].start : words.words[end - 1].end].split())
