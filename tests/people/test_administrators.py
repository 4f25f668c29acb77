"""Administrators act on accounts, at the desk and at the shell; each act is journaled."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from claims.operations.reviews.assign import assign
from tests.factories import AT, DUE, a_claim, an_editor
from tests.people.people import (
    NEW_PASSWORD,
    a_factor,
    ask_again,
    happenings,
    is_in,
    signed_in,
    try_password,
)
from tracker.base.accounts import operations
from tracker.base.acts.refusal import Forbidden
from tracker.base.people.factors import has_factor
from tracker.base.people.models import Role, SecurityEvent, User
from tracker.base.values.refusal import Refusal

WHY = {"reason": "She left the paper."}


@pytest.fixture
def desk(admin):
    client = signed_in(admin)
    ask_again(client)
    return client


def act(desk, person, what, **sent):
    return desk.post(f"/desk/people/{person.pk}/{what}/", WHY | sent)


def test_closing_an_account_ends_its_sessions_and_is_journaled_with_who_and_why(
    desk, admin, checker
):
    open_session = signed_in(checker)

    assert act(desk, checker, "close").status_code == 302

    assert not is_in(open_session)
    assert try_password(open_session, checker)["Location"] == "/accounts/inactive/"
    line = last_of(checker, "deactivated")
    assert (line.actor_name, line.reason) == (admin.get_full_name(), WHY["reason"])


def test_somebody_is_put_into_a_team_and_one_that_there_is_keeps_its_spelling(
    desk, checker, someone
):
    other = someone(name="Bakary Checker")

    assert act(desk, checker, "team", team=" Sahel  desk ").status_code == 302
    page = desk.get(f"/desk/people/{other.pk}/team/").content.decode()
    assert "Teams there are: Sahel desk." in page
    act(desk, other, "team", team="sahel DESK")

    assert list(User.objects.exclude(team="").values_list("team", flat=True)) == ["Sahel desk"] * 2
    assert last_of(checker, "team_changed").data == {"from": "", "to": "Sahel desk"}
    assert "Sahel desk" in desk.get("/desk/people/").content.decode()


def test_a_team_is_left_and_the_same_one_is_no_change(desk, checker):
    act(desk, checker, "team", team="Sahel desk")
    assert act(desk, checker, "team", team="Sahel desk").status_code == 422
    act(desk, checker, "team", team="")
    assert User.objects.get(pk=checker.pk).team == ""


def last_of(person, kind) -> SecurityEvent:
    return SecurityEvent.objects.filter(person_id=person.pk, kind=kind).get()


def test_an_account_is_opened_again_and_old_sessions_stay_ended(desk, checker):
    old = signed_in(checker)
    act(desk, checker, "close")
    act(desk, checker, "open")

    assert not is_in(old)
    assert is_in(signed_in(checker))
    assert last_of(checker, "reactivated").reason == WHY["reason"]


def test_a_role_is_changed_and_the_person_signs_in_anew(desk, checker):
    session = signed_in(checker)

    act(desk, checker, "role", role="editor")

    assert User.objects.get(pk=checker.pk).role == "editor"
    assert not is_in(session)
    assert last_of(checker, "role_changed").data == {"from": "fact_checker", "to": "editor"}


def test_second_factors_are_reset(desk, checker):
    a_factor(checker)

    act(desk, checker, "factors")

    assert not has_factor(checker)
    assert last_of(checker, "factors_reset").data == {"factors": 1}


def test_sessions_are_ended(desk, checker):
    session = signed_in(checker)

    act(desk, checker, "sessions")

    assert not is_in(session)
    assert last_of(checker, "sessions_ended").data == {"ended": 1}


def test_a_first_password_is_shown_once_and_opens_the_account(desk, checker):
    session = signed_in(checker)

    page = act(desk, checker, "password").content.decode()
    password = page.split("<code>")[1].split("</code>")[0].strip()

    assert not is_in(session)
    assert password not in desk.get(f"/desk/people/{checker.pk}/").content.decode()
    assert password not in str(list(SecurityEvent.objects.values()))
    assert signed_in(checker, password).get("/desk/")["Location"] == "/accounts/password/change/"


def test_an_account_is_made_at_the_desk(desk, admin):
    sent = {"username": "new", "name": "N. Ew", "email": "New@example.org", "role": "editor"}

    page = desk.post("/desk/people/new/", sent).content.decode()
    password = page.split("<code>")[1].split("</code>")[0].strip()

    person = User.objects.get(username="new")
    assert (person.email, person.role) == ("new@example.org", "editor")
    assert signed_in(person, password).get("/desk/").status_code == 302
    assert last_of(person, "invited").actor_name == admin.get_full_name()


@pytest.mark.parametrize(
    ("field", "value"),
    [("username", "Taken"), ("username", "a@b.org"), ("email", "TAKEN@example.org")],
)
def test_what_cannot_be_used_is_said_at_its_field(desk, someone, field, value):
    User.objects.filter(pk=someone().pk).update(username="taken", email="taken@example.org")
    sent = {"username": "new", "name": "N. Ew", "email": "new@example.org", "role": "editor"}

    answer = desk.post("/desk/people/new/", sent | {field: value})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


ACTS = ("role", "password", "factors", "sessions", "close", "open")


@pytest.mark.parametrize("what", ACTS)
def test_every_act_asks_for_the_administrators_own_password_again(admin, checker, what):
    borrowed = signed_in(admin)

    answer = act(borrowed, checker, what, role="editor")

    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert happenings(checker) == []


@pytest.mark.parametrize("what", ACTS)
def test_every_act_needs_a_reason(desk, checker, what):
    if what == "open":
        User.objects.filter(pk=checker.pk).update(is_active=False)
    before = happenings(checker)

    answer = desk.post(f"/desk/people/{checker.pk}/{what}/", {"reason": " ", "role": "editor"})

    assert answer.status_code == 422
    assert happenings(checker) == before


@pytest.mark.parametrize("what", ["role", "password", "factors", "close"])
def test_nobody_does_it_to_their_own_account(desk, admin, what):
    answer = act(desk, admin, what, role="editor")

    assert answer.status_code == 422
    assert "Another administrator can" in answer.content.decode()
    admin.refresh_from_db()
    assert (admin.is_active, admin.role) == (True, "administrator")


def test_the_last_administrator_stays_even_at_the_shell(admin):
    given = {"reason": "x", "by": "shell", "at": timezone.now()}
    with pytest.raises(Forbidden, match="last administrator"):
        operations.deactivate(admin, **given)
    with pytest.raises(Forbidden, match="last administrator"):
        operations.change_role(admin, Role.EDITOR, **given)


def test_an_administrator_whose_account_was_closed_meanwhile_closes_no_other(someone):
    first, second = someone("administrator"), someone("administrator")
    now = timezone.now()
    operations.deactivate(second, reason="x", by=first, at=now)

    with pytest.raises(Forbidden):
        operations.deactivate(first, reason="x", by=second, at=now)


@pytest.mark.parametrize("role", ["reader", "fact_checker", "editor"])
def test_nobody_else_acts_on_accounts(someone, checker, role):
    with pytest.raises(Forbidden, match="administrator"):
        operations.deactivate(checker, reason="x", by=someone(role), at=timezone.now())


def test_the_same_role_again_is_refused(checker, admin):
    with pytest.raises(Refusal, match="role they have"):
        operations.change_role(checker, Role.FACT_CHECKER, reason="x", by=admin, at=timezone.now())


def test_what_becomes_of_open_reviews_is_said(desk, checker):
    assign(claim=a_claim(), reviewer=checker, due=DUE, by=an_editor(), at=AT)

    page = desk.get(f"/desk/people/{checker.pk}/close/").content.decode()

    assert "1 review is still asked of them" in page


@pytest.mark.parametrize("fails", [False, True])
def test_the_person_is_told_and_mail_that_fails_undoes_nothing(
    desk, checker, monkeypatch, fails, django_capture_on_commit_callbacks
):
    if fails:
        backend = "django.core.mail.backends.locmem.EmailBackend.send_messages"
        monkeypatch.setattr(backend, lambda *_: (_ for _ in ()).throw(ConnectionRefusedError))

    with django_capture_on_commit_callbacks(execute=True):
        act(desk, checker, "sessions")

    assert [message.to for message in mail.outbox] == ([] if fails else [[checker.email]])
    assert last_of(checker, "sessions_ended")


def test_administrators_read_the_security_log_and_nobody_else(desk, checker):
    signed_in(checker)

    page = desk.get("/desk/people/log/").content.decode()
    failures = desk.get("/desk/people/log/?kind=sign_in_failed").content.decode()

    assert "Awa Checker" in page
    assert "Awa Checker" not in failures
    assert signed_in(checker).get("/desk/people/log/").status_code == 403


# --- at the shell


def at_the_shell(*words: str) -> str:
    out = StringIO()
    call_command("person", *words, stdout=out)
    return out.getvalue()


def test_the_shell_does_what_the_desk_does_and_is_named_in_the_log(checker, admin):
    session = signed_in(checker)
    a_factor(checker)
    name, why = checker.username, ("--reason", "asked by phone")

    at_the_shell("reset-factors", name, *why)
    at_the_shell("change-role", name, "--role", "editor", *why)
    at_the_shell("end-sessions", name, *why)
    password = at_the_shell("give-password", name, *why).split(": ")[1].strip()
    at_the_shell("deactivate", name, *why)
    at_the_shell("reactivate", name, *why)

    assert not is_in(session)
    assert signed_in(checker, password)
    done = SecurityEvent.objects.filter(person_id=checker.pk, actor_name__startswith="shell")
    assert [line.kind for line in done.order_by("pk")] == [
        "factors_reset",
        "role_changed",
        "sessions_ended",
        "password_given",
        "deactivated",
        "reactivated",
    ]
    assert {line.reason for line in done} == {"asked by phone"}
    assert "role_changed shell" in at_the_shell("log", name)


def test_the_shell_says_what_cannot_be_done(admin):
    with pytest.raises(CommandError, match="last administrator"):
        at_the_shell("deactivate", admin.username, "--reason", "x")
    with pytest.raises(CommandError, match="Nobody signs in as"):
        at_the_shell("end-sessions", "nobody", "--reason", "x")


def test_factors_are_encrypted_anew_at_the_shell(checker, settings):
    settings.FACTOR_KEYS = ["first"]
    a_factor(checker)
    settings.FACTOR_KEYS = ["second", "first"]

    assert at_the_shell("renew-factors") == "Encrypted under the present key: 1.\n"


# --- first passwords


def a_first_password(checker, admin) -> str:
    return operations.give_password(checker, reason="x", by=admin, at=timezone.now())


def test_a_first_password_opens_nothing_but_its_change(checker, admin):
    password = a_first_password(checker, admin)
    client = signed_in(checker, password)

    for address in ("/desk/", "/desk/claims/new/", "/accounts/2fa/", "/accounts/email/"):
        assert client.get(address)["Location"] == "/accounts/password/change/", address
    assert client.get("/accounts/password/change/").status_code == 200

    sent = {"oldpassword": password, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post("/accounts/password/change/", sent)["Location"] == "/desk/"
    assert is_in(client)
    assert try_password(Client(), checker, password).status_code == 200


def test_a_first_password_expires_after_some_days(checker, admin, settings):
    password = a_first_password(checker, admin)
    User.objects.filter(pk=checker.pk).update(first_password_until=timezone.now())

    answer = try_password(Client(), checker, password)

    assert answer.status_code == 403
    assert "has expired" in answer.content.decode()
    assert happenings(checker)[-1] == "first_password_expired"
