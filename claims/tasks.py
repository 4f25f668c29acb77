"""The workers' door to this room: load, one call, done."""

from __future__ import annotations

import os
import socket
from typing import Any

from celery import shared_task
from django.utils import timezone

from claims.operations.matching import texts
from claims.operations.notices import post
from claims.operations.notices.follow import follow
from claims.operations.notices.remind import remind
from claims.operations.verdicts.schedule import publish_scheduled
from claims.reads.publishing.scheduled import scheduled_due

MOST_BATCHES = 20
"""Batches of texts that are indexed in one run."""
MOST_ENTRIES = 2000
"""Entries of the ledger that one run makes notices of."""


@shared_task(name="claims.tasks.index_texts")
def index_texts(**_unknown: Any) -> None:
    """Index the texts of sealed copies; what is left over waits for the next run."""
    for _batch in range(MOST_BATCHES):
        if texts.index_texts(at=timezone.now()) < texts.AT_ONCE:
            break


@shared_task(name="claims.tasks.publish_due")
def publish_due(**_unknown: Any) -> None:
    """Publish the verdicts whose time has come; what fails is written down for its editor."""
    at = timezone.now()
    for row in scheduled_due(at):
        publish_scheduled(scheduled=row, at=at)


@shared_task(name="claims.tasks.sweep_notices")
def sweep_notices(**_unknown: Any) -> None:
    """Make the notices of what has happened and of what is due, and have their e-mails sent."""
    now = timezone.now()
    for _entry in range(MOST_ENTRIES):
        if not follow(at=now):
            break
    remind(at=now)
    post.write_letters(at=now)
    for letter_id in post.letters_to_send(at=now):
        send_letter.delay(letter_id)


@shared_task(name="claims.tasks.send_letter")
def send_letter(letter_id: int, **_unknown: Any) -> None:
    """Send an e-mail, if it waits."""
    worker = f"{socket.gethostname()}/{os.getpid()}"
    post.send(letter_id=letter_id, worker=worker, at=timezone.now())
