"""The workers' way in. Queues, routes and the clock's schedule are in settings."""

import os
from typing import Any

from celery import Celery
from celery.signals import task_prerun
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
