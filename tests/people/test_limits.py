"""Wrong passwords are counted by account and network together, and lock nobody else out."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from tests.factories import PASSWORD
from tests.people.people import (
    a_factor,
    a_person,
    ask_again,
    code_of,
    happenings,
    is_in,
    signed_in,
    try_password,
)
from tracker.base.people import adapter
from tracker.base.people.limits import WRONG_TRIES_OF_NETWORK, Caller, take_turn
from tracker.base.people.models import SecurityEvent

HERE = Caller("192.0.2.1")
THERE = Caller("192.0.2.2")
STRANGER = {"REMOTE_ADDR": "203.0.113.9"}


def five_wrong(client, user):
    for _ in range(5):
        assert try_password(client, user, "wrong").status_code == 200


def test_five_wrong_passwords_from_elsewhere_lock_nobody_out(client, checker):
    five_wrong(Client(**STRANGER), checker)

    assert try_password(client, checker).status_code == 302
    assert is_in(client)


def test_the_sixth_from_there_is_told_how_long_to_wait(checker):
    stranger = Client(**STRANGER)
    five_wrong(stranger, checker)

    refused = try_password(stranger, checker)

    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) == 15 * 60
    assert "in 15 minutes" in refused.content.decode()
    assert happenings(checker) == ["sign_in_failed"] * 5 + ["locked"]


def test_another_name_is_another_count(checker, someone):
    stranger = Client(**STRANGER)
    five_wrong(stranger, checker)

    assert try_password(stranger, someone()).status_code == 302


def test_name_and_address_are_one_count(checker):
    stranger = Client(**STRANGER)
    for name in (checker.username, checker.email, checker.username.upper(), checker.email) * 2:
        response = try_password(stranger, name, "wrong")

    assert response.status_code == 429


def test_after_a_quarter_of_an_hour_it_can_be_tried_again(checker):
    stranger = Client(**STRANGER)
    five_wrong(stranger, checker)
    later = timezone.now() + timedelta(minutes=15, seconds=1)

    with patch.object(adapter.timezone, "now", lambda: later):
        assert try_password(stranger, checker).status_code == 302


def test_a_known_device_is_not_locked_out_by_others_in_its_network(checker):
    known = signed_in(checker)
    known.post("/accounts/logout/")
    five_wrong(Client(), checker)
    assert try_password(Client(), checker).status_code == 429

    assert try_password(known, checker).status_code == 302


def test_a_known_device_that_guesses_is_stopped_as_well(checker):
    known = signed_in(checker)
    known.post("/accounts/logout/")
    five_wrong(known, checker)

    assert try_password(known, checker).status_code == 429


def test_a_made_up_device_is_not_known(checker, settings):
    five_wrong(Client(**STRANGER), checker)
    forger = Client(**STRANGER)
    forger.cookies[settings.DEVICE_COOKIE_NAME] = f"[[{checker.pk},0,'x']]"

    assert try_password(forger, checker).status_code == 429


def test_the_right_password_leads_on_to_the_second_factor_whatever_was_tried(checker):
    secret = a_factor(checker)
    stranger = Client(**STRANGER)
    five_wrong(stranger, checker)
    assert try_password(stranger, checker, "wrong").status_code == 429

    assert try_password(stranger, checker)["Location"] == "/accounts/2fa/authenticate/"
    stranger.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert is_in(stranger)


def test_codes_are_counted_too(checker):
    secret = a_factor(checker)
    stranger = Client(**STRANGER)
    try_password(stranger, checker)
    for _ in range(5):
        stranger.post("/accounts/2fa/authenticate/", {"code": "000000"})

    refused = stranger.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})

    assert refused.status_code == 429
    assert "code_failed" in happenings(checker)
    own = signed_in(checker)
    own.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert is_in(own)


def test_guessing_the_password_again_within_a_session_is_counted(checker):
    client = signed_in(checker)
    for _ in range(5):
        ask_again(client, "wrong")

    assert ask_again(client).status_code == 429


def test_guessing_the_old_password_at_its_change_is_counted(checker):
    client = signed_in(checker)
    sent = {"oldpassword": "wrong", "password1": "a b c d e f g", "password2": "a b c d e f g"}
    with patch("allauth.core.internal.ratelimit.consume", return_value=True):
        answers = [client.post("/accounts/password/change/", sent) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]


def test_names_that_nobody_has_are_answered_alike_and_kept_as_a_digest(checker):
    known = try_password(Client(**STRANGER), checker, "wrong").content.decode()
    unknown = try_password(Client(**STRANGER), "nobody@example.org", "wrong").content.decode()

    assert "not correct" in known
    assert "not correct" in unknown
    event = SecurityEvent.objects.filter(person_id=None).get()
    assert len(event.subject) == 16
    assert "nobody" not in str(vars(event))


def test_one_network_cannot_try_a_few_passwords_on_everybody(someone):
    for number in range(WRONG_TRIES_OF_NETWORK):
        SecurityEvent.objects.create(
            at=timezone.now(),
            kind="sign_in_failed",
            person_id=1_000_000 + number,
            network=STRANGER["REMOTE_ADDR"],
        )

    assert try_password(Client(**STRANGER), someone()).status_code == 429


def test_ipv6_counts_by_network_and_not_by_address(checker):
    for number in range(5):
        try_password(Client(REMOTE_ADDR=f"2001:db8:1:1::{number}"), checker, "wrong")

    neighbour = try_password(Client(REMOTE_ADDR="2001:db8:1:1:ffff::1"), checker)
    other = try_password(Client(REMOTE_ADDR="2001:db8:1:2::1"), checker)

    assert (neighbour.status_code, other.status_code) == (429, 302)


def test_guesses_that_come_all_at_once_are_not_each_the_first(checker):
    with patch.object(adapter, "take_turn", return_value=False):
        refused = try_password(Client(), checker, PASSWORD)

    assert refused.status_code == 429


@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_at_once_is_refused_and_elsewhere_goes_on():
    person = a_person()
    free: dict[str, bool] = {}

    def others() -> None:
        with transaction.atomic():
            free["here"] = take_turn(person, HERE, "")
            free["there"] = take_turn(person, THERE, "")
        connection.close()

    with transaction.atomic():
        assert take_turn(person, HERE, "")
        thread = Thread(target=others)
        thread.start()
        thread.join()

    assert free == {"here": False, "there": True}


def test_a_device_is_known_in_every_language(client, checker, settings):
    known = signed_in(checker)

    found = {
        one["path"] for one in known.cookies.values() if one.key == settings.DEVICE_COOKIE_NAME
    }

    assert found == {"/accounts/", "/fr/accounts/", "/ar/accounts/"}
