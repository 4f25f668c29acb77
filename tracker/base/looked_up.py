"""Conditions that are asked of each row by itself, for lists of which a page is read."""

from __future__ import annotations

from django.db.models import Exists


class LookedUp(Exists):
    """`Exists` that an index answers for each row, as far as rows are read.

    PostgreSQL may otherwise read the whole of the other table beforehand, to have it at hand for
    all rows there are, though a list ends after a hundred of them. It does not where a query is
    followed by OFFSET.
    """

    template = "EXISTS(%(subquery)s OFFSET 0)"
