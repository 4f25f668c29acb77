"""What is answered where something broke, is not allowed, or cannot be read."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.views import defaults

from tracker.base.web.forms import RefusedHereError
from tracker.base.web.pages import UnknownFilterError, UnreadableError
from tracker.base.web.typed import Typed, typed_at_desk


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something of ours broke, with what was typed, asking nothing of the database."""
    typed: list[Typed] = []
    try:
        typed = typed_at_desk(request)
    except Exception:  # noqa: BLE001 - what is broken may be the request itself
        typed = []
    return HttpResponseServerError(loader.get_template("500.html").render({"typed": typed}))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what of an address cannot be read; of a list's filters, which are unknown and known."""
    context: dict[str, object]
    if isinstance(exception, UnknownFilterError):
        context = {"unknown": exception.unknown, "known": exception.known}
    elif isinstance(exception, UnreadableError):
        context = {"why": str(exception)}
    else:
        return defaults.bad_request(request, exception)
    return render(request, "400.html", context, status=HTTPStatus.BAD_REQUEST)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say why something may not be done, and lead on to what it was to be done to."""
    if not isinstance(exception, RefusedHereError):
        return defaults.permission_denied(request, exception)
    context = {"exception": str(exception), "way_on": exception.way_on}
    return render(request, "403.html", context, status=HTTPStatus.FORBIDDEN)
