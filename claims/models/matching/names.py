"""The names that rows go by, as they are looked up while somebody types one."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F

from claims.models.matching.index import IndexedKind
from tracker.base.constraints import one_of

NAMED_KINDS = (
    IndexedKind.INCIDENT.value,
    IndexedKind.PARTY.value,
    IndexedKind.PLACE.value,
    IndexedKind.PUBLISHER.value,
)
"""The kinds of rows that are known by names."""


class SpeltName(models.Model):
    """One name of a row. Made from the row and what it is called, as often as wanted.

    ``folded`` and ``sounds`` are what ``spellings.spelling_of`` makes of ``written``.
    """

    kind = models.CharField(max_length=12, choices=IndexedKind.choices)
    subject = models.BigIntegerField()
    written = models.TextField()
    # Sorted by its letters alone, so that an index finds what a name begins with.
    folded = models.TextField(db_collation="C")
    sounds = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "subject"], name="spelt_name_of"),
            models.Index(fields=["kind", "folded"], name="spelt_name_begins"),
            GinIndex(OpClass(F("folded"), name="gin_trgm_ops"), name="spelt_name_trigrams"),
            GinIndex(OpClass(F("sounds"), name="gin_trgm_ops"), name="spelt_name_sounds"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("kind", list(NAMED_KINDS), name="spelt_name_kind_known"),
        ]

    def __str__(self) -> str:
        return self.written
