"""What the journal adds to an act of asking for reviews: from when to when, whom, how many."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from claims.models import Priority
from tracker.base.writing.days import written_date

_SAID = {
    "assigned": gettext_noop("(%(reviewer_name)s, due %(due)s)"),
    "due_moved": gettext_noop("from %(from)s to %(due)s"),
    "reviewer_replaced": gettext_noop("in the place of %(reviewer_name)s"),
    "taken": gettext_noop("due %(due)s"),
    "put_back": gettext_noop("due %(due)s"),
}


def of_asking(verb: str, data: Mapping[str, Any]) -> str:
    """The rest of a line of the journal, in words; empty for other verbs.

    Args:
        verb: of the line.
        data: what the operation wrote down with it.
    """
    if verb == "prioritised":
        return str(Priority(data["priority"]).label)
    if verb == "put_up":
        said = ngettext("%(n)s review, due %(due)s", "%(n)s reviews, due %(due)s", data["places"])
        return said % {"n": data["places"], "due": _day(data["due"])}
    if verb == "taken_down":
        return ngettext("%(n)s review", "%(n)s reviews", data["places"]) % {"n": data["places"]}
    if verb not in _SAID:
        return ""
    days = {key: _day(data[key]) for key in ("from", "due") if key in data}
    return _(_SAID[verb]) % {**data, **days}


def _day(written: str) -> str:
    return written_date(date.fromisoformat(written))
