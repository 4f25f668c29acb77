"""All figures of a running text: how many, of what, and in which words whose."""

from claims.rules.figures.in_text.found import CountedMeasure, FigureInText
from claims.rules.figures.in_text.read_text import TextReader
from claims.rules.figures.in_text.whose import Alias

__all__ = ["Alias", "CountedMeasure", "FigureInText", "TextReader"]
