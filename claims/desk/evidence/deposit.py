"""Depositing a copy of a page that cannot be fetched."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.desk.record.scene import FORM_METHODS
from sources.desk.deposit_form import DepositForm, bring
from sources.desk.uploads import was_too_large
from sources.models import Capture, Page
from tracker.base.acts.refusal import Refusal
from tracker.base.web.submissions import page, perform, person


@require_http_methods(FORM_METHODS)
def page_deposit(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file as a copy of a page, with a statement of how it was obtained."""
    copied = get_object_or_404(Page.objects.select_related("publisher"), pk=pk)
    form = DepositForm(*_sent(request))
    if was_too_large(request):
        form.refuse_size()

    def act(data: dict[str, Any]) -> Capture:
        return bring(copied, data, by=person(request), at=timezone.now())

    def at_its_field(refusal: Refusal) -> bool:
        if refusal.field != "obtained_on":
            return False
        form.add_error("obtained", refusal.message)
        return True

    done = perform(
        request,
        form,
        act,
        then=lambda row: reverse("desk:capture", args=[row.pk]),
        said=_("The copy is sealed as deposited. A worker reads its text."),
        place=at_its_field,
    )
    context = {"form": form, "copied": copied, "section": "desk"}
    return done or page(request, "desk/evidence/deposit.html", context)


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
