"""Keep a view of a queue under a name of one's own, and forget it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from claims.models import SavedView
from claims.models.desk.saved_view import LONGEST_NAME, LONGEST_QUERY
from claims.rules import acts
from tracker.base.acts.transaction import act
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text

MOST_VIEWS = 30
"""Of one person, of all queues."""


def keep_view(*, queue: str, name: str, query: str, by: User, at: datetime) -> SavedView:
    """Keep what a queue is narrowed by; the same name takes the place of what it stood for.

    Refuses with `too_long` (the filters), `too_many` or what a line of text is refused for.
    """
    called = text(name, field="name", required=True, longest=LONGEST_NAME)
    if len(query) > LONGEST_QUERY:
        raise Refusal(_("These filters are too long to be kept."), code="too_long", field="name")
    with act(acts.KEEP_VIEW, by=by):
        own = SavedView.objects.filter(person=by)
        if own.exclude(queue=queue, name=called).count() >= MOST_VIEWS:
            raise Refusal(
                _("You keep %(most)s views already. Forget one first.") % {"most": MOST_VIEWS},
                code="too_many",
                field="name",
            )
        view, _created = SavedView.objects.update_or_create(
            person=by, queue=queue, name=called, defaults={"query": query, "saved_at": at}
        )
    return view


def forget_view(*, view: SavedView, by: User) -> None:
    """Forget a view of one's own; one that is forgotten already is none."""
    with act(acts.KEEP_VIEW, by=by):
        SavedView.objects.filter(pk=view.pk, person=by).delete()
