"""A whole house for a benchmark: its own servers and database, workers that can be pinned."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import django
import psutil

from tests.bench.corpus import Corpus

if TYPE_CHECKING:
    # Models can be imported only once Django is set up, which is after this file is read.
    from sources.models import Capture
    from tracker.base.people.models import User

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def house(root: Path, *, world: str, core: int) -> Iterator[None]:
    """Servers that keep what they are told, tables up to date, Django set up; once a process.

    Args:
        root: an empty folder.
        world: address of the site that is captured; nothing else may be asked.
        core: the core of this process and of the servers.
    """
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
        "COUNTERCLAIM_VAR": str(root / "var"),
        "COUNTERCLAIM_ALLOWED_ADDRESSES": world.removeprefix("http://"),
        "COUNTERCLAIM_HOST_PAUSE_SECONDS": "0",
        "COUNTERCLAIM_RENDERING": "off",
        "COUNTERCLAIM_LOG_LEVEL": "ERROR",
    }
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("REDIS_URL", None)
    os.sched_setaffinity(0, {core})
    from tracker.site import embedded  # noqa: PLC0415 - after the environment

    with embedded.running(root / "var"):
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - after setup

        call_command("migrate", verbosity=0)
        yield


def record_pages(made: Corpus, base: str, *, at: datetime, mark: str = "") -> User:
    """Put every page of a corpus on record, with the quotation that stands on it.

    Args:
        made: the corpus.
        base: the address it is served at.
        at: the present moment.
        mark: what addresses end with, so that the same corpus gives other pages.

    Returns:
        Who did it.
    """
    from sources.models import Publisher  # noqa: PLC0415 - after setup
    from sources.operations.register.pages import register_page  # noqa: PLC0415
    from sources.operations.register.publishers import register_publisher  # noqa: PLC0415
    from sources.operations.register.quotations import quote  # noqa: PLC0415
    from tracker.base.people.models import User  # noqa: PLC0415

    by, _new = User.objects.get_or_create(username="bench", role="editor")
    publisher = Publisher.objects.filter(slug="bench").first() or register_publisher(
        slug="bench", name="Bench", kind="newspaper", by=by, at=at
    )
    for name in made.names:
        page = register_page(url=f"{base}/{name}{mark}", publisher=publisher, by=by, at=at)
        if name in made.quotes:
            quote(page=page, exact=made.quotes[name], by=by, at=at)
    return by


def ask_all(*, by: User, at: datetime, mark: str = "") -> list[Capture]:
    """Ask for a capture of every page of the corpus with this mark; no worker is told yet."""
    from sources.models import CaptureCause, Page  # noqa: PLC0415 - after setup
    from sources.operations.captures.request import request_capture  # noqa: PLC0415

    pages = Page.objects.filter(url__startswith="http://127.", url__endswith=mark).order_by("pk")
    cause = CaptureCause.ASKED.value
    return [request_capture(page=page, cause=cause, by=by, at=at) for page in pages]


@dataclass(frozen=True)
class Worker:
    """A Celery worker with its children."""

    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls, log: Path, *, core: int | None, concurrency: int, clock: bool = False) -> Worker:
        """Start one for all queues; `clock` lets it run the beat as well."""
        command = [sys.executable, "-m", "celery", "-A", "tracker", "worker"]
        command += ["-Q", "captures,default", "--concurrency", str(concurrency)]
        command += ["--loglevel", "WARNING", "-n", f"{log.stem}@bench"]
        if clock:
            command += ["--beat", "--schedule", str(log.with_suffix(".beat"))]
        pinned = ["taskset", "-c", str(core)] if core is not None else []
        with log.open("ab") as out:
            process = subprocess.Popen(
                [*pinned, *command], cwd=ROOT, stdout=out, stderr=out, start_new_session=True
            )
        return cls(process)

    def family(self) -> list[psutil.Process]:
        """The process and all under it."""
        try:
            head = psutil.Process(self.process.pid)
            return [head, *head.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def cpu_seconds(self) -> float:
        """User and system time of the family, its dead children included."""
        total = 0.0
        for process in self.family():
            try:
                use = process.cpu_times()
            except psutil.NoSuchProcess:
                continue
            total += use.user + use.system + use.children_user + use.children_system
        return total

    def largest_mib(self) -> float:
        """Resident memory of the largest process of the family."""
        sizes = [0]
        for process in self.family():
            try:
                sizes.append(process.memory_info().rss)
            except psutil.NoSuchProcess:
                continue
        return max(sizes) / 2**20

    def kill(self) -> None:
        """End the whole family without a word (SIGKILL)."""
        for process in self.family():
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue
        self.process.wait()

    def stop(self) -> None:
        """Ask the worker to finish what it has in hand."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()
