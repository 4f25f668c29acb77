"""Readers report an error on a page about claims, and find the answer; nobody signs in.

No cookie is set and none is asked for. In the place of a CSRF token stands one of the form itself:
see `claims.desk.readers.report_tokens` and docs/decisions/error-reports.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from claims.desk.readers.forms import ErrorReportForm
from claims.desk.readers.report_tokens import key_of_token, new_report_token
from claims.operations.readers.error_reports import take_report
from claims.presentation.pairs.headline import pair_headline
from claims.presentation.words import dossier_title, who
from claims.reads.readers.error_reports import (
    claim_to_report,
    dossier_to_report,
    pair_to_report,
    report_of_key,
)
from tracker.base.people.limits import keyed_digest
from tracker.base.values.refusal import Refusal
from tracker.base.web.act_view import NOT_ACCEPTED
from tracker.base.web.callers import calling_network

if TYPE_CHECKING:
    from claims.models import Claim

SEE_OTHER = 303
LONGEST_CHOICE = 120
"""Characters of a statement where one of several claims is chosen."""


@dataclass(frozen=True, slots=True)
class ReportedPage:
    """A page on which a reader finds an error.

    Args:
        named: what its form is signed for.
        claims: those that stand on it; on the page of a claim that one alone.
        title: of the page of a pair or a dossier; empty on that of a claim.
        path: likewise.
    """

    named: str
    claims: Sequence[Claim]
    title: str = ""
    path: str = ""

    @property
    def choices(self) -> list[tuple[int, str]]:
        """The claims to choose from: none on the page of a claim."""
        if not self.path:
            return []
        return [
            (claim.pk, f"{who(claim)}: {Truncator(claim.statement).chars(LONGEST_CHOICE)}")
            for claim in self.claims
        ]


def _takes_reports(find: Callable[..., ReportedPage]) -> Callable[..., HttpResponse]:
    """A view that shows the form and leads on to where the answer will stand.

    Args:
        find: what finds the page by what its address names, or that it is not public.
    """

    @csrf_exempt
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(find)
    def view(request: HttpRequest, **named: Any) -> HttpResponse:
        try:
            page = find(**named)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing
        return _report(request, page)

    return view


@_takes_reports
def report_error(claim_id: int) -> ReportedPage:
    """Report an error on the page of a claim."""
    return ReportedPage(str(claim_id), [claim_to_report(claim_id)])


@_takes_reports
def report_error_of_pair(pair_id: int) -> ReportedPage:
    """Report an error on the page of a pair, about either of its claims."""
    pair = pair_to_report(pair_id)
    path = reverse("public:pair", args=[pair.pk])
    return ReportedPage(
        f"pair {pair.pk}", [pair.answers, pair.claim], title=pair_headline(pair), path=path
    )


@_takes_reports
def report_error_of_dossier(slug: str) -> ReportedPage:
    """Report an error on the page of a dossier, about one of its claims."""
    incident, claims = dossier_to_report(slug)
    path = reverse("public:incident", args=[incident.slug])
    return ReportedPage(f"dossier {incident.pk}", claims, title=dossier_title(incident), path=path)


def _report(request: HttpRequest, page: ReportedPage) -> HttpResponse:
    now = timezone.now()
    if request.method != "POST":
        token = new_report_token(page.named, at=now)
        form = ErrorReportForm(initial={"token": token}, claims=page.choices)
        return _report_page(request, form, page)
    form = ErrorReportForm(request.POST, claims=page.choices)
    if form.is_valid():
        data = form.cleaned_data
        chosen = {claim.pk: claim for claim in page.claims}
        try:
            report = take_report(
                chosen[data["claim"]] if page.path else page.claims[0],
                page=page.path,
                key=key_of_token(data["token"], page.named, at=now),
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
    form.renew(new_report_token(page.named, at=now))
    return _report_page(request, form, page, status=NOT_ACCEPTED)


def _report_page(
    request: HttpRequest, form: ErrorReportForm, page: ReportedPage, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "page": page,
        "claim": page.claims[0],
        "is_exercise": page.claims[0].incident.is_exercise,
    }
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
