"""Sessions end: unused, old, by their owner, with the account; and nothing of them is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.people.people import happenings, is_in, signed_in
from tracker.base.people import operations, sessions
from tracker.base.people.models import User
from tracker.site.tasks import clear_sessions


def at(moment: datetime):
    return patch.object(sessions.timezone, "now", lambda: moment)


def after(**how_long: float):
    return at(timezone.now() + timedelta(**how_long))


def test_a_session_that_nobody_uses_ends(checker, settings):
    client = signed_in(checker)
    assert is_in(client)

    with after(hours=settings.SESSION_IDLE_HOURS, minutes=1):
        assert not is_in(client)
    assert not is_in(client)
    assert "session_expired" in happenings(checker)


def test_a_session_in_use_goes_on(checker, settings):
    client = signed_in(checker)
    for hours in range(0, 40, 4):
        with after(hours=hours):
            assert is_in(client), hours


def test_a_session_ends_after_its_time_however_much_it_is_used(checker, settings):
    settings.SESSION_HOURS = 10
    client = signed_in(checker)
    for hours in (0, 5, 9):
        with after(hours=hours):
            assert is_in(client)

    with after(hours=10, minutes=1):
        assert not is_in(client)


def test_a_part_of_a_page_that_asks_for_itself_is_nobody_at_the_desk(checker, settings):
    client = signed_in(checker)
    assert is_in(client)
    for hours in range(1, 8):
        with after(hours=hours):
            client.get("/desk/captures/queue/", headers={"HX-Request": "true"})

    with after(hours=settings.SESSION_IDLE_HOURS, minutes=1):
        assert not is_in(client)


def test_a_closed_account_is_out_at_once_and_stays_out_when_it_is_opened_again(checker):
    client = signed_in(checker)
    operations.end_sessions(checker)
    assert not is_in(client)

    client = signed_in(checker)
    User.objects.filter(pk=checker.pk).update(is_active=False)
    assert not is_in(client)


def test_rows_of_sessions_that_ended_are_cleared_away_and_no_others(checker):
    client = signed_in(checker)
    Session.objects.create(session_key="old", expire_date=timezone.now() - timedelta(seconds=1))

    clear_sessions()

    assert not Session.objects.filter(session_key="old").exists()
    assert is_in(client)


def test_a_session_that_is_listed_nowhere_ends_too(checker):
    client = Client()
    client.force_login(checker, "django.contrib.auth.backends.ModelBackend")
    assert is_in(client)

    operations.end_sessions(checker)

    assert not is_in(client)


def test_a_person_sees_their_own_sessions_and_ends_the_others(checker, someone):
    other = signed_in(checker, REMOTE_ADDR="198.51.100.7")
    stranger = signed_in(someone(name="Somebody Else"), REMOTE_ADDR="203.0.113.5")
    client = signed_in(checker)

    page = client.get("/accounts/sessions/").content.decode()
    assert "198.51.100.7" in page
    assert "203.0.113.5" not in page
    assert "signed in" in page

    client.post("/accounts/sessions/")

    assert (is_in(client), is_in(other), is_in(stranger)) == (True, False, True)
    assert "198.51.100.7" not in sessions_listed(client)


def sessions_listed(client) -> str:
    return client.get("/accounts/sessions/").content.decode().split("<h2")[0]


ADDRESSES = (
    "/",
    "/desk/",
    "/desk/people/",
    "/desk/no-such-page/",
    "/desk/claims/999999/",
    "/accounts/2fa/",
    "/health/",
    "/api/v1/",
    "/ledger/export/",
    "/feeds/claims/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_answered_within_a_session_is_kept_nowhere(checker, address):
    assert "no-store" in signed_in(checker).get(address)["Cache-Control"]


def test_an_error_within_a_session_is_kept_nowhere(checker, monkeypatch):
    client = signed_in(checker)
    client.raise_request_exception = False
    monkeypatch.setattr("tracker.site.access.owes_factor", lambda _person: 1 / 0)

    answer = client.get("/desk/")

    assert answer.status_code == 500
    assert "no-store" in answer["Cache-Control"]


def test_a_form_without_its_token_is_answered_without_being_kept(checker):
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(checker).cookies

    answer = client.post("/desk/claims/new/")

    assert answer.status_code == 403
    assert "no-store" in answer["Cache-Control"]


def test_readers_without_an_account_may_keep_what_they_read(client):
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")


def test_the_sign_in_itself_is_kept_nowhere(client, checker):
    answer = client.post(
        "/accounts/login/", {"login": checker.username, "password": "correct horse battery"}
    )
    assert "no-store" in answer["Cache-Control"]
