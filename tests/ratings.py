"""The ratings that come with the software, by name."""

from __future__ import annotations

from enum import StrEnum

from claims.exchange.dossier_files import brought_terms
from claims.exchange.dossier_files.values import RatingRow
from claims.rules.ratings import Asserts, RatingValue


class Rating(StrEnum):
    """Their codes."""

    SUPPORTED = "supported"
    MOSTLY_SUPPORTED = "mostly_supported"
    PARTLY_SUPPORTED = "partly_supported"
    MOSTLY_REFUTED = "mostly_refuted"
    REFUTED = "refuted"
    EXAGGERATED = "exaggerated"
    UNDERSTATED = "understated"
    CONTESTED = "contested"
    UNVERIFIABLE = "unverifiable"
    NEEDS_MORE_EVIDENCE = "needs_more_evidence"

    @property
    def row(self) -> RatingRow:
        """What the file of the software says of it."""
        return next(row for row in brought_terms().ratings if row.code == self)

    @property
    def label(self) -> str:
        """What it is called in English."""
        return self.row.labels["en"]

    @property
    def meaning(self) -> str:
        """What it means, in English."""
        return self.row.meanings["en"]

    @property
    def number(self) -> int | None:
        """Its place on the scale of truth."""
        return self.row.number


RATINGS = [
    RatingValue(row.code, row.number, Asserts(row.asserts), row.leaves_open)
    for row in brought_terms().ratings
]
"""The same as the rules know them."""
