"""The processes of the house, as a demonstration starts them."""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass

from django.conf import settings

from tracker.site.demonstration.ports import HeldPort
from tracker.site.demonstration.processes import Processes


@dataclass(frozen=True)
class Doors:
    """Where the site, the sealed pages and the exercise are served."""

    site: HeldPort
    replay: HeldPort
    exercise: HeldPort


def environment(doors: Doors, *, online: bool) -> dict[str, str]:
    """The settings of every process, beside what the person has set.

    Args:
        doors: where they serve.
        online: whether real pages are asked for; our own exercise needs no courtesy.
    """
    variables = {
        "COUNTERCLAIM_SITE_URL": f"http://localhost:{doors.site.port}",
        # Another host, so that not even cookies go there, and another port, so that the site also
        # answers to 127.0.0.1.
        "COUNTERCLAIM_REPLAY_URL": f"http://127.0.0.1:{doors.replay.port}",
        "COUNTERCLAIM_ALLOWED_ADDRESSES": f"127.0.0.1:{doors.exercise.port}",
        "COUNTERCLAIM_VAR": str(settings.VAR_DIR),
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    if not online:
        variables["COUNTERCLAIM_HOST_PAUSE_SECONDS"] = "0.1"
    return variables


def open_doors(processes: Processes, doors: Doors) -> None:
    """Start the exercise's own web, the site, a worker and the clock."""
    exercise, site, replay = (
        each.descriptor for each in (doors.exercise, doors.site, doors.replay)
    )
    processes.start(
        "exercise", ["-m", "tracker.site.exercise", "--fd", str(exercise)], sockets=[exercise]
    )
    processes.start(
        "web",
        [
            *("-m", "gunicorn", "--config", "python:tracker.site.server.shape", "tracker.wsgi"),
            *("--bind", f"fd://{site}", "--bind", f"fd://{replay}", "--workers", "2"),
        ],
        sockets=[site, replay],
    )
    processes.start("worker", _celery("worker", "-Q", "captures,default", *_pool()))
    schedule = str(settings.VAR_DIR / "beat-schedule")
    processes.start("beat", _celery("beat", "--schedule", schedule, "--pidfile="))


def open_browser(processes: Processes) -> None:
    """Start the worker that shows sealed pages in a browser, behind everything else."""
    queue = ("-Q", "renderings", "--concurrency", "1")
    processes.start("pictures", _celery("worker", "-n", "pictures@%h", *queue))


def _pool() -> tuple[str, ...]:
    """Two processes; one, where the machine grants none of the semaphores that several share.

    An ordinary user of a bare chroot has none: its /dev/shm is a folder of root's.
    """
    try:
        multiprocessing.Semaphore()
    except OSError:
        return ("--pool", "solo")
    return ("--concurrency", "2")


def _celery(role: str, *options: str) -> list[str]:
    return ["-m", "celery", "-A", "tracker", role, *options, "--loglevel", "INFO"]
