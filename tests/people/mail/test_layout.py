"""E-mails about accounts are laid out as all of ours, and an address in them is a link."""

from __future__ import annotations

import pytest
from django.core import mail

from tests.people.people import ask_again, signed_in
from tracker.base.accounts.letters import tell
from tracker.base.mail import as_mail, laid_out
from tracker.base.people.happenings import Happening


def bodies():
    message = mail.outbox[-1]
    return message.subject, str(message.body), str(message.alternatives[0].content)


def test_a_code_comes_as_text_and_as_html_with_the_same_words(client, checker):
    client.post("/accounts/password/reset/", {"email": checker.email})

    subject, text, html = bodies()

    assert subject == "[Counterclaim] A code for a new password"
    for body in (text, html):
        assert "This code lets you choose a new password." in body
        assert "http://localhost:8000" in body
    assert "<img" not in html
    assert mail.outbox[-1].extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_link_that_confirms_an_address_is_a_button_in_html(checker):
    client = signed_in(checker)
    ask_again(client)
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})

    text, html = bodies()[1:]

    link = next(line for line in text.splitlines() if "/accounts/confirm-email/" in line)
    assert f'href="{link}"' in html
    assert "Open the link" in html


def test_what_an_administrator_did_is_told_in_the_same_layout(
    checker, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        tell(checker, Happening.ROLE_CHANGED, "Sami <b>Admin</b>")

    subject, text, html = bodies()

    assert subject.startswith("[Counterclaim] Your account:")
    assert "Sami <b>Admin</b> did this" in text
    assert "Sami &lt;b&gt;Admin&lt;/b&gt; did this" in html


@pytest.mark.parametrize("words", ["See http://evil.example/ now.", "javascript:alert(1)"])
def test_only_an_address_that_stands_alone_becomes_a_link(words):
    html = laid_out(as_mail("Subject", words))[1]

    assert words in html
    assert 'href="http://evil' not in html
    assert 'href="javascript' not in html
