"""Count origins of given reports: `manage.py count_origins < cases.jsonl`. See docs/origins.md."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from claims.rules.origins import Derived, Houses, Report, Stated, count_origins
from tracker.base.values.json_lines import rows

_REPORT, _DERIVATION = 3, 4
"""Parts of a row of `reports` and of `derivations`."""


class Command(BaseCommand):
    """Count with the rules that the site counts with; nothing is asked of the database."""

    help = "Count reports, origins and confirmations of cases, as JSON lines in and out."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django reads it so

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the cases stand."""
        parser.add_argument("file", nargs="?", type=Path, help="instead of the standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write one line for each case.

        Raises:
            CommandError: what is not a case, with its number.
        """
        path = options["file"]
        try:
            text = path.read_text(encoding="utf-8") if path else sys.stdin.read()
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(_("The cases cannot be read: %(why)s") % {"why": error}) from error
        for number, case in enumerate(_cases(text), start=1):
            try:
                counted = _counted(case)
            except (KeyError, TypeError, ValueError) as error:
                said = _("Case %(n)s is not as docs/origins.md says: %(why)s")
                raise CommandError(said % {"n": number, "why": repr(error)}) from error
            self.stdout.write(json.dumps(counted, ensure_ascii=False))


def _cases(text: str) -> Iterator[Any]:
    """The cases of JSON lines, or of one JSON array.

    Raises:
        CommandError: it is neither.
    """
    try:
        yield from json.loads(text) if text.lstrip().startswith("[") else rows(StringIO(text))
    except (ValueError, RecursionError) as error:
        raise CommandError(_("This is not JSON: %(why)s") % {"why": error}) from error


def _counted(case: Any) -> dict[str, Any]:
    if not isinstance(case, dict):
        raise TypeError(case)
    confirming = set(case.get("confirming", ()))
    houses = Houses()
    for first, *others in case.get("houses", ()):
        for other in others:
            houses.tie(first, other)
    origins = count_origins(
        [_report(row, confirming) for row in case["reports"]],
        [_derived(row) for row in case.get("derivations", ())],
        houses=houses,
        claimant=case.get("claimant", ()),
    )
    return {
        "case": case.get("case"),
        "reports": len(origins.reports),
        "origins": [origins.low, origins.high],
        "circular": len(origins.circular),
        "confirmations": len(origins.confirmations),
    }


def _report(row: list[str | None], confirming: set[str | None]) -> Report:
    if not isinstance(row, list) or len(row) != _REPORT:
        raise ValueError(row)
    page, publisher, origin = row
    return Report(page, publisher, Stated(str(origin)), confirms=page in confirming)


def _derived(row: list[str | None]) -> Derived:
    if not isinstance(row, list) or len(row) != _DERIVATION:
        raise ValueError(row)
    page, from_page, from_publisher, wording = row
    return Derived(page, from_page, from_publisher, wording or "")
