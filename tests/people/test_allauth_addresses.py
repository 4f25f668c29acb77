"""Every address that django-allauth brings is known, and what it changes asks for the password."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import (
    LocalePrefixPattern,
    NoReverseMatch,
    URLPattern,
    URLResolver,
    get_resolver,
    reverse,
)

from tests.people.people import a_factor
from tracker.base.people.models import User

ASKS_AGAIN = {
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}
"""Asks for the password again before it shows or changes anything."""
ASKS_TO_CHANGE = {"account_email"}
"""Shows one's address; asks for the password again before it changes anything."""
ASKS_ITSELF = {
    "account_login",
    "account_change_password",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
}
"""Has a field of its own for the password or the factor."""
CODE_OR_LINK = {
    "account_reset_password",
    "account_confirm_password_reset_code",
    "account_complete_password_reset",
    "account_password_reset_completed",
    "account_confirm_email",
    "account_email_verification_sent",
}
"""Goes by what was sent to an address, for somebody who is not signed in."""
CHANGES_NOTHING = {
    "account_logout",
    "account_inactive",
    "account_signup",
    "mfa_index",
    "mfa_list_webauthn",
    "usersessions_list",
}
"""Shows, or ends sessions; signing up is closed."""
CHANGES_NO_ACCESS = {"account_preferences"}
"""Ours: changes how somebody is written to, and nothing that lets anybody in."""
CLOSED = {"account_set_password", "account_confirm_login_code"}

KNOWN = (
    ASKS_AGAIN,
    ASKS_TO_CHANGE,
    ASKS_ITSELF,
    CODE_OR_LINK,
    CHANGES_NOTHING,
    CHANGES_NO_ACCESS,
    CLOSED,
)


def names(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name or pattern.lookup_str
        else:
            yield from names(pattern)


def of_allauth() -> set[str]:
    (in_languages,) = (
        each
        for each in get_resolver().url_patterns
        if isinstance(each.pattern, LocalePrefixPattern)
    )
    accounts = [
        each for each in in_languages.url_patterns if str(each.pattern).startswith("accounts/")
    ]
    return {
        name
        for each in accounts
        for name in (names(each) if isinstance(each, URLResolver) else [str(each.name)])
    }


def test_every_address_is_classified_once():
    assert sorted(name for kind in KNOWN for name in kind) == sorted(of_allauth())


def address(name: str) -> str:
    for given in ({}, {"pk": 1}, {"key": "x"}):
        try:
            return reverse(name, kwargs=given)
        except NoReverseMatch:
            continue
    raise AssertionError(name)


def state(person: User) -> object:
    kept = User.objects.filter(pk=person.pk).values("password", "email", "role", "is_active")
    return (
        list(kept),
        list(EmailAddress.objects.order_by("pk").values()),
        list(Authenticator.objects.order_by("pk").values("pk", "data")),
    )


SENT = (
    {"email": "new@example.org", "action_add": ""},
    {"email": "own@example.org", "action_remove": ""},
    {"email": "own@example.org", "action_primary": ""},
    {"password": "another", "password1": "a b c d e f g", "password2": "a b c d e f g"},
    {"code": "000000", "name": "key", "credential": "{}"},
    {},
)


@pytest.mark.parametrize("name", sorted(set().union(*KNOWN)))
def test_a_borrowed_session_changes_nothing_at(name, someone):
    """Whatever is posted there without the password."""
    person = someone()
    if name != "mfa_activate_totp":
        a_factor(person)
    before = state(person)
    borrowed = Client()
    borrowed.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")

    answers = [borrowed.get(address(name))]
    if name != "account_logout":
        User.objects.filter(pk=person.pk).update(email="own@example.org")
        EmailAddress.objects.filter(user=person).update(email="own@example.org")
        before = state(person)
        answers += [borrowed.post(address(name), sent) for sent in SENT]

    assert state(person) == before
    if name in ASKS_AGAIN:
        assert all(
            answer.status_code in {404, 405} or "/reauthenticate/" in answer["Location"]
            for answer in answers
        )
    if name in CLOSED:
        assert {answer.status_code for answer in answers} == {404}
