"""Pictures, prints and sources of sealed pages to take away."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from claims.public.evidence.downloads import sealed_download
from claims.reads.evidence import captures
from claims.reads.visible import is_staff


@require_safe
def rendered_download(request: HttpRequest, capture_id: str, kind: str) -> HttpResponseBase:
    """Hand out a picture, print or source as a download that no browser runs or renders."""
    row = captures.rendered_file(capture_id, kind, to_staff=is_staff(request.user))
    if row is None:
        raise Http404
    return sealed_download(request, row.file.name, row.file.sha256)
