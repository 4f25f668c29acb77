"""Lay a quotation over a stretch of text, name each difference, and judge them together."""

from collections.abc import Container, Sequence
from dataclasses import replace

from sources.archiver.quoting.kinds import Kinds, is_of_a_number
from sources.archiver.quoting.steps import CountedMatcher, Steps
from sources.archiver.values import CheckKind, Difference
from tracker.base.language.folding import plain
from tracker.base.language.tokens import Token
from tracker.base.language.words import STOPWORDS

WRITING = frozenset(
    {
        "punctuation", "case", "diacritics", "spacing", "digits_script", "grouping", "slip",
        "reference", "gloss", "possessive", "elision",
    }
)  # fmt: skip
"""Kinds of difference that are of writing alone."""
INTERPOSED = "interposed"
"""Kind of what stands between the parts of a quotation and belongs to something else."""
HARMLESS = WRITING | {INTERPOSED, "left_out", "part"}
"""Kinds of difference that leave every word of the quotation standing."""
POSSESSIVE = "'s"
ELIDED = frozenset(
    {"l'", "d'", "qu'", "jusqu'", "lorsqu'", "puisqu'", "s'", "c'", "j'", "m'", "t'"}
)
"""French words that lean on the next one. Not n': it denies."""
ALTERING = frozenset({"number", "negation", "name", "order", "sense", "unknown"})
"""Kinds of difference that change what is claimed, or may: of a word in a language without a table
("unknown") nobody here can tell whether it counts or denies."""
OF_WORDS = frozenset({"sense", "unknown"})
"""Those of them that are of words: as many may differ as of any others."""
REWORDED_AT_LEAST = 0.75
"""Share of the quotation's words that must stand there for it to be the same sentence."""
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
    tag: str = "",
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
        tag: the language that the quotation is said to be in, or nothing.

    Returns:
        The differences in order, and the share of the quotation's words that are the same.

    Raises:
        TooMuchError: there is more to compare than that.
    """
    steps = steps or Steps()
    kinds = Kinds(quoted, found, vocabulary, steps, tag)
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
    for code, a_from, a_to, b_from, b_to in matcher.get_opcodes():
        if code != "equal":
            steps.take(50 + a_to + b_to)
            ours, theirs = quoted[a_from:a_to], found[b_from:b_to]
            kind = kinds.name((a_from, a_to), (b_from, b_to))
            if kind in HARMLESS:
                same += sum(1 for token in ours if token.kind != "punctuation")
            differences.append(_difference(kind, ours, theirs, found, b_from))
    if ended:
        differences.append(_difference("possessive", quoted[-1:], found[-1:], found, 0))
    if any(is_of_a_number(one) or vocabulary.is_name(one) for one in quoted):
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
    kinds = {difference.kind for difference in differences}
    if not kinds:
        return CheckKind.VERBATIM
    if kinds & (ALTERING - OF_WORDS):
        return CheckKind.ALTERED if share >= ALTERED_AT_LEAST else CheckKind.ABSENT
    if share < REWORDED_AT_LEAST:
        return CheckKind.ABSENT
    if kinds & OF_WORDS:
        return CheckKind.ALTERED
    if kinds <= WRITING:
        return CheckKind.NEAR
    return CheckKind.INTERRUPTED if kinds <= WRITING | {INTERPOSED} else CheckKind.REWORDED


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


def _difference(
    kind: str, ours: Sequence[Token], theirs: Sequence[Token], found: Sequence[Token], place: int
) -> Difference:
    if theirs:
        start, end = theirs[0].start, theirs[-1].end
    else:
        start = end = found[place].start if place < len(found) else found[-1].end
    quoted = " ".join(token.text for token in ours)
    return Difference(kind, quoted, " ".join(token.text for token in theirs), start, end)
