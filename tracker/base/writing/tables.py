"""Rows of a table that is taken along into a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def csv_line(cells: Iterable[object]) -> str:
    """Write one row (RFC 4180) in which no text is taken for a formula.

    Args:
        cells: what stands in it; None is an empty cell, and numbers stay numbers.
    """
    line = io.StringIO()
    csv.writer(line).writerow(_plain(cell) if isinstance(cell, str) else cell for cell in cells)
    return line.getvalue()


def _plain(words: str) -> str:
    """The words, with a sign before them where a formula would begin."""
    return f"'{words}" if words.lstrip(" ").startswith(_FORMULAS) else words
