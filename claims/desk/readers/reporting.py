"""Readers report an error on a page of the site, and find the answer; nobody signs in.

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
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from claims.desk.readers.forms import ErrorReportForm
from claims.desk.readers.report_tokens import key_of_token, new_report_token
from claims.desk.readers.reported_pages import page_at
from claims.operations.readers.error_reports import take_report
from claims.presentation.pairs.headline import pair_headline
from claims.presentation.words import dossier_title, page_name, who
from claims.reads.readers.error_reports import (
    capture_to_report,
    claim_to_report,
    dossier_to_report,
    pair_to_report,
    party_to_report,
    publisher_to_report,
    report_of_key,
    source_to_report,
)
from claims.rules.readers.reporting import ReportAbout, ReportOutcome
from tracker.base.people.limits import keyed_digest
from tracker.base.values.refusal import Refusal
from tracker.base.web.act_view import NOT_ACCEPTED
from tracker.base.web.callers import calling_network

if TYPE_CHECKING:
    from uuid import UUID

    from claims.models import Claim, ErrorReport

SEE_OTHER = 303
LONGEST_CHOICE = 120
"""Characters of a statement where one of several claims is chosen."""


@dataclass(frozen=True, slots=True)
class ReportedPage:
    """A page on which a reader finds an error.

    Args:
        named: what its form is signed for.
        claims: those that it may be about; on the page of a claim that one alone.
        is_exercise: it shows what is invented.
        title: of the page; empty on that of a claim.
        path: likewise.
    """

    named: str
    claims: Sequence[Claim]
    is_exercise: bool
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

    def claim_of(self, chosen: int | None) -> Claim | None:
        """The claim that a report is about, by what was chosen; None where it is about none."""
        if not self.path:
            return self.claims[0]
        return next((claim for claim in self.claims if claim.pk == chosen), None)


_FINDERS: dict[str, Callable[..., ReportedPage]] = {}
"""What finds a page, by the name of the address at which an error on it is reported."""


def _takes_reports(find: Callable[..., ReportedPage]) -> Callable[..., HttpResponse]:
    """A view that shows the form and leads on to where the answer will stand.

    Args:
        find: what finds the page by what its address names, or that it is not public.
    """
    _FINDERS[find.__name__] = find

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
    claim = claim_to_report(claim_id)
    return ReportedPage(str(claim_id), [claim], claim.incident.is_exercise)


@_takes_reports
def report_error_of_pair(pair_id: int) -> ReportedPage:
    """Report an error on the page of a pair, about either of its claims."""
    pair = pair_to_report(pair_id)
    path = reverse("public:pair", args=[pair.pk])
    return ReportedPage(
        f"pair {pair.pk}",
        [pair.answers, pair.claim],
        pair.answers.incident.is_exercise,
        title=pair_headline(pair),
        path=path,
    )


@_takes_reports
def report_error_of_dossier(slug: str) -> ReportedPage:
    """Report an error on the page of a dossier, about one of its claims."""
    incident, claims = dossier_to_report(slug)
    path = reverse("public:incident", args=[incident.slug])
    title = dossier_title(incident)
    named = f"dossier {incident.pk}"
    return ReportedPage(named, claims, incident.is_exercise, title=title, path=path)


@_takes_reports
def report_error_of_party(slug: str) -> ReportedPage:
    """Report an error on the page of a party; about a claim of it one is reported on that."""
    found, is_exercise = party_to_report(slug)
    path = reverse("public:party", args=[found.slug])
    title = found.name_for_reader
    return ReportedPage(f"party {found.pk}", (), is_exercise, title=title, path=path)


@_takes_reports
def report_error_of_publisher(slug: str) -> ReportedPage:
    """Report an error on the page of a publisher."""
    found, is_exercise = publisher_to_report(slug)
    path = reverse("public:publisher", args=[found.slug])
    return ReportedPage(f"publisher {found.pk}", (), is_exercise, title=found.name, path=path)


@_takes_reports
def report_error_of_source(page_id: int) -> ReportedPage:
    """Report an error on the page about a source: about it, or a claim that cites it."""
    return _of_source(page_id, f"source {page_id}", reverse("public:evidence", args=[page_id]))


@_takes_reports
def report_error_of_capture(capture_id: UUID) -> ReportedPage:
    """Report an error on the page of a capture: about its source, or a claim that cites that."""
    found = capture_to_report(capture_id)
    path = reverse("public:capture", args=[found.pk])
    return _of_source(found.page_id, f"capture {found.pk}", path)


def _of_source(page_id: int, named: str, path: str) -> ReportedPage:
    page, claims, is_exercise = source_to_report(page_id)
    names = {"who": page.publisher.name, "words": page_name(page)}
    title = _("%(who)s: %(words)s") % names
    return ReportedPage(named, claims, is_exercise, title=title, path=path)


def _report(request: HttpRequest, page: ReportedPage) -> HttpResponse:
    now = timezone.now()
    if request.method != "POST":
        token = new_report_token(page.named, at=now)
        form = ErrorReportForm(claims=page.choices, initial={"token": token})
        return _report_page(request, form, page)
    form = ErrorReportForm(request.POST, claims=page.choices)
    if form.is_valid():
        data = form.cleaned_data
        try:
            report = take_report(
                page.claim_of(data.get("claim")),
                page=page.path,
                language=get_language() or settings.LANGUAGE_CODE,
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
        "claim": None if page.path else page.claims[0],
        "is_exercise": page.is_exercise,
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
    page = _page_of(report.page)
    context = {
        "report": report,
        "is_shown": is_shown,
        "reported_page": page.title if page else "",
        "is_exercise": bool(page and page.is_exercise) or _is_of_exercise(report, is_shown),
        "about": _(ReportAbout(report.about).label),
        "outcome": _(ReportOutcome(report.outcome).label) if report.outcome else "",
    }
    return render(request, "public/claims/report_sent.html", context)


def _is_of_exercise(report: ErrorReport, is_shown: bool) -> bool:
    return is_shown and report.claim is not None and report.claim.incident.is_exercise


def _page_of(path: str) -> ReportedPage | None:
    """The page that a report was sent from, as its form names it; None where it is not public.

    The desk, which reads many reports and marks no page as invented, has its own names
    (`claims.desk.readers.reported_pages`).

    Args:
        path: its own; "" of the page of a claim.
    """
    address = page_at(f"{path}report/") if path else None
    find = _FINDERS.get(address.url_name or "") if address else None
    try:
        return find(**address.kwargs) if address and find else None
    except ObjectDoesNotExist:
        return None


def _network(request: HttpRequest) -> str:
    """A digest of the network that a request comes from: it can be counted and not read."""
    network = calling_network(
        request.META.get("REMOTE_ADDR", ""),
        request.headers.get("X-Forwarded-For", ""),
        proxies=settings.ALLAUTH_TRUSTED_PROXY_COUNT,
    )
    return keyed_digest(f"report {network}")
