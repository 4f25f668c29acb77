"""``manage.py restore DIR``: bring a backup back."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from tracker.site.backup import BackupError, restore_backup
from tracker.site.roles import as_owner, count_rows, grant


class Command(BaseCommand):
    """Verify a backup and restore it into an empty database and the storage.

    Exit codes: 0; 1 with the reason if the backup is not whole or the database is not empty.
    """

    help = "Verify a backup and restore it into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the folder from the command line."""
        parser.add_argument("folder", type=Path, metavar="DIR", help="what backup wrote")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore."""
        folder: Path = options["folder"]
        try:
            with as_owner() as worker:
                restore_backup(folder, storage=default_storage, say=self.stdout.write)
                if worker:
                    grant(worker)
            count_rows()
        except (BackupError, DatabaseError, OSError) as error:
            raise CommandError(str(error).strip()) from error
        self.stdout.write(f"Restored from {folder}.")
