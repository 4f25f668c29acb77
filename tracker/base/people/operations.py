"""Make accounts and give them passwords."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tracker.base.people.models import User
from tracker.base.people.role import Role


def invite(*, username: str, name: str, email: str, role: Role) -> tuple[User, str]:
    """Make an account with a password for the first sign-in.

    Args:
        username: what the person signs in as.
        name: shown beside what they do.
        email: theirs alone.
        role: the one role they have.

    Returns:
        The account and its password, which is kept nowhere but as a hash.

    Raises:
        ValidationError: by field, what cannot be used.
    """
    person = User(username=username, name=name, email=email, role=role)
    password = secrets.token_urlsafe(12)
    person.set_password(password)
    person.full_clean()
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError({"email": _("Somebody else has this address.")})
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        person.full_clean()  # says which name somebody else has taken since it was asked
        raise
    return person, password


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
    """Give an account a password in place of the one it has."""
    user.set_password(password)
    user.save(update_fields=["password"])
