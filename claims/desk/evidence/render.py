"""Asking at the desk for a sealed page to be shown in a browser."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sources.models import Capture
from sources.operations.renderings.request import ask_again
from sources.tasks import run_rendering
from tracker.base.acts.refusal import Refusal
from tracker.base.web.submissions import person


@require_POST
def capture_render(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have a sealed page shown in a browser, again or for the first time."""
    capture = get_object_or_404(Capture.objects.only("pk"), pk=pk)
    try:
        row = ask_again(capture=capture, by=person(request), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        # A broker that does not answer is no reason to refuse: the sweep finds the row.
        transaction.on_commit(lambda: run_rendering.delay(row.pk), robust=True)
        messages.success(request, _("The sealed page will be shown in a browser."))
    return redirect("desk:capture", pk=pk)
