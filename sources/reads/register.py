"""The register of publishers and pages."""

from __future__ import annotations

from django.db.models import QuerySet

from sources.models import Page, Publisher


def publishers_with_grades() -> QuerySet[Publisher]:
    """Every publisher by name, with its grades and who gave them."""
    rows = Publisher.objects.select_related("kind").prefetch_related("aliases", "grades__author")
    return rows.order_by("name")


def page_at(address: str) -> Page | None:
    """The page that is recorded at an address, if there is one."""
    return Page.objects.filter(url=address).first()
