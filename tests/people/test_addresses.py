"""An e-mail address: changed with the password, confirmed before it counts, one account's alone."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from tests.people.people import NEW_PASSWORD, ask_again, happenings, signed_in
from tracker.base.people.models import User

NEW = "new@example.org"


def ask_for(client, email):
    return client.post("/accounts/email/", {"email": email, "action_add": ""})


def link() -> str:
    return re.search(r"/accounts/confirm-email/\S+", str(mail.outbox[-1].body))[0]


def address_of(user) -> str:
    return User.objects.get(pk=user.pk).email


def test_with_the_password_and_the_link_the_address_is_changed_and_the_old_one_told(checker):
    client, old = signed_in(checker), checker.email
    ask_again(client)
    ask_for(client, NEW)
    assert address_of(checker) == old

    Client().post(link())

    assert address_of(checker) == NEW
    assert list(EmailAddress.objects.values_list("email", "verified")) == [(NEW, True)]
    assert [message.to for message in mail.outbox] == [[NEW], [old]]
    assert NEW in mail.outbox[1].body
    assert happenings(checker)[-2:] == ["email_asked", "email_changed"]


def test_a_borrowed_session_changes_no_address(checker):
    borrowed = signed_in(checker)

    response = ask_for(borrowed, NEW)

    assert response["Location"].startswith("/accounts/reauthenticate/")
    assert list(EmailAddress.objects.values_list("email", flat=True)) == [checker.email]
    assert mail.outbox == []


@pytest.mark.parametrize("action", ["action_primary", "action_remove"])
def test_a_borrowed_session_neither_removes_nor_promotes_an_address(checker, action):
    client = signed_in(checker)
    ask_again(client)
    ask_for(client, NEW)
    borrowed = signed_in(checker)

    borrowed.post("/accounts/email/", {"email": NEW, action: ""})
    borrowed.post("/accounts/email/", {"email": checker.email, action: ""})

    assert address_of(checker) == checker.email
    assert EmailAddress.objects.filter(user=checker).count() == 2


@pytest.mark.parametrize("confirmed", [True, False])
def test_an_address_nobody_confirmed_cannot_be_made_to_count(someone, confirmed):
    person = someone(confirmed=confirmed)
    client = signed_in(person)
    ask_again(client)
    ask_for(client, NEW)

    client.post("/accounts/email/", {"email": NEW, "action_primary": ""})

    assert address_of(person) == person.email
    assert not EmailAddress.objects.filter(email=NEW, primary=True).exists()


def test_the_only_address_cannot_be_thrown_away(checker):
    client = signed_in(checker)
    ask_again(client)

    client.post("/accounts/email/", {"email": checker.email, "action_remove": ""})

    assert address_of(checker) == checker.email


def test_asking_for_another_one_before_the_first_was_confirmed_keeps_it(someone):
    person = someone(confirmed=False)
    client = signed_in(person)
    ask_again(client)
    ask_for(client, NEW)
    ask_for(client, "newer@example.org")

    emails = EmailAddress.objects.filter(user=person).order_by("-primary")
    assert [row.email for row in emails] == [person.email, "newer@example.org"]


@pytest.mark.parametrize("confirmed", [True, False])
def test_anothers_address_is_neither_added_nor_betrayed(checker, someone, confirmed):
    victim = someone(confirmed=confirmed)
    client = signed_in(checker)
    client.get("/accounts/email/")  # what was said at the sign-in has been read
    ask_again(client)
    free = ask_for(client, NEW)
    free_page = client.get("/accounts/email/").content.decode().replace(NEW, "-")
    mail.outbox.clear()

    taken = ask_for(client, victim.email.upper())
    taken_page = client.get("/accounts/email/").content.decode().replace(victim.email, "-")
    client.post("/accounts/email/", {"email": victim.email, "action_send": ""})

    assert (free.status_code, free["Location"]) == (taken.status_code, taken["Location"])
    own = re.compile(r'csrfmiddlewaretoken" value="\w+"|\s+')
    assert own.sub("", free_page) == own.sub("", taken_page)
    assert {message.to[0] for message in mail.outbox} == {victim.email}
    assert not any("confirm-email" in str(message.body) for message in mail.outbox)
    assert address_of(checker) == checker.email


def test_an_address_that_became_anothers_meanwhile_is_not_confirmed(checker, someone):
    client = signed_in(checker)
    ask_again(client)
    ask_for(client, NEW)
    User.objects.filter(pk=someone().pk).update(email=NEW)

    Client().post(link())

    assert address_of(checker) == checker.email


def test_the_link_leads_to_our_own_address_whatever_host_was_asked(checker, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client = signed_in(checker)
    ask_again(client)
    client.post("/accounts/email/", {"email": NEW, "action_add": ""}, headers={"host": "evil.test"})

    assert settings.SITE_URL in mail.outbox[-1].body
    assert "evil.test" not in mail.outbox[-1].body


@pytest.mark.parametrize("flags", [{"verified": True}, {"primary": True}])
def test_the_database_refuses_an_address_of_two(checker, someone, flags):
    other = someone()
    EmailAddress.objects.filter(user=other).delete()
    for email in (checker.email, checker.email.upper()):
        with pytest.raises(IntegrityError), transaction.atomic():
            EmailAddress.objects.create(user=other, email=email, **flags)
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=other.pk).update(email=email)


def test_the_database_refuses_as_an_account_what_another_has_confirmed(checker, someone):
    other = someone()
    User.objects.filter(pk=checker.pk).update(email="")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=other.pk).update(email=checker.email.title())


def test_without_a_mail_server_the_page_says_so(checker, settings):
    settings.MAIL_CONFIGURED = False
    client = signed_in(checker)
    ask_again(client)

    assert "This site sends no e-mails" in client.get("/accounts/email/").content.decode()
    assert ask_for(client, NEW).status_code == 200
    assert EmailAddress.objects.count() == 1


def test_the_password_is_changed_with_the_old_one_only_and_other_sessions_end(checker):
    other, client = signed_in(checker), signed_in(checker)
    sent = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post("/accounts/password/change/", {"oldpassword": "wrong", **sent})
    assert other.get("/desk/").status_code == 200
    before = client.session.session_key

    client.post("/accounts/password/change/", {"oldpassword": "correct horse battery", **sent})

    assert client.get("/desk/").status_code == 200
    assert client.session.session_key != before
    assert other.get("/desk/").status_code == 302
    assert mail.outbox[-1].to == [checker.email]
    assert "password_changed" in happenings(checker)
