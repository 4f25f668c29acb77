"""Ask for timestamps from the shell."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sources.authorities import configured
from sources.operations.stamps import obtain


class Command(BaseCommand):
    """Do at once, in this process, what beat and a worker would do within a few minutes."""

    help = (
        "Asks the configured authorities for timestamps over what was sealed since the last time. "
        "With --again NAME also for what that authority refused or failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare `--again`."""
        parser.add_argument(
            "--again",
            metavar="NAME",
            help="forget what this authority answered so far, except what it granted",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Sweep once and work off what is due; then say what waits."""
        again = options["again"]
        try:
            known = configured()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from None
        if again and again not in known:
            raise CommandError(f"No authority {again} is configured.")
        if again:
            obtain.ask_again(authority=again, at=timezone.now())
        for timestamp_id in obtain.sweep(at=timezone.now()):
            obtain.run(timestamp_id=timestamp_id, worker="request_timestamps", at=timezone.now())
        for name, status, count in obtain.stamp_counts():
            self.stdout.write(f"{name}: {count} {status}")
