"""What the sentences of claims mean, as a model tells it; kept where the extra `semantic` is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Length
from django.db.models.lookups import Exact

VECTOR_BYTES = 768
"""384 numbers of two bytes (IEEE 754, half precision, the lower byte first)."""


class SentenceVector(models.Model):
    """The vector of a claim, of length 1; near another where both say the same.

    ``indexed`` is the row of the index that it was made with: what says something else by now is
    indexed under a higher number, and so is its vector.
    """

    indexed = models.BigIntegerField(primary_key=True)
    subject = models.BigIntegerField()
    numbers = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Exact(Length(F("numbers")), Value(VECTOR_BYTES)),
                name="sentence_vector_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"vector of {self.indexed}"
