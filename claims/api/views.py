"""The lists of the API and their rows. What is public is said in ``visible``."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from django_filters.rest_framework import FilterSet
from rest_framework import viewsets
from rest_framework.serializers import BaseSerializer

from claims.api import filters
from claims.api.shapes import claims as shapes
from claims.api.shapes import people
from claims.reads import public_rows
from sources.api import shapes as evidence
from sources.api.changes import ChangeShape
from sources.models import Capture


@method_decorator(conditional_page, name="dispatch")
class PublicRows(viewsets.ReadOnlyModelViewSet[Any]):
    """A list in cursor pages and its single rows, with an ETag for those who ask again."""

    filterset_class: type[FilterSet]
    ordering_fields: ClassVar[list[str]] = ["id"]
    lookup_value_regex = r"[0-9]{1,18}"


class BySlug(PublicRows):
    """Rows that are asked for by slug."""

    lookup_field = "slug"
    lookup_value_regex = r"[-a-zA-Z0-9_]+"


class Parties(BySlug):
    """Who makes or suffers."""

    queryset = public_rows.parties()
    serializer_class = people.PartyShape
    filterset_class = filters.PartyFilters


class Publishers(BySlug):
    """Who publishes, with the reliability grade in force and its reason."""

    queryset = public_rows.publishers()
    serializer_class = people.PublisherWithParties
    filterset_class = filters.PublisherFilters


class Places(BySlug):
    """Where."""

    queryset = public_rows.places()
    serializer_class = people.PlaceShape
    filterset_class = filters.PlaceFilters


class Incidents(BySlug):
    """What happened, or is said to have. ``ordering=-dated`` puts undated ones last."""

    queryset = public_rows.incidents()
    serializer_class = people.IncidentShape
    filterset_class = filters.IncidentFilters
    ordering_fields: ClassVar[list[str]] = ["id", "dated"]


class Claims(PublicRows):
    """Who said what, with figures, evidence, answers and verdicts."""

    queryset = public_rows.claims()
    serializer_class = shapes.ClaimShape
    filterset_class = filters.ClaimFilters
    ordering_fields: ClassVar[list[str]] = ["id", "dated"]


class Figures(PublicRows):
    """Single numbers of claims."""

    queryset = public_rows.figures()
    serializer_class = shapes.FigureOfClaim
    filterset_class = filters.FigureFilters


class Pairs(PublicRows):
    """A claim and one that answers it, with the computed comparison of their figures."""

    queryset = public_rows.pairs()
    serializer_class = shapes.PairShape
    filterset_class = filters.PairFilters


class Citations(PublicRows):
    """What claims rest on."""

    queryset = public_rows.citations()
    serializer_class = shapes.CitationShape
    filterset_class = filters.CitationFilters


class Verdicts(PublicRows):
    """What was decided and published; corrections supersede, nothing is edited."""

    queryset = public_rows.verdicts()
    serializer_class = shapes.VerdictShape
    filterset_class = filters.VerdictFilters
    ordering_fields: ClassVar[list[str]] = ["id", "published_at"]


class Pages(PublicRows):
    """Cited pages, what they were taken from, and how our copies stand."""

    queryset = public_rows.pages()
    serializer_class = evidence.PageShape
    filterset_class = filters.PageFilters


def _address_of_sheet(capture: Capture) -> str:
    return settings.SITE_URL + reverse("public:provenance_data", args=[capture.pk])


class Captures(PublicRows):
    """Attempts to seal a copy of a page. The text that was read comes with a single capture."""

    queryset = public_rows.captures()
    serializer_class = evidence.CaptureShape
    filterset_class = filters.CaptureFilters
    ordering_fields: ClassVar[list[str]] = ["requested_at"]
    ordering: ClassVar[list[str]] = ["requested_at", "pk"]
    lookup_value_regex = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        """The longer shape for a single capture: texts may have megabytes."""
        return evidence.CaptureWithText if self.detail else evidence.CaptureShape

    def get_serializer_context(self) -> dict[str, Any]:
        """Say where the sheet of a capture stands: evidence does not know our pages."""
        return {**super().get_serializer_context(), "address_of_sheet": _address_of_sheet}


class Changes(PublicRows):
    """Later looks at pages, each held against the whole copy before it."""

    queryset = public_rows.changes()
    serializer_class = ChangeShape
    filterset_class = filters.ChangeFilters
    ordering_fields: ClassVar[list[str]] = ["id", "at"]


class Quotations(PublicRows):
    """Exact words on cited pages, with what was found of them in each capture."""

    queryset = public_rows.quotations()
    serializer_class = evidence.QuotationShape
    filterset_class = filters.QuotationFilters


class Findings(PublicRows):
    """What checks of quotations found."""

    queryset = public_rows.findings()
    serializer_class = evidence.FindingShape
    filterset_class = filters.FindingFilters
