"""Any two versions of a claim side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.desk.guards import claim_or_404
from claims.presentation.claims.versions import compare_versions
from claims.reads.journal.contents import content_of
from claims.reads.journal.versions import content_in, names_in, versions_of
from claims.reads.merged.sealed import is_said
from tracker.base.people.signed_in import person
from tracker.base.web.fields import keys_of

if TYPE_CHECKING:
    from claims.models import Claim

NOW = 0
"""The number of what the claim says now, where that is not written down yet."""


@dataclass(frozen=True, slots=True)
class Written:
    """A version of a claim, or what it says now."""

    number: int
    who: str
    at: datetime | None
    content: str

    @property
    def label(self) -> str:
        """What it is called in a list."""
        if self.number == NOW:
            return _("as it stands now")
        return _("version %(number)s") % {"number": self.number}


@require_safe
def claim_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare two versions; without a choice, the newest with the one before it."""
    claim = claim_or_404(request, pk)
    written = written_of(claim)
    by_number = {one.number: one for one in written}
    now = by_number.get(_asked(request, "now"), written[0])
    earlier = written[1] if len(written) > 1 else written[0]
    before = by_number.get(_asked(request, "before"), earlier)
    compared = content_in(before.content), content_in(now.content)
    names = names_in(compared, person(request))
    context = {
        "claim": claim,
        "written": written,
        "before": before,
        "now": now,
        "sections": compare_versions(*compared, names),
        "section": "desk",
    }
    return render(request, "desk/history/versions.html", context)


def written_of(claim: Claim) -> list[Written]:
    """The versions of a claim, the newest first; before them what it says now, if that differs."""
    rows = list(versions_of(claim))
    content = content_of(claim)
    found = [
        Written(row.number, row.made_by.get_full_name(), row.made_at, row.content) for row in rows
    ]
    if not rows or not is_said(content, rows[0].content):
        found.insert(0, Written(NOW, "", None, content))
    return found


def _asked(request: HttpRequest, name: str) -> int:
    """The number that is asked for; -1 for none."""
    return next(iter(keys_of([request.GET.get(name, "")])), -1)
