"""The register of publishers."""

from __future__ import annotations

from django.db.models import QuerySet

from sources.models import Publisher


def publishers_with_grades() -> QuerySet[Publisher]:
    """Every publisher by name, with its grades and who gave them."""
    return Publisher.objects.prefetch_related("grades__author").order_by("name")
