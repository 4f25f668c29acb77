"""The workers' door to this room: load, one call, done."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.utils import timezone

from claims.operations.matching import texts
from claims.operations.verdicts.schedule import publish_scheduled
from claims.reads.publishing.scheduled import scheduled_due

MOST_BATCHES = 20
"""Batches of texts that are indexed in one run."""


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
