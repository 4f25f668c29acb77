"""A reference to a page of ours as a file."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from claims.presentation.citing.work import FORMS, CitedWork


def reference_file(work: CitedWork, form: str) -> HttpResponse:
    """Hand out a reference.

    Args:
        work: what is cited.
        form: the ending of the name of the file.

    Raises:
        Http404: there is no such form.
    """
    if form not in FORMS:
        raise Http404
    kind, write = FORMS[form]
    response = HttpResponse(write(work), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{work.key}.{form}"'
    return response
