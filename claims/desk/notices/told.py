"""What somebody is told, at the desk, and how they want to be told."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.desk.notices.forms import NoticeChoicesForm
from claims.notices.seen import letters_that_failed, notices_seen_by, unread_by, ways_of
from claims.notices.words import said, with_what_they_say
from claims.operations.notices.choose import choose_ways
from claims.operations.notices.read import read_notices
from claims.rules.notices import NoticeWay, kinds_for
from tracker.base.accounts.preferences import zone_of
from tracker.base.people.models import role_of
from tracker.base.people.signed_in import person
from tracker.base.web.act_view import ActView, ButtonView
from tracker.base.web.pages import one_page, other_parameters

PER_PAGE = 30
UNREAD = "unread"


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """List what somebody was told, newest first: all of it, what is unread, or one kind."""
    user = person(request)
    kinds, kind = kinds_for(role_of(user)), request.GET.get("kind", "")
    only_unread = request.GET.get("show") == UNREAD
    rows = unread_by(user) if only_unread else notices_seen_by(user)
    if kind in kinds:
        rows = rows.filter(kind=kind)
    page = one_page(with_what_they_say(rows), request, per_page=PER_PAGE, filters=["kind", "show"])
    with timezone.override(zone_of(user)):
        lines = said(page.object_list)
    context = {
        "section": "desk",
        "page": page,
        "lines": lines,
        "kinds": kinds,
        "kind": kind,
        "only_unread": only_unread,
        "any_unread": unread_by(user).exists(),
        "failed": letters_that_failed(user, at=timezone.now()),
        "query": other_parameters(request),
    }
    return render(request, "desk/notices/notices.html", context)


@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on to what a notice is about; it is read then."""
    user = person(request)
    row = get_object_or_404(with_what_they_say(notices_seen_by(user)), pk=pk)
    if request.method == "GET":
        read_notices(by=user, at=timezone.now(), keys=[row.pk])
    return redirect(said([row])[0].url)


class NoticesRead(ButtonView):
    """Mark one notice (``notice=7``) or all of them as read."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Lead back to the list."""
        super().setup(request, *args, **kwargs)
        self.back = reverse("desk:notices")

    def act(self, data: dict[str, Any]) -> str:
        """Mark them."""
        one = data.get("notice", "")
        keys = [int(one)] if one.isdecimal() else None
        read_notices(by=self.by, at=self.at, keys=keys)
        self.said = _("Marked as read.")
        return self.back


class NoticeChoices(ActView):
    """Choose how one is told each kind of thing."""

    template_name = "desk/notices/choices.html"
    form_class = NoticeChoicesForm
    heading, button = _("How you get notices"), _("Save")
    said = _("Saved. It applies from now on.")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read what they chose before."""
        super().setup(request, *args, **kwargs)
        self.back = reverse("desk:notices")
        self.initial = {kind.value: way.value for kind, way in ways_of(self.by).items()}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the kinds that their role is told."""
        return super().get_form_kwargs() | {"kinds": kinds_for(role_of(self.by))}

    def act(self, data: dict[str, Any]) -> str:
        """Keep it."""
        ways = {kind: NoticeWay(data[kind.value]) for kind in kinds_for(role_of(self.by))}
        choose_ways(ways=ways, by=self.by, at=self.at)
        return self.back
