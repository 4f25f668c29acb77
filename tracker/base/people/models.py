"""The people of the house: one account, one role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from tracker.base.constraints import one_of
from tracker.base.people.happenings import Happening
from tracker.base.people.role import Role
from tracker.base.triggers import append_only, never_emptied, shown_to_readers
from tracker.base.values.choices import choices

__all__ = ["Happening", "Role", "SecurityEvent", "User", "Visitor", "role_of"]


@shown_to_readers
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
    first_password_until = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_("Until when a password that an administrator handed over can be changed."),
    )
    language = models.CharField(
        _("language"), max_length=35, blank=True, help_text=_("Of e-mails; empty for the house's.")
    )
    time_zone = models.CharField(
        _("time zone"), max_length=64, blank=True, help_text=_("Empty for the house's.")
    )
    daily_mail_hour = models.PositiveSmallIntegerField(
        _("hour of the daily e-mail"), default=7, help_text=_("In their own time zone.")
    )
    session_epoch = models.PositiveIntegerField(
        default=0, help_text=_("Goes up to end every session and forget every known device.")
    )

    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("role", Role, name="user_role_known"),
            models.CheckConstraint(
                condition=models.Q(daily_mail_hour__lt=24), name="user_mail_hour_of_a_day"
            ),
            models.UniqueConstraint(
                Lower("email"), condition=~models.Q(email=""), name="user_email_theirs_alone"
            ),
            models.UniqueConstraint(Lower("username"), name="user_name_theirs_alone"),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """The name to show: the full one where given, else the sign-in name."""
        return self.name or self.username

    def get_short_name(self) -> str:
        """The same name; a part of it is not ours to choose."""
        return self.get_full_name()

    def get_session_auth_hash(self) -> str:
        """What a session must carry to be theirs: of the password and of the epoch."""
        return self._session_hash(None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under each secret that was ours before."""
        yield from (self._session_hash(secret) for secret in settings.SECRET_KEY_FALLBACKS)

    def _session_hash(self, secret: str | bytes | None) -> str:
        value = f"{self.password}:{self.session_epoch}"
        return salted_hmac(
            "tracker.people.session", value, secret=secret, algorithm="sha256"
        ).hexdigest()


class SecurityEvent(models.Model):
    """A line of the append-only security log: what happened to an account, and from where.

    It holds no foreign keys and no secrets: no password, no code, no token, and of a name that
    nobody has only a keyed digest, since people type passwords into the wrong field.
    """

    at = models.DateTimeField()
    kind = models.CharField(max_length=30, choices=choices(Happening))
    person_id = models.BigIntegerField(null=True, blank=True)
    person_name = models.CharField(max_length=200, blank=True)
    actor_name = models.CharField(
        max_length=200, blank=True, help_text=_("Who did it, where it was not the person.")
    )
    reason = models.TextField(blank=True)
    network = models.CharField(max_length=60, blank=True)
    browser = models.CharField(max_length=200, blank=True)
    device = models.CharField(
        max_length=32, blank=True, help_text=_("Which known device, if it is one.")
    )
    subject = models.CharField(
        max_length=16, blank=True, help_text=_("A keyed digest of a name nobody has.")
    )
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person_id", "-at"], name="security_of_person"),
            models.Index(fields=["network", "kind", "-at"], name="security_of_network"),
            models.Index(fields=["-at"], name="security_newest"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("kind", Happening, name="security_kind_known"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.person_name or self.subject} {self.kind}"


Visitor = User | AnonymousUser
"""Whoever asks, with an account or without."""


def role_of(person: Visitor) -> Role:
    """The role of `person`; without an account, or with a closed one, a reader's."""
    if isinstance(person, AnonymousUser) or not person.is_active:
        return Role.READER
    return Role(person.role)
