"""Who publishes pages."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.base.constraints import not_blank, one_of
from tracker.base.triggers import track


class PublisherKind(models.TextChoices):
    """What sort of house it is."""

    NEWS_AGENCY = "news_agency", _("News agency")
    NEWSPAPER = "newspaper", _("Newspaper")
    NEWS_SITE = "news_site", _("News site")
    BROADCASTER = "broadcaster", _("Broadcaster")
    PUBLIC_BROADCASTER = "public_broadcaster", _("Public broadcaster")
    RADIO = "radio", _("Radio")
    STATE_MEDIA = "state_media", _("State media")
    GOVERNMENT_MAGAZINE = "government_magazine", _("Government magazine")
    PARTISAN_SITE = "partisan_site", _("Partisan site")
    PARTISAN_AGGREGATOR = "partisan_aggregator", _("Partisan aggregator")
    AGGREGATOR = "aggregator", _("Aggregator")
    BLOG = "blog", _("Blog")
    CHANNEL = "channel", _("Channel on a messenger or network")
    THINK_TANK = "think_tank", _("Think tank")
    NGO = "ngo", _("Non-governmental organisation")
    INSTITUTION = "institution", _("Institution")
    ENCYCLOPEDIA = "encyclopedia", _("Encyclopedia")
    ENCYCLOPEDIA_MIRROR = "encyclopedia_mirror", _("Encyclopedia mirror")
    OTHER = "other", _("Other")


@track()
class Publisher(models.Model):
    """An outlet, agency, channel or institution that publishes pages."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(
        _("kind"), max_length=30, choices=PublisherKind.choices, default=PublisherKind.OTHER
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166-1 code; empty if not known.")
    )
    homepage = models.CharField(_("home page"), max_length=500, blank=True)
    internal_note = models.TextField(_("internal note"), blank=True)
    public_note = models.TextField(_("public note"), blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("name", name="publisher_name_given"),
            one_of("kind", PublisherKind.values, name="publisher_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name
