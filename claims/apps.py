from typing import Any

from django.apps import AppConfig
from django.apps import apps as present
from django.apps.registry import Apps
from django.db.models.signals import post_migrate

from tracker.base.acts.names import keep_free


class ClaimsConfig(AppConfig):
    """The room of claims."""

    name = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the terms that come with the software brought whenever tables were made.

        After them, pairs are measured of which it is not kept yet how far they are apart.
        Keep addresses that something left from whatever is recorded later.
        """
        post_migrate.connect(_bring_terms, sender=self)
        post_migrate.connect(_measure_pairs, sender=self)
        from claims.reads.mending.things import was_left  # noqa: PLC0415 - needs the models

        keep_free(was_left)


def _bring_terms(*, using: str, **_kwargs: Any) -> None:
    from claims.operations.terms.brought import bring_terms  # noqa: PLC0415 - needs the models

    bring_terms(using=using)


def _measure_pairs(*, using: str, apps: Apps = present, **_kwargs: Any) -> None:
    from claims.operations.matching.widths import (  # noqa: PLC0415 - needs the models
        measure_unmeasured_pairs,
    )

    columns = {field.name for field in apps.get_model("claims", "Counterclaim")._meta.get_fields()}  # noqa: SLF001
    if "how_far" in columns:  # not where an older state of the tables was asked for
        measure_unmeasured_pairs(using=using)
