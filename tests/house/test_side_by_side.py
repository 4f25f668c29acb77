"""Tests that run side by side do not meet in the broker."""

from __future__ import annotations

import os

from django.conf import settings


def test_this_process_uses_the_numbered_database_that_its_workers_are_told_of() -> None:
    assert os.environ["REDIS_URL"] == settings.REDIS_URL
    assert settings.CACHES["default"]["LOCATION"] == settings.REDIS_URL
