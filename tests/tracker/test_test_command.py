"""``manage.py test`` is pytest, in the place of the command."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tracker.management.commands import test


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What would have taken our place."""
    given: list[Any] = []
    monkeypatch.setattr(os, "execve", lambda *what: given.extend(what))
    monkeypatch.setattr(os, "chdir", given.append)
    return given


def test_everything_behind_the_command_is_pytests(
    started: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tracker.settings")

    test.Command().run_from_argv(["manage.py", "test", "tests/rules", "-q", "-k", "range"])

    folder, program, command, environment = started
    assert (Path(folder) / "manage.py").exists()
    assert program == sys.executable
    assert command[1:] == ["-m", "pytest", "tests/rules", "-q", "-k", "range"]
    # The tests name the settings themselves, when each process has a database number of its own.
    assert "DJANGO_SETTINGS_MODULE" not in environment


def test_says_what_is_missing_in_production(
    started: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(test, "find_spec", lambda _name: None)

    with pytest.raises(SystemExit, match="The tests need: uv sync --locked"):
        test.Command().run_from_argv(["manage.py", "test"])

    assert started == []
