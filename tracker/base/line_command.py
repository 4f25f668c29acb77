"""Commands that answer JSON lines, so that anybody can measure what the house does."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, TextIO

from django.core.management.base import BaseCommand, CommandError

from tracker.base.values.json_lines import BadLineError, bounded, rows


class LineCommand(BaseCommand):
    """Reads one JSON object a line and writes one for each, in their order; nothing is stored."""

    requires_system_checks: Sequence[str] = []  # type: ignore[assignment]
    needs: ClassVar[tuple[str, ...]] = ()
    """Names that every row must have, each with a text."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the lines from a file instead."""
        parser.add_argument("lines", nargs="?", type=Path, help="JSON lines; otherwise standard in")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Answer line by line.

        Raises:
            CommandError: a line is not as it must be, or the file cannot be read.
        """
        path: Path | None = options["lines"]
        try:
            if path is None:
                self._answer_all(sys.stdin)
            else:
                with path.open(encoding="utf-8") as lines:
                    self._answer_all(lines)
        except (BadLineError, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error

    def _answer_all(self, lines: TextIO) -> None:
        for row in rows(bounded(lines), needs=self.needs):
            self.stdout.write(json.dumps(self.answer(row), ensure_ascii=False))

    def answer(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """What is written for a row.

        Raises:
            BadLineError: the row is not as it must be.
        """
        raise NotImplementedError
