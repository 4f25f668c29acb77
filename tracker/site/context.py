"""What every page is told about the house."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001
    """The site's name and address, whether it is a demonstration, whether mail goes out."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "demonstration": settings.DEMONSTRATION,
        "mail_configured": settings.MAIL_CONFIGURED,
    }
