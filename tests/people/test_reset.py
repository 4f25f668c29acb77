"""A forgotten password is replaced through a confirmed address, and nothing is skipped."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from tests.people.people import NEW_PASSWORD, a_factor, happenings, is_in, signed_in, try_password
from tracker.base.people.limits import RESETS, RESETS_OF_ACCOUNT
from tracker.base.people.models import SecurityEvent


def ask(client, email):
    return client.post("/accounts/password/reset/", {"email": email})


def code() -> str:
    return re.search(r"^\s*(\S+-\S+|\S{6,12})\s*$", str(mail.outbox[-1].body), re.MULTILINE)[1]


def reset(client, email):
    ask(client, email)
    client.post("/accounts/password/reset/confirm/", {"code": code()})
    sent = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    return client.post("/accounts/password/reset/complete/", sent)


def test_a_reset_ends_all_sessions_tells_the_owner_and_signs_nobody_in(client, checker):
    open_elsewhere = signed_in(checker)

    reset(client, checker.email)

    assert not is_in(open_elsewhere)
    assert not is_in(client)
    assert mail.outbox[-1].to == [checker.email]
    assert len(mail.outbox) == 2
    assert try_password(client, checker, NEW_PASSWORD)["Location"] == "/desk/"
    assert {"reset_asked", "password_reset"} <= set(happenings(checker))


def test_a_reset_does_not_skip_the_second_factor(client, checker):
    a_factor(checker)

    reset(client, checker.email)
    answer = try_password(client, checker, NEW_PASSWORD)

    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert not is_in(client)


def test_a_reset_forgets_known_devices(client, checker, settings):
    known = signed_in(checker)
    cookie = known.cookies[settings.DEVICE_COOKIE_NAME].value
    reset(client, checker.email)

    client.cookies[settings.DEVICE_COOKIE_NAME] = cookie
    try_password(client, checker, "wrong")

    assert SecurityEvent.objects.filter(kind="sign_in_failed").get().device == ""


@pytest.mark.parametrize("who", ["nobody", "unconfirmed", "closed"])
def test_nobody_else_is_sent_a_code_and_the_answer_is_the_same(client, someone, who):
    known = ask(client, someone().email)
    mail.outbox.clear()
    people = {
        "nobody": lambda: "nobody@example.org",
        "unconfirmed": lambda: someone(confirmed=False).email,
        "closed": lambda: someone(is_active=False).email,
    }

    answer = ask(Client(), people[who]())

    assert mail.outbox == []
    assert (answer.status_code, answer["Location"]) == (known.status_code, known["Location"])


def test_strangers_fill_no_mailbox_and_keep_nobody_from_a_code(checker):
    known = signed_in(checker)
    known.post("/accounts/logout/")
    for number in range(RESETS_OF_ACCOUNT + 5):
        ask(Client(REMOTE_ADDR=f"203.0.113.{number}"), checker.email)
    assert len(mail.outbox) == RESETS_OF_ACCOUNT

    answer = ask(known, checker.email)

    assert answer.status_code == 302
    assert len(mail.outbox) == RESETS_OF_ACCOUNT + 1


def test_one_network_is_sent_a_few_codes_and_told_the_same(client, checker):
    answers = [ask(client, checker.email)["Location"] for _ in range(RESETS + 2)]

    assert len(set(answers)) == 1
    assert len(mail.outbox) == RESETS


def test_three_wrong_codes_end_it(client, checker):
    ask(client, checker.email)
    for _ in range(3):
        client.post("/accounts/password/reset/confirm/", {"code": "WRNG-CDE0"})
    client.post("/accounts/password/reset/confirm/", {"code": code()})

    done = client.post("/accounts/password/reset/complete/", {"password1": NEW_PASSWORD})
    assert done["Location"] == "/accounts/password/reset/"


def test_without_a_mail_server_it_says_who_can_help_and_nothing_crashes(client, checker, settings):
    settings.MAIL_CONFIGURED = False

    page = client.get("/accounts/password/reset/").content.decode()
    answer = ask(client, checker.email)

    assert "An administrator can give you" in page
    assert "<form" not in page.split("<main")[1]
    assert answer.status_code == 200
    assert mail.outbox == []


@pytest.mark.parametrize("failure", [ConnectionRefusedError, TimeoutError])
def test_a_mail_server_that_fails_breaks_nothing(client, checker, monkeypatch, failure):
    def fail(*args: object, **kwargs: object) -> int:
        raise failure

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)

    assert ask(client, checker.email).status_code == 302
    assert happenings(checker) == ["reset_asked", "mail_failed"]


def test_no_token_stands_in_the_log(client, checker, caplog):
    reset(client, checker.email)

    assert code() not in caplog.text
    assert checker.email not in caplog.text


def test_mail_that_a_demonstration_sends_goes_to_no_log():
    from django.conf import settings  # noqa: PLC0415

    source = (settings.BASE_DIR / "tracker" / "settings.py").read_text()
    assert "backends.console" not in source
