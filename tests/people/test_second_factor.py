"""A second factor can always be set up, can be demanded, and is kept encrypted."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.test import Client

from tests.people.people import (
    a_factor,
    ask_again,
    code_of,
    happenings,
    is_in,
    signed_in,
    try_password,
)
from tracker.base.people.operations import renew_factors

SET_UP = "/accounts/2fa/totp/activate/"


def set_up(client):
    ask_again(client)
    secret = client.get(SET_UP).context["form"].secret
    return client.post(SET_UP, {"code": code_of(secret)})


@pytest.mark.parametrize("confirmed", [True, False])
def test_it_can_be_set_up_after_a_page_was_opened_and_a_reset_was_asked(someone, confirmed):
    person = someone(confirmed=confirmed)
    EmailAddress.objects.filter(user=person).delete()
    client = signed_in(person)
    client.get("/accounts/email/")
    Client().post("/accounts/password/reset/", {"email": person.email})
    ask_again(client)
    client.post("/accounts/email/", {"email": "other@example.org", "action_add": ""})

    assert set_up(client)["Location"] == "/accounts/2fa/recovery-codes/"
    assert Authenticator.objects.filter(user=person, type="totp").exists()


def test_who_has_one_can_still_ask_for_another_address(checker):
    secret = a_factor(checker)
    client = signed_in(checker)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    ask_again(client)

    client.post("/accounts/email/", {"email": "other@example.org", "action_add": ""})

    assert EmailAddress.objects.filter(user=checker, email="other@example.org").exists()


@pytest.mark.parametrize(
    "address",
    [
        SET_UP,
        "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/2fa/recovery-codes/download/",
        "/accounts/2fa/webauthn/add/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_borrowed_session_reaches_no_factor(checker, address, method):
    if address != SET_UP:
        a_factor(checker)
        RecoveryCodes.activate(checker)
    client = Client()
    client.force_login(checker, "allauth.account.auth_backends.AuthenticationBackend")
    before = list(Authenticator.objects.values("pk", "data"))

    answer = getattr(client, method)(address)

    assert answer.status_code == 405 or "/reauthenticate/" in answer["Location"]
    assert list(Authenticator.objects.values("pk", "data")) == before


def test_setting_it_up_tells_the_owner_and_changes_the_key_of_the_session(checker, monkeypatch):
    monkeypatch.setattr("django.db.transaction.on_commit", lambda do, **_kwargs: do())
    client = signed_in(checker)
    ask_again(client)
    before = client.session.session_key

    set_up(client)

    assert client.session.session_key != before
    assert is_in(client)
    assert mail.outbox[-1].to == [checker.email]
    assert happenings(checker).count("factor_added") == 2


def test_asking_for_the_password_again_changes_the_key_of_the_session(checker):
    client = signed_in(checker)
    before = client.session.session_key

    ask_again(client)

    assert client.session.session_key != before


def test_a_role_that_needs_one_is_led_to_set_it_up_and_reaches_nothing_else(someone, settings):
    settings.SECOND_FACTOR_ROLES = ["editor"]
    client = signed_in(someone("editor"))

    for address in ("/desk/", "/desk/claims/", "/desk/claims/new/", "/accounts/email/"):
        assert client.get(address)["Location"] == "/accounts/2fa/", address
        assert client.post(address)["Location"] == "/accounts/2fa/", address
    assert client.get("/accounts/2fa/").status_code == 200
    assert client.get("/").status_code == 200

    set_up(client)
    assert is_in(client)


def test_recovery_codes_alone_are_no_second_factor(someone, settings):
    settings.SECOND_FACTOR_ROLES = ["editor"]
    person = someone("editor")
    RecoveryCodes.activate(person)

    assert signed_in(person).get("/desk/")["Location"] == "/accounts/2fa/"


def test_other_roles_are_not_asked(checker, settings):
    settings.SECOND_FACTOR_ROLES = ["editor"]

    assert is_in(signed_in(checker))


def test_seeds_are_encrypted_and_still_fit(checker):
    secret = a_factor(checker)
    RecoveryCodes.activate(checker)

    kept = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in kept
    assert kept.count("gAAAA") == 2
    client = signed_in(checker)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert is_in(client)


def test_a_new_key_is_taken_up_while_the_old_one_still_fits(checker, settings):
    settings.FACTOR_KEYS = ["the first key"]
    secret = a_factor(checker)
    settings.FACTOR_KEYS = ["the second key", "the first key"]

    assert renew_factors() == 1

    settings.FACTOR_KEYS = ["the second key"]
    client = signed_in(checker)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert is_in(client)


def test_a_lost_key_is_said_and_lets_nobody_in(checker, settings):
    settings.FACTOR_KEYS = ["one key"]
    secret = a_factor(checker)
    settings.FACTOR_KEYS = ["another key"]
    client = Client()
    try_password(client, checker)

    answer = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})

    assert answer.status_code == 503
    assert "An administrator can" in answer.content.decode()
    assert not is_in(client)


def test_passkeys_are_offered_and_say_that_they_need_a_script(checker):
    client = signed_in(checker)
    ask_again(client)

    page = client.get("/accounts/2fa/webauthn/add/").content.decode()

    assert "<noscript>" in page
    assert 'src="/static/mfa/js/webauthn' in page
