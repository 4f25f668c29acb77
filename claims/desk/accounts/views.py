"""Accounts at the desk: who they are, what happened to them, what an administrator can do."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from claims.desk.accounts.forms import AccountReasonForm, InviteForm, RoleForm, TeamForm
from claims.reads.assignments import with_open_reviews
from claims.reads.publishing.ratings_given import teams_in_use
from tracker.base.accounts import operations
from tracker.base.accounts.acts import ACCOUNT_ACTS
from tracker.base.acts.law import refuse
from tracker.base.acts.snapshot import Fact
from tracker.base.people.factors import has_factor
from tracker.base.people.models import Happening, SecurityEvent, User
from tracker.base.people.role import Role
from tracker.base.people.signed_in import person as signed_in
from tracker.base.values.refusal import Refusal
from tracker.base.web.act_view import ActView
from tracker.base.web.forms import DeskForm
from tracker.base.web.pages import one_page, other_parameters

SHOWN = 30
PER_PAGE = 50


@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: what it may, what happened to it, and the buttons of what can be done."""
    one = get_object_or_404(with_open_reviews(User.objects.all()), pk=pk)
    by = signed_in(request)
    facts = operations.facts_of(one, by)
    offered = [
        {"label": act.label, "url": reverse(f"desk:{act.addresses[0]}", args=[pk])}
        for act in ACCOUNT_ACTS
        if act.reason and refuse(by, act, facts) is None
    ]
    context = {
        "account": one,
        "has_factor": has_factor(one),
        "offered": offered,
        "events": SecurityEvent.objects.filter(person_id=pk)[:SHOWN],
        "section": "desk",
    }
    return render(request, "desk/people/person.html", context)


@require_safe
def security_log(request: HttpRequest) -> HttpResponse:
    """Everything the security log holds, newest first, or one kind of it."""
    kind = request.GET.get("kind", "")
    events = SecurityEvent.objects.all()
    if kind in set(Happening):
        events = events.filter(kind=kind)
    context = {
        "page": one_page(events, request, per_page=PER_PAGE, filters=["kind"]),
        "query": other_parameters(request),
        "kinds": list(Happening),
        "kind": kind,
        "section": "desk",
    }
    return render(request, "desk/people/security_log.html", context)


@method_decorator(reauthentication_required, name="dispatch")
class AccountAct(ActView):
    """Something done to somebody's account; the administrator's password is asked for again."""

    form_class: type[DeskForm] = AccountReasonForm
    changes = "account"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the account."""
        super().setup(request, *args, **kwargs)
        everybody = with_open_reviews(User.objects.all())
        self.account = get_object_or_404(everybody, pk=kwargs["pk"])
        self.back = reverse("desk:person", args=[self.account.pk])
        self.given: dict[str, Any] = {"by": self.by, "at": self.at}

    def facts(self) -> dict[str, Fact]:
        """What an account may, and whether it is open."""
        now = User.objects.get(pk=self.account.pk)
        state = _("open") if now.is_active else _("closed")
        return {
            "role": Fact(_("Role"), now.get_role_display()),
            "team": Fact(_("Team"), now.team),
            "state": Fact(_("Account"), state),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whose account it is."""
        heading = f"{self.heading}: {self.account.get_full_name()}"
        return super().get_context_data(**({"heading": heading} | kwargs))


class RoleChange(AccountAct):
    """Give somebody another role."""

    form_class = RoleForm
    heading = gettext_lazy("Change the role")
    explanation = gettext_lazy("Their sessions end; they sign in anew.")
    button = gettext_lazy("Change the role")
    said = gettext_lazy("The role is changed.")

    def act(self, data: dict[str, Any]) -> str:
        """Change it."""
        role = Role(data["role"])
        operations.change_role(self.account, role, reason=data["reason"], **self.given)
        return self.back


class TeamChange(AccountAct):
    """Put somebody into a team."""

    form_class = TeamForm
    heading = gettext_lazy("Change the team")
    explanation = gettext_lazy(
        "Editors see how far the reviewers of each team agree. It changes nothing of what "
        "somebody may do."
    )
    button = gettext_lazy("Change the team")
    said = gettext_lazy("The team is changed.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Name the teams that there are."""
        return super().get_form_kwargs() | {"teams": teams_in_use()}

    def get_initial(self) -> dict[str, Any]:
        """Begin with the team they are in."""
        return super().get_initial() | {"team": self.account.team}

    def act(self, data: dict[str, Any]) -> str:
        """Change it."""
        operations.change_team(self.account, data["team"], reason=data["reason"], **self.given)
        return self.back


class SessionsEnd(AccountAct):
    """Sign somebody out everywhere."""

    heading = gettext_lazy("End all sessions")
    explanation = gettext_lazy("They are signed out everywhere, and no device counts as known.")
    button = gettext_lazy("End all sessions")
    said = gettext_lazy("All their sessions have ended.")

    def act(self, data: dict[str, Any]) -> str:
        """End them."""
        operations.end_sessions(self.account, reason=data["reason"], **self.given)
        return self.back


class FactorsReset(AccountAct):
    """Take lost second factors away."""

    heading = gettext_lazy("Reset the second factors")
    explanation = gettext_lazy(
        "Be sure that it is really they who ask. Authenticator, passkeys and recovery codes are "
        "gone, and their sessions end."
    )
    button = gettext_lazy("Reset")
    said = gettext_lazy("They have no second factor now.")

    def act(self, data: dict[str, Any]) -> str:
        """Reset them."""
        operations.reset_factors(self.account, reason=data["reason"], **self.given)
        return self.back


class Deactivate(AccountAct):
    """Close an account."""

    heading = gettext_lazy("Close the account")
    button = gettext_lazy("Close the account")
    said = gettext_lazy("The account is closed, and its sessions have ended.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what becomes of what they were asked for."""
        return super().get_context_data(**kwargs) | {"explanation": left_open(self.account)}

    def act(self, data: dict[str, Any]) -> str:
        """Close it."""
        operations.deactivate(self.account, reason=data["reason"], **self.given)
        return self.back


class Reactivate(AccountAct):
    """Open a closed account again."""

    heading = gettext_lazy("Open the account again")
    explanation = gettext_lazy("Password, second factors and role are as they were.")
    button = gettext_lazy("Open it")
    said = gettext_lazy("The account is open.")

    def act(self, data: dict[str, Any]) -> str:
        """Open it."""
        operations.reactivate(self.account, reason=data["reason"], **self.given)
        return self.back


class _HandsOver:
    """Shows a first password in the answer itself: it is kept nowhere that it could be read."""

    password = ""
    account: User

    def form_valid(self, form: Any) -> HttpResponse:
        """Do it, and show the password once."""
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        if not self.password:
            return response  # it was refused, or sent twice
        context = {"account": self.account, "password": self.password, "section": "desk"}
        return render(self.request, "desk/people/first_password.html", context)  # type: ignore[attr-defined]


class PasswordGive(_HandsOver, AccountAct):
    """Give somebody a new first password."""

    heading = gettext_lazy("Give a new first password")
    explanation = gettext_lazy(
        "Be sure that it is really they who ask. The password they have stops working, their "
        "sessions end, and a second factor stays."
    )
    button = gettext_lazy("Make a password")

    def act(self, data: dict[str, Any]) -> str:
        """Make it."""
        self.password = operations.give_password(self.account, reason=data["reason"], **self.given)
        return self.back


@method_decorator(reauthentication_required, name="dispatch")
class Invite(_HandsOver, ActView):
    """Make an account."""

    form_class = InviteForm
    heading = gettext_lazy("Make an account")
    explanation = gettext_lazy(
        "A first password is shown once. Hand it over in a way you trust; it has to be changed at "
        "the first sign-in."
    )
    button = gettext_lazy("Make the account")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Lead back to the list."""
        super().setup(request, *args, **kwargs)
        self.back = reverse("desk:people")

    def act(self, data: dict[str, Any]) -> str:
        """Make it."""
        given = {name: data[name] for name in ("username", "name", "email")}
        try:
            self.account, self.password = operations.invite(
                role=Role(data["role"]), by=self.by, at=self.at, **given
            )
        except ValidationError as error:
            field, sentences = next(iter(error.message_dict.items()))
            raise Refusal(" ".join(sentences), code="invalid", field=field) from error
        return reverse("desk:person", args=[self.account.pk])


def left_open(account: User) -> str:
    """What becomes of the reviews somebody was asked for, when their account is closed."""
    open_reviews: int = account.open_reviews  # type: ignore[attr-defined]
    if not open_reviews:
        return _("Nobody waits for a review of theirs. What they did stays in their name.")
    return ngettext(
        "%(number)s review is still asked of them. It stays open until an editor asks somebody "
        "else or cancels the round. What they did stays in their name.",
        "%(number)s reviews are still asked of them. They stay open until an editor asks somebody "
        "else or cancels the rounds. What they did stays in their name.",
        open_reviews,
    ) % {"number": open_reviews}
