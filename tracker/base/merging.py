"""Two rows of one thing become one: the row that goes stays, and points to the one that is kept.

Sealed rows name a row by its key, so no row that was ever named goes away. Lists, counts and
relations leave a merged row out unless they ask for it. See docs/decisions/merging.md.
"""

from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.db.models import BigIntegerField, CheckConstraint, F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)


class Unmerged(models.Manager[M]):
    """Rows that stand for themselves: what every list, count and relation gets unless it asks."""

    def get_queryset(self) -> models.QuerySet[M]:
        """Leave out what was merged into another row."""
        return super().get_queryset().filter(merged_into=None)


class Mergeable(models.Model):
    """A row that can be merged into another of its table; ``everything`` has those too."""

    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("merged into"),
    )

    objects: ClassVar[Unmerged[Self]] = Unmerged()
    everything: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True


def as_kept(column: str) -> Coalesce:
    """The key that a row names in a column, or that of the row into which it was merged since.

    For rows that never change, and so go on naming what was merged.

    Args:
        column: a foreign key to rows that can be merged.
    """
    return Coalesce(f"{column}__merged_into", column, output_field=BigIntegerField())


def merged_into_another(name: str) -> CheckConstraint:
    """Nothing is merged into itself."""
    return CheckConstraint(
        condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name=name
    )
