"""An administrator makes an account at the shell."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tracker.base.people.models import User

WHO = {"role": "editor", "name": "A. Editor", "email": "a@example.org"}


def test_the_password_that_is_printed_opens_the_account(db: None) -> None:
    out = StringIO()

    call_command("create_person", "editor1", **WHO, stdout=out)

    person = User.objects.get()
    password = out.getvalue().split("Password, shown only now: ")[1].split()[0]
    assert person.check_password(password)
    assert (person.role, person.name, person.email) == ("editor", "A. Editor", "a@example.org")


@pytest.mark.parametrize(
    ("username", "change", "field"),
    [("taken", {}, "username"), ("new one", {}, "username"), ("new", {"email": "x"}, "email")],
)
def test_what_cannot_be_used_is_named(
    db: None, username: str, change: dict[str, str], field: str
) -> None:
    User.objects.create(username="taken", email="b@example.org")

    with pytest.raises(CommandError, match=f"^{field}: "):
        call_command("create_person", username, **WHO | change)


def test_an_email_belongs_to_one_person(db: None) -> None:
    User.objects.create(username="other", email="A@example.org")

    with pytest.raises(CommandError, match="Somebody else"):
        call_command("create_person", "new", **WHO)
