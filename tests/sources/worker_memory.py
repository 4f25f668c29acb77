"""A process as a worker is one: captures the addresses of its arguments, one after the other.

Prints a line of JSON for each: address, outcome, and the most memory it took (MiB, resident).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import django

django.setup()

from celery.signals import worker_process_init  # noqa: E402
from django.core.files.storage import FileSystemStorage  # noqa: E402
from django.utils import timezone  # noqa: E402

from sources import configuration, tasks  # noqa: E402
from sources.archiver.network.resolve import TableResolver  # noqa: E402
from sources.archiver.pipeline import seal  # noqa: E402
from sources.archiver.sentences import english  # noqa: E402
from sources.archiver.values import Quote  # noqa: E402
from tracker.celery import app  # noqa: E402

app.loader.import_default_modules()
assert tasks.run_capture.name in app.tasks
worker_process_init.send(sender=None)
QUOTES = [Quote("Twelve soldiers were killed, 12 of them", key="a"), Quote("thirteen", key="b")]


def peak() -> float:
    """The most resident memory since the mark was last lowered (proc(5)), in MiB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if "VmHWM" in line)


folder, *urls = sys.argv[1:]
for url in urls:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    sealed = seal(
        url,
        QUOTES,
        storage=FileSystemStorage(folder),
        limits=configuration.limits(),
        allowance=configuration.allowance(),
        resolver=TableResolver({}),
        agent=configuration.agent(),
        at=timezone.now(),
    )
    told = {
        "url": url,
        "outcome": sealed.outcome.value,
        "reason": english(sealed.reason),
        "mib": peak(),
    }
    print(json.dumps(told), flush=True)  # noqa: T201 - what it is for
