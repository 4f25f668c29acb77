"""Who publishes pages."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.base.constraints import not_blank
from tracker.base.merging import Mergeable, merged_into_another
from tracker.base.terms import Term
from tracker.base.triggers import shown_to_readers, track


@shown_to_readers
@track()
class PublisherKind(Term):
    """What sort of house a publisher is."""

    class Meta(Term.Meta):
        pass


OTHER_KIND = "other"
"""The code of the kind that a publisher has of which nothing is known."""


@shown_to_readers
@track()
class Publisher(Mergeable):
    """An outlet, agency, channel or institution that publishes pages."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.ForeignKey(
        PublisherKind,
        models.PROTECT,
        db_column="kind",
        related_name="+",
        verbose_name=_("kind"),
        default=OTHER_KIND,
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166-1 code; empty if not known.")
    )
    homepage = models.CharField(_("home page"), max_length=500, blank=True)
    internal_note = models.TextField(_("internal note"), blank=True)
    public_note = models.TextField(_("public note"), blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["name", "id"], name="publisher_by_name")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("name", name="publisher_name_given"),
            merged_into_another("publisher_merged_into_another"),
        ]

    def __str__(self) -> str:
        return self.name


@shown_to_readers
@track()
class PublisherAlias(models.Model):
    """Another name of a publisher in one language, under which pages credit it."""

    publisher = models.ForeignKey(Publisher, models.CASCADE, related_name="aliases")
    language = models.CharField(max_length=35)
    name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        verbose_name_plural = "publisher aliases"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["publisher", "language", "name"], name="publisher_alias_once"
            ),
            not_blank("name", name="publisher_alias_given"),
        ]

    def __str__(self) -> str:
        return self.name
