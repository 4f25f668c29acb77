"""Who is signed in."""

from __future__ import annotations

from django.http import HttpRequest

from tracker.base.people.models import User


def person(request: HttpRequest) -> User:
    """The signed-in person; ``tracker.site.access`` lets nobody else come this far.

    Raises:
        TypeError: nobody is signed in, so a page of the desk stands open.
    """
    if not isinstance(request.user, User):
        raise TypeError("A page of the desk was reached without signing in.")
    return request.user
