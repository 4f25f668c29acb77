"""Read sealed files again and name those that are not what was sealed."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime, timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone

from sources.archiver.sealing.store import StoreError
from sources.models import Fixity, SealedFile
from sources.models.file import DAMAGED
from sources.operations.fixity.reread import (
    FixityReport,
    StorageAwayError,
    check,
    clear_orphans,
    damaged_files,
    orphans,
)

TOLD_EVERY = 500
WORDS = {
    Fixity.ALTERED: "no longer has the digest it was sealed with",
    Fixity.MISSING: "is missing from the storage",
    Fixity.UNREADABLE: "could not be read",
}


class Command(BaseCommand):
    """Read every sealed file again, the one read longest ago first.

    A run that is interrupted loses nothing: the next one goes on with the files that were not
    reached. Without `--files` and `--minutes` it ends when every file has been read.

    Exit codes: 0; 1 if any file, read now or before, is altered, missing or unreadable, or if the
    storage does not answer. Orphans (`--orphans`) are named and do not count.
    """

    help = "Read sealed files again; ends with status 1 if any is not what was sealed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare how much is to be read."""
        parser.add_argument("--files", type=int, metavar="N", help="read at most N files")
        parser.add_argument("--minutes", type=float, metavar="M", help="stop after M minutes")
        parser.add_argument(
            "--days", type=float, metavar="D", help="only files not read for D days"
        )
        parser.add_argument(
            "--damaged", action="store_true", help="only files that were damaged when last read"
        )
        parser.add_argument(
            "--orphans",
            action="store_true",
            help="also name files of the storage that no row knows",
        )
        parser.add_argument(
            "--clear-orphans",
            action="store_true",
            help="also remove those that carry a digest as their name, older than an hour",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, and say what was found."""
        now, away = timezone.now(), ""
        try:
            report = self._check(options, now)
        except StorageAwayError as error:
            report, away = error.report, str(error)
        self.stdout.write(
            f"{report.read} files read ({report.size / 1e6:.1f} MB): "
            f"{report.found[Fixity.INTACT]} intact, {report.damaged} not."
        )
        if options["orphans"]:
            self._name_orphans(now)
        if options["clear_orphans"]:
            self._clear_orphans(now)
        damaged = damaged_files().count()
        if damaged or away:
            raise CommandError(f"{away} {damaged} sealed files are not what was sealed.".strip())

    def _check(self, options: dict[str, Any], now: datetime) -> FixityReport:
        rows = SealedFile.objects.all()
        if options["damaged"]:
            rows = rows.filter(fixity__in=DAMAGED)
        if options["days"] is not None:
            last = now - timedelta(days=options["days"])
            rows = rows.filter(Q(checked_at__isnull=True) | Q(checked_at__lte=last))
        minutes = options["minutes"]
        return check(
            rows,
            storage=default_storage,
            at=now,
            told=self._tell,
            most=options["files"],
            seconds=None if minutes is None else minutes * 60,
        )

    def _tell(self, file: SealedFile, report: FixityReport) -> None:
        if file.fixity in DAMAGED:
            self.stderr.write(f"{file.name} {WORDS[Fixity(file.fixity)]}.")
        if report.read % TOLD_EVERY == 0:
            self.stdout.write(f"{report.read} files read ...")

    def _name_orphans(self, now: datetime) -> None:
        found = 0
        try:
            for name in orphans(default_storage, at=now):
                found += 1
                self.stdout.write(f"Orphan: {name}")
        except (NotImplementedError, OSError, StoreError) as error:
            raise CommandError(f"The storage could not be listed: {error}") from error
        self.stdout.write(f"{found} orphans.")

    def _clear_orphans(self, now: datetime) -> None:
        try:
            gone = clear_orphans(default_storage, at=now)
        except (NotImplementedError, OSError, StoreError) as error:
            raise CommandError(f"The storage could not be listed: {error}") from error
        for name in gone:
            self.stdout.write(f"Removed: {name}")
        self.stdout.write(f"{len(gone)} orphans removed.")
