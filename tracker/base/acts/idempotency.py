"""Idempotency keys: a form that is sent twice is done once, however long the second takes.

The keys stand in the database, in the transaction of the act itself: there is no moment at which
the act is done and the key is not known, and no part that could be away while acts can be done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Self

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import QueryDict

from tracker.base.acts.models import SentForm
from tracker.base.ledger.chain import canonical
from tracker.base.people.models import User

KEPT_DAYS = 30
"""As long as a page may lie open in a browser, and then be sent again."""
LONGEST_KEY = 64
NOT_CONTENT = frozenset({"csrfmiddlewaretoken", "unsent"})
"""What a form carries of the page it was opened on: of two openings of one form it differs."""


@dataclass(frozen=True, slots=True)
class Sending:
    """One sending of a form.

    Args:
        key: the form's own, made for this one act; "" for none.
        content_sha256: digest of all that was sent.
    """

    key: str
    content_sha256: str

    @classmethod
    def of(cls, key: str, sent: QueryDict, files: Mapping[str, UploadedFile[Any]]) -> Self:
        """Make one of what a browser sent."""
        fields = [[name, values] for name, values in sent.lists() if name not in NOT_CONTENT]
        brought = [[name, str(file.name), file.size] for name, file in files.items()]
        content = canonical([sorted(fields), sorted(brought)])
        return cls(key, sha256(content.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Before:
    """What an earlier sending of the same form came to.

    Args:
        outcome: the address that it led to.
        is_same: whether the very same was sent.
        at: when.
    """

    outcome: str
    is_same: bool
    at: datetime


def once(
    sending: Sending, act: Callable[[Before | None], str], *, by: User, at: datetime
) -> tuple[str, bool]:
    """Do an act, unless this form was sent before with the same content.

    Call it inside the transaction of the act. Of two sendings at once the later one waits for the
    earlier; an act that fails takes its key with it, so that it can be tried again.

    Args:
        sending: what is sent.
        act: what to do; is told what an earlier sending with other content came to, and gives
            back what it came to itself, such as an address.
        by: who sends it; keys of two people never meet.
        at: the present moment.

    Returns:
        What the act came to, now or earlier, and whether it was earlier.
    """
    if not sending.key:
        return act(None), False
    SentForm.objects.filter(at__lt=at - timedelta(days=KEPT_DAYS)).delete()
    row = SentForm(by=by, key=sending.key, content_sha256=sending.content_sha256, at=at)
    before = None
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        row = SentForm.objects.get(by=by, key=sending.key)
        before = Before(row.outcome, row.content_sha256 == sending.content_sha256, row.at)
        if before.is_same:
            return before.outcome, True
    outcome = act(before)
    row.outcome, row.content_sha256, row.at = outcome, sending.content_sha256, at
    row.save(update_fields=["outcome", "content_sha256", "at"])
    return outcome, False
