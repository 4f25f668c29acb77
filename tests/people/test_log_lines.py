"""Neither our log lines nor the security log hold what opens an account."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.factories import PASSWORD
from tests.people.people import a_factor, code_of, happenings, signed_in, try_password
from tracker.base.people.models import SecurityEvent


def test_nothing_that_opens_an_account_is_written_down(checker, caplog, settings):
    secret = a_factor(checker)
    client = Client(HTTP_USER_AGENT="A browser")
    try_password(client, checker, "a wrong password")
    try_password(client, PASSWORD, "x")  # typed into the wrong field
    try_password(client, checker)
    code = code_of(secret)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    client.get("/desk/no-such-page/")

    written = caplog.text + str(list(SecurityEvent.objects.values()))
    device = client.cookies[settings.DEVICE_COOKIE_NAME].value
    for one in (PASSWORD, "a wrong password", secret, client.session.session_key, device):
        assert one not in written
    assert code not in str(list(SecurityEvent.objects.values("data", "subject", "reason")))
    assert "A browser" in written


def test_sign_ins_say_with_what_and_sign_outs_are_kept(checker):
    client = signed_in(checker)
    client.post("/accounts/logout/")

    assert happenings(checker) == ["signed_in", "signed_out"]
    assert SecurityEvent.objects.get(kind="signed_in").data == {"by": ["password"]}


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_security_log_is_only_added_to(checker, change):
    signed_in(checker)
    lines = SecurityEvent.objects.all()

    with pytest.raises(DatabaseError), transaction.atomic():
        lines.update(reason="another") if change == "update" else lines.delete()
