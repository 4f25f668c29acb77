"""What brings somebody here from the page that they read: a bookmark, or the share menu."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

LONGEST_LINK = 6000
"""Letters of a link; proxies take about 8000. Of a longer selection the end is left out."""
_CODE = (
    "javascript:(()=>{{const s=String(getSelection()).trim(),"
    "q=t=>'{address}?'+new URLSearchParams({{url:location.href,title:document.title,text:t}});"
    "let t=s;while(t&&q(t).length>{longest})t=t.slice(0,Math.floor(t.length*0.9));"
    "open(q(t)+(t===s?'':'&cut=1'))}})()"
)


@require_safe
def bookmarklet(request: HttpRequest) -> HttpResponse:
    """Explain the bookmark and offer it to be dragged; our policy lets no click run it here."""
    address = request.build_absolute_uri(reverse("desk:intake"))
    code = _CODE.format(address=address, longest=LONGEST_LINK)
    context = {"code": code, "section": "desk"}
    return render(request, "desk/record/bookmarklet.html", context)


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - a view
    """Let the desk be installed on a phone, so that its share menu leads to the intake."""
    described = {
        "name": _("%(site)s: desk") % {"site": settings.SITE_NAME},
        "short_name": settings.SITE_NAME,
        "start_url": reverse("desk:my_work"),
        "scope": "/",
        "display": "minimal-ui",
        "icons": [
            {
                "src": static("counterclaim/icons/mark.svg"),
                "type": "image/svg+xml",
                "sizes": "any",
            }
        ],
        "share_target": {
            "action": reverse("desk:intake"),
            "method": "GET",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
    }
    return JsonResponse(described, content_type="application/manifest+json")
