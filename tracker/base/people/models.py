"""The people of the house: one account, one role."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.base.constraints import one_of
from tracker.base.people.role import Role
from tracker.base.values.choices import choices

__all__ = ["Role", "User", "Visitor", "role_of"]


class User(AbstractUser):
    """A person with an account. Readers need none, so most are fact-checkers or editors."""

    first_name = None  # type: ignore[assignment]  # names do not come in two parts everywhere
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(
        _("role"), max_length=20, choices=choices(Role), default=Role.READER.value
    )
    is_demonstration = models.BooleanField(
        default=False, help_text=_("Made by the demonstration; its acts are labelled so.")
    )

    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("role", Role, name="user_role_known"),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name to show: the full one where given, else the sign-in name."""
        return self.name or self.username

    def get_short_name(self) -> str:
        """The same name; a part of it is not ours to choose."""
        return self.get_full_name()


Visitor = User | AnonymousUser
"""Whoever asks, with an account or without."""


def role_of(person: Visitor) -> Role:
    """The role of `person`; without an account, or with a closed one, a reader's."""
    if isinstance(person, AnonymousUser) or not person.is_active:
        return Role.READER
    return Role(person.role)
