"""People who sign in: quick hashes, mail that is kept, and a browser for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.test import Client

# A conftest of a folder is loaded before Django is set up, so models are imported when asked for.
if TYPE_CHECKING:
    from tracker.base.people.models import User

Make = Callable[..., "User"]


@pytest.fixture(autouse=True)
def house(settings: Any, db: None) -> None:
    """A house that sends mail and has counted nothing yet."""
    settings.MAIL_CONFIGURED = True
    settings.MFA_TOTP_TOLERANCE = 1  # a busy machine is slow to send the code it worked out
    cache.clear()


@pytest.fixture
def someone(house: None) -> Make:
    """Make somebody with a confirmed address and a password that is `PASSWORD`."""
    from tests.people.people import a_person  # noqa: PLC0415

    return a_person


@pytest.fixture
def checker(someone: Make) -> User:
    return someone(name="Awa Checker")


@pytest.fixture
def admin(someone: Make) -> User:
    return someone("administrator", name="Sami Admin")


@pytest.fixture
def elsewhere() -> Client:
    """A browser in another network."""
    return Client(REMOTE_ADDR="198.51.100.7")
