"""What is planned to be published: the list of it, and cancelling it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.operations.verdicts.schedule import cancel_scheduled, ending_words
from claims.reads.publishing.scheduled import (
    scheduled_missed,
    scheduled_row,
    scheduled_waiting,
)
from tracker.base.web.act_view import ActView
from tracker.base.web.pages import one_page, other_parameters


@require_safe
def scheduled(request: HttpRequest) -> HttpResponse:
    """What waits for its time, and what could not be published when it came."""
    context = {
        "page": one_page(scheduled_waiting(), request),
        "query": other_parameters(request),
        "missed": scheduled_missed(timezone.now())[:20],
        "section": "desk",
    }
    return render(request, "desk/publishing/scheduled.html", context)


class ScheduledCancel(ActView):
    """Cancel what is planned to be published."""

    template_name = "desk/publishing/cancel.html"
    changes = "scheduled"
    untold = ("seen", "waived", "planned_by", "planned_at")
    heading, button = _("Cancel what is planned"), _("Cancel it")
    explanation = _("Nothing is published at that time. The verdict can be published all the same.")
    said = _("It is cancelled.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load it.

        Raises:
            Http404: there is none.
        """
        super().setup(request, *args, **kwargs)
        found = scheduled_row(kwargs["pk"])
        if found is None:
            raise Http404
        self.scheduled = found
        self.back = reverse("desk:claim", args=[found.round.claim_id])

    def act(self, data: dict[str, Any]) -> str:
        """Cancel it."""
        cancel_scheduled(scheduled=self.scheduled, by=self.by, at=self.at)
        return self.back

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the claim, what is planned, and how that has ended if it has."""
        found = self.scheduled
        return super().get_context_data(
            claim=found.round.claim,
            scheduled=found,
            ended=ending_words(found) if found.ended else "",
            **kwargs,
        )
