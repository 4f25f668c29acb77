"""Say that what the house proposes is not so."""

from __future__ import annotations

from datetime import datetime

from claims.models import Dismissal
from claims.operations.journal import journal
from claims.rules import acts
from claims.rules.proposable import Proposable
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.text import text, word


def dismiss(*, kind: str, subject: str, by: User, at: datetime, reason: str = "") -> Dismissal:
    """Refuse a proposal, so that nobody is offered it again.

    Who refuses what somebody else has refused already changes nothing: the first one's row stands.

    Args:
        kind: a `Proposable`.
        subject: the key of the proposal, in ids and digests.
        by: a fact-checker or an editor.
        at: when.
        reason: why, if they say.

    Raises:
        Refusal: `unknown_value` of another kind, `required` or `too_long` of the key.
    """
    of = word(kind, Proposable, field="kind").value
    key = text(subject, field="subject", required=True, longest=200)
    why = text(reason, field="reason")
    with act(acts.DISMISS, by=by, reason=why):
        row, is_new = Dismissal.objects.get_or_create(
            kind=of, subject=key, defaults={"reason": why, "by": by, "at": at}
        )
        if is_new:
            data = {"kind": of, "subject": key}
            journal(verb="dismissed", target=row, by=by, at=at, reason=why, data=data)
    return row
