"""The demonstration's course: prepare, load, start every process, capture, show who can sign in."""

from __future__ import annotations

import shutil
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from claims.models import Claim, Counterclaim, Incident
from sources.models import Page
from tracker.site.demonstration import captures, house, people, ports, readiness
from tracker.site.demonstration.patience import Patience
from tracker.site.demonstration.processes import Processes
from tracker.site.exercise import base_address
from tracker.site.roles import as_owner, count_rows

SEEDS = Path(settings.BASE_DIR) / "seeds"
DOSSIERS = ("mali", "exercise")
PORT = 8000
FIRST_PICTURE_SECONDS = 20


@dataclass(frozen=True)
class Demonstration:
    """One run of it.

    Args:
        console: where it says what it does.
        port: of the site; the next one shows sealed pages. None takes the first two that are free.
        online: also capture the real pages of the Mali dossiers.
        until_ready: end as soon as the site answers and the captures have ended.
        timeout: with ``until_ready``, give up when nothing has moved for so many seconds.
        reset: first forget what earlier runs kept.
    """

    console: Console
    port: int | None
    online: bool
    until_ready: bool
    timeout: int
    reset: bool
    held: ExitStack = field(default_factory=ExitStack)

    def run(self) -> None:
        """Run until it is stopped, or is ready where that is all that is wanted.

        Raises:
            NotPossibleError: something is in the way, or nothing moved for too long.
            ProcessEndedError: a process of the house ended by itself.
        """
        readiness.require_room(settings.VAR_DIR)
        with self.held:
            site, replay = self._site_doors()
            cast = self._prepare()
            exercise = self._exercise_door()
            self._load(exercise_port=exercise.port)
            doors = house.Doors(site, replay, exercise)
            environment = house.environment(doors, online=self.online)
            # They work as the role that owns nothing, and do not know the other's password.
            kept_back = ("MIGRATION_DATABASE_URL",)
            processes = Processes(settings.VAR_DIR / "logs", environment, kept_back)
            try:
                house.open_doors(processes, doors)
                self.held.close()  # the processes have them now
                self._attend(processes, cast, doors)
            finally:
                processes.stop()

    def _site_doors(self) -> list[ports.HeldPort]:
        """The site's port and the next one."""
        held = ports.hold_ports(
            self.port or PORT,
            together=2,
            tries=1 if self.port else ports.TRIES,
            otherwise="Another program may be listening there. Choose another with --port.",
        )
        for each in held:
            self.held.enter_context(each.socket)
        taken = held[0].port
        if taken != (self.port or PORT):
            self.console.print(f"Port {PORT} or {PORT + 1} is taken: {taken} and {taken + 1}.")
        return held

    def _exercise_door(self) -> ports.HeldPort:
        """The port that the exercise's pages were captured at, or else the first that is free."""
        earlier = captures.port_of_exercise()
        wanted = earlier or settings.EXERCISE_PORT
        (held,) = ports.hold_ports(
            wanted, otherwise="Choose another with COUNTERCLAIM_EXERCISE_PORT."
        )
        self.held.enter_context(held.socket)
        if held.port != wanted:
            lost = ", where its pages were captured before and cannot be captured again now"
            self.console.print(
                f"The exercise is served on port {held.port}: another program is on {wanted}"
                f"{lost if earlier else ''}.",
                soft_wrap=True,
            )
        return held

    def _prepare(self) -> list[people.Person]:
        """The tables and the cast."""
        if self.reset:
            _forget()
        self.console.print("Preparing the database ...")
        call_command("migrate", verbosity=0, interactive=False)
        return people.invite_cast()

    def _load(self, *, exercise_port: int) -> None:
        for name in DOSSIERS:
            call_command(
                "load_dossier", str(SEEDS / name), release=True, exercise_port=exercise_port
            )
        count_rows()

    def _attend(self, processes: Processes, cast: list[people.Person], doors: house.Doors) -> None:
        """Wait for the site and the captures, show them, and stay."""
        site = doors.site.port
        self.console.print("Starting the site, a worker and the clock ...")
        self._wait_for_site(processes, site)
        self._capture(processes)
        if settings.RENDERING:
            self._show(processes)
        self._introduce(cast, doors)
        if self.until_ready:
            return
        self.console.print("Press Ctrl-C to stop everything.")
        while True:
            processes.check()
            time.sleep(1)

    def _patience(self) -> Patience:
        """Only who waits to go on gives up; nobody else is harmed by a machine that is busy."""
        return Patience(self.timeout if self.until_ready else None)

    def _wait_for_site(self, processes: Processes, port: int) -> None:
        patience = self._patience()
        while not readiness.answers(port):
            processes.check()
            if patience.ended():
                raise readiness.NotPossibleError(
                    f"The site did not answer on port {port} in {self.timeout} seconds; "
                    f"see {processes.log('web')}."
                )
            time.sleep(0.2)

    def _capture(self, processes: Processes) -> None:
        """Visit the exercise's pages twice, since some of them change between visits."""
        by = people.recorder()
        exercise = captures.pages_to_capture(exercise=True)
        for visits, label in ((1, "Capturing the exercise"), (2, "Looking again for changes")):
            captures.ask(exercise, visits=visits, by=by, at=timezone.now())
            self._watch(processes, label, exercise, self._patience())
        if self.online:
            real = captures.pages_to_capture(exercise=False)
            captures.ask(real, visits=1, by=by, at=timezone.now())
            label = "Capturing real pages (Ctrl-C: go on behind)"
            with suppress(KeyboardInterrupt):
                self._watch(processes, label, real, Patience(None))

    def _watch(
        self, processes: Processes, label: str, pages: QuerySet[Page], patience: Patience
    ) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=self.console) as bar:
            task = bar.add_task(label, total=None)
            while True:
                state = captures.progress(pages)
                bar.update(task, completed=state.ended, total=state.asked)
                if state.done:
                    return
                processes.check()
                if patience.ended(state):
                    raise readiness.NotPossibleError(
                        f"Only {state.ended} of {state.asked} captures ended, and none in the last "
                        f"{self.timeout} seconds; see {processes.log('worker')}."
                    )
                time.sleep(0.3)

    def _show(self, processes: Processes) -> None:
        """Show the sealed pages in a browser, behind everything else, and wait for the first."""
        house.open_browser(processes)
        patience = Patience(FIRST_PICTURE_SECONDS)
        while self.until_ready and not captures.pictures_ended() and not patience.ended():
            processes.check()
            time.sleep(0.3)

    def _introduce(self, cast: list[people.Person], doors: house.Doors) -> None:
        exercise = captures.pages_to_capture(exercise=True)
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
        site = f"http://localhost:{doors.site.port}/"
        for address, what in (
            (site, "readers, no account"),
            (f"{site}desk/", "the desk"),
            (f"http://127.0.0.1:{doors.replay.port}/", "sealed pages, as they were"),
            (base_address(doors.exercise.port) + "/", "the web of the exercise"),
        ):
            self.console.print(f"[bold]{address}[/bold]  {what}", soft_wrap=True)


def _forget() -> None:
    """Drop all rows, files and visits of earlier runs. Only ever of the embedded servers."""
    if not (settings.VAR_DIR / "postgres.password").exists():
        raise readiness.NotPossibleError(
            "--reset empties the embedded database only. Empty the one behind DATABASE_URL "
            "yourself."
        )
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    shutil.rmtree(settings.VAR_DIR / "evidence", ignore_errors=True)
    (settings.VAR_DIR / "exercise-visits.json").unlink(missing_ok=True)
    (settings.VAR_DIR / "ledger-heads.txt").unlink(missing_ok=True)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
