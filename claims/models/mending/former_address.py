"""Addresses that something had before it got another one."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from claims.rules.thing_kinds import ThingKind
from tracker.base.constraints import not_blank, one_of


class FormerAddress(models.Model):
    """A short name that something had in its addresses; it leads on to the present one.

    It holds no foreign key to the thing, which may be of any kind and may be deleted: an address
    of something that is gone leads nowhere.
    """

    kind = models.CharField(max_length=12)
    slug = models.SlugField(max_length=100)
    thing = models.BigIntegerField()
    left_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    left_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        verbose_name_plural = "former addresses"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "thing"], name="former_address_of_thing"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "slug"], name="former_address_once"),
            one_of("kind", [kind.value for kind in ThingKind], name="former_address_kind_known"),
            not_blank("slug", name="former_address_given"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"
