"""Pages about one's own account that show or allow something else than django-allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account.views import EmailView
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView

from tracker.base.accounts.forms import PreferencesForm
from tracker.base.people.happenings import Happening
from tracker.base.people.limits import caller_of
from tracker.base.people.models import SecurityEvent
from tracker.base.people.operations import end_sessions, keep_preferences, list_session, note
from tracker.base.people.signed_in import person

SHOWN = 50
"""Lines of the security log on one's own page."""


class OwnAddress(EmailView):  # type: ignore[misc]
    """One's address: another one takes its place by being confirmed, and in no other way."""

    def _action_primary(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Do nothing: an address nobody confirmed cannot be made to count."""


class OwnPreferences(FormView):  # type: ignore[type-arg]
    """In which language, time zone and at which hour one is written to."""

    form_class = PreferencesForm
    template_name = "account/preferences.html"

    def get_initial(self) -> dict[str, Any]:
        """Begin with what was chosen."""
        one = person(self.request)
        return {name: getattr(one, name) for name in PreferencesForm.base_fields}

    def form_valid(self, form: PreferencesForm) -> HttpResponse:
        """Keep it."""
        keep_preferences(person(self.request), **form.cleaned_data)
        messages.success(self.request, _("Kept."))
        return redirect("account_preferences")


class OwnSessions(ListUserSessionsView):  # type: ignore[misc]
    """Where one is signed in, and what happened to the account."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the last lines of the security log about this account."""
        theirs = SecurityEvent.objects.filter(person_id=person(self.request).pk)[:SHOWN]
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"happenings": theirs}

    def form_valid(self, form: Any) -> HttpResponse:
        """End every session but this one."""
        one, at = person(self.request), timezone.now()
        ended = end_sessions(one)
        update_session_auth_hash(self.request, one)
        list_session(self.request)
        caller = caller_of(self.request)
        note(
            Happening.SESSIONS_ENDED,
            one,
            at=at,
            network=caller.network,
            browser=caller.browser,
            data={"ended": ended},
        )
        messages.success(self.request, _("You are signed out everywhere else."))
        return redirect("usersessions_list")
