"""Readers report an error on the page of a claim, and find the answer; nobody signs in.

No cookie is set and none is asked for. In the place of a CSRF token stands one of the form itself:
see `claims.desk.readers.report_tokens` and docs/decisions/error-reports.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from claims.desk.readers.forms import ErrorReportForm
from claims.desk.readers.report_tokens import key_of_token, new_report_token
from claims.operations.readers.error_reports import take_report
from claims.reads.readers.error_reports import claim_to_report, report_of_key
from tracker.base.people.limits import keyed_digest
from tracker.base.values.refusal import Refusal
from tracker.base.web.act_view import NOT_ACCEPTED
from tracker.base.web.callers import calling_network

if TYPE_CHECKING:
    from claims.models import Claim

SEE_OTHER = 303


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Show the form; take what is sent and lead on to the page where the answer will stand.

    Raises:
        Http404: there is no such claim, or it is not public.
    """
    try:
        claim = claim_to_report(claim_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    now = timezone.now()
    if request.method != "POST":
        form = ErrorReportForm(initial={"token": new_report_token(claim_id, at=now)})
        return _report_page(request, form, claim)
    form = ErrorReportForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            report = take_report(
                claim,
                key=key_of_token(data["token"], claim_id, at=now),
                about=data["about"],
                words=data["words"],
                where=data["where"],
                network=_network(request),
                at=now,
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            address = reverse("report_answer", args=[report.key])
            return HttpResponseRedirect(address, status=SEE_OTHER)
    form.renew(new_report_token(claim_id, at=now))
    return _report_page(request, form, claim, status=NOT_ACCEPTED)


def _report_page(
    request: HttpRequest, form: ErrorReportForm, claim: Claim, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "claim": claim, "is_exercise": claim.incident.is_exercise}
    return render(request, "public/claims/report.html", context, status=status)


@never_cache
@require_safe
def report_answer(request: HttpRequest, key: str) -> HttpResponse:
    """Tell the reader who sent a report that it came, and what was answered.

    Raises:
        Http404: no report has this key.
    """
    try:
        report, is_shown = report_of_key(key)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    context = {"report": report, "is_shown": is_shown}
    return render(request, "public/claims/report_sent.html", context)


def _network(request: HttpRequest) -> str:
    """A digest of the network that a request comes from: it can be counted and not read."""
    network = calling_network(
        request.META.get("REMOTE_ADDR", ""),
        request.headers.get("X-Forwarded-For", ""),
        proxies=settings.ALLAUTH_TRUSTED_PROXY_COUNT,
    )
    return keyed_digest(f"report {network}")
