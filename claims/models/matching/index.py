"""An inverted index: which texts have a term, and how many do.

Nothing here says anything that other rows do not say: all of it may be emptied and made again. It
holds no foreign keys, so that the same tables can stand in a scratch schema of their own.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tracker.base.constraints import one_of
from tracker.base.triggers import shown_to_readers


class IndexedKind(models.TextChoices):
    """Of which table the row is that is looked up. Each kind has frequencies of its own."""

    CLAIM = "claim"
    INCIDENT = "incident"
    PARTY = "party"
    PLACE = "place"
    PUBLISHER = "publisher"
    PAGE = "page"


@shown_to_readers
class Indexed(models.Model):
    """A row that can be looked up: the terms of its text, of its title and of its further names.

    A row whose words change is indexed anew under a higher number, which is how ``TermCount``
    tells what it has not counted yet. Of a page each copy is indexed by itself: ``capture`` is that
    copy, so that one which is withheld is not found. Of a copy no terms stand here, but only its
    postings: its text is kept, and does not change.
    """

    kind = models.CharField(max_length=12, choices=IndexedKind.choices)
    subject = models.BigIntegerField()
    capture = models.UUIDField(null=True)
    said = models.TextField(blank=True)
    titled = models.TextField(blank=True)
    named = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["subject"], condition=Q(kind="page"), name="indexed_texts_of_page"
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=Q(capture=None), name="indexed_once"
            ),
            one_of("kind", IndexedKind.values, name="indexed_kind_known"),
            models.CheckConstraint(
                condition=Q(kind="page", capture__isnull=False)
                | (~Q(kind="page") & Q(capture__isnull=True)),
                name="indexed_text_of_a_copy",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


@shown_to_readers
class Posting(models.Model):
    """An indexed row has a term; ``impact`` is the part of BM25 that only the row knows, in 1/1000.

    ``term`` is 63 bits of a digest of kind and term. The key holds all three columns, so that a
    search is answered from it alone.
    """

    pk = models.CompositePrimaryKey("term", "indexed", "impact")
    term = models.BigIntegerField()
    indexed = models.BigIntegerField()
    impact = models.SmallIntegerField()

    def __str__(self) -> str:
        return f"{self.term} in {self.indexed}"


@shown_to_readers
class TermCount(models.Model):
    """How many indexed rows up to ``counted_to`` have a term; later ones are counted live."""

    term = models.BigIntegerField(primary_key=True)
    rows = models.BigIntegerField()
    counted_to = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.term}: {self.rows}"
