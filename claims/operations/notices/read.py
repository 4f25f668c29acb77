"""Mark notices as read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from claims.models import Notice
from claims.notices.seen import unread_by
from claims.rules import acts
from tracker.base.acts.transaction import act
from tracker.base.people.models import User


def read_notices(*, by: User, at: datetime, keys: Collection[int] | None = None) -> int:
    """Mark somebody's own notices as read, as far as they may read them.

    Args:
        by: whose they are.
        at: the present moment.
        keys: of the notices; None for all of theirs.

    Returns:
        How many were unread until now.
    """
    rows = unread_by(by)
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    with act(acts.READ_NOTICES, by=by):
        found = list(rows.values_list("pk", flat=True))
        return Notice.objects.filter(pk__in=found, read_at__isnull=True).update(read_at=at)
