"""Second factors: how their secrets are kept, who has one, who has to.

The seeds of authenticator apps and of recovery codes are encrypted (Fernet: AES-128-CBC with
HMAC-SHA256) under keys derived from COUNTERCLAIM_FACTOR_KEYS, or from the site's secret where none
is set. A seed names no key: each is tried, the present one first.
"""

from __future__ import annotations

import base64
import logging
from functools import lru_cache

from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.shortcuts import render

from tracker.base.people.models import User

log = logging.getLogger(__name__)

FACTORS = ("totp", "webauthn")
"""What counts as a second factor; recovery codes stand in for one that is lost."""


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of second factors encrypted."""

    def encrypt(self, text: str) -> str:
        """Encrypt under the present key."""
        return keys().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt under whichever key fits.

        Raises:
            ImmediateHttpResponse: none does, with a page that says who can help.
        """
        try:
            return keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            log.error("A second factor was encrypted under another COUNTERCLAIM_FACTOR_KEYS.")  # noqa: TRY400 - says it all
            page = render(context.request, "account/factor_unreadable.html", status=503)
            raise ImmediateHttpResponse(page) from error


def keys() -> MultiFernet:
    """The keys, the present one first."""
    return _derived(tuple(settings.FACTOR_KEYS) or (settings.SECRET_KEY,))


@lru_cache(maxsize=4)
def _derived(secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"counterclaim second factors")
    return base64.urlsafe_b64encode(derived.derive(secret.encode()))


def has_factor(person: User) -> bool:
    """Whether a person has a second factor that is asked for at sign-in."""
    theirs = Authenticator.objects.filter(user_id=person.pk, type__in=FACTORS)
    return bool(theirs.exists())


def owes_factor(person: User) -> bool:
    """Whether the house demands a second factor of a person's role, and they have none."""
    return person.role in settings.SECOND_FACTOR_ROLES and not has_factor(person)
