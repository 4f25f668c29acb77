"""Rows as JSON lines: one object a line, as the measuring commands read and write them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

LONGEST_LINE = 16_000_000
"""Characters of one line: a page and what is asked of it."""


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
            # Half a surrogate pair is valid JSON and no text: it could not be written out again.
            json.dumps(row, ensure_ascii=False).encode()
        except (ValueError, RecursionError) as error:
            raise BadLineError(f"line {number}: {error}") from error
        if not isinstance(row, dict):
            raise BadLineError(f"line {number}: this must be a JSON object.")
        lacking = [name for name in needed if not isinstance(row.get(name), str)]
        if lacking:
            raise BadLineError(f"line {number}: “{lacking[0]}” is missing or is no text.")
        yield row


def bounded(file: TextIO) -> Iterator[str]:
    """The lines of a file, none of them longer than fits in memory.

    Raises:
        BadLineError: a line is longer than `LONGEST_LINE`.
    """
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise BadLineError(f"line {number}: longer than {LONGEST_LINE} characters.")
        yield line
