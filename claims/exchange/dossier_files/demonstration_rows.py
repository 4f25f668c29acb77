"""What a dossier's demonstration does with some claims, as read."""

from dataclasses import dataclass
from decimal import Decimal

from claims.exchange.dossier_files.problems import Where


@dataclass(frozen=True)
class FindingRow:
    """A rating with its words; ``figure`` counts the claim's figures from 1, 0 is none of them."""

    where: Where
    rating: str
    text: str
    figure: int = 0
    low: Decimal | None = None
    high: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True)
class DemoReviewRow:
    """A demonstration reviewer's task: ``found`` is None while he has not sealed anything.

    ``cites`` are the pages of the claim's citations it rests on; empty means all of them.
    """

    where: Where
    by: str
    found: FindingRow | None = None
    cites: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemonstrationRow:
    """What the demonstration people did with one claim."""

    where: Where
    claim: str
    reviews: tuple[DemoReviewRow, ...] = ()
    settled: FindingRow | None = None
    published: FindingRow | None = None
    corrected: FindingRow | None = None
