"""Tests that run side by side do not meet in the broker."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from django.conf import settings


def test_each_process_has_a_numbered_database_of_its_own() -> None:
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) + 1

    assert urlsplit(settings.REDIS_URL).path == f"/{number}"
    assert os.environ["REDIS_URL"] == settings.REDIS_URL
    assert settings.CACHES["default"]["LOCATION"] == settings.REDIS_URL
