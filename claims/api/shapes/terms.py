"""The lists of the installation as the API gives them: labels by language tag."""

from __future__ import annotations

from typing import ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.models import Measure, PartyKind, Rating
from sources.models import PublisherKind


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
class Labels(serializers.JSONField):
    """Words by language tag."""


@extend_schema_field(
    {
        "type": "object",
        "additionalProperties": {"type": "array", "items": {"type": "string"}},
    }
)
class WordLists(serializers.JSONField):
    """Lists of words by language tag."""


class MeasureShape(serializers.ModelSerializer[Measure]):
    """What a figure may count.

    Figures of measures that say the same ``compared_as`` may be compared; with "" they are
    compared with none.
    """

    labels = Labels()
    units = Labels()
    words = WordLists()

    class Meta:
        model = Measure
        fields: ClassVar[list[str]] = [
            "code",
            "labels",
            "units",
            "words",
            "counts",
            "compared_as",
            "is_offered",
        ]


class PartyKindShape(serializers.ModelSerializer[PartyKind]):
    """What sort of actor a party may be."""

    labels = Labels()

    class Meta:
        model = PartyKind
        fields: ClassVar[list[str]] = ["code", "labels", "actor", "is_offered"]


class PublisherKindShape(serializers.ModelSerializer[PublisherKind]):
    """What sort of house a publisher may be."""

    labels = Labels()

    class Meta:
        model = PublisherKind
        fields: ClassVar[list[str]] = ["code", "labels", "is_offered"]


class RatingShape(serializers.ModelSerializer[Rating]):
    """What a verdict may say of a claim.

    ``number`` is its place on the scale of truth, 5 (true) to 1 (false); null where a number would
    be invented. ``asserts`` is what it says of the figure that was claimed.
    """

    labels = Labels()
    meanings = Labels()

    class Meta:
        model = Rating
        fields: ClassVar[list[str]] = [
            "code",
            "labels",
            "meanings",
            "number",
            "asserts",
            "leaves_open",
            "is_offered",
        ]
