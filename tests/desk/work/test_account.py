"""Signing in and out, the password, the second factor: in our own look, with our own words."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in_with(client, user, password=PASSWORD):
    return client.post("/accounts/login/", {"login": user.username, "password": password})


def test_signing_in_leads_to_my_work(client, checker):
    assert sign_in_with(client, checker).headers["Location"] == "/desk/"


def test_the_page_that_was_asked_for_follows(client, checker):
    sent = {"login": checker.username, "password": PASSWORD, "next": "/desk/claims/"}
    assert client.post("/accounts/login/", sent).headers["Location"] == "/desk/claims/"


def test_a_page_elsewhere_does_not_follow(client, checker):
    sent = {"login": checker.username, "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post("/accounts/login/", sent).headers["Location"] == "/desk/"


def test_a_wrong_password_is_refused_and_says_no_more_than_that(client, checker):
    response = sign_in_with(client, checker, "wrong")
    assert response.status_code == 200
    assert "not correct" in response.content.decode()


def test_the_sign_in_page_is_ours_and_offers_no_sign_up(client):
    text = client.get("/accounts/login/").content.decode()
    assert 'class="wordmark"' in text
    assert "/accounts/signup/" not in text
    assert ">User name or e-mail" in text


def test_signing_out_is_confirmed(sign_in, checker):
    client = sign_in(checker)
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/desk/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/desk/").status_code == 302


def test_the_password_is_changed(client, checker):
    sign_in_with(client, checker)
    sent = {"oldpassword": PASSWORD, "password1": "new long phrase", "password2": "new long phrase"}
    client.post("/accounts/password/change/", sent)
    checker.refresh_from_db()
    assert checker.check_password("new long phrase")


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_password_reset_completed",
        "account_inactive",
    ],
)
def test_the_pages_before_signing_in_are_in_our_look(client, name):
    text = client.get(reverse(name)).content.decode()
    assert 'class="wordmark"' in text
    assert "style=" not in text


@pytest.mark.parametrize(
    "name",
    [
        "account_logout",
        "account_change_password",
        "account_email",
        "mfa_index",
        "mfa_list_webauthn",
        "usersessions_list",
    ],
)
def test_the_pages_of_the_account_are_in_our_look(sign_in, checker, name):
    text = sign_in(checker).get(reverse(name)).content.decode()
    assert 'class="wordmark"' in text
    assert "style=" not in text


def test_a_second_factor_is_set_up_and_asked_for(client, checker):
    sign_in_with(client, checker)
    assert "Enter your password" in client.get("/accounts/reauthenticate/").content.decode()
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    assert page.status_code == 200
    secret = page.context["form"].secret
    code = _code(secret)
    client.post("/accounts/2fa/totp/activate/", {"code": code})
    codes = client.get("/accounts/2fa/recovery-codes/").content.decode()
    assert "Unused codes" in codes
    client.post("/accounts/logout/")
    assert sign_in_with(client, checker).headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/desk/").status_code == 302


def test_a_wrong_code_does_not_let_anybody_in(client, checker):
    TOTP.activate(checker, generate_totp_secret())
    sign_in_with(client, checker)
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert client.get("/desk/").status_code == 302


def _code(secret: str) -> str:
    from allauth.mfa.totp.internal.auth import (  # noqa: PLC0415
        format_hotp_value,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))
