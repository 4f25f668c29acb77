"""The register of publishers."""

from __future__ import annotations

from django.db.models import QuerySet

from sources.models import Publisher


def publishers_with_grades() -> QuerySet[Publisher]:
    """Every publisher by name, with its grades and who gave them."""
    rows = Publisher.objects.select_related("kind").prefetch_related("grades__author")
    return rows.order_by("name")
