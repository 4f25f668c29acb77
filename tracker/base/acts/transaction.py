"""What every operation is done in: one transaction, who and why, the ledger at its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from tracker.base.acts.law import ensure
from tracker.base.acts.table import Act
from tracker.base.ledger.operations import at_the_end
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal


@contextmanager
def act(what: Act[Any], *, by: User, reason: str = "") -> Iterator[None]:
    """Do all of an act or nothing, and tell the row history who did it and why.

    Args:
        what: the row of the act.
        by: who acts; in an act of the house's own, whose act brought it about.
        reason: why, in the person's words, if they gave a reason.

    Raises:
        Forbidden: the person's role may never do this.
        Refusal: ``required``, at the field ``reason``: this act is done for a reason.
    """
    if what.may:
        ensure(by, what)
    if what.reason and not reason.strip():
        raise Refusal(_("Say why: the reason is kept."), code="required", field="reason")
    why = f"{what.name}: {reason}" if reason else what.name
    with pghistory.context(user=by.pk, why=why), transaction.atomic(), at_the_end():
        yield
