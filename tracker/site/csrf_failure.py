"""A form whose token is not accepted: its text is never lost for it.

The token changes when somebody signs in, so a page that was open in another tab before is refused.
Where the browser itself says that the form came from one of our own pages, it comes back filled in
and unsent; elsewhere, what it holds is shown to be copied, with no button that would send it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve

from tracker.base.web.kept import is_from_our_pages
from tracker.base.web.unsent.sent import is_by_itself
from tracker.site.access import keep_and, sign_in_first


def refused(request: HttpRequest, reason: str = "") -> HttpResponseBase:  # noqa: ARG001
    """Answer a form whose token is not accepted: 403, or back to the form with its text."""
    if is_by_itself(request):
        return JsonResponse({"code": "token"}, status=403)  # the page gets another, and tries again
    if is_of_desk(request) and is_from_our_pages(request):
        signed_in = request.user.is_authenticated
        return keep_and(redirect if signed_in else sign_in_first, request)
    return render(request, "403_csrf.html", status=403)


def is_of_desk(request: HttpRequest) -> bool:
    """Whether it was sent to the desk."""
    try:
        return resolve(request.path_info).namespace == "desk"
    except Resolver404:
        return False
