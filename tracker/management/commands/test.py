"""``manage.py test``: pytest, with the arguments given."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Run the tests in a process of their own, with pytest and its options.

    Exit codes: pytest's; 1 with a reason where the development packages are not installed.
    """

    help = "Run the tests: pytest, with the arguments given."

    def run_from_argv(self, argv: list[str]) -> NoReturn:
        """Hand the command line to pytest, in our place.

        Args:
            argv: the command line, program and subcommand first.
        """
        if find_spec("pytest") is None:
            sys.exit("pytest is not installed here. The tests need: uv sync --locked")
        os.chdir(settings.BASE_DIR)
        # The tests say themselves which settings, and when they are read.
        environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
        command = [sys.executable, "-m", "pytest", *argv[2:]]
        os.execve(sys.executable, command, environment)  # noqa: S606  a Python, no shell
