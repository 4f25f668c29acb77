"""Timestamps to take away, with the certificates they are checked with."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.presentation.evidence.timestamps import token_name
from claims.reads.evidence.stamps import granted
from claims.reads.visible import is_staff
from sources.archiver.sealing.checked import ChangedFileError
from sources.authorities import roots_file
from sources.reads.stamps import check_stamp
from sources.reads.tokens import read_token

if TYPE_CHECKING:
    from sources.models import Timestamp

log = logging.getLogger(__name__)


@require_safe
def token(request: HttpRequest, timestamp_id: int) -> HttpResponse:
    """Hand out a timestamp as the authority gave it (`TimeStampResp`, DER)."""
    row = _granted(request, timestamp_id)
    try:
        content = read_token(row.token_name, sha256=row.token_sha256)
    except ChangedFileError as error:
        sentence = _("The stored timestamp no longer fits its digest, so it is not given out.")
        log.warning("%s", error)
        return HttpResponse(
            sentence, status=HTTPStatus.INTERNAL_SERVER_ERROR, content_type="text/plain"
        )
    except OSError as missing:
        raise Http404 from missing
    return _download(content, token_name(row), row.token_sha256)


@require_safe
def certificates(request: HttpRequest, timestamp_id: int) -> HttpResponse:
    """Hand out the certificates a timestamp is checked with: the one that signed, then the roots.

    Whoever does not want to take our word for them gets the roots from the authority.
    """
    row = _granted(request, timestamp_id)
    facts = check_stamp(row).facts
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
    if tag:
        response["ETag"] = f'"{tag}"'
    return response


def _granted(request: HttpRequest, timestamp_id: int) -> Timestamp:
    try:
        return granted(timestamp_id, to_staff=is_staff(request.user))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
