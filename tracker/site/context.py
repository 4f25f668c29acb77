"""What every page is told about the house."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001
    """The site's name and whether it is a demonstration."""
    return {"site_name": settings.SITE_NAME, "demonstration": settings.DEMONSTRATION}
