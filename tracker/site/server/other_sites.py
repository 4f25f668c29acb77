"""What programs in the browsers of other sites may read: what is made for programs, as anybody may.

Feeds, TimeMaps and the API. Browsers send no cookie along with such a request and show no answer to
one that has any: an answer for every site is never one for the person who signed in here. Pages and
forms are for nobody's programs. A WACZ says it itself, because parts of it are asked for:
`claims.public.evidence.downloads`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

ALLOWED = "Access-Control-Allow-Origin"
_LANGUAGES = "|".join(code for code, _name in settings.LANGUAGES)
_FOR_PROGRAMS = re.compile(rf"/(?:(?:{_LANGUAGES})/)?feeds/|/timemap/|/api/v1/")


class OtherSitesMiddleware:
    """Lets other sites read what is made for programs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and say who may read the answer."""
        response = self.get_response(request)
        if _is_for_all(request):
            response.headers.setdefault(ALLOWED, "*")
        return response


def _is_for_all(request: HttpRequest) -> bool:
    """Whether it reads what is made for programs, and shows no token of somebody of the desk."""
    is_read = request.method in {"GET", "HEAD"} and "Authorization" not in request.headers
    return is_read and _FOR_PROGRAMS.match(request.path_info) is not None
