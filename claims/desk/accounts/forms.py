"""What administrators are asked when they act on accounts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.base.accounts.operations import LONGEST_TEAM
from tracker.base.people.models import User
from tracker.base.people.role import Role
from tracker.base.values.choices import choices
from tracker.base.web.fields import LineField
from tracker.base.web.forms import CHOOSE, DeskForm
from tracker.base.writing.lists import comma_list

ROLES = [CHOOSE, *choices(Role)]


class AccountReasonForm(DeskForm):
    """Why."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept in the security log, which administrators read."),
    )


class RoleForm(AccountReasonForm):
    """Which role, and why."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLES)
    field_order = ("role", "reason")


class TeamForm(AccountReasonForm):
    """Which team, and why."""

    team = LineField(label=_("Team"), max_length=LONGEST_TEAM, required=False)
    field_order = ("team", "reason")

    def __init__(self, *args: Any, teams: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = gettext("Leave it empty for no team.")
        if teams:
            known = gettext("Teams there are: %(teams)s.") % {"teams": comma_list(teams)}
            said = f"{said} {known}"
        self.fields["team"].help_text = said


class InviteForm(DeskForm):
    """Who is to have an account."""

    username = forms.CharField(
        label=_("Signs in as"),
        max_length=150,
        validators=[User.username_validator],
        help_text=_("Letters, digits and . + - _"),
    )
    name = forms.CharField(
        label=_("Name"), max_length=150, help_text=_("Shown beside what they do.")
    )
    email = forms.EmailField(label=_("E-mail"), help_text=_("Theirs alone."))
    role = forms.ChoiceField(label=_("Role"), choices=ROLES)
