"""The very front: on the replay's origin only the replay answers, elsewhere it does not exist.

Nothing behind this line runs for a request to the replay's host: no session, no cookie, no
sign-in, no static file, no page of the application, not even its error pages.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
)
from django.urls import resolve
from django.utils.translation import override

from sources.replay.origin import BadOriginError, is_replay, replay_origin
from sources.replay.policy import bind

log = logging.getLogger(__name__)

METHODS = ("GET", "HEAD")
PLAIN = "text/plain; charset=utf-8"


class ReplayMiddleware:
    """Answers what is asked of the replay's origin; only what counts requests stands before it.

    Raises:
        ImproperlyConfigured: the replay is configured on the application's own origin, or on
            something that is none; the web process does not start.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        try:
            replay_origin()
        except BadOriginError as error:
            raise ImproperlyConfigured(str(error)) from error

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or hand the request on to the application."""
        if not is_replay(request):
            return self.get_response(request)
        with override(settings.LANGUAGE_CODE):  # it stands before what reads an address's language
            response = _answer(request)
        if "Content-Security-Policy" not in response:
            bind(response)
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            response["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
        return response


def _answer(request: HttpRequest) -> HttpResponseBase:
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        return HttpResponsePermanentRedirect(f"{replay_origin()}{request.get_full_path()}")
    if request.method not in METHODS:
        return HttpResponseNotAllowed(METHODS, b"Only GET and HEAD.\n", content_type=PLAIN)
    try:
        match = resolve(request.path_info, "sources.replay.urls")
        answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    except Http404 as error:
        return refused(404, str(error.args[0]) if _is_ours(error) else "There is nothing here.")
    except Exception:
        # The application's own error page must not be shown here.
        log.exception("The replay of %s broke off", request.path_info)
        return refused(500, "This copy could not be shown.")
    return answer


def _is_ours(error: Http404) -> bool:
    return bool(error.args) and isinstance(error.args[0], str)


def refused(status: int, sentence: str) -> HttpResponse:
    """A plain answer of the replay's origin, as little able to run anything as a sealed page.

    Args:
        status: of HTTP.
        sentence: what is shown.
    """
    response = HttpResponse(f"{sentence}\n", status=status, content_type=PLAIN)
    response["Cache-Control"] = "no-store"
    bind(response)
    return response
