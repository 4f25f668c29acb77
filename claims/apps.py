from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from tracker.base.acts.names import keep_free


class ClaimsConfig(AppConfig):
    """The room of claims."""

    name = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the terms that come with the software brought whenever tables were made.

        Keep addresses that something left from whatever is recorded later.
        """
        post_migrate.connect(_bring_terms, sender=self)
        from claims.reads.mending.things import was_left  # noqa: PLC0415 - needs the models

        keep_free(was_left)


def _bring_terms(*, using: str, **_kwargs: Any) -> None:
    from claims.operations.terms.brought import bring_terms  # noqa: PLC0415 - needs the models

    bring_terms(using=using)
