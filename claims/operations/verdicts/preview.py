"""Look at what publishing would make, or whether it would be refused, and undo it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from django.db import transaction

from claims.models import Claim, Verdict
from claims.operations.verdicts.publish import publish
from tracker.base.ledger.operations import at_the_end

T = TypeVar("T")


class _Undo(Exception):  # noqa: N818 - no error: it ends the transaction
    """What was published for a look is taken back."""


def as_if_published(look: Callable[[Verdict], T], **facts: Any) -> T:
    """Publish, look at it, and undo it: nobody else ever sees it, and the ledger hears of nothing.

    Args:
        look: reads or renders what is there then.
        facts: what `publish` asks for.

    Returns:
        What `look` gives.

    Raises:
        Refusal: it cannot be published.
    """
    return as_if_done(lambda: look(publish(**facts)), claim=facts["claim"])


def as_if_done(do: Callable[[], T], *, claim: Claim) -> T:
    """Do something and undo it: what it is refused for is known before it is done.

    Args:
        do: what is done, operations and no messages.
        claim: to which; it stands afterwards as it stood before.

    Returns:
        What `do` gives.

    Raises:
        Refusal: it cannot be done.
    """
    seen: list[T] = []
    try:
        with suppress(_Undo), transaction.atomic(), at_the_end():
            seen.append(do())
            raise _Undo
    finally:
        claim.refresh_from_db(fields=["status"])
    return seen[0]
