"""What stands between the parts of a quotation and is none of its page's sentence.

An advertisement, a caption, a heading, a "read also": whole lines, and few words. A line that
denies is no such thing, nor is one that may be a part of the sentence: a number in a cell of its
own, an "alleged", an "at least" before a number.
"""

from collections.abc import Sequence

from sources.archiver.quoting.differences import INTERPOSED
from sources.archiver.quoting.turned import AFTER, BEFORE, Surroundings, turned_by
from sources.archiver.values import Difference
from tracker.base.language.tokens import Token
from tracker.base.language.words import is_cardinal, is_negation, multiplies, turns

MOST_WORDS = 45
"""Words that may stand between two parts; more are a paragraph that was left out."""
FEWEST_OF_A_LINE = 3
"""Words that a line with a number or a word that turns the sense has, to be one of its own."""
_SENTENCE_ENDS = frozenset('.!?؟…:"')


def interposed(
    text: str, before: Token, between: Sequence[Token], after: Token
) -> Difference | None:
    """Name what stands between two parts of a quotation; None where it may belong to the sentence.

    Args:
        text: the page's text.
        before: the last token of the part before.
        between: the tokens between the two parts; the marks that end a sentence may be the first.
        after: the first token of the part after.
    """
    lines = _whole_lines(text, before, between, after)
    words = [one for one in lines if one.kind == "word"]
    if not words or len(words) > MOST_WORDS or any(is_negation(one.plain) for one in words):
        return None
    ended = between[0].text in _SENTENCE_ENDS or before.text in _SENTENCE_ENDS
    if not ended and _may_belong(before, words, lines, after):
        return None
    start, end = lines[0].start, lines[-1].end
    return Difference(INTERPOSED, "", text[start:end], start, end)


def _may_belong(
    before: Token, words: Sequence[Token], lines: Sequence[Token], after: Token
) -> bool:
    """Whether lines may be a part of the sentence around them."""
    if _counts(before) and multiplies(words[0].plain):
        return True
    beside = Surroundings(
        before=lines[-BEFORE:], begins=(after,), ends=(before,), after=lines[:AFTER]
    )
    if any(turned_by(beside)):
        return True
    weighs = any(_counts(one) or turns(one.plain) for one in lines)
    return weighs and len(words) < FEWEST_OF_A_LINE


def _counts(token: Token) -> bool:
    return token.kind == "number" or is_cardinal(token.plain)


def _whole_lines(
    text: str, before: Token, between: Sequence[Token], after: Token
) -> Sequence[Token]:
    """The tokens from the line after the part before up to the line of the part after."""
    ends = (before, *between)
    for number, one in enumerate(between):
        if "\n" in text[ends[number].end : one.start]:
            is_closed = "\n" in text[between[-1].end : after.start]
            return between[number:] if is_closed else ()
        if one.kind != "punctuation":
            return ()
    return ()
