"""Small tables that are no evidence: three about forms, two about what readers are shown.

Those about forms are emptied as they grow old.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from tracker.base.constraints import SHA256_PATTERN


class SentForm(models.Model):
    """A form that was sent and done, so that sending it again does nothing more."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    content_sha256 = models.CharField(max_length=64)
    typed_sha256 = models.CharField(max_length=64, blank=True)
    """Of what was typed alone, whichever button was pressed; "" where that is not known."""
    outcome = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["at"], name="sent_form_at"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["by", "key"], name="sent_form_once"),
            models.CheckConstraint(
                condition=models.Q(content_sha256__regex=SHA256_PATTERN),
                name="sent_form_content_sha256_shape",
            ),
            models.CheckConstraint(
                condition=models.Q(typed_sha256="") | models.Q(typed_sha256__regex=SHA256_PATTERN),
                name="sent_form_typed_sha256_shape",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.by_id}"


class KeptForm(models.Model):
    """What somebody typed who was signed out by then; only their browser has the key to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_sha256 = models.CharField(max_length=64)
    path = models.TextField()
    sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["at"], name="kept_form_at"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(key_sha256__regex=SHA256_PATTERN),
                name="kept_form_key_sha256_shape",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path}, {self.at}"


class UnsentForm(models.Model):
    """What somebody has typed into a form and not sent; nobody else reads it."""

    id = models.UUIDField(primary_key=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    path = models.TextField()
    sealed = models.BinaryField()
    page = models.UUIDField()
    """The opening of the form that wrote it last."""
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["at"], name="unsent_form_at"),
        ]

    def __str__(self) -> str:
        return f"{self.path}, {self.at}"


class TableMark(models.Model):
    """A mark that is another one as soon as a change of a table can be seen by others.

    Whoever changes a table marks a row of that table that nobody else holds, or adds one
    (`tracker.base.triggers.shown_to_readers`): nobody waits for anybody, and all marks of a table
    together are the same only while it says the same. A mark is drawn, not counted, so that
    none comes back where a transaction was undone or a backup was put in the place of the tables.
    """

    of_table = models.CharField(max_length=63)
    mark = models.UUIDField()
    changed_in = models.BigIntegerField()
    """The transaction."""
    changed_at = models.DateTimeField()
    """When that began."""

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["of_table"], name="mark_of_table"),
        ]

    def __str__(self) -> str:
        return f"{self.of_table}, {self.changed_at}"


class SharedPage(models.Model):
    """A page that one process has made, for all of them; whoever uses it looks whether it still is.

    The table is unlogged: after a crash it is empty, and pages are made again.
    """

    key = models.CharField(max_length=64, primary_key=True)
    build = models.CharField(max_length=64)
    """Of the code, templates and settings that made it."""
    asked = models.JSONField()
    """By which request: its scheme, host, path and the headers that it varies by."""
    made_in = models.TextField()
    """The day, or the hour of it."""
    marks = models.JSONField()
    """The state of each table that it was made from; null for one that nobody has changed yet."""
    headers = models.JSONField()
    body = models.BinaryField()
    """Coded with brotli."""
    questions = models.BinaryField(null=True)
    answers = models.JSONField(null=True)
    read_at = models.DateTimeField()
    """When a process that serves readers last took it from here or put it here."""

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["build", "read_at"], name="shared_page_read"),
        ]

    def __str__(self) -> str:
        return str(self.asked)
