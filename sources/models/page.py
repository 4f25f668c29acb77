"""Pages: published works at an address."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from sources.models.publisher import Publisher
from tracker.base.constraints import one_of, with_precision
from tracker.base.triggers import shown_to_readers, track
from tracker.base.values.choices import choices
from tracker.base.values.precision import DatePrecision


class PageKind(models.TextChoices):
    """What sort of work it is."""

    ARTICLE = "article", _("Article")
    POST = "post", _("Post")
    VIDEO = "video", _("Video")
    COMMUNIQUE = "communique", _("Communiqué")
    REPORT = "report", _("Report")
    OTHER = "other", _("Other")


class Origin(models.TextChoices):
    """Where the page has its content from, as far as the page says."""

    OWN = "own", _("Own reporting")
    DERIVED = "derived", _("Credited to others")
    UNKNOWN = "unknown", _("Not stated")


@shown_to_readers
@track()
class Page(models.Model):
    """A published work at an address; what is known about it without fetching it."""

    url = models.TextField(_("address"), unique=True)
    publisher = models.ForeignKey(Publisher, models.PROTECT, related_name="pages")
    title = models.TextField(_("title"), blank=True)
    author = models.CharField(_("author"), max_length=300, blank=True)
    language = models.CharField(
        _("language"), max_length=35, blank=True, help_text=_("BCP 47 tag, such as fr or ar.")
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=PageKind.choices, default=PageKind.ARTICLE
    )
    published = models.DateField(_("published"), null=True, blank=True)
    published_precision = models.CharField(
        max_length=10, choices=choices(DatePrecision), default=DatePrecision.UNKNOWN.value
    )
    origin = models.CharField(
        _("origin"), max_length=10, choices=Origin.choices, default=Origin.UNKNOWN
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            # What pages are found by at the desk, a part of either, in large or small letters.
            GinIndex(OpClass(Upper("url"), name="gin_trgm_ops"), name="page_url_trigrams"),
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="page_title_trigrams"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(url__regex=r"^https?://"), name="page_url_is_http"),
            one_of("kind", PageKind.values, name="page_kind_known"),
            one_of("origin", Origin.values, name="page_origin_known"),
            with_precision("published", name="page_published_with_precision"),
        ]

    def __str__(self) -> str:
        return self.title or self.url
