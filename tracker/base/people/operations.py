"""Make accounts, give passwords, end sessions, and write the security log."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tracker.base.people.factors import keys
from tracker.base.people.happenings import Happening
from tracker.base.people.models import SecurityEvent, User
from tracker.base.people.role import Role


def note(
    kind: Happening,
    person: User | None = None,
    *,
    at: datetime,
    actor: str = "",
    reason: str = "",
    network: str = "",
    browser: str = "",
    device: str = "",
    subject: str = "",
    data: Mapping[str, object] | None = None,
) -> None:
    """Write a line of the security log. Nothing given here may be a secret.

    Args:
        kind: what happened.
        person: whose account it is about; nobody's, where a name was tried that nobody has.
        at: when.
        actor: who did it, where it was somebody else.
        reason: why, in that one's words.
        network: where from, as `tracker.base.people.limits` names it.
        browser: what the browser calls itself.
        device: which known device it was.
        subject: a keyed digest of a name that nobody has.
        data: codes and values.
    """
    SecurityEvent.objects.create(
        at=at,
        kind=kind,
        person_id=person.pk if person else None,
        person_name=person.get_full_name() if person else "",
        actor_name=actor,
        reason=reason,
        network=network,
        browser=browser[:200],
        device=device,
        subject=subject,
        data=dict(data or {}),
    )


@transaction.atomic
def invite(*, username: str, name: str, email: str, role: Role, at: datetime) -> tuple[User, str]:
    """Make an account with a password for the first sign-in.

    Args:
        username: what the person signs in as.
        name: shown beside what they do.
        email: theirs alone, whatever the case of its letters.
        role: the one role they have.
        at: the present moment.

    Returns:
        The account and its password, which is kept nowhere but as a hash, has to be changed at the
        first sign-in and expires.

    Raises:
        ValidationError: by field, what cannot be used.
    """
    email = email.lower()
    person = User(username=username, name=name, email=email, role=role)
    password = _first_password(person, at=at)
    if "@" in username:
        raise ValidationError({"username": _("An address is no name: leave the @ out.")})
    _check_unused(username, email)
    person.full_clean(validate_constraints=False)  # which names no field for what is taken
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        _check_unused(username, email)  # somebody else has taken it since it was asked
        raise
    # Somebody may be about to take the address for their own; whose it is has been decided now.
    EmailAddress.objects.filter(email__iexact=email, verified=False, primary=False).delete()
    EmailAddress.objects.create(user=person, email=email, primary=True, verified=False)
    return person, password


def _check_unused(username: str, email: str) -> None:
    if User.objects.filter(email__iexact=email).exists() or owner_of(email):
        raise ValidationError({"email": _("Somebody else has this address.")})
    if User.objects.filter(username__iexact=username).exists():
        raise ValidationError({"username": _("Somebody else has this name.")})


def owner_of(email: str) -> User | None:
    """Whose address this is, confirmed or not; an address somebody only asks for is nobody's."""
    owner = User.objects.filter(email__iexact=email).first()
    if owner is None:
        theirs = EmailAddress.objects.filter(email__iexact=email, verified=True)
        owner = User.objects.filter(emailaddress__in=theirs).first()
    return owner


def give_first_password(person: User, *, at: datetime) -> str:
    """Replace a password by one that has to be changed; every session of theirs ends.

    Returns:
        The password, kept nowhere but as a hash.
    """
    password = _first_password(person, at=at)
    person.save(update_fields=["password", "first_password_until"])
    end_sessions(person)
    return password


def _first_password(person: User, *, at: datetime) -> str:
    password = secrets.token_urlsafe(12)
    person.set_password(password)
    person.first_password_until = at + timedelta(days=settings.FIRST_PASSWORD_DAYS)
    return password


def demonstration_account(*, username: str, name: str, role: Role) -> User:
    """The account of somebody of the demonstration, made without a password where it is missing."""
    known = User.objects.filter(username=username).first()
    if known is not None:
        return known
    user = User(
        username=username,
        name=name,
        role=role,
        email=f"{username}@demonstration.invalid",
        is_demonstration=True,
    )
    user.set_unusable_password()
    user.save()
    return user


def set_password(user: User, password: str) -> None:
    """Give an account a password of its own choice in place of the one it has."""
    user.set_password(password)
    user.first_password_until = None
    user.save(update_fields=["password", "first_password_until"])


def keep_preferences(person: User, *, language: str, time_zone: str, daily_mail_hour: int) -> None:
    """Keep in which language and time zone, and at which hour, somebody wants to be written to.

    Args:
        person: whose wish it is.
        language: a tag; empty for the house's.
        time_zone: its name; empty for the house's.
        daily_mail_hour: of the daily e-mail, 0 to 23, by their own clock.
    """
    person.language, person.time_zone = language, time_zone
    person.daily_mail_hour = daily_mail_hour
    person.save(update_fields=["language", "time_zone", "daily_mail_hour"])


def end_sessions(person: User) -> int:
    """End every session of a person, wherever it is kept, and forget their known devices.

    Returns:
        How many were open, as far as they are listed.
    """
    User.objects.filter(pk=person.pk).update(session_epoch=F("session_epoch") + 1)
    person.refresh_from_db(fields=["session_epoch"])
    listed = UserSession.objects.filter(user_id=person.pk)
    keys = list(listed.values_list("session_key", flat=True))
    ended, _kinds = Session.objects.filter(session_key__in=keys).delete()
    listed.delete()
    return ended


def keep_session(person: User, *, old: str | None, new: str | None, at: datetime) -> None:
    """Follow a session that is asked for now, under the key it has now.

    Args:
        person: whose it is.
        old: the key it was listed under.
        new: the key it has.
        at: the present moment.
    """
    if old and new:
        UserSession.objects.filter(user_id=person.pk, session_key=old).update(
            session_key=new, last_seen_at=at
        )


def list_session(request: HttpRequest) -> None:
    """List the session a request is made in."""
    UserSession.objects.create_from_request(request)


def reset_factors(person: User) -> int:
    """Take every second factor of a person away.

    Returns:
        How many there were.
    """
    gone, _kinds = Authenticator.objects.filter(user_id=person.pk).delete()
    return int(gone)


@transaction.atomic
def renew_factors() -> int:
    """Encrypt every second factor under the present key, whichever it was kept under.

    Returns:
        How many there are.

    Raises:
        InvalidToken: one was kept under a key that is not among COUNTERCLAIM_FACTOR_KEYS.
    """
    factors = Authenticator.objects.exclude(type="webauthn").select_for_update()
    for factor in factors:
        name = "secret" if factor.type == "totp" else "seed"
        factor.data[name] = keys().rotate(factor.data[name].encode()).decode("ascii")
        factor.save(update_fields=["data"])
    return len(factors)


@transaction.atomic
def ask_for_address(person: User, email: str) -> EmailAddress:
    """Keep an address that a person wants, beside the present one, which goes on to count.

    Whoever asked for another one before asks for this one now.
    """
    theirs = EmailAddress.objects.filter(user_id=person.pk)
    if person.email and not theirs.filter(primary=True).exists():
        theirs.filter(email__iexact=person.email).delete()
        EmailAddress.objects.create(user=person, email=person.email.lower(), primary=True)
    theirs.filter(verified=False, primary=False).delete()
    return EmailAddress.objects.create(user=person, email=email.lower())


def keep_confirmed(address: EmailAddress) -> None:
    """Drop what other accounts ask for, once an address was confirmed as somebody's."""
    EmailAddress.objects.filter(email__iexact=address.email).exclude(pk=address.pk).delete()
