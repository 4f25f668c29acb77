"""``manage.py migrate``: Django's own, as the tables' owner, and the rights of the working role."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import DatabaseError

from tracker.site import roles


class Command(migrate.Command):
    """Migrate as the role of `MIGRATION_DATABASE_URL`, then give the working role its rights.

    Without that setting it is Django's command and nothing more.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate and grant."""
        with roles.as_owner() as worker:
            super().handle(*args, **options)
            if worker is None:
                return
            try:
                roles.grant(worker)
            except DatabaseError as error:
                raise CommandError(
                    f"The working role {worker.role} could not be given its rights: {error} "
                    "docs/operations.md says how it is made."
                ) from error
