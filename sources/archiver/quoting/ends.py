"""What the two ends of a quotation, or an elision inside it, cut off from the page's words.

A quotation may stop anywhere between words. It may not stop inside a number ("80" of "80 million",
"12" of "10-12", of "10 to 12" or of "T-12", "5" of "-5" or "5 %") nor after a part of a word that
denies ("combat" of "non-combat"): what is left then says another thing with the page's own letters.
"""

from collections.abc import Iterator, Sequence

from sources.archiver.values import Difference
from tracker.base.language.numbers import stands_inside_number
from tracker.base.language.tokens import Token
from tracker.base.language.words import (
    is_cardinal,
    is_negation,
    is_number_word,
    joins,
    multiplies,
)

NUMBER_REACH = 40
"""Characters on either side of an end in which a number that it cuts is looked for."""
NEAR_BORDER = 3
"""Words on either side of an elision that are looked at."""
_HYPHENS = frozenset("-‐‑−﹣－")
_DASHES = _HYPHENS | {"–"}
_DENYING_PARTS = frozenset(
    {"non", "anti", "un", "no", "ex", "pseudo", "counter", "contre", "quasi", "self", "не", "анти",
     "контр", "экс", "псевдо"}
)  # fmt: skip
_BETWEEN_NUMBERS = frozenset(":/.,")
_PREFIXED_SIGNS = frozenset("$€£¥₽¢₩₪₹₺₴<>=±+≈~≤≥")
_APART_SIGNS = frozenset("%‰€$£₽°")
_TO = frozenset({"to", "or", "a", "ou", "до", "или", "الي", "او"})
"""Words between the two numbers of a range or a guess: "10 to 12", "deux ou trois"."""
_SENTENCE_ENDS = frozenset(".!?؟。")


def cut_off(
    text: str, before: Sequence[Token], stretch: tuple[Token, Token], after: Sequence[Token]
) -> list[Difference]:
    """Name what the ends of a stretch cut off.

    Args:
        text: the page's text.
        before: the tokens before the stretch, the last of them nearest; two are enough.
        stretch: its first and its last token.
        after: the tokens after it; two are enough.
    """
    first, last = stretch
    found: list[Difference] = []
    kind, reach = _before(text, before, first)
    if kind:
        found.append(_difference(kind, text, first, (before[-reach].start, first.end)))
    kind, reach = _after(text, last, after)
    if kind:
        found.append(_difference(kind, text, last, (last.start, after[reach - 1].end)))
    return found


def _difference(kind: str, text: str, quoted: Token, span: tuple[int, int]) -> Difference:
    return Difference(kind, quoted.text, text[span[0] : span[1]], *span)


def _before(text: str, before: Sequence[Token], first: Token) -> tuple[str, int]:
    """The kind of difference at the start, or nothing; and how many tokens it reaches back."""
    if not before:
        return "", 0
    near = before[-1]
    if _is_range(before[-2:], first):
        return "number", len(before[-2:])
    if _is_cut(text, before[-2:], first, first.start):
        return "number", 1 if _counts(near) else len(before[-2:])
    if near.end < first.start:
        sign = near.text in _PREFIXED_SIGNS and first.kind == "number"
        parted = "\n" in text[near.end : first.start]
        return ("number", 1) if not parted and (sign or _composed(near, first)) else ("", 0)
    far = before[-2] if len(before) > 1 and before[-2].end == near.start else None
    return _joined(text[near.start : near.end], near, (far, first), at_start=True)


def _after(text: str, last: Token, after: Sequence[Token]) -> tuple[str, int]:
    """The kind of difference at the end, or nothing; and how many tokens it reaches on."""
    if not after:
        return "", 0
    near = after[0]
    if _is_range((last, near), *after[1:2]):
        return "number", len(after[:2])
    if _is_cut(text, after[:2], last, last.end):
        return "number", 1 if _counts(near) else len(after[:2])
    if near.start > last.end:
        sign = near.text in _APART_SIGNS and last.kind == "number"
        parted = "\n" in text[last.end : near.start]
        return ("number", 1) if not parted and (sign or _composed(last, near)) else ("", 0)
    far = after[1] if len(after) > 1 and after[1].start == near.end else None
    return _joined(text[near.start : near.end], near, (last, far), at_start=False)


def _joined(
    raw: str, near: Token, pair: tuple[Token | None, Token | None], *, at_start: bool
) -> tuple[str, int]:
    """Name what is cut where no white space stands.

    Args:
        raw: the neighbour as it stands.
        near: the neighbour.
        pair: what stands before and after the neighbour, if it is a mark; one is the quotation's.
        at_start: whether the neighbour stands before the quotation.
    """
    one, other = pair
    own = other if at_start else one
    assert own is not None
    if near.kind in ("number", "word"):
        return ("number", 1) if "number" in (near.kind, own.kind) else ("", 0)
    if near.kind == "sign":
        return ("number", 1) if _counts(own) else ("", 0)
    if one is None or other is None:
        is_minus = at_start and raw in _HYPHENS and own.kind == "number"
        return ("number", 1) if is_minus else ("", 0)
    return _between(raw, one, other, at_start=at_start), 2


def _between(raw: str, one: Token, other: Token, *, at_start: bool) -> str:
    """Name what a mark joins without white space: "10-12", "T-72", "3:2", "non-combat"."""
    numbers = one.kind == other.kind == "number"
    if raw in _BETWEEN_NUMBERS or (raw in _DASHES and numbers):
        return "number" if numbers else ""
    if raw not in _HYPHENS or not {one.kind, other.kind} <= {"word", "number"}:
        return ""
    if (_counts(one) and (at_start or _counts(other))) or (at_start and other.kind == "number"):
        return "number"
    denies = one.plain in _DENYING_PARTS or is_negation(one.plain)
    if at_start and denies:
        return "negation"
    return "part" if one.kind == "word" else ""


def _is_range(begins: Sequence[Token], *ends: Token) -> bool:
    """Whether three words are the two numbers of a range and what stands between: "10 to 12"."""
    if len(begins) + len(ends) != 3:  # noqa: PLR2004
        return False
    one, between, other = (*begins, *ends)
    return between.plain in _TO and _counts(one) and _counts(other)


def _is_cut(text: str, beyond: Sequence[Token], own: Token, place: int) -> bool:
    """Whether a number of several words stands on both sides of an end: "two hundred and | fifty".

    Args:
        text: the page's text.
        beyond: the two words outside the quotation.
        own: the quotation's word at this end.
        place: where the quotation ends or begins.
    """
    if not _counts(own) or not any(_counts(one) or joins(one.plain) for one in beyond):
        return False
    nearby = max(place - NUMBER_REACH, text.rfind("\n", 0, place) + 1, 0)
    line_end = text.find("\n", place)
    after = min(place + NUMBER_REACH, len(text) if line_end < 0 else line_end)
    return stands_inside_number(text[nearby:after], place - nearby)


def is_minus(mark: Token, number: Token) -> bool:
    """Whether a mark makes the number after it another: "-5"."""
    return mark.text == "-" and mark.end == number.start and number.kind == "number"


def _counts(token: Token) -> bool:
    return token.kind == "number" or is_number_word(token.plain)


def _composed(one: Token, other: Token) -> bool:
    """Whether two words beside each other are one number: "80 million", "vingt deux"."""
    if not (one.kind == "number" or is_cardinal(one.plain)):
        return False
    if multiplies(other.plain):
        return True
    return one.kind == "word" and other.kind == "word" and is_cardinal(other.plain)


def left_out(skipped: Sequence[Token]) -> Iterator[Difference]:
    """Name what an elision hides beside its borders: a negation, or a number.

    A negation in the same sentence as the words beside it denies them. A number may belong to
    them; that it was left out is shown.

    Args:
        skipped: the tokens that stand between two segments of a quotation.
    """
    beside = {id(one): one for side in (skipped, skipped[::-1]) for one in _beside(side)}
    for token in sorted(beside.values(), key=lambda one: one.start):
        if is_negation(token.plain):
            kind = "negation"
        elif token.kind == "number" or is_cardinal(token.plain):
            kind = "left_out"
        else:
            continue
        yield Difference(kind, "…", token.text, token.start, token.end)


def _beside(side: Sequence[Token]) -> Iterator[Token]:
    """The words nearest to a border, as far as its sentence goes."""
    count = 0
    for token in side:
        if token.kind == "punctuation":
            if token.text in _SENTENCE_ENDS:
                return
        elif count == NEAR_BORDER:
            return
        else:
            count += 1
            yield token
