"""The ledger as the house watches it: every check there is, and its head kept outside.

The head is kept in three ways, each as far as it is configured: an authority stamps it once a day
(`sources.operations.stamps`), it is added to a file, and it is sent to the newsroom by e-mail. What
was kept is compared at every verification.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004
from django.core.mail import send_mail

from claims.reads.ledger.kinds import ALL_KINDS
from sources.archiver.sealing.store import StoreError
from sources.operations.fixity.reread import unregistered
from sources.reads.ledger_kinds import stamped_heads
from sources.reads.stamps import kept_head_tokens
from tracker.base.ledger import heads, history
from tracker.base.ledger.chain import Defect, Head
from tracker.base.ledger.operations import head as present_head
from tracker.base.ledger.standing import (
    Check,
    due_mail,
    go_on,
    head_to_keep,
    note_kept,
    note_mailed,
)
from tracker.base.ledger.verify import KnownHead, entered_twice, heads_missing, without_entry

log = logging.getLogger(__name__)

KEPT_EVERY = timedelta(hours=1)
MAILED_EVERY = timedelta(days=1)
STEP_SECONDS = 20.0


def heads_file() -> Path | None:
    """The file that heads are kept in, if one is configured."""
    return Path(settings.LEDGER_HEADS_FILE) if settings.LEDGER_HEADS_FILE else None


def known_heads() -> Iterator[KnownHead]:
    """Every head of the ledger that is known outside of its own table."""
    yield from stamped_heads()
    yield from kept_head_tokens()
    file = heads_file()
    if file is not None:
        yield from heads.read(file)


def other_checks() -> list[Check]:
    """What is asked when every entry was held against its row, each as a step of its own."""
    return [
        entered_twice,
        *(partial(without_entry, kind) for kind in ALL_KINDS),
        _heads_still_there,
        unregistered,
        *(partial(history.of_table, table) for table in history.histories()),
    ]


def _heads_still_there() -> Iterable[Defect]:
    try:
        yield from heads_missing(known_heads())
    except (OSError, StoreError, heads.UnreadableHeadsError) as error:
        yield Defect("heads", f"The heads kept outside cannot be read: {error}")


def verify_on(*, at: datetime) -> bool:
    """Go on verifying for a while; whether a round ended."""
    return go_on(ALL_KINDS, other_checks(), at=at, seconds=STEP_SECONDS)


def keep_head(*, at: datetime) -> Head | None:
    """Keep the ledger's head outside, if it moved and the last one was kept long enough ago.

    Args:
        at: the present moment.

    Returns:
        The head that was kept; None if none was due or no way is configured.

    Raises:
        OSError: the file could not be written.
    """
    head = head_to_keep(at=at, every=KEPT_EVERY)
    file = heads_file()
    if head is not None and file is not None:
        heads.add(file, head, at=at)
        note_kept(head, at=at)
    _mail_head(at=at)
    return head if file is not None else None


def _mail_head(*, at: datetime) -> None:
    end = present_head()
    if (
        not settings.LEDGER_HEADS_EMAIL
        or not end.position
        or not due_mail(at=at, every=MAILED_EVERY)
    ):
        return
    send_mail(
        f"{settings.SITE_NAME}: head of the ledger, entry {end.position}",
        "Keep this message. The ledger can be held against it at any later time:\n\n"
        f"{heads.line_of(end, at=at)}\n\n"
        f"manage.py verify_ledger --head {end.sha256}\n",
        None,
        settings.LEDGER_HEADS_EMAIL,
    )
    note_mailed(at=at)


@register
def head_kept_outside(**_given: Any) -> list[CheckMessage]:
    """The head is kept somewhere that the machine's owner does not hold alone."""
    own = str(settings.VAR_DIR / "ledger-heads.txt") == settings.LEDGER_HEADS_FILE
    outside = settings.LEDGER_HEADS_FILE and not own
    kept = outside or settings.LEDGER_HEADS_EMAIL or settings.TIMESTAMP_AUTHORITIES
    if kept or settings.DEMONSTRATION:
        return []
    return [
        Warning(
            "The head of the ledger is kept on this machine only: whoever holds it could rewrite "
            "the ledger unseen.",
            hint="Configure a timestamping authority, COUNTERCLAIM_LEDGER_HEADS_EMAIL, or a "
            "COUNTERCLAIM_LEDGER_HEADS_FILE elsewhere.",
            id="tracker.W001",
        )
    ]
