"""How what somebody typed is kept from everybody else: encrypted for one person.

The key is derived from the site's secret and the person's number (HKDF-SHA256), the row is
encrypted with it (Fernet: AES-128-CBC with HMAC-SHA256). So neither a backup nor somebody who only
reads the database learns what stands in an unsent review, and a row that is moved to another
person is unreadable. Why it is this key: `docs/decisions/drafts.md`.
"""

from __future__ import annotations

import base64
import json
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal_for(content: dict[str, Any], person: int) -> bytes:
    """Encrypt something for one person.

    Args:
        content: what JSON can say.
        person: the number of their account.
    """
    return _keys(person).encrypt(json.dumps(content, ensure_ascii=False).encode())


def unseal_for(sealed: bytes, person: int) -> dict[str, Any] | None:
    """Decrypt what was encrypted for this person; None where it was not, or the secret is new."""
    try:
        found: dict[str, Any] = json.loads(_keys(person).decrypt(sealed))
    except InvalidToken:
        return None
    return found


def _keys(person: int) -> MultiFernet:
    """The keys, the present one first."""
    return _derived((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS), person)


@lru_cache(maxsize=256)
def _derived(secrets: tuple[str, ...], person: int) -> MultiFernet:
    return MultiFernet([Fernet(_key(secret, person)) for secret in secrets])


def _key(secret: str, person: int) -> bytes:
    info = f"counterclaim unsent forms of {person}".encode()
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=info)
    return base64.urlsafe_b64encode(derived.derive(secret.encode()))
