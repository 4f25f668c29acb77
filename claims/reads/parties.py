"""Parties, publishers and places that are public, and the claims they make or are in.

None of them is public by itself: a party is through a public claim that it makes or whose figures
count its losses, a publisher through a public page or a claim in its own voice, a place through a
public claim or its incident. That a publisher belongs to a party is public where both are.
"""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from claims.models import Affiliation, Claim, Party, Place
from claims.reads.claims import for_cards
from claims.reads.evidence.citations import open_citations
from claims.reads.evidence.pages import pages_shown
from claims.reads.visible import claims_shown, dossiers_shown, parties_shown
from sources.models import Derivation, Publisher
from tracker.base.built_once import built_once
from tracker.base.looked_up import LookedUp

_NEWEST = (F("made_on").desc(nulls_last=True), "pk")


@built_once
def publishers_shown() -> QuerySet[Publisher]:
    """Publishers that everybody may read of."""
    credited = Derivation.objects.filter(from_publisher=OuterRef("pk"), page__in=pages_shown())
    return Publisher.objects.filter(
        Exists(pages_shown().filter(publisher=OuterRef("pk")))
        | LookedUp(claims_shown().filter(outlet=OuterRef("pk")))
        | Exists(credited)
    )


@built_once
def places_shown() -> QuerySet[Place]:
    """Places that everybody may read of."""
    return Place.objects.filter(
        LookedUp(claims_shown().filter(place=OuterRef("pk")))
        | LookedUp(dossiers_shown().filter(place=OuterRef("pk")))
    )


@built_once
def affiliations_shown() -> QuerySet[Affiliation]:
    """Which publisher belongs to which party, where both may be read of."""
    return Affiliation.objects.filter(party__in=parties_shown(), publisher__in=publishers_shown())


def claims_about(party: Party) -> QuerySet[Claim]:
    """Claims of others that count a party's losses, the newest first."""
    claims = for_cards(claims_shown()).filter(figures__subjects=party)
    return claims.exclude(claimant=party).distinct().order_by(*_NEWEST)


def is_exercise_party(party: Party) -> bool:
    """Whether everything shown of a party is an exercise: then it is an invented party."""
    about = claims_shown().filter(Q(claimant=party) | Q(figures__subjects=party))
    of = about.order_by().values_list("incident__is_exercise", flat=True)
    return set(of.distinct()) == {True}


def _affiliated(other: str) -> Prefetch[str]:
    return Prefetch("affiliations", affiliations_shown().select_related(other).order_by("pk"))


def party(slug: str) -> Party:
    """Fetch a party with its names and the publishers that belong to it.

    Raises:
        Party.DoesNotExist: there is no such party, or nothing public names it.
    """
    shown = parties_shown().select_related("kind")
    return shown.prefetch_related("aliases", _affiliated("publisher")).get(slug=slug)


def publisher(slug: str) -> Publisher:
    """Fetch a publisher with its names and the parties it belongs to.

    Raises:
        Publisher.DoesNotExist: there is no such publisher, or nothing public rests on it.
    """
    shown = publishers_shown().select_related("kind")
    return shown.prefetch_related("aliases", _affiliated("party")).get(slug=slug)


def is_exercise_publisher(publisher: Publisher) -> bool:
    """Whether only exercises cite a publisher's pages: then it is an invented publisher."""
    shown = open_citations().filter(page__publisher=publisher)
    of = shown.order_by().values_list("claim__incident__is_exercise", flat=True)
    return set(of.distinct()) == {True}
