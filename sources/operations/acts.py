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


def words(value: str, *, field: str, required: bool = False, longest: int | None = None) -> str:
    """Give a text back without the white space around it.

    Raises:
        Refusal: `required`, `too_long` or `unreadable` (it holds a NUL).
    """
    value = value.strip()
    if "\x00" in value:
        raise Refusal(
            _("There is a character in it that cannot be kept. Type the text again."),
            code="unreadable",
            field=field,
        )
    if required and not value:
        raise Refusal(_("This is needed."), code="required", field=field)
    if longest is not None and len(value) > longest:
        raise Refusal(
            _("This is too long: at most %(longest)s characters.") % {"longest": longest},
            code="too_long",
            field=field,
        )
    return value


def choice(value: str, known: list[str], *, field: str) -> str:
    """Check that a value is one of the known ones.

    Raises:
        Refusal: `unknown_value`.
    """
    if value not in known:
        raise Refusal(
            _('"%(value)s" is not one of: %(known)s.')
            % {"value": value, "known": ", ".join(known)},
            code="unknown_value",
            field=field,
        )
    return value
