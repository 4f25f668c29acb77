"""Incidents and places as the API gives them."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework import serializers

from claims.models import Incident, Place
from tracker.base.web.serializer_fields import KnownDate, Number


class PlaceShape(serializers.ModelSerializer[Place]):
    """A named place; coordinates in degrees, WGS 84."""

    latitude: serializers.Field[Any, Any, Any, Any] = Number()
    longitude: serializers.Field[Any, Any, Any, Any] = Number()

    class Meta:
        model = Place
        fields: ClassVar[list[str]] = [
            "slug",
            "name",
            "latitude",
            "longitude",
            "precision",
            "public_note",
        ]


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
            "public_note",
            "is_exercise",
        ]
