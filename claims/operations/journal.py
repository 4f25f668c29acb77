"""Lines of the journal, and who and why behind every changed row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

import pghistory
from django.db import models, transaction

from claims.models import Event
from tracker.base.ledger.operations import at_the_end
from tracker.base.people.models import User


@contextmanager
def act(*, by: User, why: str) -> Iterator[None]:
    """Do all of an act or nothing, and tell the row history who did it and why.

    `why` is the verb of the act, with the reason if one was given.
    """
    with pghistory.context(user=by.pk, why=why), transaction.atomic(), at_the_end():
        yield


def journal(
    *,
    verb: str,
    target: models.Model,
    by: User,
    at: datetime,
    claim_id: int | None = None,
    from_status: str = "",
    to_status: str = "",
    reason: str = "",
    data: Mapping[str, object] | None = None,
) -> Event:
    """Write one line of the append-only journal; call it inside the transaction of the act.

    `data` never holds what a sealed review says: the journal is read while rounds are blind.
    """
    return Event.objects.create(
        at=at,
        actor_id=by.pk,
        actor_name=by.get_full_name(),
        verb=verb,
        target_type=target._meta.model_name or "",  # noqa: SLF001 - Django's documented name
        target_id=str(target.pk),
        claim_id=claim_id,
        from_status=from_status,
        to_status=to_status,
        reason=reason,
        data=dict(data or {}),
    )
