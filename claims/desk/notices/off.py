"""The address in each e-mail that sends no more of its kind, without signing in (RFC 8058)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from claims.notices.letters import meant_by
from claims.operations.notices.choose import switch_off


# Mail programs send it without a session or a page of ours before: the signature in the address is
# what they may do it by. It takes nothing but e-mails, and says nothing of the person.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notices_off(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to send no more e-mails of these kinds; on POST, send none.

    Raises:
        Http404: the address is none of ours.
    """
    meant = meant_by(token)
    if meant is None:
        raise Http404
    person, kinds = meant
    done = request.method == "POST"
    if done:
        switch_off(person=person, kinds=kinds, at=timezone.now())
    context = {"kinds": kinds, "done": done, "section": "account"}
    return render(request, "desk/notices/off.html", context)
