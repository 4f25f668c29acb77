"""How a browser showed a sealed page. A row waits until a worker takes it, like a capture."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sources.models.capture import Capture
from sources.models.file import FileKind, SealedFile
from tracker.base.constraints import one_of, together
from tracker.base.queue import Queued
from tracker.base.triggers import Protect, fixed, never_deleted, never_emptied, shown_to_readers


class RenderingStatus(models.TextChoices):
    """How far it has come. ``unavailable`` is that no browser was there; it can be asked again."""

    WAITING = "waiting", _("Waiting")
    TAKEN = "taken", _("Being rendered")
    DONE = "done", _("Rendered")
    FAILED = "failed", _("Could not be rendered")
    UNAVAILABLE = "unavailable", _("No browser to render with")


RENDERED_KINDS = (FileKind.SCREENSHOT, FileKind.PRINT, FileKind.DOM, FileKind.WORDS)


@shown_to_readers
class Rendering(Queued):
    """A sealed page as a browser showed it: a picture, a print, the page as built, its words.

    ``reason`` holds codes and values (``sources.archiver.sentences``). ``look_waits`` is that what
    its capture shows against an earlier copy is said once it is known which words a browser shows.
    """

    capture = models.OneToOneField(Capture, models.PROTECT, related_name="rendering")
    status = models.CharField(
        max_length=12, choices=RenderingStatus.choices, default=RenderingStatus.WAITING
    )
    reason = models.JSONField(default=list, blank=True)
    software = models.CharField(max_length=200, blank=True)
    provenance = models.JSONField(default=dict, blank=True)
    look_waits = models.BooleanField(default=False)

    class Meta(Queued.Meta):
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            *Queued.Meta.indexes,
            models.Index(
                fields=["requested_at"], condition=Q(look_waits=True), name="rendering_look_waits"
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Queued.Meta.constraints,
            one_of("status", RenderingStatus.values, name="rendering_status_known"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            Protect(
                name="done_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="done"),
            ),
            never_deleted(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.capture_id} {self.status}"


@shown_to_readers
class RenderedFile(models.Model):
    """One file of a rendering. ``width`` and ``height`` are pixels, of pictures only.

    ``searched_since``, of words only, is set a little later, by whoever indexes texts.
    """

    rendering = models.ForeignKey(Rendering, models.PROTECT, related_name="files")
    kind = models.CharField(max_length=12, choices=FileKind.choices)
    file = models.ForeignKey(SealedFile, models.PROTECT, related_name="+")
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    searched_since = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["rendering"],
                condition=Q(kind="words", searched_since=None),
                name="rendered_words_unread",
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["rendering", "kind"], name="rendered_file_once"),
            one_of("kind", [kind.value for kind in RENDERED_KINDS], name="rendered_file_kind"),
            together("width", "height", name="rendered_file_both_sides"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            fixed("rendering", "kind", "file", "width", "height", name="file_stays"),
            never_deleted(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.rendering_id} {self.kind}"
