"""Lines of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import models

from claims.models import Event
from claims.reads.ledger.kinds import EVENT
from claims.rules.acts import CLAIM_ACTS
from tracker.base.ledger.operations import enter_rows
from tracker.base.people.models import User


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
    """Write one line of the append-only journal and enter it in the ledger, inside an act.

    `data` never holds what a sealed review says: the journal is read while rounds are blind.

    Raises:
        ValueError: the verb is no act's, so nobody has said how it reads and who may read it.
    """
    if verb not in CLAIM_ACTS.by_verb:
        raise ValueError(f"No row of the table of acts leaves {verb!r} in the journal.")
    line = Event.objects.create(
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
    enter_rows((EVENT, [line]), at=at)
    return line
