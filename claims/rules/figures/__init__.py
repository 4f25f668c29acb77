"""Figures: what they count, how they are read from words, how two of them compare."""

from claims.rules.figures.compare_figures import (
    Comparison,
    FigureValue,
    Gap,
    Relation,
    compare,
    nearest_first,
)
from claims.rules.figures.measures import (
    UNDERGONE,
    Counts,
    MeasureValue,
    Qualifier,
    Undergone,
)
from claims.rules.figures.name_measures import MOST_WORDS, measure_named
from claims.rules.figures.read_figures import Reading, read
from claims.rules.figures.scope import Scope

__all__ = [
    "MOST_WORDS",
    "UNDERGONE",
    "Comparison",
    "Counts",
    "FigureValue",
    "Gap",
    "MeasureValue",
    "Qualifier",
    "Reading",
    "Relation",
    "Scope",
    "Undergone",
    "compare",
    "measure_named",
    "nearest_first",
    "read",
]
