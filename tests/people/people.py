"""What people do with their accounts, as requests."""

from __future__ import annotations

from time import time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.core.cache import cache
from django.test import Client

from tests.factories import PASSWORD, a_user
from tracker.base.people.models import Role, SecurityEvent, User

NEW_PASSWORD = "entirely another phrase"


def a_person(role: str = "fact_checker", *, confirmed: bool = True, **fields: Any) -> User:
    user = a_user(Role(role), **fields)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=confirmed)
    return user


def try_password(client: Client, user: User | str, password: str = PASSWORD) -> Any:
    name = user.username if isinstance(user, User) else user
    return client.post("/accounts/login/", {"login": name, "password": password})


def is_in(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


def signed_in(user: User, password: str = PASSWORD, **where: str) -> Client:
    client = Client(**where)
    response = try_password(client, user, password)
    assert response.status_code == 302, response.content.decode()[-900:]
    return client


def ask_again(client: Client, password: str = PASSWORD) -> Any:
    return client.post("/accounts/reauthenticate/", {"password": password})


def a_factor(user: User) -> str:
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_of(secret: str) -> str:
    cache.clear()  # each code is taken once, and the clock of a test hardly moves
    return code_now(secret)


def code_now(secret: str) -> str:
    code: str = format_hotp_value(hotp_value(secret, int(time()) // 30))
    return code


def happenings(user: User | None = None) -> list[str]:
    """Kinds of the lines of the security log, oldest first."""
    events = SecurityEvent.objects.order_by("pk")
    if user is not None:
        events = events.filter(person_id=user.pk)
    return list(events.values_list("kind", flat=True))
