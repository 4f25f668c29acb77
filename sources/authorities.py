"""The timestamping authorities as this house is configured. None is built in."""

from __future__ import annotations

import re
from pathlib import Path

from cryptography import x509
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from sources import configuration
from sources.archiver.network.guard import RefusedAddressError, check_as_written
from sources.archiver.time.timestamp import Authority, read_roots

NAME = re.compile(r"\A[a-z0-9][a-z0-9-]{0,39}\Z")


def configured() -> dict[str, Authority]:
    """Read whom we ask for timestamps, by name, in the order they are given.

    An authority whose certificates are missing or unreadable has no roots, and is not asked.

    Raises:
        ImproperlyConfigured: an entry is not `name=url`, or a name is given twice.
    """
    found: dict[str, Authority] = {}
    for entry in settings.TIMESTAMP_AUTHORITIES:
        name, url = _entry(entry)
        if name in found:
            raise ImproperlyConfigured(f"The timestamping authority {name} is named twice.")
        found[name] = Authority(name, url, roots(name))
    return found


def _entry(entry: str) -> tuple[str, str]:
    name, _, url = (part.strip() for part in entry.partition("="))
    if not NAME.match(name):
        raise ImproperlyConfigured(
            f"{entry!r} does not name a timestamping authority: write it like name=https://..., "
            "the name in small letters, digits and hyphens."
        )
    try:
        check_as_written(url, allowance=configuration.allowance())
    except RefusedAddressError as error:
        raise ImproperlyConfigured(
            f"The timestamping authority {name} cannot be asked: {error}"
        ) from error
    return name, url


def roots_file(name: str) -> Path:
    """Where the certificates of an authority are looked for."""
    return Path(settings.TIMESTAMP_ROOTS) / f"{name}.pem"


def roots(name: str) -> tuple[x509.Certificate, ...]:
    """Read the certificates that an authority's signature must lead to.

    They are also read for authorities that are asked no more: their timestamps still hold.
    """
    try:
        return read_roots(roots_file(name).read_bytes()) if NAME.match(name) else ()
    except (OSError, ValueError):
        return ()
