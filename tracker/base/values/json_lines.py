"""Rows as JSON lines: one object a line, as the measuring commands read and write them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any


class BadLineError(ValueError):
    """A line that is no row; its text names the line and what is wrong with it."""


def rows(lines: Iterable[str], *, needs: Iterable[str] = ()) -> Iterator[dict[str, Any]]:
    """Read one JSON object a line; empty lines are passed over.

    Args:
        lines: as a file gives them.
        needs: names that every row must have, each with a text.

    Raises:
        BadLineError: a line is no JSON object, or lacks what it needs.
    """
    needed = tuple(needs)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadLineError(f"line {number}: {error}") from error
        if not isinstance(row, dict):
            raise BadLineError(f"line {number}: this must be a JSON object.")
        lacking = [name for name in needed if not isinstance(row.get(name), str)]
        if lacking:
            raise BadLineError(f"line {number}: “{lacking[0]}” is missing or is no text.")
        yield row
