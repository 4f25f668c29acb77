"""The archiver as this house is configured: limits, allowance, name, storage."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.files.storage import default_storage

from sources.archiver import VERSION
from sources.archiver.sealing.store import Storage
from sources.archiver.values import Allowance, Limits


def limits() -> Limits:
    """What one capture may cost."""
    most = settings.CAPTURE_MAX_BYTES
    return Limits(
        # In memory at once are the answer, its body and the unpacked body, then the answer, its
        # body and the sealed file twice: a worker stays under 256 MiB with the default.
        wire_bytes=most * 2 // 5,
        decoded_bytes=most,
        document_bytes=settings.CAPTURE_MAX_PDF_BYTES,
        total_seconds=settings.CAPTURE_DEADLINE_SECONDS,
    )


def allowance(more: Sequence[str] = ()) -> Allowance:
    """Addresses admitted although they are not public.

    Args:
        more: entries for this call, beside those of the setting.

    Raises:
        ValueError: an entry is neither HOST:PORT nor a network.
    """
    return Allowance.parse([*settings.ALLOWED_ADDRESSES, *more])


def agent() -> str:
    """Say who asks and how to reach them, as the User-Agent header."""
    contact = "".join(char for char in settings.ARCHIVER_CONTACT if " " <= char <= "~")
    return f"Counterclaim/{VERSION} (archiver of cited pages; +{contact})"


def storage() -> Storage:
    """Where sealed files are kept."""
    return default_storage
