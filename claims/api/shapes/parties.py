"""Parties and the publishers that belong to them, as the API gives them."""

from __future__ import annotations

from typing import ClassVar

from rest_framework import serializers

from claims.models import Affiliation, Party, PartyAlias
from sources.api.register import PublisherRef, PublisherShape


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
        fields: ClassVar[list[str]] = ["publisher", "public_note"]


class BehindPublisher(serializers.ModelSerializer[Affiliation]):
    """A party that a publisher belongs to or speaks for."""

    party = PartyRef()

    class Meta:
        model = Affiliation
        fields: ClassVar[list[str]] = ["party", "public_note"]


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
            "public_note",
            "aliases",
            "affiliations",
        ]


class PublisherWithParties(PublisherShape):
    """A publisher, its grade, and the parties whose side it is on."""

    affiliations = BehindPublisher(many=True)

    class Meta(PublisherShape.Meta):
        fields: ClassVar[list[str]] = [*PublisherShape.Meta.fields, "affiliations"]
