"""Parties, places and incidents as the API gives them."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework import serializers

from claims.models import Affiliation, Incident, Party, PartyAlias, Place
from sources.api.shapes import PublisherRef, PublisherShape
from tracker.base.web.serializer_fields import KnownDate, Number


class PartyRef(serializers.ModelSerializer[Party]):
    """A party by name."""

    class Meta:
        model = Party
        fields: ClassVar[list[str]] = ["slug", "name", "acronym"]


class AliasShape(serializers.ModelSerializer[PartyAlias]):
    """Another name of a party in one language."""

    class Meta:
        model = PartyAlias
        fields: ClassVar[list[str]] = ["language", "name"]


class OwnPublisher(serializers.ModelSerializer[Affiliation]):
    """A publisher that belongs to a party or speaks for it."""

    publisher = PublisherRef()

    class Meta:
        model = Affiliation
        fields: ClassVar[list[str]] = ["publisher", "note"]


class BehindPublisher(serializers.ModelSerializer[Affiliation]):
    """A party that a publisher belongs to or speaks for."""

    party = PartyRef()

    class Meta:
        model = Affiliation
        fields: ClassVar[list[str]] = ["party", "note"]


class PartyShape(serializers.ModelSerializer[Party]):
    """Who makes or suffers."""

    aliases = AliasShape(many=True)
    affiliations = OwnPublisher(many=True)

    class Meta:
        model = Party
        fields: ClassVar[list[str]] = [
            "slug",
            "name",
            "acronym",
            "kind",
            "note",
            "aliases",
            "affiliations",
        ]


class PublisherWithParties(PublisherShape):
    """A publisher, its grade, and the parties whose side it is on."""

    affiliations = BehindPublisher(many=True)

    class Meta(PublisherShape.Meta):
        fields: ClassVar[list[str]] = [*PublisherShape.Meta.fields, "affiliations"]


class PlaceShape(serializers.ModelSerializer[Place]):
    """A named place; coordinates in degrees, WGS 84."""

    latitude: serializers.Field[Any, Any, Any, Any] = Number()
    longitude: serializers.Field[Any, Any, Any, Any] = Number()

    class Meta:
        model = Place
        fields: ClassVar[list[str]] = ["slug", "name", "latitude", "longitude", "precision", "note"]


class IncidentRef(serializers.ModelSerializer[Incident]):
    """An incident by title."""

    class Meta:
        model = Incident
        fields: ClassVar[list[str]] = ["slug", "reference", "title", "is_exercise"]


class IncidentShape(serializers.ModelSerializer[Incident]):
    """Something that happened, or is said to have."""

    start = KnownDate("start")
    end = KnownDate("end")
    place = PlaceShape(allow_null=True)

    class Meta:
        model = Incident
        fields: ClassVar[list[str]] = [
            "slug",
            "reference",
            "title",
            "summary",
            "start",
            "start_precision",
            "end",
            "end_precision",
            "place",
            "note",
            "is_exercise",
        ]
