"""E-mails reach a real mail server on loopback whole, as text and as HTML, each once."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from claims.models import Letter
from tests.claims.notices.telling import ends, send_all
from tests.factories import a_claim, an_assignment, later
from tracker.site.embedded.ports import free_port

pytestmark = pytest.mark.django_db


class Inbox:
    """What came, and what the server says to the next."""

    def __init__(self) -> None:
        self.came: list[EmailMessage] = []
        self.answer = "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd looks for this name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        message = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.came.append(message)
        return "250 Taken"


@pytest.fixture
def inbox(settings: Any) -> Iterator[Inbox]:
    inbox = Inbox()
    server = Controller(inbox, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    yield inbox
    server.stop()


def test_it_comes_whole_with_both_bodies_and_the_headers(inbox):
    words = "قُتل ما لا يقل عن ٨٠ شخصا"
    assignment = an_assignment(a_claim(statement=words, language="ar"))

    send_all()

    (message,) = inbox.came
    assert message["To"] == assignment.reviewer.email
    assert str(message["Subject"]).strip() == f"[Counterclaim] Please review: {words}"
    assert message["Message-ID"] == Letter.objects.get().message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert (
        str(message["List-Unsubscribe"]).strip().startswith("<http://localhost:8000/notices/off/")
    )
    text, html = [part.get_content() for part in message.iter_parts()]
    assert words in text
    assert 'lang="ar" dir="auto"' in " ".join(html.split())
    assert words in html
    assert ends() == ["sent"]


def test_an_address_that_the_server_refuses_is_given_up_and_one_for_later_is_tried_again(inbox):
    an_assignment()
    inbox.answer = "451 Later"
    send_all()
    assert ends() == ["waiting"]

    inbox.answer = "550 No such person"
    send_all(later(minutes=5))

    assert ends() == ["failed"]
    assert inbox.came == []


def test_without_the_server_it_waits_and_comes_once_it_is_back(inbox, settings):
    an_assignment()
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    send_all()
    assert (ends(), inbox.came) == (["waiting"], [])

    settings.EMAIL_PORT = port
    send_all(later(minutes=5))

    assert len(inbox.came) == 1
