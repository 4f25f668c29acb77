"""Writes down what django-allauth says has happened to an account, and draws the consequences."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from tracker.base.people.happenings import Happening
from tracker.base.people.limits import caller_of
from tracker.base.people.models import User
from tracker.base.people.operations import end_sessions, keep_confirmed, note
from tracker.base.people.sessions import rotate_key


def _witnessed(
    kind: Happening, request: HttpRequest | None, person: User | None, **data: object
) -> None:
    if request is None or person is None:
        return
    caller = caller_of(request, person)
    note(
        kind,
        person,
        at=timezone.now(),
        network=caller.network,
        browser=caller.browser,
        device=caller.device,
        data=data,
    )


@receiver(account.user_logged_in)
def _signed_in(request: HttpRequest, user: User, **_rest: Any) -> None:
    used = [record.get("type", record["method"]) for record in _records(request, user)]
    _witnessed(Happening.SIGNED_IN, request, user, by=sorted(set(used)))


def _records(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = get_authentication_records(request, user)
    return records


@receiver(user_logged_out)
def _signed_out(request: HttpRequest, user: User | None, **_rest: Any) -> None:
    _witnessed(Happening.SIGNED_OUT, request, user)


@receiver([account.password_changed, account.password_set])
def _password_changed(request: HttpRequest, user: User, **_rest: Any) -> None:
    _witnessed(Happening.PASSWORD_CHANGED, request, user)


@receiver(account.password_reset)
def _password_reset(request: HttpRequest, user: User, **_rest: Any) -> None:
    ended = end_sessions(user)
    _witnessed(Happening.PASSWORD_RESET, request, user, sessions_ended=ended)


@receiver(account.email_added)
def _address_asked(request: HttpRequest, user: User, **_rest: Any) -> None:
    _witnessed(Happening.EMAIL_ASKED, request, user)


@receiver(account.email_confirmed)
def _address_confirmed(request: HttpRequest, email_address: EmailAddress, **_rest: Any) -> None:
    keep_confirmed(email_address)
    _witnessed(Happening.EMAIL_CHANGED, request, email_address.user)
    rotate_key(request, at=timezone.now())


@receiver(mfa.authenticator_added)
def _factor_added(
    request: HttpRequest, user: User, authenticator: Authenticator, **_rest: Any
) -> None:
    _witnessed(Happening.FACTOR_ADDED, request, user, type=authenticator.type)
    rotate_key(request, at=timezone.now())


@receiver(mfa.authenticator_removed)
def _factor_removed(
    request: HttpRequest, user: User, authenticator: Authenticator, **_rest: Any
) -> None:
    _witnessed(Happening.FACTOR_REMOVED, request, user, type=authenticator.type)
    rotate_key(request, at=timezone.now())


@receiver(mfa.authenticator_reset)
def _codes_made(request: HttpRequest, user: User, **_rest: Any) -> None:
    _witnessed(Happening.RECOVERY_CODES_MADE, request, user)


@receiver(mfa.authenticator_used)
def _code_used(
    request: HttpRequest, user: User, authenticator: Authenticator, **_rest: Any
) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        _witnessed(Happening.RECOVERY_CODE_USED, request, user)


@receiver(account.authentication_step_completed)
def _asked_again(request: HttpRequest, **told: Any) -> None:
    if told.get("reauthenticated"):
        rotate_key(request, at=timezone.now())
