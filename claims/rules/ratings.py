"""What a rating of the installation means to the rules; what it is called is data."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from claims.rules.verdicts import ReviewFinding
from tracker.base.values.sentence import gettext_noop as _

TRUEST, FALSEST = 5, 1
"""The ends of the scale of truth."""

MOST_FALSE = 2
"""Up to here on the scale the evidence speaks against a claim."""


class Asserts(StrEnum):
    """What a rating says of the figure that was claimed."""

    NOTHING = "nothing"
    LESS = "less"
    MORE = "more"

    @property
    def label(self) -> str:
        """What it says, in a few words."""
        return _ASSERTS[self]


_ASSERTS: dict[Asserts, str] = {
    Asserts.NOTHING: _("nothing of how large it is"),
    Asserts.LESS: _("the evidence supports less than was claimed"),
    Asserts.MORE: _("the evidence supports more than was claimed"),
}


@dataclass(frozen=True, slots=True)
class RatingValue:
    """A rating as the rules know it.

    ``number`` is its place on the scale of truth, 5 (true) to 1 (false), or None where a number
    would be invented. One that ``leaves_open`` says that nothing is decided.
    """

    code: str
    number: int | None = None
    asserts: Asserts = Asserts.NOTHING
    leaves_open: bool = False


def speaks_against(number: int | None, asserts: Asserts = Asserts.NOTHING) -> bool:
    """Whether a rating says that what is claimed does not hold, or that its figure is wrong.

    Args:
        number: its place on the scale, if it has one.
        asserts: what it says of the figure.
    """
    return asserts is not Asserts.NOTHING or (number is not None and number <= MOST_FALSE)


def settleable(
    reviews: Iterable[ReviewFinding], ratings: Collection[RatingValue]
) -> list[RatingValue]:
    """The ratings to which a split may be settled: what the reviewers leave room for.

    A rating that one of them gave; on the scale of truth also one between two of theirs, unless it
    says more than its place (that the figure is too high, say), which none of them did; and always
    those that say that nothing is decided.

    Args:
        reviews: the sealed reviews of the round.
        ratings: those that may be chosen, and those that the reviewers gave.
    """
    given = {review.rating for review in reviews}
    numbers = [each.number for each in ratings if each.code in given and each.number is not None]
    return [
        each
        for each in ratings
        if each.code in given or each.leaves_open or _lies_between(each, numbers)
    ]


def _lies_between(rating: RatingValue, numbers: Collection[int]) -> bool:
    if rating.number is None or rating.asserts is not Asserts.NOTHING or not numbers:
        return False
    return min(numbers) <= rating.number <= max(numbers)


def ratings_named(text: str, labels: Mapping[str, Collection[str]]) -> set[str]:
    """The ratings whose words stand in a text, longer words first: "mostly supported" is one.

    Args:
        text: such as a summary.
        labels: what each rating is called, in every language, by its code.

    Returns:
        Their codes.
    """
    rest = text.casefold()
    named = set()
    words = [(word.casefold(), code) for code, given in labels.items() for word in given]
    for word, code in sorted(words, key=lambda pair: -len(pair[0])):
        rest, found = re.subn(rf"(?<!\w){re.escape(word)}(?!\w)", " ", rest)
        if found:
            named.add(code)
    return named
