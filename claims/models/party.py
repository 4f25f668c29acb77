"""Who makes or suffers, and where it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from claims.rules.actors import Actor
from sources.models import Publisher
from tracker.base.constraints import not_blank, one_of
from tracker.base.merging import Mergeable, merged_into_another
from tracker.base.terms import Term
from tracker.base.triggers import shown_to_readers, track
from tracker.base.values.choices import choices


@shown_to_readers
@track()
class PartyKind(Term):
    """What sort of actor a party is. "Unattributed" is one too: nobody has been named."""

    actor = models.CharField(
        _("who speaks"),
        max_length=12,
        choices=choices(Actor),
        default=Actor.ORGANISATION.value,
    )

    class Meta(Term.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Term.Meta.constraints,
            one_of("actor", [each.value for each in Actor], name="party_kind_actor_known"),
        ]

    @property
    def is_nobody(self) -> bool:
        """Whether no party that could be named speaks: two such claims may be of two voices."""
        return self.actor in {Actor.NOBODY, Actor.FORGED}


@shown_to_readers
@track()
class Party(Mergeable):
    """An armed force, armed group, company, government, agency, NGO, a person, or nobody named."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    kind = models.ForeignKey(
        PartyKind, models.PROTECT, db_column="kind", related_name="+", verbose_name=_("kind")
    )
    internal_note = models.TextField(_("internal note"), blank=True)
    public_note = models.TextField(_("public note"), blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        verbose_name_plural = "parties"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["name", "id"], name="party_by_name")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("name", name="party_name_given"),
            merged_into_another("party_merged_into_another"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """The acronym where there is one, else the name in the language of the page."""
        return self.acronym or self.name_for_reader

    @property
    def name_for_reader(self) -> str:
        """Its whole name in the language of the page, where it is recorded in that; else its name.

        The first of its aliases in a language is its name in it. A page asks once for those of all
        parties (`names_read_once`), however many it names.
        """
        language = get_language() or settings.LANGUAGE_CODE
        if language == settings.LANGUAGE_CODE:
            return self.name
        return _begun(self._name_in(language)) or self.name

    def _name_in(self, language: str) -> str:
        kept = _NAMES.get()
        if kept is None or "aliases" in getattr(self, "_prefetched_objects_cache", ()):
            own = (alias.name for alias in self.aliases.all() if alias.language == language)
            return next(own, "")
        if language not in kept:
            # Of several names of one party the first is written last, and stays.
            rows = PartyAlias.objects.filter(language=language).order_by("-pk")
            kept[language] = dict(rows.values_list("party", "name"))
        return kept[language].get(self.pk, "")

    @property
    def other_names_for_reader(self) -> list[PartyAlias]:
        """What else it is called besides `name_for_reader`, be that its name or another one."""
        shown = self.name_for_reader
        own = PartyAlias(name=self.name, language=settings.LANGUAGE_CODE)
        return [
            each
            for each in (own, *self.aliases.all())
            if shown not in {each.name, _begun(each.name)}
        ]


@shown_to_readers
@track()
class PartyAlias(models.Model):
    """Another name of a party in one language."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="aliases")
    language = models.CharField(max_length=35)
    name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        verbose_name_plural = "party aliases"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["party", "language", "name"], name="party_alias_once"),
            not_blank("name", name="party_alias_given"),
        ]

    def __str__(self) -> str:
        return self.name


def _begun(name: str) -> str:
    """A name as it stands in a heading or at the head of a sentence: "groupe Wagner" is one."""
    return name[:1].upper() + name[1:]


_NAMES: ContextVar[dict[str, dict[int, str]] | None] = ContextVar("names of parties", default=None)
"""The names of parties by language and key, as far as the present page has asked for them."""


@contextmanager
def names_read_once() -> Iterator[None]:
    """Ask for the names of parties in a language once, at the first that is wanted within."""
    token = _NAMES.set({})
    try:
        yield
    finally:
        _NAMES.reset(token)


@shown_to_readers
@track()
class Affiliation(models.Model):
    """A publisher belongs to a party or speaks for it: it is interested in the outcome."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="affiliations")
    publisher = models.ForeignKey(Publisher, models.CASCADE, related_name="affiliations")
    internal_note = models.TextField(_("internal note"), blank=True)
    public_note = models.TextField(_("public note"), blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["party", "publisher"], name="affiliation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.publisher_id} of {self.party_id}"


class PlacePrecision(models.TextChoices):
    """How exactly the place is known."""

    EXACT = "exact", _("exact")
    TOWN = "town", _("town")
    REGION = "region", _("region")
    COUNTRY = "country", _("country")
    UNKNOWN = "unknown", _("unknown")


@shown_to_readers
@track()
class Place(Mergeable):
    """A named place with coordinates in degrees (WGS 84) and how far to trust them."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    precision = models.CharField(
        max_length=10, choices=PlacePrecision.choices, default=PlacePrecision.UNKNOWN
    )
    internal_note = models.TextField(_("internal note"), blank=True)
    public_note = models.TextField(_("public note"), blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["name", "id"], name="place_by_name")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            not_blank("name", name="place_name_given"),
            merged_into_another("place_merged_into_another"),
            one_of("precision", PlacePrecision.values, name="place_precision_known"),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(
                    latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180
                ),
                name="place_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@shown_to_readers
@track()
class PlaceAlias(models.Model):
    """Another name of a place in one language."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="aliases")
    language = models.CharField(max_length=35)
    name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        verbose_name_plural = "place aliases"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["place", "language", "name"], name="place_alias_once"),
            not_blank("name", name="place_alias_given"),
        ]

    def __str__(self) -> str:
        return self.name
