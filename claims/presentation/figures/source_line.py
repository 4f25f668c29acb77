"""The line under a drawing that says whose statements it shows, and from when."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Claim
from claims.presentation import dates
from claims.presentation.words import who
from tracker.base.values.partial_date import PartialDate
from tracker.base.writing.lists import comma_list


def source_line(claims: Sequence[Claim]) -> str:
    """Say who made the statements that a drawing shows, and when: the first and the last date.

    Args:
        claims: those whose figures are drawn; one may be among them several times.
    """
    made = {claim.pk: claim for claim in claims}.values()
    names = comma_list(dict.fromkeys(who(claim) for claim in made))
    said = ngettext("%(n)s statement by %(names)s", "%(n)s statements by %(names)s", len(made))
    parts = [said % {"n": len(made), "names": names}, _span_of(list(made)), _undated(list(made))]
    return comma_list(filter(None, parts))


def _span_of(claims: Sequence[Claim]) -> str:
    return dates.span_of(PartialDate.of(claim.made_on, claim.made_on_precision) for claim in claims)


def _undated(claims: Sequence[Claim]) -> str:
    undated = sum(claim.made_on is None for claim in claims)
    if not undated:
        return ""
    if undated == len(claims):
        return _("date not known")
    return _("%(n)s without a date") % {"n": undated}
