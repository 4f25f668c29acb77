"""``manage.py load_dossier PATH``: load a dossier folder."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator, Sized
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError
from django.utils import timezone
from psycopg.errors import UndefinedTable
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from claims.exchange.dossier_files import (
    Codes,
    DossierReading,
    Problem,
    Vocabulary,
    brought_terms,
    read_dossier,
)
from claims.operations.imports import (
    Loaded,
    Progress,
    demonstration_person,
    load_dossier,
    vocabulary,
)
from claims.rules.acts import RELEASE_DOSSIER
from tracker.base.acts.law import refuse
from tracker.base.people.models import User
from tracker.site.exercise import base_address


class Command(BaseCommand):
    """Read a dossier folder, report what is wrong in it, and load the incidents that are sound.

    Every row is checked before anything is loaded. An incident is loaded whole or not at all;
    incidents whose claims answer each other come together. Rows that are there already stay as
    they are: what the file says differently is reported and not applied, because an editor may
    have changed it at the desk. Loading twice changes nothing.

    What is loaded is seen by the desk alone until an editor releases it, or at once with
    ``--release``. Only then a demonstration's reviews and verdicts are loaded too.

    Exit codes: 0 if all incidents are loaded, 1 if there are problems (sound incidents are loaded
    all the same) or, with ``--strict``, differences.
    """

    help = "Load a dossier folder (dossier.yaml, parties.yaml, ..., incidents/*.yaml)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Read the options of the command line."""
        parser.add_argument("path", type=Path, help="the dossier's folder")
        parser.add_argument(
            "--by", metavar="USERNAME", help="in whose name (a demonstration has its own)"
        )
        parser.add_argument(
            "--release",
            action="store_true",
            help="release what is loaded to readers; without it only the desk sees it",
        )
        parser.add_argument("--check", action="store_true", help="check the files, load nothing")
        parser.add_argument(
            "--strict", action="store_true", help="exit 1 also if loaded rows differ from the files"
        )
        parser.add_argument(
            "--exercise-port",
            type=int,
            default=settings.EXERCISE_PORT,
            help="where the pages of an exercise are served on loopback (%(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, load, and say what was done."""
        reading = read_dossier(options["path"], words=self._vocabulary(options))
        self._list("problem", reading.problems)
        if options["check"]:
            self._judge(reading.problems)
            self.stdout.write("No problems.")
            return
        loaded = Loaded(Counter(), (), ())
        if reading.dossier is not None:
            try:
                loaded = self._load(reading, options)
            except (ProgrammingError, OperationalError, InterfaceError) as error:
                raise _unusable(error) from error
        self._report(reading, loaded, strict=options["strict"])

    def _vocabulary(self, options: dict[str, Any]) -> Vocabulary:
        """What there is here; files can be checked where there is no database yet."""
        try:
            return vocabulary()
        except (ProgrammingError, OperationalError, InterfaceError) as error:
            if not options["check"]:
                raise _unusable(error) from error
            self.stderr.write("note: no database: checked against the terms of the software alone")
            return vocabulary(Codes().and_those_of(brought_terms()))

    def _load(self, reading: DossierReading, options: dict[str, Any]) -> Loaded:
        assert reading.dossier is not None
        with self._progress() as progress:
            return load_dossier(
                reading.dossier,
                by=self._recorder(options["by"], release=options["release"]),
                at=timezone.now(),
                exercise_address=base_address(options["exercise_port"]),
                release=options["release"],
                demonstration=settings.DEMONSTRATION and options["release"],
                progress=progress,
            )

    def _recorder(self, username: str | None, *, release: bool) -> User:
        if username is None and settings.DEMONSTRATION:
            return demonstration_person("recorder")
        if username is None:
            raise CommandError("Say in whose name the rows are added: --by USERNAME")
        try:
            user = User.objects.get(username=username)
        except User.DoesNotExist as error:
            raise CommandError(f'There is nobody called "{username}".') from error
        if release and refuse(user, RELEASE_DOSSIER) is not None:
            raise CommandError("Only an editor releases: leave --release out, or name an editor.")
        return user

    @contextmanager
    def _progress(self) -> Iterator[Progress]:
        """A bar on a terminal, a line now and then elsewhere."""
        if not self.stdout.isatty():
            yield self._line
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Bar(*columns, console=Console()) as bar:
            tasks: dict[str, Any] = {}

            def show(what: str, done: int, total: int) -> None:
                if what not in tasks:
                    tasks[what] = bar.add_task(f"Loading {what}", total=total)
                bar.update(tasks[what], completed=done)

            yield show

    def _line(self, what: str, done: int, total: int) -> None:
        step = -(-total // 4)
        if done == total or done % step == 0:
            self.stdout.write(f"Loading {what}: {done} of {total}")

    def _list(self, label: str, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.stderr.write(f"{label}: {problem}")

    def _report(self, reading: DossierReading, loaded: Loaded, *, strict: bool) -> None:
        """Say what was done and, if anything went wrong, raise CommandError (exit code 1)."""
        self._list("problem", loaded.refused)
        self._list("note", loaded.differences)
        self._list("warning", loaded.alike)
        if reading.dossier is None:
            raise CommandError(f"{_counted(reading.problems)}; nothing is loaded.")
        added = ", ".join(f"{what} {count}" for what, count in sorted(loaded.added.items()))
        self.stdout.write(f"{reading.dossier.title}: {added or 'nothing new'}")
        self._judge(reading.problems + loaded.refused)
        if strict and loaded.differences:
            raise CommandError(f"{len(loaded.differences)} loaded rows differ from the files.")

    def _judge(self, problems: tuple[Problem, ...]) -> None:
        if problems:
            raise CommandError(f"{_counted(problems)}; incidents with problems are not loaded.")


def _unusable(error: DatabaseError | InterfaceError) -> Exception:
    """What to say of a database that cannot be asked; a fault of ours stays what it is."""
    if not isinstance(error, ProgrammingError):
        return CommandError(f"The database cannot be used: {error}".strip())
    if isinstance(error.__cause__, UndefinedTable):
        return CommandError("The tables are not there. Run manage.py migrate.")
    return error


def _counted(problems: Sized) -> str:
    return "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
