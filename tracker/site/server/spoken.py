"""In which language a page is read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language

from claims.models.party import names_read_once


class SpokenMiddleware(LocaleMiddleware):
    """Reads a page in the language of its address, and in that alone.

    What a browser prefers changes nothing, so answers do not vary by it: one address is one page.
    """

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the names of parties in that language read once for the whole page."""
        with names_read_once():
            answer: HttpResponseBase = super().__call__(request)  # type: ignore[assignment]
            return answer

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Name the language."""
        del request
        response.headers.setdefault("Content-Language", get_language())
        return response
