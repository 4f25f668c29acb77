"""Attempts to seal a copy of a page. A row waits until a worker takes it: the row is the queue."""

from __future__ import annotations

import hashlib
import uuid
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sources.archiver.outcomes import Outcome
from sources.models.page import Page
from tracker.base.constraints import one_of, sha256
from tracker.base.queue import UNFINISHED, Queued
from tracker.base.triggers import Protect, fixed, never_deleted, never_emptied, shown_to_readers


class CaptureStatus(models.TextChoices):
    """How far an attempt has come. Sealed and failed are final."""

    WAITING = "waiting", _("Waiting")
    TAKEN = "taken", _("Being captured")
    SEALED = "sealed", _("Sealed")
    FAILED = "failed", _("Failed")


class CaptureCause(models.TextChoices):
    """Why it was asked for."""

    CITED = "cited", _("The page was cited")
    ASKED = "asked", _("A person asked")
    RECHECK = "recheck", _("A later look for changes")
    DEPOSITED = "deposited", _("A person brought a copy")


_OF_THE_PAGE = [Outcome.CAPTURED.value, Outcome.NEEDS_SCRIPTS.value]
"""What comes of fetching the page itself, or what a browser makes it from; of all else, neither."""
_FETCHED = Q(outcome__in=_OF_THE_PAGE)
SAW_THE_PAGE = Q(status="sealed") & (Q(cause="deposited") | _FETCHED)
"""Captures that sealed the page itself, or what a browser makes it from."""
SAW_NO_PAGE = Q(status="failed") | (Q(status="sealed") & ~Q(cause="deposited") & ~_FETCHED)
"""Captures that came to an end without: they failed, or an answer in its place was sealed."""


class ExtractionStatus(models.TextChoices):
    """Whether the text could be read. A failure here never means a quotation is absent."""

    NONE = "none", _("Not tried")
    DONE = "done", _("Read")
    EMPTY = "empty", _("No text in it")
    UNSUPPORTED = "unsupported", _("No text can be read from this kind of file")
    FAILED = "failed", _("The text could not be read")


FINISHED = (CaptureStatus.SEALED, CaptureStatus.FAILED)
GONE = (404, 410)  # what a site answers for a page that was there


@shown_to_readers
class Capture(Queued):
    """One attempt to seal a copy of a page: bytes, headers, digests, time, outcome.

    ``reason``, here and in ``tries``, and ``unread`` hold codes and values
    (``sources.archiver.sentences``).
    ``outcome`` is a code of ``sources.archiver.outcomes.Outcome``; ``status`` is ``sealed``
    whenever bytes were kept, so an error page that was sealed is ``sealed`` with outcome
    ``error_page``.
    ``provenance`` is the sheet a court would ask for: hops, addresses, headers, limits, versions.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey(Page, models.PROTECT, related_name="captures")
    cause = models.CharField(max_length=10, choices=CaptureCause.choices)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    status = models.CharField(
        max_length=10, choices=CaptureStatus.choices, default=CaptureStatus.WAITING
    )
    # What became of the attempts before: [{"at", "outcome", "reason", "http_status"}, ...].
    tries = models.JSONField(default=list, blank=True)

    outcome = models.CharField(max_length=30, blank=True)
    reason = models.JSONField(default=list, blank=True)
    final_url = models.TextField(blank=True)
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    content_type = models.CharField(max_length=200, blank=True)
    provenance = models.JSONField(default=dict, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    file_size = models.BigIntegerField(null=True, blank=True)
    payload_sha256 = models.CharField(max_length=64, blank=True)
    payload_size = models.BigIntegerField(null=True, blank=True)
    extraction = models.CharField(
        max_length=12, choices=ExtractionStatus.choices, default=ExtractionStatus.NONE
    )
    text_sha256 = models.CharField(max_length=64, blank=True)
    metadata = models.JSONField(default=dict, blank=True)
    # Which parts of the page are not in the text: nothing is absent where there are any.
    unread = models.JSONField(default=list, blank=True)

    class Meta(Queued.Meta):
        ordering: ClassVar[list[str]] = ["-requested_at", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            *Queued.Meta.indexes,
            models.Index(fields=["page", "-finished_at"], name="capture_of_page"),
            models.Index(fields=["-requested_at", "id"], name="capture_asked"),
            models.Index(
                fields=["-finished_at"], condition=SAW_NO_PAGE, name="capture_saw_no_page"
            ),
            models.Index(
                fields=["status"], condition=Q(status__in=UNFINISHED), name="capture_under_way"
            ),
            # Which pages nobody has asked a capture of is found without reading one of these rows.
            models.Index(
                fields=["page"], condition=~Q(cause=CaptureCause.DEPOSITED), name="capture_asked_of"
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Queued.Meta.constraints,
            one_of("status", CaptureStatus.values, name="capture_status_known"),
            one_of("cause", CaptureCause.values, name="capture_cause_known"),
            one_of("extraction", ExtractionStatus.values, name="capture_extraction_known"),
            sha256("file_sha256", name="capture_file_sha256_shape"),
            sha256("payload_sha256", name="capture_payload_sha256_shape"),
            sha256("text_sha256", name="capture_text_sha256_shape"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, outcome="")
                | (Q(finished_at__isnull=False) & ~Q(outcome="")),
                name="capture_finished_with_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(status="sealed")
                | (~Q(file_sha256="") & ~Q(file_name="") & Q(file_size__isnull=False)),
                name="capture_sealed_has_file",
            ),
            models.UniqueConstraint(
                fields=["page"],
                condition=Q(status__in=UNFINISHED) & ~Q(cause="deposited"),
                name="capture_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="captured", cause="deposited")
                & (Q(cause="deposited") | ~Q(outcome="deposited")),
                name="capture_deposited_is_not_captured",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            Protect(
                name="sealed_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__finished_at__isnull=False),
            ),
            never_deleted(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.status} {self.outcome}".strip()

    @property
    def is_whole(self) -> bool:
        """Whether this is a sealed copy of the page itself, fetched whole."""
        return self.status == CaptureStatus.SEALED and self.outcome == Outcome.CAPTURED.value

    @property
    def may_be_shown(self) -> bool:
        """Whether a browser may make a page of what was fetched: a whole one, or one of scripts."""
        return self.status == CaptureStatus.SEALED and self.outcome in _OF_THE_PAGE

    @property
    def is_deposit(self) -> bool:
        """Whether a person brought this copy; it was not fetched."""
        return self.cause == CaptureCause.DEPOSITED

    @property
    def is_copy(self) -> bool:
        """Whether this is a sealed copy of the page itself, fetched whole or deposited."""
        return self.is_whole or (self.is_deposit and self.status == CaptureStatus.SEALED)

    @property
    def is_gone(self) -> bool:
        """Whether the site said that the page is no longer there, by its status or in words."""
        said = self.http_status in GONE or self.outcome == Outcome.GONE.value
        return self.is_finished and said

    @property
    def is_finished(self) -> bool:
        """Whether this attempt has ended, well or badly."""
        return self.status in FINISHED


@shown_to_readers
class CaptureText(models.Model):
    """The text that was read from a capture; there is none where nothing was read.

    In a table of its own, so that no list of captures carries texts along. ``searched_since`` is
    set a little later, by whoever indexes texts: that takes longer than sealing the page.
    """

    capture = models.OneToOneField(
        Capture, models.PROTECT, primary_key=True, related_name="kept_text"
    )
    text = models.TextField()
    # Passages that the page strikes out, in their order: not among its words.
    struck = models.JSONField(default=list, blank=True)
    searched_since = models.DateTimeField(null=True, editable=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["capture"], condition=Q(searched_since=None), name="capture_text_unread"
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(text=""), name="capture_text_says_something"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            fixed("capture", "text", "struck", name="text_stays"),
            never_deleted(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class ChangedTextError(Exception):
    """A kept text is not the one that was read when the copy was sealed."""

    def __init__(self, capture: Capture) -> None:
        super().__init__(f"The text of capture {capture.pk} no longer fits its digest.")


def text_of(capture: Capture) -> str:
    """The text that was read from a capture; the empty string where nothing was.

    Raises:
        ChangedTextError: it no longer fits the digest it was sealed with.
    """
    kept = text_as_kept(capture)
    if kept and hashlib.sha256(kept.encode()).hexdigest() != capture.text_sha256:
        raise ChangedTextError(capture)
    return kept


def text_as_kept(capture: Capture) -> str:
    """The same as it stands in the table, unproved: for who compares it himself."""
    try:
        return capture.kept_text.text
    except CaptureText.DoesNotExist:
        return ""


def struck_as_kept(capture: Capture) -> list[str]:
    """The passages that a page strikes out, as they stand in the table."""
    try:
        return list(capture.kept_text.struck)
    except CaptureText.DoesNotExist:
        return []
