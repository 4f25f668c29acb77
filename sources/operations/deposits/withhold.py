"""Withhold from readers a copy that they had, and give them one that was withheld."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sources import acts
from sources.models import Capture, Page, Withholding
from sources.reads.ledger_kinds import GIVEN_OUT, WITHHELD
from sources.reads.withheld import withholdings
from tracker.base.acts.transaction import act
from tracker.base.ledger.operations import enter_rows
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text

LONGEST = 2_000


def withhold(
    *,
    capture: Capture,
    description: str,
    reason: str,
    hides_page: bool,
    by: User,
    at: datetime,
) -> Withholding:
    """Take a deposited copy away from readers; they are told that it is withheld, and what it is.

    Args:
        capture: a deposit.
        description: what readers are told of it.
        reason: why, for the desk.
        hides_page: whether the page, its address and what was quoted from it are hidden too.
        by: an editor.
        at: the present moment.

    Raises:
        Refusal: `wrong_role`, `required`, `too_long`, `not_a_deposit` or `withheld`.
    """
    description = text(description, field="description", required=True, longest=LONGEST)
    reason = text(reason, field="reason", required=True, longest=LONGEST)
    with act(acts.WITHHOLD_COPY, by=by, reason=reason):
        Page.objects.select_for_update(no_key=True).get(pk=capture.page_id)
        if not capture.is_deposit:
            sentence = _("Only a copy that a person brought can be withheld.")
            raise Refusal(sentence, code="not_a_deposit")
        if current(capture) is not None:
            raise Refusal(_("This copy is withheld already."), code="withheld")
        return begin(
            capture,
            description=description,
            reason=reason,
            hides_page=hides_page,
            by=by,
            at=at,
        )


def begin(
    capture: Capture, *, description: str, reason: str, hides_page: bool, by: User, at: datetime
) -> Withholding:
    """Write that a copy is withheld from now on, within an act."""
    row = Withholding.objects.create(
        capture=capture,
        description=description,
        reason=reason,
        hides_page=hides_page,
        begun_by=by,
        begun_at=at,
    )
    enter_rows((WITHHELD, [row]), at=at)
    return row


def give_out(*, capture: Capture, reason: str, by: User, at: datetime) -> Withholding:
    """Show readers a copy that was withheld.

    Args:
        capture: a deposit that is withheld.
        reason: why it need not be any more.
        by: an editor.
        at: the present moment.

    Raises:
        Refusal: `wrong_role`, `required`, `too_long`, `not_withheld`.
    """
    reason = text(reason, field="reason", required=True, longest=LONGEST)
    with act(acts.GIVE_OUT_COPY, by=by, reason=reason), transaction.atomic():
        rows = Withholding.objects.select_for_update(of=("self",))
        row = rows.filter(capture=capture, ended_at__isnull=True).first()
        if row is None:
            raise Refusal(_("This copy is not withheld."), code="not_withheld")
        row.ended_by, row.ended_at, row.end_reason = by, at, reason
        row.save(update_fields=["ended_by", "ended_at", "end_reason"])
        enter_rows((GIVEN_OUT, [row]), at=at)
        return row


def current(capture: Capture) -> Withholding | None:
    """The withholding of a copy that holds now."""
    return withholdings().filter(capture=capture).first()
