"""Places in a round that an editor leaves to whoever takes them next."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from claims.models.round import Round


class Vacancy(models.Model):
    """How many reviews of a round are still free to be taken, by which day, put up by whom.

    Written under the lock of the claim. Of a round that is over it says nothing any more.
    """

    round = models.OneToOneField(Round, models.PROTECT, related_name="vacancy")
    free = models.PositiveSmallIntegerField()
    due = models.DateField(_("due"))
    note = models.TextField(_("note"), blank=True)
    put_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    put_up_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["put_up_at", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["put_up_at"], condition=models.Q(free__gt=0), name="vacancy_free"),
        ]

    def __str__(self) -> str:
        return f"{self.free} free in round {self.round_id}"
