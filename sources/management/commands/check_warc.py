"""Check WARC files against the standard: `manage.py check_warc FILE...`."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.archiver.sealing.conformance import RULES, Checked, FileDefect, check_file


class Command(BaseCommand):
    """Name every defect of WARC files; ends with status 1 if there is any.

    Checks ISO 28500:2017 beyond what the usual readers do: mandatory and forbidden fields and
    their syntax, dates, unique identifiers, references, lengths and framing, presence and truth
    of digests, gzip members, the whole file to its last byte.
    """

    help = "Check WARC files against the standard; ends with status 1 if a file has a defect."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django reads it so

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files, and the form of the answer."""
        parser.add_argument("file", nargs="+", type=Path, help="a .warc or .warc.gz file")
        parser.add_argument(
            "--json", action="store_true", help="one JSON object a line: defects, then each file"
        )
        parser.add_argument(
            "--rules", action="store_true", help="explain the rules that are broken"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check each file; nothing in a file makes the command fail otherwise than by status 1."""
        broken: Counter[str] = Counter()
        for path in options["file"]:
            for found in _checked(path):
                if isinstance(found, FileDefect):
                    broken[found.rule] += 1
                self.stdout.write(_line(found, as_json=options["json"]))
        if options["rules"] and not options["json"]:
            for rule, times in broken.most_common():
                self.stdout.write(f"{rule} ({times}): {RULES[rule]}")
        if broken:
            sys.exit(1)


def _checked(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            yield from check_file(file, str(path))
    except OSError as error:
        why = error.strerror or str(error)
        yield FileDefect(str(path), 0, "", "file_unreadable", f"The file cannot be read: {why}.")
        yield Checked(str(path), defects=1)


def _line(found: FileDefect | Checked, *, as_json: bool) -> str:
    if isinstance(found, FileDefect):
        return json.dumps(found.as_json()) if as_json else str(found)
    if as_json:
        return json.dumps(
            {
                "file": found.file,
                "records": found.records,
                "size": found.size,
                "defects": found.defects,
            }
        )
    records = ngettext("%(count)d record", "%(count)d records", found.records)
    records %= {"count": found.records}
    if not found.defects:
        return _("%(file)s: %(records)s, no defect.") % {"file": found.file, "records": records}
    defects = ngettext("%(count)d defect", "%(count)d defects", found.defects)
    defects %= {"count": found.defects}
    return f"{found.file}: {records}, {defects}."
