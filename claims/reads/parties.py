"""Parties and publishers."""

from __future__ import annotations

from django.db.models import QuerySet

from claims.models import Citation, Party
from claims.reads.visible import PUBLIC
from sources.models import Publisher


def party(slug: str) -> Party:
    """Fetch a party with its names and the publishers that belong to it.

    Raises:
        Party.DoesNotExist: there is no such party.
    """
    return Party.objects.prefetch_related("aliases", "affiliations__publisher").get(slug=slug)


def publisher(slug: str) -> Publisher:
    """Fetch a publisher with its grades and the parties it belongs to.

    Raises:
        Publisher.DoesNotExist: there is no such publisher.
    """
    return Publisher.objects.prefetch_related("grades", "affiliations__party").get(slug=slug)


def is_exercise_only(citations: QuerySet[Citation]) -> bool:
    """Whether citations that may be seen are of exercises alone: then so is what they are of."""
    shown = citations.filter(claim__status__in=PUBLIC)
    return set(shown.values_list("claim__incident__is_exercise", flat=True)) == {True}
