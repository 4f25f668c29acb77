"""What every page is told about the house."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.http import HttpRequest

from tracker.base.web.typed import typed_at_desk
from tracker.site.languages import in_languages


def site(request: HttpRequest) -> dict[str, object]:
    """The site's name and address, whether it is a demonstration, whether mail goes out.

    ``typed`` is what was typed at the desk, for the pages that say no to a form: what somebody
    typed is given back to them. ``in_languages`` is the page in each language.
    """
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "demonstration": settings.DEMONSTRATION,
        "mail_configured": settings.MAIL_CONFIGURED,
        "typed": partial(typed_at_desk, request),
        "in_languages": partial(in_languages, request),
    }
