"""What is answered where something of ours broke: with what was typed, if it can still be had."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template import loader

from tracker.base.web.typed import Typed, typed_at_desk


def broken(request: HttpRequest) -> HttpResponse:
    """Say so, asking nothing of the database."""
    typed: list[Typed] = []
    try:
        typed = typed_at_desk(request)
    except Exception:  # noqa: BLE001 - what is broken may be the request itself
        typed = []
    return HttpResponseServerError(loader.get_template("500.html").render({"typed": typed}))
