"""The way on from words that a claim rests on already: to what is judged of them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.operations.cite import CitedAlready
from tracker.base.values.refusal import Refusal
from tracker.base.web.forms import WayOn


class LeadsToJudging:
    """A form that cites: where it is refused as cited already, it leads to that citation."""

    def way_on(self, refusal: Refusal) -> WayOn | None:
        """Where what is judged of the citation that is there can be changed."""
        return way_on_from(refusal)


def way_on_from(refusal: Refusal) -> WayOn | None:
    """The same of any refusal; None where it speaks of no citation."""
    if not isinstance(refusal, CitedAlready):
        return None
    address = reverse("desk:citation_judge", args=[refusal.citation.pk])
    return WayOn(address, _("Change what is said of that citation"))
