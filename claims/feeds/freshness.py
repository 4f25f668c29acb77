"""Since when a feed says what it says, for programs that ask by date instead of by tag."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from django.core.cache import cache


def unchanged_since(address: str, content: bytes, at: datetime) -> datetime:
    """When a feed was first seen to say this, in whole seconds.

    Not everything in a feed has a date of its own: a source added to an old claim changes it too.
    So what counts is when the text itself became another. Two texts never have the same moment;
    where nothing is remembered it is now, and whoever asks gets the feed once too often.

    Args:
        address: of the feed.
        content: what it says now.
        at: the time.
    """
    key = f"feed:{sha256(address.encode()).hexdigest()}"
    digest = sha256(content).hexdigest()
    moment = at.replace(microsecond=0)
    known = cache.get(key)
    if known is not None:
        if known[0] == digest:
            since: datetime = known[1]
            return since
        moment = max(moment, known[1] + timedelta(seconds=1))
    cache.set(key, (digest, moment), timeout=None)
    return moment
