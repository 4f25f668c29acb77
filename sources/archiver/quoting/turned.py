"""What stands beside a quotation and turns it: "no fewer than | 80", "did not | kill".

The words of the quotation are all the page's own, and yet the page says something else with them.
Looked at are the few words on either side, within the sentence. It errs on the side of the reader:
whoever quotes without the "not" is told so.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from sources.archiver.values import Difference
from tracker.base.language.languages import LANGUAGES
from tracker.base.language.table import Bound, Phrase
from tracker.base.language.tokens import Token
from tracker.base.language.words import (
    STOPWORDS,
    bare,
    hedges,
    is_day,
    is_month,
    is_negation,
    is_number_word,
    links,
    opens_speech,
)

BEFORE = 10
"""Tokens before a quotation that are looked at."""
AFTER = 6
"""Tokens after it."""
INSIDE = 4
"""Tokens of the quotation at either end that are looked at with them."""
_LINKED = 4
"""Words between what denies and what it denies."""
_REPORTED = 6
"""Words of a sentence before "that" in which it is denied or doubted."""
_LONGEST_PHRASE = 6
_LAST_DAY = 31
_BEFORE = frozenset(phrase for table in LANGUAGES.values() for phrase in table.before)
_AFTER = {phrase: bound for table in LANGUAGES.values() for phrase, bound in table.after.items()}
"""With such as are none and only begin like one: "at most of them"."""
_OPENERS = frozenset(phrase for table in LANGUAGES.values() for phrase in table.openers)
_JOINERS = frozenset(
    word
    for table in LANGUAGES.values()
    for words in (*table.openers.values(), table.range_joiners)
    for word in words
)
_FILLERS = frozenset(
    word
    for table in LANGUAGES.values()
    for phrases in (table.fillers, [(one,) for one in table.articles])
    for phrase in phrases
    for word in phrase
)
_OF = frozenset({"of", "des", "de", "du", "d'", "من", "из"})
_QUESTIONS = frozenset("?؟")
_MARKS = frozenset({'"', "-", "(", "["})
"""Marks that part no clause from the next."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A quotation's two ends where they stand on a page."""

    before: Sequence[Token]
    """The nearest last."""
    begins: Sequence[Token]
    """The first words of the quotation."""
    ends: Sequence[Token]
    """Its last words."""
    after: Sequence[Token]


def turned_by(around: Surroundings) -> Iterator[Difference]:
    """Name what stands before and after a quotation and turns it.

    Yields:
        At most one difference for either end: a number, a negation, or sense.
    """
    for rules, own in ((_BEFORE_RULES, around.begins[0]), (_AFTER_RULES, around.ends[-1])):
        for kind, rule in rules:
            outside = rule(around)
            if outside:
                yield _difference(kind, outside, own)
                break


def _difference(kind: str, outside: Sequence[Token], own: Token) -> Difference:
    found = " ".join(one.text for one in outside)
    tokens = sorted((*outside, own), key=lambda one: one.start)
    is_before = outside[0].start < own.start
    words = f"{found} {own.text}" if is_before else f"{own.text} {found}"
    return Difference(kind, own.text, words, tokens[0].start, tokens[-1].end)


# ---- before ----------------------------------------------------------------------------------


def _bound_before(around: Surroundings) -> Sequence[Token]:
    """A bound of a number at the beginning: "at least | 80", "no | fewer than 80"."""
    tokens = [*around.before, *around.begins]
    boundary = len(around.before)
    words = _plain(tokens)
    for at in range(max(boundary - _LONGEST_PHRASE, 0), boundary):
        length = _phrase(words, at, _BEFORE)
        end = at + length
        if not length or end < boundary:
            continue
        while end < len(tokens) and end > boundary - 1 and words[end] in _FILLERS:
            end += 1
        if end < len(tokens) and _counts(tokens[end]):
            return tokens[at:boundary]
    return ()


def _range_before(around: Surroundings) -> Sequence[Token]:
    """The first half of a range: "between 20 and | 30", "from 20 up to | 30"."""
    if not _counts(around.begins[0]):
        return ()
    before = _clause(around.before)
    words = _plain(before)
    for at in range(len(before) - 2):
        length = _phrase(words, at, _OPENERS)
        rest = before[at + length :]
        if length and len(rest) >= 2 and _counts(rest[0]) and _joins(words[at + length + 1 :]):  # noqa: PLR2004
            return before[at:]
    return ()


def _joins(words: Sequence[str]) -> bool:
    """Whether some words lead from the one end of a range to the other: "and", "up to"."""
    return 0 < len(words) <= 4 and any(word in _JOINERS for word in words)  # noqa: PLR2004


def _date_before(around: Surroundings) -> Sequence[Token]:
    """The day or month of a date at the beginning: "Sunday | 27, ", "July | 27"."""
    if not around.before or not _is_day_number(around.begins[0]):
        return ()
    near = around.before[-1]
    is_of_day = is_day(near.plain) and not _is_counted(around.begins[1:])
    return around.before[-1:] if is_of_day or _is_month(near) else ()


def _is_counted(after: Sequence[Token]) -> bool:
    """Whether a number has what it counts, or its month, behind it: "27 soldiers", "27 July"."""
    return bool(after) and after[0].kind == "word" and after[0].plain not in STOPWORDS


def _whole_before(around: Surroundings) -> Sequence[Token]:
    """How many of what the quotation begins with: "80% | of soldiers"."""
    if not around.before or around.begins[0].plain not in _OF:
        return ()
    near = around.before[-1]
    return around.before[-1:] if near.kind == "sign" or _counts(near) else ()


def _negation_before(around: Surroundings) -> Sequence[Token]:
    """What denies the first words: "did not | kill", "aucun des | 80", "не был | убит"."""
    for count, token in enumerate(reversed(_clause(around.before))):
        if _denies(token):
            return around.before[len(around.before) - count - 1 :]
        if count == _LINKED or not (links(token.plain) or token.text in _MARKS):
            return ()
    return ()


def _hedge_before(around: Surroundings) -> Sequence[Token]:
    """What doubts the first words: "may have | burned", "возможно, | бежали"."""
    before = around.before
    if len(before) > 1 and before[-1].text == "," and _doubts(before[-2]):
        return before[-2:]
    for count, token in enumerate(reversed(_clause(before))):
        if _doubts(token):
            return before[len(before) - count - 1 :]
        if count == _LINKED or not (links(token.plain) or token.text in _MARKS):
            return ()
    return ()


def _denied_before(around: Surroundings) -> Sequence[Token]:
    return _reported(around, _denies)


def _doubted_before(around: Surroundings) -> Sequence[Token]:
    return _reported(around, _doubts)


def _reported(around: Surroundings, turns: Callable[[Token], bool]) -> Sequence[Token]:
    """What is said of the whole: "could not confirm that |", "опровергло, что |"."""
    before = around.before
    place = len(before) - 1
    while place >= 0 and before[place].text in _MARKS:
        place -= 1
    if place < 0 or not opens_speech(before[place].plain):
        return ()
    place -= place > 0 and before[place - 1].text == ","
    for at in range(place - 1, max(place - 1 - _REPORTED, -1), -1):
        if before[at].kind == "punctuation" and before[at].text not in _MARKS:
            return ()
        if turns(before[at]):
            return before[at:]
    return ()


_BEFORE_RULES = (
    ("number", _bound_before),
    ("number", _range_before),
    ("number", _date_before),
    ("number", _whole_before),
    ("negation", _negation_before),
    ("negation", _denied_before),
    ("sense", _hedge_before),
    ("sense", _doubted_before),
)


# ---- after -----------------------------------------------------------------------------------


def _bound_after(around: Surroundings) -> Sequence[Token]:
    """A bound of a number at the end: "80 soldiers | at least", "80 | or more"."""
    if not any(map(_counts, around.ends[-3:])):
        return ()
    words = _plain(around.after)
    length = _phrase(words, 0, _AFTER)
    is_bound = _AFTER.get(tuple(words[:length])) is not Bound.EXACT
    return around.after[:length] if is_bound else ()


def _range_after(around: Surroundings) -> Sequence[Token]:
    """The second half of a range: "between 20 | and 30"."""
    if not _counts(around.ends[-1]) or len(around.after) < 2:  # noqa: PLR2004
        return ()
    ends = _plain(around.ends)
    is_open = any(_phrase(ends, at, _OPENERS) for at in range(len(ends) - 1))
    is_range = around.after[0].plain in _JOINERS and _counts(around.after[1])
    return around.after[:2] if is_open and is_range else ()


def _date_after(around: Surroundings) -> Sequence[Token]:
    """The month of a date at the end: "27 | July"."""
    if not around.after or not _is_day_number(around.ends[-1]):
        return ()
    return around.after[:1] if _is_month(around.after[0]) else ()


def _negation_after(around: Surroundings) -> Sequence[Token]:
    """What denies the last words: "soldiers were | not killed"; "80 were killed? | No."."""
    after = around.after
    if not after:
        return ()
    if after[0].text in _QUESTIONS:
        answered = len(after) > 1 and _denies(after[1])
        alone = len(after) == 2 or (len(after) > 2 and after[2].kind == "punctuation")  # noqa: PLR2004
        return after[:2] if answered and alone else ()
    last = around.ends[-1].plain
    is_denied = links(last) and not opens_speech(last) and _denies(after[0])
    return after[:1] if is_denied and not bare(after[0].plain) else ()


_AFTER_RULES = (
    ("number", _bound_after),
    ("number", _range_after),
    ("number", _date_after),
    ("negation", _negation_after),
)


def _clause(before: Sequence[Token]) -> Sequence[Token]:
    """The last tokens of what stands before, back to a mark that parts clauses."""
    for place in range(len(before) - 1, -1, -1):
        if before[place].kind == "punctuation" and before[place].text not in _MARKS:
            return before[place + 1 :]
    return before


def _plain(tokens: Sequence[Token]) -> list[str]:
    """The folded words, without what leans on them: "d'au" is "au"."""
    return [one.plain.rpartition("'")[2] or one.plain for one in tokens]


def _phrase(words: Sequence[str], at: int, listed: Container[Phrase]) -> int:
    """Count the words of the longest of these phrases that stands at a place; 0 if none.

    The first word may be written together with "and".
    """
    for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
        rest = tuple(words[at + 1 : at + length])
        if any((first, *rest) in listed for first in (words[at], *bare(words[at]))):
            return length
    return 0


def _denies(token: Token) -> bool:
    """Whether a word denies; not "كما", which only holds the letters of one that does."""
    return token.plain not in STOPWORDS and is_negation(token.plain)


def _doubts(token: Token) -> bool:
    """Whether a word doubts; not the month of May."""
    return hedges(token.plain) and not _is_month(token)


def _counts(token: Token) -> bool:
    return token.kind == "number" or is_number_word(token.plain)


def _is_day_number(token: Token) -> bool:
    return token.kind == "number" and token.plain.isdecimal() and int(token.plain) <= _LAST_DAY


def _is_month(token: Token) -> bool:
    return token.kind == "word" and is_month(token.plain, is_capital=token.text[0].isupper())
