from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ClaimsConfig(AppConfig):
    """The room of claims."""

    name = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the terms that come with the software brought whenever tables were made."""
        post_migrate.connect(_bring_terms, sender=self)


def _bring_terms(*, using: str, **_kwargs: Any) -> None:
    from claims.operations.terms.brought import bring_terms  # noqa: PLC0415 - needs the models

    bring_terms(using=using)
