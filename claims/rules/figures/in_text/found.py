"""What is read from a running text, and what of an installation's measures it takes to read it."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from claims.rules.figures.measures import Counts, Qualifier
from claims.rules.figures.read_figures import Reading


@dataclass(frozen=True, slots=True)
class CountedMeasure:
    """A measure of the installation, as far as finding its figures asks.

    `words` are those that name it, `units` what one of it is; both by language tag.
    """

    code: str
    counts: Counts = Counts.LOSSES
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    compared_as: str = ""
    """The code that measures share whose figures may be compared; "" for none."""


@dataclass(frozen=True, slots=True)
class FigureInText:
    """A figure that a text gives.

    `reading` is the number in its words; its `start` and `end` are places in the whole text.
    `subject` are the words that name whose ("Wagner mercenaries"), "" where none do; `party` is
    whom these surely name, as the caller's aliases say. `part`, `place` and `as_of` are the words
    of a narrower scope, such as "children"; "" where nothing is said.
    """

    measure: str
    reading: Reading
    subject: str = ""
    party: Hashable = None
    part: str = ""
    place: str = ""
    as_of: str = ""
    is_negated: bool = False
    """Whether the text denies it: "did not kill 84"."""
    is_superseded: bool = False
    """Whether the text gives a newer one: the 12 of "rose from 12 to 15"."""
    compared_as: str = ""
    """As its measure has it."""

    @property
    def stands(self) -> bool:
        """Whether the text says that it is so."""
        return not (self.is_negated or self.is_superseded)

    @property
    def low(self) -> Decimal | None:
        """The lower bound, as `Reading` has it."""
        return self.reading.low

    @property
    def best(self) -> Decimal | None:
        """The number itself."""
        return self.reading.best

    @property
    def high(self) -> Decimal | None:
        """The upper bound."""
        return self.reading.high

    @property
    def qualifier(self) -> Qualifier:
        """How surely it was given."""
        return self.reading.qualifier

    @property
    def start(self) -> int:
        """Where its words begin in the text."""
        return self.reading.start

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.reading.end
