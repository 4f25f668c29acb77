"""Say how soon the desk should come to a claim."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from claims.involvement import Involvement
from claims.models import Claim, Priority
from claims.operations.journal import journal
from claims.operations.transition import locked
from claims.rules import acts
from tracker.base.acts.law import ensure
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal


def prioritise(*, claim: Claim, priority: int, by: User, at: datetime) -> Claim:
    """Give `claim` another priority; the one it has leaves no line in the journal.

    Refuses with `withdrawn` or `unknown_value`.
    """
    if priority not in Priority.values:
        raise Refusal(_("There is no such priority."), code="unknown_value", field="priority")
    with act(acts.PRIORITISE, by=by):
        row = locked(claim)
        ensure(by, acts.PRIORITISE, Involvement(by, row))
        if row.priority != priority:
            before, row.priority = row.priority, priority
            row.save(update_fields=["priority"])
            journal(
                verb="prioritised",
                target=row,
                claim_id=row.pk,
                by=by,
                at=at,
                data={"priority": int(priority), "before": before},
            )
    claim.priority = row.priority
    return row
