"""Filters of the lists about evidence. A filter that finds nothing is no error."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django_filters import rest_framework as filters

from claims.api.filters.fields import Day, RowNumber, Slug
from claims.models import Citation
from claims.reads.visible import public
from sources.models import Origin, PageKind, PublisherGrade, RecheckKind


def _cited(rows: QuerySet[Any], name: str, value: object, *, page: str) -> QuerySet[Any]:
    """Rows whose ``page`` a public claim, or one about an incident, cites."""
    column = "claim_id" if name == "claim" else "claim__incident__slug"
    cited = Citation.objects.filter(public("claim"), page=OuterRef(page), **{column: value})
    return rows.filter(Exists(cited))


class PublisherFilters(filters.FilterSet):
    """Publishers; ``grade`` is the one in force."""

    kind = Slug()
    country = Slug()
    grade = Slug(method="by_grade")

    def by_grade(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Publishers whose newest grade is this one."""
        newest = PublisherGrade.objects.filter(publisher=OuterRef("publisher")).order_by(
            "-at", "-pk"
        )
        current = PublisherGrade.objects.filter(
            publisher=OuterRef("pk"), grade=value, pk=newest.values("pk")[:1]
        )
        return rows.filter(Exists(current))


class PageFilters(filters.FilterSet):
    """Pages; ``incident`` and ``claim`` cite them."""

    url = Slug()
    publisher = Slug(field_name="publisher__slug")
    language = Slug()
    kind = filters.ChoiceFilter(choices=PageKind.choices)
    origin = filters.ChoiceFilter(choices=Origin.choices)
    claim = RowNumber(method="by_claim")
    incident = Slug(method="by_claim")
    published_from = Day(field_name="published", lookup_expr="gte")
    published_to = Day(field_name="published", lookup_expr="lte")

    def by_claim(self, rows: QuerySet[Any], name: str, value: object) -> QuerySet[Any]:
        """Pages that a public claim, or one about this incident, cites."""
        return _cited(rows, name, value, page="pk")


class CaptureFilters(filters.FilterSet):
    """Captures."""

    page = RowNumber(field_name="page_id")
    publisher = Slug(field_name="page__publisher__slug")
    status = Slug()
    outcome = Slug()
    finished_from = Day(field_name="finished_at", lookup_expr="date__gte")
    finished_to = Day(field_name="finished_at", lookup_expr="date__lte")


class ChangeFilters(filters.FilterSet):
    """Later looks at pages; ``claim`` and ``incident`` cite the page."""

    page = RowNumber(field_name="page_id")
    publisher = Slug(field_name="page__publisher__slug")
    kind = filters.ChoiceFilter(field_name="shown_kind", choices=RecheckKind.choices)
    number_altered = filters.BooleanFilter(field_name="shown_number")
    claim = RowNumber(method="by_claim")
    incident = Slug(method="by_claim")
    found_from = Day(field_name="at", lookup_expr="date__gte")
    found_to = Day(field_name="at", lookup_expr="date__lte")

    def by_claim(self, rows: QuerySet[Any], name: str, value: object) -> QuerySet[Any]:
        """Looks at pages that a public claim, or one about this incident, cites."""
        return _cited(rows, name, value, page="page")


class QuotationFilters(filters.FilterSet):
    """Quotations."""

    page = RowNumber(field_name="page_id")
    language = Slug()


class FindingFilters(filters.FilterSet):
    """Findings."""

    quotation = RowNumber(field_name="quotation_id")
    capture = filters.UUIDFilter(field_name="capture_id")
    page = RowNumber(field_name="quotation__page_id")
    kind = Slug()
