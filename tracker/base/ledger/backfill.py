"""Enter rows from before there was a ledger; their entries say that they came later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction

from tracker.base.ledger.kinds import Kind
from tracker.base.ledger.models import Entry
from tracker.base.ledger.operations import enter_many, given

AT_ONCE = 100


def backfill(kind: Kind[Any], *, at: datetime, before: datetime | None = None) -> int:
    """Enter the rows of a kind that are not in the ledger; doing it again changes nothing.

    Each hundred rows is one transaction, so that nobody waits long for the ledger.

    Args:
        kind: which rows.
        at: the moment of entering (aware).
        before: only rows written before it; nothing for all of them.

    Returns:
        How many entered.
    """
    rows = kind.missing()
    if before is not None:
        rows = rows.filter(**{f"{kind.made_at}__lt": before})
    done = 0
    keys = iter(list(rows.prefetch_related(None).values_list("pk", flat=True)))
    while piece := list(islice(keys, AT_ONCE)):
        done += _enter(kind, piece, at=at)
    return done


def _enter(kind: Kind[Any], keys: Sequence[Any], *, at: datetime) -> int:
    with transaction.atomic():
        found = kind.missing().filter(pk__in=keys)
        rows = list(found.select_for_update(of=("self",)))
        # Whoever waited for the lock looks again: another may have entered them meanwhile.
        there = set(
            Entry.objects.filter(
                kind=kind.name, subject__in=[str(row.pk) for row in rows]
            ).values_list("subject", flat=True)
        )
        rows = [row for row in rows if str(row.pk) not in there]
        enter_many([given(kind, row, at=at, afterwards=True) for row in rows])
    return len(rows)


def began() -> datetime | None:
    """When the first thing entered in the act that wrote it; None if nothing has."""
    with_act = Entry.objects.exclude(content__contains='"afterwards":true')
    return with_act.order_by("position").values_list("at", flat=True).first()


def later_rows(kinds: Sequence[Kind[Any]]) -> int:
    """How many rows are not in the ledger although they ought to have entered when written."""
    return sum(kind.missing().count() for kind in kinds)
