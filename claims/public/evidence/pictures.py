"""Pictures, prints and sources of sealed pages to take away."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from claims.reads.evidence import captures
from claims.reads.visible import is_staff
from sources.archiver.browser.render import SUFFIXES


@require_safe
def rendered_download(request: HttpRequest, capture_id: str, kind: str) -> HttpResponseBase:
    """Hand out a picture, print or source as a download that no browser runs or renders."""
    row = captures.rendered_file(capture_id, kind, to_staff=is_staff(request.user))
    if row is None or not default_storage.exists(row.file.name):
        raise Http404
    response = FileResponse(
        default_storage.open(row.file.name, "rb"),
        as_attachment=True,
        filename=f"{row.file.sha256}{SUFFIXES[row.kind]}",
        content_type="application/octet-stream",
    )
    response["ETag"] = f'"{row.file.sha256}"'
    return response
