"""Check kept timestamps from the shell, without a network."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from sources.models import Capture, Timestamp, TimestampStatus
from sources.reads.stamps import check_stamp, digests_of


class Command(BaseCommand):
    """Check that every kept timestamp still holds; ends with status 1 if one does not.

    The token is read from the storage, its digest compared with the row, and its signature, digest
    and time checked against the certificates in COUNTERCLAIM_TIMESTAMP_ROOTS.
    """

    help = (
        "Checks every kept timestamp without a network and names each that does not hold. "
        "Ends with status 1 if there is any."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare `--capture` and `--quiet`."""
        parser.add_argument(
            "--capture",
            metavar="ID",
            help="only those of this capture; its files are read and their digests checked too",
        )
        parser.add_argument("--quiet", action="store_true", help="name only what does not hold")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check one after the other and count."""
        rows = Timestamp.objects.filter(status=TimestampStatus.GRANTED)
        with_files = bool(options["capture"])
        if with_files:
            rows = rows.filter(sha256__in=digests_of(_capture(options["capture"])))
        held = failed = 0
        for row in rows.order_by("pk").iterator(chunk_size=500):
            trouble = check_stamp(row, with_file=with_files).trouble
            held, failed = held + (not trouble), failed + bool(trouble)
            if trouble or not options["quiet"]:
                self._say(row, trouble)
        self.stdout.write(f"{held} timestamps hold, {failed} do not.")
        if failed:
            sys.exit(1)

    def _say(self, row: Timestamp, trouble: str) -> None:
        moment = row.granted_at.isoformat() if row.granted_at else ""
        line = f"{row.sha256} {row.authority} {moment} serial {row.serial}"
        if trouble:
            self.stderr.write(f"FAILED {line}: {trouble}")
        else:
            self.stdout.write(f"holds  {line}")


def _capture(given: str) -> Capture:
    try:
        return Capture.objects.get(pk=UUID(given))
    except (ValueError, Capture.DoesNotExist):
        raise CommandError(f"There is no capture {given}.") from None
