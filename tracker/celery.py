"""The workers' way in. Queues, routes and the clock's schedule are in settings."""

import gc
import os
from typing import Any

from celery import Celery
from celery.signals import task_prerun, worker_process_init
from django.db import close_old_connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
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
