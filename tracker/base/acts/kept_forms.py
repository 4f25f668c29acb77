"""What was typed into a form by somebody who had been signed out by then, for a short time.

The row is encrypted with a key that only the browser has, so that neither a backup nor somebody
who reads the database learns what stands in an unsent review. It is found again by its number
together with that key, at the address it was sent to and nowhere else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from django.db.models import Sum
from django.db.models.functions import Length

from tracker.base.acts.models import KeptForm

KEPT_HOURS = 12
MOST_BYTES = 400_000
"""Of one form: four of its longest texts in a script of three bytes a letter."""
MOST_BYTES_IN_ALL = 64_000_000
"""Whoever sends forms without an account can fill this much of the database and no more."""

Fields = Mapping[str, Sequence[str]]


def new_key() -> str:
    """A key for one browser."""
    return Fernet.generate_key().decode("ascii")


def keep(fields: Fields, *, path: str, key: str, at: datetime) -> UUID | None:
    """Keep what was typed.

    Args:
        fields: what was sent, without secrets and files.
        path: the address it was sent to.
        key: the browser's key.
        at: the present moment.

    Returns:
        The number it is found by; None where it is too long, or too much is kept already, or the
        key is none of ours.
    """
    KeptForm.objects.filter(at__lt=at - timedelta(hours=KEPT_HOURS)).delete()
    content = json.dumps({name: list(values) for name, values in fields.items()}).encode()
    if len(content) > MOST_BYTES:
        return None
    kept = KeptForm.objects.aggregate(size=Sum(Length("sealed")))["size"] or 0
    if kept + len(content) > MOST_BYTES_IN_ALL:
        return None
    try:
        sealed = Fernet(key).encrypt(content)
    except ValueError:
        return None
    return KeptForm.objects.create(key_sha256=_digest(key), path=path, sealed=sealed, at=at).pk


def kept_form(number: str, *, path: str, key: str, at: datetime) -> dict[str, list[str]] | None:
    """What was kept under this number; None if nothing is, or not for this browser and address."""
    row = _row(number, path=path, key=key, at=at)
    if row is None:
        return None
    try:
        found: dict[str, list[str]] = json.loads(Fernet(key).decrypt(bytes(row.sealed)))
    except (InvalidToken, ValueError):
        return None
    return found


def forget(number: str, *, path: str, key: str, at: datetime) -> None:
    """Delete what was kept, once it was sent."""
    row = _row(number, path=path, key=key, at=at)
    if row is not None:
        row.delete()


def _row(number: str, *, path: str, key: str, at: datetime) -> KeptForm | None:
    try:
        pk = UUID(number)
    except ValueError:
        return None
    rows = KeptForm.objects.filter(at__gte=at - timedelta(hours=KEPT_HOURS))
    return rows.filter(pk=pk, key_sha256=_digest(key), path=path).first()


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
