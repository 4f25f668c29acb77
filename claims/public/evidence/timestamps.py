"""Timestamps as readers see them: what an authority said, and how to check it without us."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.reads import evidence
from claims.rules.acts import USE_DESK
from sources.models import Capture, RenderedFile, Timestamp, TimestampStatus, TimestampSubject
from sources.operations.stamps.authorities import configured, roots_file
from sources.operations.stamps.obtain import read_token
from sources.operations.stamps.verify import check
from tracker.base.acts.law import refuse


@dataclass(frozen=True, slots=True)
class Stamped:
    """One authority's timestamp over one file, as a reader sees it."""

    row: Timestamp
    command: str = ""
    """The line to type, with the names the downloads have; empty while there is no timestamp."""

    @property
    def words(self) -> str:
        """How it stands, in a sentence."""
        if self.row.status == TimestampStatus.GRANTED:
            return _("Granted.")
        if self.row.status == TimestampStatus.REFUSED:
            return _("The authority refused to give one.")
        if self.row.reason:
            return _("Asked for and not granted yet; the authority will be asked again.")
        return _("Waiting: the authority is asked within a few minutes.")


def stamped(capture: Capture) -> list[Stamped]:
    """What every authority said of a capture's sealed file, in the order they were asked."""
    if not capture.file_sha256:
        return []
    rows = Timestamp.objects.filter(sha256=capture.file_sha256, subject=TimestampSubject.FILE)
    return [Stamped(row, command(row, capture)) for row in rows.order_by("pk")]


def all_rows(capture: Capture) -> list[Timestamp]:
    """Timestamps over a capture's sealed file and over what a browser showed of it."""
    if not capture.file_sha256:
        return []
    shown = RenderedFile.objects.filter(rendering__capture=capture).values("file__sha256")
    rows = Timestamp.objects.filter(sha256=capture.file_sha256) | Timestamp.objects.filter(
        sha256__in=shown
    )
    return list(rows.filter(subject=TimestampSubject.FILE).order_by("pk"))


def are_asked_for() -> bool:
    """Whether any authority is configured."""
    return bool(configured())


def command(row: Timestamp, capture: Capture) -> str:
    """The line that checks a timestamp with openssl, as of the moment that was signed.

    Without that moment openssl would refuse a certificate that has run out since.
    """
    if row.granted_at is None:
        return ""
    over = f"-digest {row.sha256}"
    if row.sha256 == capture.file_sha256:
        over = f"-data {_name_of(capture)}"
    return (
        f"openssl ts -verify {over} -in {token_name(row)} "
        f"-CAfile {row.authority}.pem -attime {int(row.granted_at.timestamp())}"
    )


def token_name(row: Timestamp) -> str:
    """The name a downloaded timestamp has: that of the file beside it, the authority, `.tsr`."""
    return posixpath.basename(row.token_name)


def _name_of(capture: Capture) -> str:
    _stem, dot, suffix = posixpath.basename(capture.file_name).partition(".")
    return f"{capture.file_sha256}{dot}{suffix}"


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
    shown = evidence.captures_shown(to_staff=refuse(request.user, USE_DESK) is None)
    rendered = RenderedFile.objects.filter(file__sha256=row.sha256)
    return (
        shown.filter(file_sha256=row.sha256).exists()
        or shown.filter(pk__in=rendered.values("rendering__capture")).exists()
    )
