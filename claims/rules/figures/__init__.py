"""Figures: what they count, how they are read from words, how two of them compare."""

from claims.rules.figures.measures import Measure, Qualifier

__all__ = ["Measure", "Qualifier"]
