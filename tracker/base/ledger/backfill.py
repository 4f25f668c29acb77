"""Enter rows that ought to be in the ledger and are not; their entries say that they came later."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from tracker.base.ledger.kinds import Kind
from tracker.base.ledger.models import Entry
from tracker.base.ledger.operations import enter_keys, lock

AT_ONCE = 100


def backfill(kind: Kind[Any], *, at: datetime) -> int:
    """Enter the rows of a kind that are not in the ledger; doing it again changes nothing.

    Each hundred rows is one transaction, so that nobody waits long for the ledger.

    Args:
        kind: which rows.
        at: the moment of entering (aware).

    Returns:
        How many entered.
    """
    done, keys = 0, list(kind.missing_keys())
    for start in range(0, len(keys), AT_ONCE):
        done += _enter(kind, keys[start : start + AT_ONCE], at=at)
    return done


def _enter(kind: Kind[Any], keys: list[Any], *, at: datetime) -> int:
    with transaction.atomic():
        lock()  # whoever waited for it looks again: another may have entered them meanwhile
        subjects = [str(key) for key in keys]
        there = set(
            Entry.objects.filter(kind=kind.name, subject__in=subjects).values_list(
                "subject", flat=True
            )
        )
        left = [key for key in keys if str(key) not in there]
        enter_keys(kind, left, at=at)
    return len(left)
