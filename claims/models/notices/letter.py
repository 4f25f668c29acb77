"""An e-mail of ours that waits, is handed to the mail server once, and ends."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.base.constraints import not_blank, one_of
from tracker.base.queue import TAKEN, WAITING, Queued


class LetterStatus(models.TextChoices):
    """How far an e-mail has come. All but the first two are final."""

    WAITING = WAITING, _("Waiting")
    TAKEN = TAKEN, _("Being sent")
    SENT = "sent", _("Sent")
    IN_DOUBT = "in_doubt", _("Perhaps sent")
    NOT_NEEDED = "not_needed", _("Not needed any more")
    FAILED = "failed", _("Could not be sent")


class Letter(Queued):
    """One e-mail to one person, with one notice or several.

    ``day`` is the day of a daily e-mail, in the person's time zone. ``message_id`` is chosen when
    the row is made, so that whatever is sent for it can be known for the same e-mail.
    ``handed_at`` is written before the mail server is spoken to: a worker that dies after it leaves
    an e-mail that was perhaps sent, and it is not sent again (docs/decisions/notices.md).
    ``reason`` is the name of the error that the last attempt met.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    day = models.DateField(null=True, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    status = models.CharField(
        max_length=10, choices=LetterStatus.choices, default=LetterStatus.WAITING
    )
    handed_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=100, blank=True)

    class Meta(Queued.Meta):
        ordering: ClassVar[list[str]] = ["-requested_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            *Queued.Meta.indexes,
            models.Index(fields=["status", "finished_at"], name="letter_ends"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Queued.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "day"],
                condition=Q(day__isnull=False),
                name="letter_one_a_day",
            ),
            one_of("status", LetterStatus.values, name="letter_status_known"),
            not_blank("message_id", name="letter_named"),
            models.CheckConstraint(
                condition=~Q(status__in=["sent", "in_doubt"]) | Q(handed_at__isnull=False),
                name="letter_handed_before_sent",
            ),
            models.CheckConstraint(
                condition=~Q(status=WAITING) | Q(handed_at__isnull=True),
                name="letter_waiting_is_not_handed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.status}"
