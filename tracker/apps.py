"""The house as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """Has Celery's application made before anybody sends it a task."""

    name = "tracker"

    def ready(self) -> None:
        """Make it. Not when `tracker` is imported: the first command does that without Celery."""
        import tracker.celery  # noqa: PLC0415
        import tracker.site.ledger  # noqa: PLC0415 - its system check
        import tracker.site.roles  # noqa: F401, PLC0415 - and another
