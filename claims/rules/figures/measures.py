"""What figures count, and how surely they count it.

Which measures there are is data of the installation (`claims.models.Measure`); the rules know only
what of a measure decides anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.base.values.sentence import gettext_noop as _


class Counts(StrEnum):
    """What sort of thing a measure counts: it decides how its figures are worded."""

    LOSSES = "losses"
    THINGS = "things"
    QUANTITY = "quantity"

    @property
    def label(self) -> str:
        """What it means, in a line of a form."""
        return _COUNTS[self]


_COUNTS: dict[Counts, str] = {
    Counts.LOSSES: _("people or things of somebody, such as killed"),
    Counts.THINGS: _("things that are nobody's in particular, such as attacks"),
    Counts.QUANTITY: _("an amount in a unit, such as kilometres"),
}


class Undergone(StrEnum):
    """How a party stands to what was done to it, though none of it is counted as its losses."""

    AGAINST = "against"
    FROM = "from"
    OF = "of"


UNDERGONE: Mapping[str, Undergone] = {
    "attacks": Undergone.AGAINST,
    "air_strikes": Undergone.AGAINST,
    "strikes": Undergone.AGAINST,
    "shellings": Undergone.AGAINST,
    "positions_taken": Undergone.FROM,
    "settlements_taken": Undergone.FROM,
    "targets_hit": Undergone.OF,
}
"""By the code of the measure: whose figures they are is who was attacked, never who did it.

Of other measures it is not known from the measure whether a party did or suffered it.
"""


@dataclass(frozen=True, slots=True)
class MeasureValue:
    """What a figure counts, as far as comparing asks.

    `compared_as` is the code that measures share whose figures may be compared, most often a
    measure's own; "" for a measure whose figures are compared with none. `label` is in the
    reader's language.
    """

    code: str
    label: str
    compared_as: str
    counts: Counts = Counts.THINGS

    @property
    def label_within(self) -> str:
        """The label within a sentence; what is written in capitals stays so."""
        is_word = self.label[1:2].islower()
        return self.label[:1].lower() + self.label[1:] if is_word else self.label

    def compares_with(self, other: "MeasureValue") -> bool:
        """Whether figures of both may be compared."""
        return bool(self.compared_as) and self.compared_as == other.compared_as


class Qualifier(StrEnum):
    """How surely a figure was given; the words as written are kept beside it."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"
    NONE = "none"

    @property
    def label(self) -> str:
        """The qualifier in a word or two."""
        return _QUALIFIERS[self]


_QUALIFIERS: dict[Qualifier, str] = {
    Qualifier.EXACT: _("exactly"),
    Qualifier.AT_LEAST: _("at least"),
    Qualifier.MORE_THAN: _("more than"),
    Qualifier.AT_MOST: _("at most"),
    Qualifier.LESS_THAN: _("less than"),
    Qualifier.ABOUT: _("about"),
    Qualifier.RANGE: _("between"),
    Qualifier.VAGUE: _("no exact number"),
    Qualifier.NONE: _("no number given"),
}
