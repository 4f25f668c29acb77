"""Timestamps to take away, with the certificates they are checked with."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from claims.permissions import Right, refuse
from claims.presentation.evidence.timestamps import token_name
from claims.reads import evidence
from sources.models import RenderedFile, Timestamp, TimestampStatus, TimestampSubject
from sources.operations.stamps.authorities import roots_file
from sources.operations.stamps.obtain import read_token
from sources.operations.stamps.verify import check


@require_safe
def token(request: HttpRequest, timestamp_id: int) -> HttpResponse:
    """Hand out a timestamp as the authority gave it (`TimeStampResp`, DER)."""
    row = _granted(request, timestamp_id)
    try:
        content = read_token(row.token_name)
    except OSError as missing:
        raise Http404 from missing
    return _download(content, token_name(row), row.token_sha256)


@require_safe
def certificates(request: HttpRequest, timestamp_id: int) -> HttpResponse:
    """Hand out the certificates a timestamp is checked with: the one that signed, then the roots.

    Whoever does not want to take our word for them gets the roots from the authority.
    """
    row = _granted(request, timestamp_id)
    facts = check(row).facts
    try:
        roots = roots_file(row.authority).read_bytes()
    except OSError as missing:
        raise Http404 from missing
    if facts is None:
        raise Http404
    return _download(facts.certificate_pem + roots, f"{row.authority}.pem")


def _download(content: bytes, name: str, tag: str = "") -> HttpResponse:
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    if tag:
        response["ETag"] = f'"{tag}"'
    return response


def _granted(request: HttpRequest, timestamp_id: int) -> Timestamp:
    """A granted timestamp over something this person may see; the ledger's are for everybody."""
    row = Timestamp.objects.filter(pk=timestamp_id, status=TimestampStatus.GRANTED).first()
    if row is None or not (row.subject == TimestampSubject.LEDGER or _is_shown(request, row)):
        raise Http404
    return row


def _is_shown(request: HttpRequest, row: Timestamp) -> bool:
    shown = evidence.captures_shown(to_staff=refuse(request.user, Right.USE_DESK) is None)
    rendered = RenderedFile.objects.filter(file__sha256=row.sha256)
    return (
        shown.filter(file_sha256=row.sha256).exists()
        or shown.filter(pk__in=rendered.values("rendering__capture")).exists()
    )
