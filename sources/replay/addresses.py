"""Addresses on the replay's origin: signed by the application, good for a while, for one thing.

There is no session on that origin, so it cannot ask who is reading. The application has asked
already: it hands out an address only with what its reader may see. See
docs/decisions/replay-origin.md.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from sources.replay.origin import replay_origin

if TYPE_CHECKING:
    from sources.models import Capture, SealedFile

HOUR = 3600
_SALT = "sources.replay.addresses"
_URLS = "sources.replay.urls"


def replay_url(path: str) -> str:
    """The address of a path on the replay's origin; the empty string where replay is off.

    Args:
        path: begins with a slash.

    Raises:
        BadOriginError: the configured origin cannot be used.
    """
    origin = replay_origin()
    return f"{origin}{path}" if origin is not None else ""


def payload_url(capture: Capture, *, at: datetime) -> str:
    """Where what a sealed capture holds is shown as it was; empty where replay is off.

    Args:
        capture: a sealed one; whoever calls has seen that its reader may see it.
        at: the present moment; the address is good for one to two hours from then.
    """
    return replay_url(_signed("capture", str(capture.pk), at=at))


def file_url(file: SealedFile, *, at: datetime) -> str:
    """Where a sealed file (a screenshot, a print, a rendered page) is shown; empty where off.

    Args:
        file: the file; whoever calls has seen that its reader may see it.
        at: the present moment; the address is good for one to two hours from then.
    """
    return replay_url(_signed("file", str(file.pk), at=at))


def _signed(kind: str, name: str, *, at: datetime) -> str:
    # The same for all of an hour, so that a page that shows it stays the same and can be a 304.
    until = (int(at.timestamp()) // HOUR + 2) * HOUR
    arguments = {"name": name, "until": until, "seal": _seal(kind, name, until)}
    return reverse(kind, urlconf=_URLS, kwargs=arguments)


def is_signed(kind: str, name: str, until: int, seal: str, *, at: datetime) -> bool:
    """Whether the application made this address, and not too long ago."""
    genuine = constant_time_compare(seal, _seal(kind, name, until))
    return genuine and at < datetime.fromtimestamp(until, tz=UTC)


def _seal(kind: str, name: str, until: int) -> str:
    return salted_hmac(_SALT, f"{kind}:{name}:{until}", algorithm="sha256").hexdigest()
