"""``manage.py backup DIR``: rows and evidence, with digests."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from tracker.site.backup import BackupError, back_up


class Command(BaseCommand):
    """Write the database, every sealed file and a manifest with their SHA-256 into a new folder.

    Exit codes: 0; 1 if the backup could not be made, or if a sealed file is missing or no longer
    what was sealed (the backup is then written all the same, and says so).
    """

    help = "Copy the database and all sealed files into a new folder, with their digests."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the folder from the command line."""
        parser.add_argument(
            "folder", type=Path, metavar="DIR", help="a folder that is new or empty"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Back up."""
        folder: Path = options["folder"]
        try:
            problems = back_up(
                folder, storage=default_storage, at=timezone.now(), say=self.stdout.write
            )
        except (BackupError, DatabaseError, OSError) as error:
            raise CommandError(f"No backup was made. {error}".strip()) from error
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{folder} was written, but the evidence itself is not whole.")
        self.stdout.write(f"Backed up to {folder}.")
