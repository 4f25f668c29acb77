"""Asking at the desk for a sealed page to be shown in a browser."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.reads.desk.evidence import all_captures
from sources.operations.renderings.request import ask_rendering_again
from sources.tasks import nudge_rendering
from tracker.base.web.act_view import ButtonView


class CaptureRender(ButtonView):
    """Have a sealed page shown in a browser, again or for the first time."""

    said = _("The sealed page will be shown in a browser.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the capture."""
        super().setup(request, *args, **kwargs)
        self.capture = get_object_or_404(all_captures(), pk=kwargs["pk"])
        self.back = reverse("desk:capture", args=[self.capture.pk])

    def act(self, data: dict[str, Any]) -> str:
        """Ask for it, and tell a worker."""
        row = ask_rendering_again(capture=self.capture, by=self.by, at=self.at)
        nudge_rendering(row)
        return self.back
