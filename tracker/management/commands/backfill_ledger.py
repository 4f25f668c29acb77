"""``manage.py backfill_ledger``: enter what ought to be in the ledger and is not."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from claims.reads.ledger.kinds import ALL_KINDS
from tracker.base.ledger.backfill import backfill


class Command(BaseCommand):
    """Enter rows that `verify_ledger` says are not in the ledger: a repair.

    A version that enters more than the one before leaves such rows; nothing else should. Find out
    why they are missing first: their entries carry the present time and say that they came later.
    """

    help = "Enter what is missing in the ledger, marked as entered afterwards."

    def handle(self, *args: Any, **options: Any) -> None:
        """Enter them, kind by kind."""
        now = timezone.now()
        for kind in ALL_KINDS:
            entered = backfill(kind, at=now)
            if entered or options["verbosity"] > 1:
                self.stdout.write(f"{kind.name}: {entered} entered.")
        self.stdout.write("Everything is in the ledger.")
