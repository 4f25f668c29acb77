"""Parties and publishers, and the claims they make or are in."""

from __future__ import annotations

from django.db.models import Count, F, Q, QuerySet

from claims.models import Claim, Party
from claims.reads.claims import for_cards
from claims.reads.evidence.citations import open_citations
from claims.reads.visible import PUBLIC, claims_shown
from sources.models import Publisher
from sources.reads.withheld import hidden_publishers

_NEWEST = (F("made_on").desc(nulls_last=True), "pk")


def parties_listed() -> QuerySet[Party]:
    """Every party by name, annotated with ``claims_count``: claims of theirs that may be read."""
    shown = Q(claims__status__in=PUBLIC)
    return Party.objects.annotate(claims_count=Count("claims", filter=shown)).order_by("name")


def claims_by(party: Party) -> QuerySet[Claim]:
    """Claims that a party makes, the newest first."""
    return for_cards(claims_shown()).filter(claimant=party).order_by(*_NEWEST)


def claims_about(party: Party) -> QuerySet[Claim]:
    """Claims of others that count a party's losses, the newest first."""
    claims = for_cards(claims_shown()).filter(figures__subjects=party)
    return claims.exclude(claimant=party).distinct().order_by(*_NEWEST)


def is_exercise_party(party: Party) -> bool:
    """Whether everything shown of a party is an exercise: then it is an invented party."""
    about = claims_shown().filter(Q(claimant=party) | Q(figures__subjects=party))
    return set(about.values_list("incident__is_exercise", flat=True)) == {True}


def publishers_listed() -> QuerySet[Publisher]:
    """Every publisher by name, with grades and affiliations and annotated ``pages_count``."""
    return (
        Publisher.objects.exclude(pk__in=hidden_publishers())
        .annotate(pages_count=Count("pages"))
        .prefetch_related("grades", "affiliations__party")
        .order_by("name")
    )


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
    rows = Publisher.objects.exclude(pk__in=hidden_publishers())
    return rows.prefetch_related("grades", "affiliations__party").get(slug=slug)


def is_exercise_publisher(publisher: Publisher) -> bool:
    """Whether only exercises cite a publisher's pages: then it is an invented publisher."""
    shown = open_citations().filter(page__publisher=publisher)
    return set(shown.values_list("claim__incident__is_exercise", flat=True)) == {True}
