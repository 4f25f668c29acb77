"""Views of queues that people keep."""

from __future__ import annotations

from django.db.models import QuerySet

from claims.models import SavedView
from tracker.base.people.models import User


def views_of(user: User, queue: str = "") -> QuerySet[SavedView]:
    """What somebody keeps, of one queue or of all."""
    rows = SavedView.objects.filter(person=user)
    return rows.filter(queue=queue) if queue else rows
