"""Pairs with the comparison of their figures as the API gives them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.comparison import comparison_of
from claims.api.shapes.claims import ClaimBrief
from claims.models import Counterclaim
from claims.rules.grounds import Ground


class GapShape(serializers.Serializer[Any]):
    """How far apart two figures are that contradict: between the nearest stated numbers."""

    lower = serializers.FloatField()
    upper = serializers.FloatField()
    difference = serializers.FloatField()
    ratio = serializers.FloatField(allow_null=True)
    is_least = serializers.BooleanField(
        help_text="whether they may be farther apart: one of them is open, or a range"
    )
    is_about = serializers.BooleanField(help_text="whether one of them is approximate")


class ComparisonShape(serializers.Serializer[Any]):
    """How a figure of the answer stands to a figure it answers."""

    measure = serializers.CharField()
    figure = serializers.IntegerField()
    answers = serializers.IntegerField()
    relation = serializers.CharField(
        help_text="agree, overlap, contradict, revision or not_comparable"
    )
    code = serializers.CharField()
    sentence = serializers.CharField()
    gap = GapShape(allow_null=True)


class PairShape(serializers.ModelSerializer[Counterclaim]):
    """``claim`` answers ``answers``, on a ground; with the comparison of their figures."""

    claim = ClaimBrief()
    answers = ClaimBrief()
    meaning = serializers.SerializerMethodField()
    comparison = serializers.SerializerMethodField()

    class Meta:
        model = Counterclaim
        fields: ClassVar[list[str]] = [
            "id",
            "ground",
            "meaning",
            "public_note",
            "claim",
            "answers",
            "comparison",
        ]

    def get_meaning(self, pair: Counterclaim) -> str:
        """The ground in one sentence."""
        return _(Ground(pair.ground).meaning)

    @extend_schema_field(ComparisonShape(many=True))
    def get_comparison(self, pair: Counterclaim) -> list[dict[str, Any]]:
        """One entry for each two figures of one measure."""
        return list(comparison_of(pair))
