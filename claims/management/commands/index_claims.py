"""Index every claim anew: `manage.py index_claims`. See docs/matching.md."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from claims.operations.matching.index import index_everything


class Command(BaseCommand):
    """Make the index of claims anew; needed once for claims recorded before there was one."""

    help = "Indexes every claim and name anew for matching, and counts in how many each term is."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Index, and say how many claims there are."""
        self.stdout.write(_("%(n)s rows indexed.") % {"n": index_everything()})
