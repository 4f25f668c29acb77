"""Declare an interest in a party or an incident, and withdraw it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from claims.models import Incident, Interest, InterestEffect, Party
from claims.operations.journal import journal
from claims.rules import acts
from tracker.base.acts.refusal import Forbidden
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, word


def declare_interest(
    *,
    words: str,
    effect: str,
    by: User,
    at: datetime,
    party: Party | None = None,
    incident: Incident | None = None,
) -> Interest:
    """Write down what `by` has to do with one party or one incident, and what follows from it.

    Refuses with `one_thing` (neither or both are named), `unknown_value` or `required` (words).
    """
    if (party is None) == (incident is None):
        raise Refusal(
            _("Choose a party or an incident, one of the two."), code="one_thing", field="party"
        )
    with act(acts.DECLARE_INTEREST, by=by):
        row = Interest.objects.create(
            person=by,
            party=party,
            incident=incident,
            effect=word(effect, InterestEffect, field="effect").value,
            words=text(words, field="words", required=True),
            declared_at=at,
        )
        journal(verb="interest_declared", target=row, by=by, at=at)
    return row


def withdraw_interest(*, interest: Interest, reason: str, by: User, at: datetime) -> Interest:
    """Say that an interest is none any more, and why; what was declared stays in view.

    Refuses with `not_yours`, `already_withdrawn` or `required` (the reason).
    """
    why = text(reason, field="reason")
    with act(acts.WITHDRAW_INTEREST, by=by, reason=why):
        row = Interest.everything.select_for_update().get(pk=interest.pk)
        if row.person_id != by.pk:
            raise Forbidden(_("Only who declared an interest withdraws it."), code="not_yours")
        if row.retracted_at is not None:
            raise Refusal(_("It has been withdrawn already."), code="already_withdrawn")
        row.retracted_by, row.retracted_at, row.retraction_reason = by, at, why
        row.save(update_fields=["retracted_by", "retracted_at", "retraction_reason"])
        journal(verb="interest_withdrawn", target=row, by=by, at=at, reason=why)
    return row
