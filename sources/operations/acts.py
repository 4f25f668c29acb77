"""What every act of this room begins with: who may, and who and why behind each changed row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from tracker.base.acts.refusal import Refusal
from tracker.base.ledger.operations import at_the_end
from tracker.base.people.models import Role, User

STAFF = frozenset({Role.FACT_CHECKER, Role.EDITOR, Role.ADMINISTRATOR})
GRADERS = frozenset({Role.EDITOR, Role.ADMINISTRATOR})


@contextmanager
def act(*, by: User, why: str, allowed: frozenset[Role] = STAFF) -> Iterator[None]:
    """Do all of an act or nothing, and tell the row history who did it and why.

    Args:
        by: who acts.
        why: the verb of the act.
        allowed: roles that may.

    Raises:
        Refusal: `not_allowed`.
    """
    if not by.is_active or by.role not in allowed:
        raise Refusal(_("Your role does not allow this."), code="not_allowed")
    with pghistory.context(user=by.pk, why=why), transaction.atomic(), at_the_end():
        yield
