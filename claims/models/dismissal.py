"""What was proposed and refused, so that it is not proposed again."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.rules.proposable import Proposable
from tracker.base.constraints import not_blank, one_of
from tracker.base.triggers import append_only, never_emptied
from tracker.base.values.choices import choices


class Dismissal(models.Model):
    """Somebody said of a proposal that it is not so; nobody is offered it again.

    ``subject`` is its key: what the proposal was about, in ids and digests and never in words, as
    the code that proposes it spells it. The same proposal, made again, has the same key.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=choices(Proposable))
    subject = models.CharField(_("what it is about"), max_length=200)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "subject"], name="dismissal_once"),
            one_of("kind", Proposable, name="dismissal_of_a_kind"),
            not_blank("subject", name="dismissal_of_something"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            append_only(),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
