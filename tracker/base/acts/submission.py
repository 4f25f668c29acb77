"""What a form carries beside what is typed, in one hidden field: ``key|token``."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Self

from tracker.base.acts.idempotency import LONGEST_KEY
from tracker.base.acts.snapshot import MOST_BYTES, Snapshot

LONGEST = LONGEST_KEY + 1 + MOST_BYTES


@dataclass(frozen=True, slots=True)
class Submission:
    """What a form carries.

    Args:
        key: its own, so that sending it twice does one thing; "" where there is none of ours.
        seen: what it was written against; None where it does not say.
    """

    key: str
    seen: Snapshot | None

    @classmethod
    def read(cls, value: str) -> Self:
        """Read the field; a key that is none of ours is left aside."""
        key, _bar, token = value.partition("|")
        is_ours = key.isascii() and key.isalnum() and len(key) <= LONGEST_KEY
        return cls(key if is_ours else "", Snapshot.read(token))

    @classmethod
    def write(cls, seen: Snapshot | None) -> str:
        """The field of a form that is shown now."""
        return uuid.uuid4().hex + (f"|{seen.token()}" if seen else "")
