"""``manage.py export_ledger FILE``: the ledger for somebody without our software."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from claims.reads.ledger.shown import shown
from tracker.base.ledger.export import everything, lines


class Command(BaseCommand):
    """Write the ledger as JSON lines, which `verify_ledger.py` verifies with Python alone.

    The content of what is not public (pages of drafts, withdrawn claims) is withheld and its
    digest given, unless `--everything` is. What entries keep private is in neither.

    Exit codes: 0; 1 if the file could not be written.
    """

    help = "Write the ledger to a file that anybody can verify without our software."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the file and `--everything` from the command line."""
        parser.add_argument("file", metavar="FILE", help="a new file, or - for standard output")
        parser.add_argument(
            "--everything", action="store_true", help="withhold no content: not for publishing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Export."""
        given = lines(
            shown=everything if options["everything"] else shown,
            site=settings.SITE_URL,
            at=timezone.now(),
        )
        if options["file"] == "-":
            sys.stdout.writelines(given)
            return
        path = Path(options["file"])
        half = path.with_name(f"{path.name}.half")
        try:
            with half.open("x", encoding="utf-8", newline="\n") as file:
                file.writelines(given)
            half.replace(path)
        except (OSError, DatabaseError) as error:
            half.unlink(missing_ok=True)
            raise CommandError(f"The ledger was not exported to {path}: {error}") from error
        self.stdout.write(f"Exported to {path}.")
