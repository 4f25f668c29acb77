"""Every file that the storage must hold, and when it was last read again."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.base.constraints import SHA256_PATTERN, not_blank, one_of
from tracker.base.triggers import fixed, never_deleted, never_emptied, shown_to_readers


class FileKind(models.TextChoices):
    """What a sealed file is."""

    WARC = "warc", _("Web archive file")
    DEPOSIT = "deposit", _("Deposited file")
    SCREENSHOT = "screenshot", _("Picture of the page")
    PRINT = "print", _("Print of the page")
    DOM = "dom", _("Page as the browser had built it")
    WORDS = "words", _("Words of the page as the browser showed it")
    TIMESTAMP = "timestamp", _("Timestamp")


class Fixity(models.TextChoices):
    """What the last reading of a file found."""

    UNCHECKED = "unchecked", _("Not read again yet")
    INTACT = "intact", _("Its digest fits")
    ALTERED = "altered", _("Its digest no longer fits")
    MISSING = "missing", _("The file is not there")
    UNREADABLE = "unreadable", _("The file could not be read")


DAMAGED = (Fixity.ALTERED, Fixity.MISSING, Fixity.UNREADABLE)
"""What a reading may find that is not what was sealed."""


@shown_to_readers
class SealedFile(models.Model):
    """A file under the digest of its content. Only what the last reading found ever changes."""

    name = models.CharField(max_length=200, unique=True)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=12, choices=FileKind.choices)
    sealed_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True, blank=True)
    fixity = models.CharField(max_length=10, choices=Fixity.choices, default=Fixity.UNCHECKED)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                models.F("checked_at").asc(nulls_first=True), "id", name="sealed_file_next_check"
            ),
            models.Index(fields=["sha256"], name="sealed_file_digest"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("name", name="sealed_file_named"),
            models.CheckConstraint(
                condition=Q(sha256__regex=SHA256_PATTERN), name="sealed_file_sha256_shape"
            ),
            models.CheckConstraint(condition=Q(size__gte=0), name="sealed_file_size_counted"),
            one_of("kind", FileKind.values, name="sealed_file_kind_known"),
            one_of("fixity", Fixity.values, name="sealed_file_fixity_known"),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True, fixity="unchecked")
                | (Q(checked_at__isnull=False) & ~Q(fixity="unchecked")),
                name="sealed_file_checked_when",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            fixed("name", "sha256", "size", "kind", "sealed_at", name="sealed_stays"),
            never_deleted(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_built_page(self) -> bool:
        """Whether it is the source of a page as a browser had built it."""
        return self.kind == FileKind.DOM


class AnnouncedFile(models.Model):
    """A file that is about to be stored, written down before; gone once a row names the file.

    What a killed worker left in the storage is found by the rows that stay here.
    """

    name = models.CharField(max_length=200, db_index=True)
    announced_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("name", name="announced_file_named"),
        ]

    def __str__(self) -> str:
        return self.name
