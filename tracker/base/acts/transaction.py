"""What every operation is done in: one transaction, who and why, the ledger at its end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import pghistory
from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from tracker.base.acts.law import ensure
from tracker.base.acts.table import Act
from tracker.base.ledger.operations import at_the_end
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import any_word

_LOST_RACES = frozenset({"23505", "23503", "40P01", "40001"})
"""PostgreSQL: unique and foreign key violated, deadlock, serialization failure."""

logger = logging.getLogger(__name__)

_P = ParamSpec("_P")
_T = TypeVar("_T")


@contextmanager
def act(what: Act[Any], *, by: User, reason: str = "", field: str = "reason") -> Iterator[None]:
    """Do all of an act or nothing, and tell the row history who did it and why.

    Whatever it is done for is a word at least, also where no reason is needed; that is asked last,
    so that an operation whose reason readers are given says first that it has to be a sentence.

    Args:
        what: the row of the act.
        by: who acts; in an act of the house's own, whose act brought it about.
        reason: why, in the person's words, if they gave a reason.
        field: where the reason is typed.

    Raises:
        Forbidden: the person's role may never do this.
        Refusal: ``required``, of the reason: this act is done for one; ``no_word``.
    """
    if what.may:
        ensure(by, what)
    if what.reason and not reason.strip():
        raise Refusal(_("Say why: the reason is kept."), code="required", field=field)
    why = f"{what.name}: {reason}" if reason else what.name
    with pghistory.context(user=by.pk, why=why), transaction.atomic(), at_the_end():
        yield
        any_word(reason, field=field)


def is_lost_race(error: Exception) -> bool:
    """Whether the database refuses something only because somebody else does it, too, just now."""
    is_lost = getattr(error.__cause__, "sqlstate", "") in _LOST_RACES
    if is_lost:
        logger.warning("Two at once: %s", error)
    return is_lost


def tried_again(operation: Callable[_P, _T]) -> Callable[_P, _T]:
    """Try an operation once more that crossed another one: for what may well be done twice.

    Raises:
        Refusal: `at_once`: it crossed another one again.
    """

    @wraps(operation)
    def tried(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        for _each in range(2):
            try:
                return operation(*args, **kwargs)
            except OperationalError as error:
                if not is_lost_race(error):
                    raise
        raise Refusal(_("This could not be done just now. Try again."), code="at_once")

    return tried
