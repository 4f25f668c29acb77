"""``manage.py demo``: everything on one machine, with one command."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from rich.console import Console

from tracker.site.demonstration import readiness
from tracker.site.demonstration.course import PORT, Demonstration
from tracker.site.demonstration.processes import ProcessEndedError


class Command(BaseCommand):
    """Set up, load the dossiers, start every process, capture the exercise's pages, and wait.

    Exit codes: 0 after Ctrl-C, or as soon as all is ready with ``--until-ready``; 1 with a reason
    when something is in the way, or when with ``--until-ready`` nothing has moved for ``--timeout``
    seconds.
    """

    help = "Start the whole of Counterclaim on this machine, with real and invented claims to see."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the options of the command line."""
        parser.add_argument(
            "--port",
            type=int,
            help="port of the site; the next one shows sealed pages "
            f"(the first two that are free from {PORT} on)",
        )
        parser.add_argument(
            "--online",
            action="store_true",
            help="also capture the real pages of the Mali dossier (asks about 150 outside sites)",
        )
        parser.add_argument(
            "--until-ready",
            action="store_true",
            help="stop with exit 0 once the site answers and the exercise is captured",
        )
        parser.add_argument(
            "--timeout",
            type=int,
            default=180,
            help="with --until-ready: give up when nothing has moved for so many seconds (180); "
            "preparing and loading are not counted",
        )
        parser.add_argument(
            "--reset", action="store_true", help="forget everything an earlier run kept"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the demonstration until it is stopped."""
        console = Console()
        if not settings.DEMONSTRATION:
            raise CommandError(
                "COUNTERCLAIM_SECRET_KEY is set: this is a production configuration, and the "
                "demonstration would put invented people into it. Unset it, or see "
                "docs/operations.md for how production is started."
            )
        wanted = ("port", "online", "until_ready", "timeout", "reset")
        demonstration = Demonstration(console, **{name: options[name] for name in wanted})
        try:
            with readiness.only_one(settings.VAR_DIR):
                demonstration.run()
        except (readiness.NotPossibleError, ProcessEndedError, OperationalError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.strerror or error}: {error.filename or ''}") from error
        except KeyboardInterrupt:
            console.print("\nStopped.")
