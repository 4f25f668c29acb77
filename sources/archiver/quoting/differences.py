"""Lay a quotation over a stretch of text, name each difference, and judge them together."""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from sources.archiver.quoting.steps import CountedMatcher, Steps
from sources.archiver.values import CheckKind, Difference
from tracker.base.language.folding import plain
from tracker.base.language.tokens import Token
from tracker.base.language.words import (
    STOPWORDS,
    is_bound,
    is_cardinal,
    is_month,
    is_negation,
    is_number_word,
    is_opposite,
    is_small_name,
    is_unit,
    multiplies,
)

HARMLESS = frozenset(
    {
        "punctuation", "case", "diacritics", "spacing", "digits_script", "reference", "possessive",
        "elision", "left_out", "part",
    }
)  # fmt: skip
"""Kinds of difference that leave every word the same."""
POSSESSIVE = "'s"
ELIDED = frozenset(
    {"l'", "d'", "qu'", "jusqu'", "lorsqu'", "puisqu'", "s'", "c'", "j'", "m'", "t'"}
)
"""French words that lean on the next one. Not n': it denies."""
_REFERENCE = re.compile(r"(?:\[[0-9a-z]{1,3}\])+", re.ASCII)
"""Marks of notes that a page carries and a quotation leaves out: "[3]"."""
ALTERING = frozenset({"number", "negation", "name", "order"})
"""Kinds of difference that change what is claimed."""
NEAR_AT_LEAST = 0.75
"""Share of the quotation's words that must stand there for "near"."""
ALTERED_AT_LEAST = 0.6


class TextVocabulary:
    """How words are written elsewhere in the text, to tell names at the start of a sentence."""

    def __init__(self, text: Sequence[Token] = ()) -> None:
        words = [token for token in text if token.kind == "word"]
        self.lower: Container[str] = {token.plain for token in words if not token.text[0].isupper()}
        self.inside: Container[str] = {
            token.plain for token in words if token.text[0].isupper() and not token.opens
        }

    @classmethod
    def looked_up(cls, *, inside: Container[str], lower: Container[str]) -> "TextVocabulary":
        """Make one of a text that is looked into only when a word is asked for.

        Args:
            inside: folded words that stand with a capital inside a sentence.
            lower: folded words that stand without one.
        """
        made = cls()
        made.inside, made.lower = inside, lower
        return made

    def is_name(self, token: Token) -> bool:
        """Whether a word stands in the place of a name.

        Capitalised inside a sentence; at its start unless it is a common word or is written
        small elsewhere. A number, sign or word of a script without capitals is none.
        """
        if token.kind != "word" or not token.text[0].isupper():
            return False
        if not token.opens or token.plain in self.inside or token.text[1:].isupper():
            return True
        return token.plain not in STOPWORDS and token.plain not in self.lower


def compare(
    quoted: Sequence[Token],
    found: Sequence[Token],
    vocabulary: TextVocabulary,
    steps: Steps | None = None,
) -> tuple[list[Difference], float]:
    """Name the differences between a quotation and a stretch of text.

    Where the quotation stops before the page's possessive ("Wagner" of "Wagner's") or begins
    after an elided word ("armée" of "l'armée"), the word is the page's own: that is a difference
    to show, but no other name. It is one at the two ends only.

    Args:
        quoted: the quotation, or what stands for it.
        found: what it is held against.
        vocabulary: how words are written elsewhere in the text.
        steps: what may still be made; None for as many as one quotation has.

    Returns:
        The differences in order, and the share of the quotation's words that are the same.

    Raises:
        TooMuchError: there is more to compare than that.
    """
    steps = steps or Steps()
    matcher, begun, ended = _matcher(quoted, found, steps)
    differences: list[Difference] = []
    if begun:
        differences.append(_difference("elision", quoted[:1], found[:1], found, 0))
    same = sum(
        1
        for block in matcher.get_matching_blocks()
        for token in quoted[block.a : block.a + block.size]
        if token.kind != "punctuation"
    )
    for tag, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        if tag != "equal":
            steps.take(50 + a_to + b_to)
            ours, theirs = quoted[a_from:a_to], found[b_from:b_to]
            kind = _in_place(
                _kind(ours, theirs, vocabulary), (quoted, a_from, a_to), (found, b_from, b_to)
            )
            if kind in HARMLESS:
                same += sum(1 for token in ours if token.kind != "punctuation")
            differences.append(_difference(kind, ours, theirs, found, b_from))
    if ended:
        differences.append(_difference("possessive", quoted[-1:], found[-1:], found, 0))
    if any(_counts(one) or vocabulary.is_name(one) for one in quoted):
        differences = _moved(differences)
    words = sum(1 for token in quoted if token.kind != "punctuation")
    return differences, same / max(words, 1)


def begins_after_elision(quoted: Token, found: Token, *, opens: bool) -> bool:
    """Whether the page's word is the quoted one with an elided word before it.

    A capital D' or L' inside a sentence belongs to a name ("D'Arcy"), unless the page opens there.
    """
    if quoted.kind != "word" or found.kind != "word" or not found.plain.endswith(quoted.plain):
        return False
    elided = found.plain[: -len(quoted.plain)]
    return elided in ELIDED and (opens or found.text[0].islower())


def ends_before_possessive(quoted: Token, found: Token) -> bool:
    """Whether the page's word is the quoted one with a possessive 's after it.

    The possessive of a plural (s') needs no rule: its apostrophe is no part of the word.
    """
    both_words = quoted.kind == "word" and found.kind == "word"
    return both_words and found.plain == quoted.plain + POSSESSIVE


def _matcher(
    quoted: Sequence[Token], found: Sequence[Token], steps: Steps
) -> tuple[CountedMatcher, bool, bool]:
    """Match the words; say whether an elision was cut off before and a possessive after."""
    ours, theirs = [token.text for token in quoted], [token.text for token in found]
    begun = begins_after_elision(quoted[0], found[0], opens=found[0].opens)
    ended = ends_before_possessive(quoted[-1], found[-1])
    mended = list(theirs)
    if begun:
        mended[0] = ours[0]
    if ended:
        mended[-1] = ours[-1]
    matcher = CountedMatcher(ours, mended, steps)
    codes = matcher.get_opcodes()
    if (begun and codes[0][0] != "equal") or (ended and codes[-1][0] != "equal"):
        # The word was matched elsewhere, so it is not the end of the quotation that stands here.
        return CountedMatcher(ours, theirs, steps), False, False
    return matcher, begun, ended


def judge(differences: Sequence[Difference], share: float) -> CheckKind:
    """Judge a quotation by its differences and the share of words that stand there."""
    if not differences:
        return CheckKind.VERBATIM
    if any(difference.kind in ALTERING for difference in differences):
        return CheckKind.ALTERED if share >= ALTERED_AT_LEAST else CheckKind.ABSENT
    return CheckKind.NEAR if share >= NEAR_AT_LEAST else CheckKind.ABSENT


def _in_place(kind: str, *stretches: tuple[Sequence[Token], int, int]) -> str:
    """Name a difference anew where what stands beside it makes it graver."""
    if kind == "punctuation" and any(_mark_counts(*one) for one in stretches):
        return "number"
    if kind in ("words", "name") and any(_is_of_a_figure(*one) for one in stretches):
        return "number"
    if kind == "reference" and not all(_is_attached(*one) for one in stretches):
        return "number"
    if kind == "words" and any(_beside_negation(*one) for one in stretches):
        return "negation"
    return kind


def _is_of_a_figure(text: Sequence[Token], start: int, stop: int) -> bool:
    """Whether words make the number beside them another: its unit, its bound, its month."""
    return any(rule(text, start, stop) for rule in (_measures, _bounds, _dates))


def _measures(text: Sequence[Token], start: int, stop: int) -> bool:
    """Whether words begin with what the number before them counts: "80 bn", "8 p.m.", "3rd"."""
    before, first = _first_word(reversed(text[:start])), _first_word(text[start:stop])
    if before is None or first is None or not _counts(before):
        return False
    return before.end == first.start or multiplies(first.plain) or is_unit(first.plain)


def _bounds(text: Sequence[Token], start: int, stop: int) -> bool:
    """Whether words say how to take a number that stands after or before them: "over 80"."""
    if not any(is_bound(token.plain) for token in text[start:stop]):
        return False
    before, after = _first_word(reversed(text[:start])), text[stop : stop + 2]
    if before is not None and (before.kind == "number" or is_cardinal(before.plain)):
        return True  # "80 only", but not "un plus grand"
    return any(_counts(one) for one in after)


def _dates(text: Sequence[Token], start: int, stop: int) -> bool:
    """Whether words name the month of a day or a year that stands beside them: "12 May"."""
    beside = (_first_word(reversed(text[:start])), _first_word(text[stop:]))
    if not any(one is not None and one.kind == "number" for one in beside):
        return False
    return any(is_month(one.plain, is_capital=one.text[0].isupper()) for one in text[start:stop])


def _is_attached(text: Sequence[Token], start: int, stop: int) -> bool:
    """Whether marks stand at the word before them, as those of notes do: "killed[3]"."""
    return start == stop or (start > 0 and text[start - 1].end == text[start].start)


def _beside_negation(text: Sequence[Token], start: int, stop: int) -> bool:
    """Whether a negation stands directly before or after: what it denies is another thing."""
    beside = (_first_word(reversed(text[:start])), _first_word(text[stop:]))
    return any(one is not None and is_negation(one.plain) for one in beside)


def _first_word(text: Iterable[Token]) -> Token | None:
    return next((one for one in text if one.kind != "punctuation"), None)


def _moved(differences: list[Difference]) -> list[Difference]:
    """Name words "order" that are missing in one place and stand in another.

    With a number or a name among the words, who did what or how many is then another claim.
    """
    words = [one for one in differences if one.kind == "words"]
    quoted = {word for one in words for word in map(plain, one.quoted.split())} - STOPWORDS
    found = {word for one in words for word in map(plain, one.found.split())} - STOPWORDS
    moved = quoted & found
    return [
        replace(one, kind="order")
        if one.kind == "words" and moved & set(map(plain, (one.quoted + " " + one.found).split()))
        else one
        for one in differences
    ]


def _mark_counts(text: Sequence[Token], start: int, stop: int) -> bool:
    """Whether marks belong to numbers: "10-12", "3:2", "-5"."""
    if stop >= len(text) or text[stop].kind != "number" or start == stop:
        return False
    if start > 0 and text[start - 1].kind == "number":
        return True
    return text[stop - 1].text == "-" and text[stop - 1].end == text[stop].start


def _difference(
    kind: str, ours: Sequence[Token], theirs: Sequence[Token], found: Sequence[Token], place: int
) -> Difference:
    if theirs:
        start, end = theirs[0].start, theirs[-1].end
    else:
        start = end = found[place].start if place < len(found) else found[-1].end
    quoted = " ".join(token.text for token in ours)
    return Difference(kind, quoted, " ".join(token.text for token in theirs), start, end)


def _kind(ours: Sequence[Token], theirs: Sequence[Token], vocabulary: TextVocabulary) -> str:
    """Name one difference; the gravest name that fits wins."""
    a = [token for token in ours if token.kind != "punctuation"]
    b = [token for token in theirs if token.kind != "punctuation"]
    plain_a, plain_b = [token.plain for token in a], [token.plain for token in b]
    if plain_a == plain_b:
        return _same_words(a, b)
    if not a and _REFERENCE.fullmatch("".join(token.text for token in theirs)):
        return "reference"
    if any(_counts(token) for token in (*a, *b)):
        return "number"
    if any(is_negation(token.plain) for token in (*a, *b)) or _opposites(plain_a, plain_b):
        return "negation"
    if "".join(plain_a) == "".join(plain_b):
        return "spacing"
    named = any(vocabulary.is_name(token) or is_small_name(token.plain) for token in (*a, *b))
    return "name" if named or _nameless_script(a, b) else "words"


def _same_words(a: Sequence[Token], b: Sequence[Token]) -> str:
    """Name a difference that only the folding away of case, marks or digit script removes."""
    pairs = [(one, other) for one, other in zip(a, b, strict=True) if one.text != other.text]
    if not pairs:
        return "punctuation"
    if any(one.kind == "number" for one, _ in pairs):
        return "digits_script"
    folded = all(one.text.casefold() == other.text.casefold() for one, other in pairs)
    return "case" if folded else "diacritics"


def _counts(token: Token) -> bool:
    return token.kind in ("number", "sign") or is_number_word(token.plain)


def _opposites(a: Sequence[str], b: Sequence[str]) -> bool:
    return any(is_opposite(one, other) for one in a for other in b)


def _nameless_script(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether words differ, or one has them alone, in a script without capitals.

    Any of them may be a name, and one left out ("between A and B" cut to "A") is a changed name.
    """
    return any(map(_may_be_name, (*a, *b)))


def _may_be_name(token: Token) -> bool:
    return token.text.lower() == token.text.upper() and token.plain not in STOPWORDS
