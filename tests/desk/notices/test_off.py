"""The address in an e-mail switches off e-mails of its kinds, and nothing else (RFC 8058)."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from claims.models import NoticeChoice
from claims.notices.letters import address_off
from claims.notices.seen import ways_of
from claims.rules.notices import NoticeKind, NoticeWay
from tests.claims.notices.telling import send_all
from tests.factories import a_user, an_assignment

pytestmark = pytest.mark.django_db


def path(url):
    return url.strip("<>").removeprefix("http://localhost:8000")


@pytest.fixture
def program():
    """A mail program: it has no session and no token of a form."""
    return Client(enforce_csrf_checks=True)


def test_one_click_in_a_mail_program_switches_that_kind_off(settings, program):
    settings.MAIL_CONFIGURED = True
    assignment = an_assignment()
    send_all()
    message = mail.outbox[0].message()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    url = path(str(message["List-Unsubscribe"]).replace("\n", "").replace(" ", ""))
    answer = program.post(url, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    ways = ways_of(assignment.reviewer)
    assert ways[NoticeKind.ASSIGNMENT] is NoticeWay.DESK_ONLY
    assert ways[NoticeKind.REMINDER] is NoticeWay.AT_ONCE


def test_looking_at_it_switches_nothing_off_and_names_nobody(program):
    person = a_user(name="Awa Checker")
    url = path(address_off(person, [NoticeKind.REMINDER]))

    text = program.get(url).content.decode()

    assert "Reminders" in text
    assert "Awa " not in text
    assert person.email not in text
    assert not NoticeChoice.objects.exists()


def test_an_address_that_nobody_signed_is_none(program):
    person = a_user()
    url = path(address_off(person, [NoticeKind.REMINDER]))
    forged = url.replace(url[-5], "A" if url[-5] != "A" else "B")

    assert program.post(forged).status_code == 404
    assert program.post("/notices/off/nonsense/").status_code == 404
    assert not NoticeChoice.objects.exists()


def test_it_can_be_sent_as_often_as_one_likes(program):
    url = path(address_off(a_user(), [NoticeKind.REMINDER]))

    assert [program.post(url).status_code for _ in range(2)] == [200, 200]
    assert NoticeChoice.objects.count() == 1
