"""``manage.py verify_ledger``: whether anything sealed or decided was changed since."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, transaction

from claims.reads.ledger.kinds import ALL_KINDS
from sources.archiver.sealing.store import StoreError
from sources.operations.fixity.reread import unregistered
from tracker.base.ledger import heads
from tracker.base.ledger.chain import Defect
from tracker.base.ledger.export import NotAnExportError, read_known
from tracker.base.ledger.history import unrecorded
from tracker.base.ledger.verify import KnownHead, Tally, verify
from tracker.site.ledger import known_heads

TOLD_EVERY = 10_000
UNREADABLE = (DatabaseError, NotAnExportError, heads.UnreadableHeadsError, StoreError, OSError)


class Command(BaseCommand):
    """Verify the chain, and every entry against the row it speaks of.

    What does not fit is named, a sentence each, on standard error: an entry that was changed,
    removed, added or moved; a row whose field is another one now, or that is gone; a row that is
    not in the ledger; a stamped, noted or exported entry that is no longer there; a capture whose
    file is not registered as it was sealed; a row that is not what its history says. Files
    themselves are read by `check_fixity`.

    Exit codes: 0 if everything fits, 1 if anything does not or the ledger could not be read.
    """

    help = "Verify the ledger: its chain, and each entry against its row."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare `--export`, `--head` and `--heads`."""
        parser.add_argument(
            "--export",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="an export made earlier: each of its entries must still be there",
        )
        parser.add_argument(
            "--head",
            action="append",
            default=[],
            metavar="SHA256",
            help="a head noted earlier: it must still be in the chain",
        )

        parser.add_argument(
            "--heads",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="another file of heads, as COUNTERCLAIM_LEDGER_HEADS_FILE keeps one",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, and say what was found."""
        tally, found = Tally(), 0
        try:
            with transaction.atomic():
                _one_snapshot()
                for defect in self._defects(tally, options):
                    found += 1
                    self.stderr.write(defect.sentence)
        except UNREADABLE as error:
            raise CommandError(f"The ledger could not be verified. {error}".strip()) from error
        read = f"{tally.entries} entries, {tally.afterwards} of them entered afterwards"
        if found:
            raise CommandError(f"{found} things do not fit. {read}; head {tally.head.sha256}.")
        self.stdout.write(f"Everything fits. {read}; head {tally.head.sha256}.")

    def _defects(self, tally: Tally, options: dict[str, Any]) -> Iterator[Defect]:
        noted = (KnownHead(head.lower(), "Noted") for head in options["head"])
        exported = chain.from_iterable(read_known(path) for path in options["export"])
        kept = chain.from_iterable(heads.read(path) for path in options["heads"])
        known = chain(known_heads(), noted, kept, exported)
        progress = self._tell if options["verbosity"] else _say_nothing
        yield from verify(ALL_KINDS, known=known, tally=tally, progress=progress)
        yield from unregistered()
        yield from unrecorded()

    def _tell(self, done: int, total: int) -> None:
        if done % TOLD_EVERY == 0:
            self.stdout.write(f"{done} of {total} entries read ...")


def _say_nothing(_done: int, _total: int) -> None:
    """For --verbosity 0."""


def _one_snapshot() -> None:
    """See everything as of one moment, unless a transaction is around ours (in a test)."""
    if connection.savepoint_ids:
        return
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
