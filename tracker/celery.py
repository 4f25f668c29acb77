"""The workers' way in. Queues, routes and the clock's schedule are in settings."""

import gc
import os
import time
from typing import Any

from celery import Celery
from celery.signals import (
    after_task_publish,
    beat_init,
    celeryd_after_setup,
    heartbeat_sent,
    task_prerun,
    worker_process_init,
)
from django.db import close_old_connections
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
# Django's checks load every page and form of the house, which a worker never shows, into each of
# its processes. They run with every command of manage.py.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")
app = Celery("counterclaim")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@task_prerun.connect
def renew_connections(**_facts: Any) -> None:
    """Keep the connection to the database between tasks, but not one that has died meanwhile.

    Celery itself would open a new one for every task, with a password check each time, or (with
    CELERY_DB_REUSE_MAX) keep a dead one for as many tasks.
    """
    close_old_connections()


@worker_process_init.connect
def leave_what_was_loaded(**_facts: Any) -> None:
    """Search for garbage among what the tasks make, not among all that was imported before them.

    A tenth of a worker's time went into that search. It stays frequent enough that an answer in a
    circle of references does not outlive the next few pages.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


@beat_init.connect
def mind_the_clock(**_facts: Any) -> None:
    """In the process of the clock, each message that it sends is a sign of its life."""
    from tracker.base.web import signs_of_life  # noqa: PLC0415 - once Django is set up

    def sent(**_facts: Any) -> None:
        signs_of_life.leave([signs_of_life.CLOCK], at=timezone.now())

    after_task_publish.connect(sent, weak=False)


@celeryd_after_setup.connect
def mind_the_worker(instance: Any, **_facts: Any) -> None:
    """A worker's heartbeat is one of whoever takes work from its queues."""
    from tracker.base.web import signs_of_life  # noqa: PLC0415 - once Django is set up

    names = [signs_of_life.of_queue(queue) for queue in instance.app.amqp.queues.consume_from]
    left = -float(signs_of_life.EVERY_SECONDS)

    def beat(**_facts: Any) -> None:
        nonlocal left
        if time.monotonic() - left >= signs_of_life.EVERY_SECONDS:
            left = time.monotonic()
            signs_of_life.leave(names, at=timezone.now())

    heartbeat_sent.connect(beat, weak=False)
