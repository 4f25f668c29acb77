"""E-mails about accounts are laid out as all of ours, and an address in them is a link."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import allauth
import pytest
from django.core import mail

from tests.people.people import ask_again, signed_in
from tracker.base.accounts.letters import tell
from tracker.base.mail import as_mail, laid_out
from tracker.base.people.adapter import InvitationOnly
from tracker.base.people.happenings import MAILED, Happening


def bodies():
    message = mail.outbox[-1]
    return message.subject, str(message.body), str(message.alternatives[0].content)


def test_a_code_comes_as_text_and_as_html_with_the_same_words(client, checker):
    client.post("/accounts/password/reset/", {"email": checker.email})

    subject, text, html = bodies()

    assert subject == "[Counterclaim] Your code for a new password"
    for body in (text, html):
        assert "Use this code to choose a new password." in body
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
    assert "Sami <b>Admin</b> made a change" in text
    assert "Sami &lt;b&gt;Admin&lt;/b&gt; made a change" in html


@pytest.mark.parametrize("name", sorted(MAILED))
def test_what_a_person_did_to_their_account_is_told_in_words_of_ours(checker, rf, name):
    settled = {"from_email": "old@example.org", "to_email": "new@example.org"}
    when = datetime(2026, 3, 1, 12, tzinfo=UTC)
    context = {"user": checker, "deleted_email": "old@example.org", "timestamp": when, **settled}
    message = InvitationOnly(rf.get("/")).render_mail(name, checker.email, context)

    subject, sentence = MAILED[name]
    assert message.subject == f"[Counterclaim] {subject}"
    assert sentence % context in message.body
    assert "When: 1 March 2026, 12:00 UTC" in message.body


def test_every_mail_about_a_change_that_the_library_sends_has_words_of_ours():
    library = Path(allauth.__file__).parent / "templates"
    told = {
        str(path.relative_to(library)).removesuffix("_message.txt")
        for app in ("account", "mfa")
        for path in library.glob(f"{app}/email/*_message.txt")
        if "base_notification.txt" in path.read_text()
    }

    assert told == set(MAILED)


def test_what_follows_a_link_is_of_the_same_piece():
    text, html = laid_out(as_mail("Subject", "Open this:\n\nhttp://localhost/x\n\nOr do nothing."))

    assert "http://localhost/x\n\nOr do nothing.\n\n-- \n" in text
    assert "border-top" not in html


@pytest.mark.parametrize("words", ["See http://evil.example/ now.", "javascript:alert(1)"])
def test_only_an_address_that_stands_alone_becomes_a_link(words):
    html = laid_out(as_mail("Subject", words))[1]

    assert words in html
    assert 'href="http://evil' not in html
    assert 'href="javascript' not in html
