"""``manage.py demo``: everything on one machine, with one command."""

from __future__ import annotations

import shutil
import time
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from claims.models import Claim, Counterclaim, Incident
from tracker.site.demonstration import captures, people, readiness
from tracker.site.demonstration.processes import ProcessEndedError, Processes

SEEDS = Path(settings.BASE_DIR) / "seeds"
DOSSIERS = ("mali", "exercise")
FIRST_PICTURE_SECONDS = 20


class Command(BaseCommand):
    """Set up, load the dossiers, start every process, capture the exercise's pages, and wait.

    Exit codes: 0 after Ctrl-C, or as soon as all is ready with ``--until-ready``; 1 with a reason
    when something is in the way or not ready within ``--timeout`` seconds.
    """

    help = "Start the whole of Counterclaim on this machine, with real and invented claims to see."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the options of the command line."""
        parser.add_argument(
            "--port",
            type=int,
            default=8000,
            help="port of the site (8000); the next one shows sealed pages",
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
            "--timeout", type=int, default=180, help="seconds to wait for that (180)"
        )
        parser.add_argument(
            "--reset", action="store_true", help="forget everything an earlier run kept"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the demonstration until it is stopped."""
        self.console = Console()
        if not settings.DEMONSTRATION:
            raise CommandError(
                "COUNTERCLAIM_SECRET_KEY is set: this is a production configuration, and the "
                "demonstration would put invented people into it. Unset it, or see "
                "docs/operations.md for how production is started."
            )
        try:
            with readiness.only_one(settings.VAR_DIR):
                self._run(**options)
        except (readiness.NotPossibleError, ProcessEndedError, OperationalError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.strerror or error}: {error.filename or ''}") from error
        except KeyboardInterrupt:
            self.console.print("\nStopped.")

    def _run(
        self, *, port: int, online: bool, until_ready: bool, timeout: int, reset: bool, **_: Any
    ) -> None:
        readiness.require_port(port, "--port")
        readiness.require_port(port + 1, "--port")
        readiness.require_port(settings.EXERCISE_PORT, "COUNTERCLAIM_EXERCISE_PORT")
        readiness.require_room(settings.VAR_DIR)
        deadline = time.monotonic() + timeout
        if reset:
            self._forget()
        self.console.print("Preparing the database ...")
        call_command("migrate", verbosity=0, interactive=False)
        cast = people.invite()
        for name in DOSSIERS:
            call_command("load_dossier", str(SEEDS / name))
        processes = Processes(settings.VAR_DIR / "logs")
        try:
            self._start(processes, port, online=online)
            self._wait_for_site(processes, port, deadline)
            self._capture(processes, online=online, deadline=deadline if until_ready else None)
            self._show(processes, until_ready=until_ready)
            self._introduce(cast, port)
            if until_ready:
                return
            self.console.print("Press Ctrl-C to stop everything.")
            while True:
                processes.check()
                time.sleep(1)
        finally:
            processes.stop()

    def _forget(self) -> None:
        """Drop all rows, files and visits of earlier runs. Only ever of the embedded servers."""
        if not (settings.VAR_DIR / "postgres.password").exists():
            raise readiness.NotPossibleError(
                "--reset empties the embedded database only. Empty the one behind DATABASE_URL "
                "yourself."
            )
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        shutil.rmtree(settings.VAR_DIR / "evidence", ignore_errors=True)
        (settings.VAR_DIR / "exercise-visits.json").unlink(missing_ok=True)

    def _start(self, processes: Processes, port: int, *, online: bool) -> None:
        environment = {
            "COUNTERCLAIM_SITE_URL": f"http://localhost:{port}",
            # Another host, so that not even cookies go there, and another port, so that the
            # site also answers to 127.0.0.1.
            "COUNTERCLAIM_REPLAY_URL": f"http://127.0.0.1:{port + 1}",
            "COUNTERCLAIM_ALLOWED_ADDRESSES": f"127.0.0.1:{settings.EXERCISE_PORT}",
            "COUNTERCLAIM_VAR": str(settings.VAR_DIR),
            "PYTHONPATH": str(settings.BASE_DIR),
        }
        self.environment = environment
        if not online:  # only our own exercise is asked
            environment["COUNTERCLAIM_HOST_PAUSE_SECONDS"] = "0.1"
        beat = ["--schedule", str(settings.VAR_DIR / "beat-schedule"), "--pidfile="]
        for name, command in {
            "exercise": ["-m", "tracker.site.exercise", "--port", str(settings.EXERCISE_PORT)],
            "web": [
                *("-m", "gunicorn", "tracker.wsgi", "--bind", f"127.0.0.1:{port}"),
                *("--bind", f"127.0.0.1:{port + 1}"),
                *("--workers", "2", "--threads", "4", "--no-control-socket"),
            ],
            "worker": [
                *("-m", "celery", "-A", "tracker", "worker", "-Q", "captures,default"),
                *("--concurrency", "2", "--loglevel", "INFO"),
            ],
            "beat": ["-m", "celery", "-A", "tracker", "beat", *beat],
        }.items():
            processes.start(name, command, environment=environment)

    def _wait_for_site(self, processes: Processes, port: int, deadline: float) -> None:
        while not readiness.answers(port):
            processes.check()
            if time.monotonic() > deadline:
                raise readiness.NotPossibleError(
                    f"The site did not answer on port {port} in time; see {processes.log('web')}."
                )
            time.sleep(0.2)

    def _capture(self, processes: Processes, *, online: bool, deadline: float | None) -> None:
        """Visit the exercise's pages twice, since some of them change between visits."""
        by = people.recorder()
        exercise = captures.pages_of(exercise=True)
        for visits, label in ((1, "Capturing the exercise"), (2, "Looking again for changes")):
            captures.ask(exercise, visits=visits, by=by, at=timezone.now())
            self._watch(processes, label, exercise, deadline)
        if online:
            real = captures.pages_of(exercise=False)
            captures.ask(real, visits=1, by=by, at=timezone.now())
            with suppress(KeyboardInterrupt):
                self._watch(processes, "Capturing real pages (Ctrl-C: go on behind)", real, None)

    def _show(self, processes: Processes, *, until_ready: bool) -> None:
        """Show the sealed pages in a browser, behind everything else, and wait for the first."""
        if not settings.RENDERING:
            return
        queue = ["-Q", "renderings", "--concurrency", "1", "--loglevel", "INFO"]
        command = ["-m", "celery", "-A", "tracker", "worker", "-n", "pictures@%h", *queue]
        processes.start("pictures", command, environment=self.environment)
        end = time.monotonic() + FIRST_PICTURE_SECONDS
        while until_ready and not captures.pictures_ended() and time.monotonic() < end:
            processes.check()
            time.sleep(0.3)

    def _watch(self, processes: Processes, label: str, pages: Any, deadline: float | None) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=self.console) as bar:
            task = bar.add_task(label, total=None)
            while True:
                state = captures.progress(pages)
                bar.update(task, completed=state.ended, total=state.asked)
                if state.done:
                    return
                processes.check()
                if deadline is not None and time.monotonic() > deadline:
                    raise readiness.NotPossibleError(
                        f"Only {state.ended} of {state.asked} captures ended in time; "
                        f"see {processes.log('worker')}."
                    )
                time.sleep(0.3)

    def _introduce(self, cast: list[people.Person], port: int) -> None:
        exercise = captures.pages_of(exercise=True)
        self.console.print(
            f"{_count(Incident.objects.count(), 'incident')}, "
            f"{_count(Claim.objects.count(), 'claim')}, "
            f"{_count(Counterclaim.objects.count(), 'pair')}. "
            f"Pages of the exercise: {captures.standing(exercise)}; "
            f"{_count(captures.altered(exercise), 'quotation')} found altered. "
            f"Shown in a browser: {captures.pictures()}.",
            soft_wrap=True,
        )
        table = Table("Sign in as", "Password (this run)", "Role")
        for person in cast:
            table.add_row(person.username, person.password, str(person.role.label))
        self.console.print(table)
        self.console.print(f"[bold]http://localhost:{port}/[/bold]  readers, no account")
        self.console.print(f"[bold]http://localhost:{port}/desk/[/bold]  the desk")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
