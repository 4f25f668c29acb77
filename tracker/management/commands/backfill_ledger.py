"""``manage.py backfill_ledger``: what was sealed before there was a ledger."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims.reads.ledger.kinds import ALL_KINDS
from tracker.base.ledger.backfill import backfill, began, later_rows


class Command(BaseCommand):
    """Enter what was sealed and decided before this version kept a ledger. Needed once.

    Entries made this way carry the present time and say that they came afterwards. A row that was
    written when there was a ledger already ought to be in it: it is named by `verify_ledger` and
    entered only with `--also-later`.

    Exit codes: 0; 1 if rows are left that were written later.
    """

    help = "Enter what was sealed before there was a ledger, marked as entered afterwards."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare `--also-later`."""
        parser.add_argument(
            "--also-later",
            action="store_true",
            help="also rows that were written when there was a ledger already",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Enter them, kind by kind."""
        now = timezone.now()
        before = None if options["also_later"] else began()
        for kind in ALL_KINDS:
            entered = backfill(kind, at=now, before=before)
            if entered or options["verbosity"] > 1:
                self.stdout.write(f"{kind.name}: {entered} entered.")
        left = later_rows(ALL_KINDS)
        if left:
            raise CommandError(
                f"{left} rows were written when there was a ledger already and are not in it. "
                "Find out why (verify_ledger names them); --also-later enters them."
            )
        self.stdout.write("Everything is in the ledger.")
