"""A house that sends mail."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def house(settings: Any) -> None:
    settings.MAIL_CONFIGURED = True
