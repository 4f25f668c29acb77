"""What every page is told about the house."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.http import HttpRequest

from tracker.base.web.typed import typed_at_desk


def site(request: HttpRequest) -> dict[str, object]:
    """The site's name, whether it is a demonstration, and what was typed at the desk.

    The last is for the pages that say no to a form: what somebody typed is given back to them.
    """
    return {
        "site_name": settings.SITE_NAME,
        "demonstration": settings.DEMONSTRATION,
        "typed": partial(typed_at_desk, request),
    }
