"""Compare looks at pages: `manage.py compare_looks < pairs.jsonl`; see docs/compare-looks.md."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sources.archiver.drift.pairs import compare_answers
from tracker.base.values.json_lines import BadLineError, rows


class Command(BaseCommand):
    """Say what became of quotations between two looks, as the desk does; nothing is stored."""

    help = (
        "Reads JSON lines {id, before, after, status, final_url, quotes} and writes "
        "{id, page, quotations: [{quote, change}], number_altered}."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django reads it so

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the pairs stand."""
        parser.add_argument("file", nargs="?", type=Path, help="instead of the standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer line by line.

        Raises:
            CommandError: a line is no pair of looks, or the file cannot be read.
        """
        try:
            if options["file"] is None:
                self._answer(sys.stdin)
            else:
                with options["file"].open(encoding="utf-8") as lines:
                    self._answer(lines)
        except (BadLineError, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error

    def _answer(self, lines: Any) -> None:
        for row in rows(lines, needs=("before", "after")):
            self.stdout.write(json.dumps(_compared(row), ensure_ascii=False))


def _compared(row: dict[str, Any]) -> dict[str, Any]:
    quotes = _quotes(row)
    found = compare_answers(
        row["before"],
        row["after"],
        status=_status(row),
        final_url=_address(row, "final_url") or _address(row, "url"),
        quotes=quotes,
        url=_address(row, "url"),
    )
    changes = {each.key: each.change.value for each in found.quotations}
    return {
        "id": row.get("id"),
        "page": found.kind.value,
        "quotations": [
            {"quote": quote, "change": changes.get(number, "unread")}
            for number, quote in enumerate(quotes)
        ],
        "number_altered": found.number_altered,
    }


def _quotes(row: dict[str, Any]) -> list[str]:
    quotes = row.get("quotes", [])
    if not isinstance(quotes, list) or not all(isinstance(one, str) for one in quotes):
        raise BadLineError(f"{row.get('id')}: “quotes” must be a list of texts.")
    return quotes


def _status(row: dict[str, Any]) -> int:
    status = row.get("status", HTTPStatus.OK)
    if isinstance(status, bool) or not isinstance(status, int):
        raise BadLineError(f"{row.get('id')}: “status” must be a number.")
    return status


def _address(row: dict[str, Any], name: str) -> str:
    address = row.get(name, "")
    if not isinstance(address, str):
        raise BadLineError(f"{row.get('id')}: “{name}” must be a text.")
    return address
