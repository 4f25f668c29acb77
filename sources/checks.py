"""What is wrong with the settings of this room, for `manage.py check`."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004
from django.core.exceptions import ImproperlyConfigured

from sources.authorities import configured, roots_file


@register
def timestamping_authorities(**_given: Any) -> list[CheckMessage]:
    """Every authority has a name, an address that can be asked, and a certificate to check it."""
    try:
        found = configured()
    except ImproperlyConfigured as error:
        hint = "COUNTERCLAIM_TIMESTAMP_AUTHORITIES=name=https://...,other=https://..."
        return [Error(str(error), hint=hint, id="sources.E002")]
    return [
        Warning(
            f"The timestamping authority {name} is not asked: there is no certificate to check "
            "its answers with.",
            hint=f"Put the authority's root certificate (PEM) at {roots_file(name)}.",
            id="sources.W002",
        )
        for name, authority in found.items()
        if not authority.roots
    ]
