"""Files that several rows may name because they have the same content: kept, or removed, by turns.

A file is stored before the row that names it is there, and whoever finds that no row will come
removes it. Another worker may have found the same file in the storage in between and be about to
name it. So both hold the name until their transaction ends: who comes second sees what the first
has done.
"""

from __future__ import annotations

import logging

from django.db import connection, transaction

from sources.models import SealedFile
from sources.operations import archiving

log = logging.getLogger(__name__)

_SPACE = 7241
"""Our own among the locks of the database that have two numbers."""


def hold(name: str) -> None:
    """Let nobody else name or remove a file until this transaction ends.

    Hold several in one order, and before the ledger is written, whose lock is the last.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_SPACE, name])


def remove_unnamed(name: str) -> None:
    """Remove a file unless a row names it; what goes wrong leaves it, and is logged.

    Args:
        name: its name in the storage.
    """
    try:
        with transaction.atomic():
            hold(name)
            if not SealedFile.objects.filter(name=name).exists():
                archiving.storage().delete(name)
    except Exception:  # every storage has errors of its own, and ours is not the one to be told of
        log.exception("An unneeded file could not be removed: %s", name)
