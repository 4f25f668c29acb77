"""Somebody at the desk: a client that is signed in, and what was asked of workers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.test import Client

# A conftest of a folder is loaded before Django is set up, so models are imported when asked for.
if TYPE_CHECKING:
    from tracker.base.people.models import User
    from tracker.site.roles import WorkingRole

SignIn = Callable[["User"], Client]


@pytest.fixture(autouse=True)
def nothing_sent_before() -> None:
    """Keys of forms that were sent outlive a test's rows; the next test starts without them."""
    cache.clear()


@pytest.fixture(autouse=True)
def asked_as_the_working_role(worker: WorkingRole, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the house answer with the rights it has outside: only a test itself owns the tables."""
    from tests.working import working_as  # noqa: PLC0415

    asked = Client.request

    def answered(self: Client, **given: Any) -> Any:
        with working_as(worker):
            return asked(self, **given)

    monkeypatch.setattr(Client, "request", answered)


@pytest.fixture
def sign_in() -> SignIn:
    def signed_in(user: User) -> Client:
        client = Client(raise_request_exception=True)
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def checker(db: None) -> User:
    from tests.factories import a_user  # noqa: PLC0415

    return a_user(name="Awa Checker")


@pytest.fixture
def editor(db: None) -> User:
    from tests.factories import an_editor  # noqa: PLC0415

    return an_editor(name="Boubou Editor")


@pytest.fixture
def nudges(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The captures that workers were told of."""
    from sources import tasks  # noqa: PLC0415

    told: list[str] = []
    monkeypatch.setattr(tasks.run_capture, "delay", told.append)
    return told
