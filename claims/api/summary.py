"""How much there is, counted."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, views
from rest_framework.request import Request
from rest_framework.response import Response

from claims.reads import public_rows
from claims.reads.verdicts import NOT_REPLACED


class CountOfExercise(serializers.Serializer[Any]):
    """How many of the rows are about invented events."""

    incidents = serializers.IntegerField()
    claims = serializers.IntegerField()


class SummaryShape(serializers.Serializer[Any]):
    """Numbers of public rows. Those of exercises are among them and counted again apart."""

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
    exercise = CountOfExercise()


class Summary(views.APIView):
    """How many of everything the public may read."""

    @extend_schema(responses=SummaryShape, operation_id="summary")
    def get(self, request: Request) -> Response:
        """Count."""
        claims, incidents = public_rows.claims(), public_rows.incidents()
        counts: dict[str, Any] = {
            "claims": claims.count(),
            "incidents": incidents.count(),
            "pairs": public_rows.pairs().count(),
            "figures": public_rows.figures().count(),
            "parties": public_rows.parties().count(),
            "publishers": public_rows.publishers().count(),
            "places": public_rows.places().count(),
            "pages": public_rows.pages().count(),
            "citations": public_rows.citations().count(),
            "quotations": public_rows.quotations().count(),
            "captures": _captures(),
            "findings": _by(public_rows.findings(), "shown_kind"),
            "verdicts": _by(public_rows.verdicts().filter(NOT_REPLACED), "rating"),
            "exercise": {
                "incidents": incidents.filter(is_exercise=True).count(),
                "claims": claims.filter(incident__is_exercise=True).count(),
            },
        }
        return Response(counts)


def _captures() -> dict[str, int]:
    counted: dict[str, int] = {}
    rows = (
        public_rows.captures().order_by().values_list("status", "outcome").annotate(n=Count("pk"))
    )
    for status, outcome, number in rows:
        counted[outcome or status] = counted.get(outcome or status, 0) + number
    return counted


def _by(rows: QuerySet[Any], column: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(column).annotate(n=Count("pk")))
