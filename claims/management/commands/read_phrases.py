"""Read the figures of phrases, so that anybody can measure how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claims.rules.figures import Reading, read
from tracker.base.line_command import LineCommand
from tracker.base.web.serializer_fields import as_number


class Command(LineCommand):
    """Read `{phrase, language}` a line, write `{phrase, reading}`, as `docs/read-phrases.md` says.

    No database is asked.
    """

    help = (
        "Reads JSON lines {phrase, language} and writes {phrase, reading}: "
        "[low, best, high, qualifier], or null where a number stands that is not read."
    )
    needs = ("phrase", "language")

    def answer(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Read the phrase of one line."""
        return {"phrase": row["phrase"], "reading": as_row(read(row["phrase"], row["language"]))}


def as_row(reading: Reading) -> list[int | float | str | None] | None:
    """Low, best, high and qualifier; None where there is a number that is not read."""
    if reading.is_obscure:
        return None
    numbers = (reading.low, reading.best, reading.high)
    return [*(None if n is None else as_number(n) for n in numbers), reading.qualifier.value]
