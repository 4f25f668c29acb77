"""Files on their way into the storage, and files that several rows may name.

A file is stored before the row that names it is there. Whoever stores one writes down its name
before (`announce`) and strikes it out in the transaction that writes the row (`settle`): what a
killed worker leaves behind stands in that list, and the sweep clears it away (`clear_abandoned`).

Two workers may store the same content, whose name is its digest. So whoever names a file or removes
one holds the name until the transaction ends (`hold`): who comes second sees what the first has
done.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from sources import configuration
from sources.archiver.sealing.store import StoreError, discard
from sources.models import AnnouncedFile, SealedFile

log = logging.getLogger(__name__)

CLEARED_AT_ONCE = 100
_SPACE = 7241
"""Our own among the locks of the database that have two numbers."""


@dataclass(frozen=True, slots=True)
class Announced:
    """Files that are about to be stored: their rows by their names."""

    rows: dict[str, int]

    def settle(self, names: Iterable[str]) -> None:
        """Strike files out, inside the transaction that writes the rows which name them.

        Names that were not announced are passed over.

        Raises:
            StoreError: one was cleared away meanwhile, because its worker was taken for dead.
        """
        keys = [self.rows[name] for name in names if name in self.rows]
        if keys and AnnouncedFile.objects.filter(pk__in=keys).delete()[0] < len(keys):
            raise StoreError("cleared")

    def clear(self, *, but: Iterable[str] = ()) -> None:
        """Remove files that no row came to name, and strike them out.

        Args:
            but: those that rows name now.
        """
        for name in sorted(self.rows.keys() - set(but)):
            if remove_unnamed(name):
                AnnouncedFile.objects.filter(pk=self.rows[name]).delete()


def announce(names: Iterable[str], *, at: datetime) -> Announced:
    """Write down which files are about to be stored; call it outside of any transaction.

    Args:
        names: their names in the storage.
        at: the present moment.
    """
    rows = [AnnouncedFile(name=name, announced_at=at) for name in names]
    AnnouncedFile.objects.bulk_create(rows)
    return Announced({row.name: row.pk for row in rows})


def clear_abandoned(*, at: datetime) -> list[str]:
    """Remove the files of workers that were killed between storing them and writing their rows.

    Args:
        at: the present moment.

    Returns:
        The names of files that are gone.
    """
    # Twice the lease: by then the row itself has been given to somebody else.
    last = at - 2 * timedelta(seconds=settings.CAPTURE_LEASE_SECONDS)
    old = AnnouncedFile.objects.filter(announced_at__lte=last).order_by("pk")
    keys = list(old.values_list("pk", flat=True)[:CLEARED_AT_ONCE])
    return [name for name in map(_clear_abandoned, keys) if name]


def _clear_abandoned(key: int) -> str:
    with transaction.atomic():
        # Whoever is settling it at this moment has it locked, and is not dead.
        row = AnnouncedFile.objects.select_for_update(skip_locked=True).filter(pk=key).first()
        if row is None:
            return ""
        others = AnnouncedFile.objects.filter(name=row.name).exclude(pk=key)
        if not others.exists() and not remove_unnamed(row.name):
            return ""
        row.delete()
    return row.name


def hold(name: str) -> None:
    """Let nobody else name or remove a file until this transaction ends.

    Hold several in one order, and before the ledger is written, whose lock is the last.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_SPACE, name])


def remove_unnamed(name: str) -> bool:
    """Remove a file, and what was begun of it, unless a row names it.

    Args:
        name: its name in the storage.

    Returns:
        Whether all is as it should be; what goes wrong leaves the file, and is logged.
    """
    try:
        with transaction.atomic():
            hold(name)
            if not SealedFile.objects.filter(name=name).exists():
                discard(configuration.storage(), name)
    except Exception:  # every storage has errors of its own, and ours is not the one to be told of
        log.exception("An unneeded file could not be removed: %s", name)
        return False
    return True
