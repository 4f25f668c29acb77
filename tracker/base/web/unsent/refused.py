"""What somebody typed before at an address whose form is refused now."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from tracker.base.acts.unsent.keep import unsent_at
from tracker.base.languages.pages import unspoken
from tracker.base.people.models import User
from tracker.base.web.unsent.shown import UnsentShown, unsent_words


def kept_at_desk(request: HttpRequest) -> list[UnsentShown]:
    """What whoever asks for a form of the desk typed there and has not sent, the newest first.

    For pages that say no to a form: what was typed there is not lost with it. Where something was
    sent just now, the page gives that back itself.
    """
    match, user = request.resolver_match, getattr(request, "user", None)
    if request.method == "POST" or match is None or match.namespace != "desk":
        return []
    if not isinstance(user, User):
        return []
    rows = unsent_at(unspoken(request.path), by=user, at=timezone.now())
    return [unsent_words(one) for one in rows]
