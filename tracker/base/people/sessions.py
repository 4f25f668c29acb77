"""How long a session lasts, and that nothing shown within one is kept by anybody on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from tracker.base.people.happenings import Happening
from tracker.base.people.limits import caller_of
from tracker.base.people.models import User
from tracker.base.people.operations import keep_session, note

BEGAN, SEEN = "began_at", "seen_at"
NOTED_EVERY = timedelta(minutes=1)
Answer = Callable[[HttpRequest], HttpResponseBase]


class NoStoreMiddleware:
    """Whatever is answered within a session is kept nowhere: pages, files, errors.

    That a request carries the cookie of a session, or is given one, is enough; nobody is looked
    up for it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on and mark the answer."""
        response = self.get_response(request)
        if {settings.SESSION_COOKIE_NAME} & (request.COOKIES.keys() | response.cookies.keys()):
            response["Cache-Control"] = "private, no-store"
        return response


class SessionAgeMiddleware:
    """Ends a session that nobody uses, and any session after its time."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """End the session before its request is answered, or note that it is in use.

        Without the cookie of a session nothing is looked up, so that answers to readers do not
        vary by cookie.
        """
        if settings.SESSION_COOKIE_NAME in request.COOKIES and isinstance(request.user, User):
            _look_at(request, request.user, at=timezone.now())
        return self.get_response(request)


def _look_at(request: HttpRequest, person: User, *, at: datetime) -> None:
    session = request.session
    began = datetime.fromisoformat(session.get(BEGAN, at.isoformat()))
    seen = datetime.fromisoformat(session.get(SEEN, at.isoformat()))
    idle = at - seen > timedelta(hours=settings.SESSION_IDLE_HOURS)
    if idle or at - began > timedelta(hours=settings.SESSION_HOURS):
        caller = caller_of(request)
        note(
            Happening.SESSION_EXPIRED,
            person,
            at=at,
            network=caller.network,
            browser=caller.browser,
            data={"why": "idle" if idle else "age"},
        )
        session.flush()
        request.user = AnonymousUser()
        return
    # A part of a page that asks for itself again and again is nobody at the desk.
    by_itself = request.method == "GET" and "HX-Request" in request.headers
    if SEEN not in session or (at - seen >= NOTED_EVERY and not by_itself):
        session[BEGAN], session[SEEN] = began.isoformat(), at.isoformat()
        keep_session(person, old=session.session_key, new=session.session_key, at=at)


def rotate_key(request: HttpRequest, *, at: datetime) -> None:
    """Give a session another key, so that one read earlier opens nothing that was won since."""
    if isinstance(request.user, User) and request.session.session_key:
        old = request.session.session_key
        request.session.cycle_key()
        keep_session(request.user, old=old, new=request.session.session_key, at=at)
