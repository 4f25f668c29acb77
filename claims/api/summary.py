"""How much there is, counted; exercises and demonstrations apart, as on the front page."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, views
from rest_framework.request import Request
from rest_framework.response import Response

from claims.reads.front.summed import RowsCounted, summed


class CountsShape(serializers.Serializer[Any]):
    """Numbers of public rows that only exercises show: what they tell of is invented."""

    claims = serializers.IntegerField()
    incidents = serializers.IntegerField()
    pairs = serializers.IntegerField()
    figures = serializers.IntegerField()
    parties = serializers.IntegerField()
    publishers = serializers.IntegerField()
    places = serializers.IntegerField()
    pages = serializers.IntegerField()
    citations = serializers.IntegerField()
    quotations = serializers.IntegerField()
    captures = serializers.DictField(
        child=serializers.IntegerField(),
        help_text="By outcome; an unfinished capture by its status.",
    )
    findings = serializers.DictField(child=serializers.IntegerField(), help_text="By kind.")
    verdicts = serializers.DictField(
        child=serializers.IntegerField(), help_text="Verdicts in force by rating."
    )


class DemonstrationShape(serializers.Serializer[Any]):
    """Verdicts about real events that were decided for demonstration only."""

    verdicts = serializers.DictField(
        child=serializers.IntegerField(), help_text="Verdicts in force by rating."
    )


class SummaryShape(CountsShape):
    """Numbers of public rows, without those of exercises and demonstrations.

    Those are counted apart, under `exercise` and `demonstration`, and never with the rest: what is
    counted in one of the three is in neither of the others. A page, a party, a publisher or a place
    is an exercise's if no real claim names it.
    """

    exercise = CountsShape()
    demonstration = DemonstrationShape()


class Summary(views.APIView):
    """How many of everything the public may read, exercises and demonstrations apart."""

    @extend_schema(responses=SummaryShape, operation_id="summary")
    def get(self, request: Request) -> Response:
        """Count."""
        found = summed()
        return Response(
            {
                **_shown(found.real),
                "exercise": _shown(found.exercise),
                "demonstration": {"verdicts": dict(found.demonstration)},
            }
        )


def _shown(counted: RowsCounted) -> dict[str, Any]:
    return {
        **counted.rows,
        "captures": dict(counted.captures),
        "findings": dict(counted.findings),
        "verdicts": dict(counted.verdicts),
    }
