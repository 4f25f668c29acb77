"""Read the figures of phrases, so that anybody can measure how they are read."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.rules.figures import Reading, read
from tracker.base.values.json_lines import BadLineError, rows
from tracker.base.web.serializer_fields import as_number


class Command(BaseCommand):
    """Read `{phrase, language}` a line, write `{phrase, reading}`, as `docs/read-phrases.md` says.

    Nothing is stored and no database is asked.
    """

    help = (
        "Reads JSON lines {phrase, language} from standard input and writes {phrase, reading}: "
        "[low, best, high, qualifier], or null where a number stands that is not read."
    )
    requires_system_checks: Sequence[str] = []  # type: ignore[assignment]

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Answer line by line.

        Raises:
            CommandError: a line is no row of that shape.
        """
        try:
            for row in rows(sys.stdin, needs=("phrase", "language")):
                reading = as_row(read(row["phrase"], row["language"]))
                answer = {"phrase": row["phrase"], "reading": reading}
                self.stdout.write(json.dumps(answer, ensure_ascii=False))
        except BadLineError as error:
            raise CommandError(str(error)) from error


def as_row(reading: Reading) -> list[int | float | str | None] | None:
    """Low, best, high and qualifier; None where there is a number that is not read."""
    if reading.is_obscure:
        return None
    numbers = (reading.low, reading.best, reading.high)
    return [*(None if n is None else as_number(n) for n in numbers), reading.qualifier.value]
