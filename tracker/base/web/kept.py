"""Forms that were sent by somebody who had been signed out, and come back after signing in.

The browser has the key in a cookie of its own, the row is in the database
(`tracker.base.acts.kept_forms`), and its number is in the address that the sign-in leads to.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict

from tracker.base.acts.kept_forms import KEPT_HOURS, forget, keep, kept_form, new_key
from tracker.base.languages.pages import set_cookie, unspoken
from tracker.base.web.typed import is_secret

PARAMETER = "kept"


def cookie_name() -> str:
    """Browsers tell hosts apart but not ports: it is called like the session's."""
    return f"{settings.SESSION_COOKIE_NAME}_kept"


def keep_form(request: HttpRequest, *, at: datetime) -> tuple[str, str] | None:
    """Keep what was just sent.

    Returns:
        The address at which it comes back, and the browser's key; None if there is nothing to
        keep, or it cannot be kept.
    """
    fields = {
        name: [str(value) for value in values]
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and not is_secret(name)
    }
    if not any(value.strip() for values in fields.values() for value in values):
        return None
    key = request.COOKIES.get(cookie_name()) or new_key()
    number = keep(fields, path=unspoken(request.path), key=key, at=at)
    if number is None:
        key = new_key()  # the cookie's was none of ours, or there is no room
        number = keep(fields, path=unspoken(request.path), key=key, at=at)
    if number is None:
        return None
    query = request.GET.copy()
    query[PARAMETER] = str(number)
    return f"{request.path}?{query.urlencode()}", key


def give_key(response: HttpResponseBase, key: str) -> None:
    """Give the browser its key, for the pages of the desk and for as long as forms are kept."""
    set_cookie(response, cookie_name(), key, under="desk/", lasting=timedelta(hours=KEPT_HOURS))


def kept_for(request: HttpRequest, *, at: datetime) -> QueryDict | None:
    """What was kept for this page and this browser, if its address names it."""
    number, key = request.GET.get(PARAMETER, ""), request.COOKIES.get(cookie_name(), "")
    found = (
        kept_form(number, path=unspoken(request.path), key=key, at=at) if number and key else None
    )
    if found is None:
        return None
    result = QueryDict(mutable=True)
    for name, values in found.items():
        result.setlist(name, values)
    return result


def forget_kept(request: HttpRequest, *, at: datetime) -> None:
    """Delete what was kept for this page, after it was sent and done."""
    number, key = request.GET.get(PARAMETER, ""), request.COOKIES.get(cookie_name(), "")
    if number and key:
        forget(number, path=unspoken(request.path), key=key, at=at)


def is_from_our_pages(request: HttpRequest) -> bool:
    """Whether the browser itself says that a page of this site sent this.

    A form that comes from elsewhere must not come back filled in, a press away from being sent.
    """
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        return True
    said = request.headers.get("Origin") or request.headers.get("Referer") or ""
    parts = urlsplit(said)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())
