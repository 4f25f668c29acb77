"""What readers could see is never deleted: it is taken back, and the row stays."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)


class Standing(models.Manager[M]):
    """Rows that were not taken back: what every list, count and relation gets unless it asks."""

    def get_queryset(self) -> models.QuerySet[M]:
        """Leave out what was taken back."""
        return super().get_queryset().filter(retracted_at=None)


class Retractable(models.Model):
    """A row that can be taken back, by whom, when and why; ``everything`` has those too."""

    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    retracted_at = models.DateTimeField(null=True, blank=True)
    retraction_reason = models.TextField(_("why it was taken back"), blank=True)

    objects: ClassVar[Standing[Self]] = Standing()
    everything: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True

    def stood_at(self, moment: datetime) -> bool:
        """Whether it was not taken back by a moment."""
        return self.retracted_at is None or self.retracted_at > moment


def standing_at(moment: datetime) -> Q:
    """The same as a condition on rows; those that were added later have it too."""
    return Q(retracted_at=None) | Q(retracted_at__gt=moment)


def retracted_with_reason(name: str) -> CheckConstraint:
    """Who, when and why something was taken back come together."""
    return CheckConstraint(
        condition=Q(retracted_at__isnull=True, retraction_reason="")
        | Q(retracted_at__isnull=False, retraction_reason__regex=r"\S"),
        name=name,
    )


def index_of_retracted(name: str) -> models.Index:
    """What finds the rows that were taken back, which are few, the last first."""
    return models.Index(
        fields=["-retracted_at"], condition=Q(retracted_at__isnull=False), name=name
    )


STANDING = Q(retracted_at__isnull=True)
"""What is unique among rows that stand may stand there again once it was taken back."""
