"""Search among the claims that everybody may read.

Words are looked up by PostgreSQL's full text search in its ``simple`` configuration, because
statements are in many languages; misspelt ones are found by trigrams (pg_trgm).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVector,
    TrigramWordSimilarity,
)
from django.db.models import Exists, F, FloatField, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest, Least

from claims.models import Claim, Counterclaim, Incident, Party, Translation, Verdict
from claims.reads.visible import both_public, claims_shown
from claims.rules.states import PublicStatus

# How alike a word of the text must be to the word looked for, from 0 to 1. "Tinzaouatin" finds
# "Tinzaouaten" (0.69); lower values begin to find unrelated names.
ALIKE = 0.5

# Shorter words have too few trigrams to tell a slip of the pen from another word.
_SHORTEST_MISSPELT = 4

# Each word is compared by itself: of a longer text only this many.
_MOST_MISSPELT = 8


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """What a claim has to be; an empty value asks for nothing.

    ``party`` makes the claim or is counted by one of its figures. ``status`` is a value of
    ``PublicStatus``. Dates are those on which claims were made, both inclusive.
    """

    text: str = ""
    party: Party | None = None
    incident: Incident | None = None
    measure: str = ""
    ground: str = ""
    status: str = ""
    rating: str = ""
    language: str = ""
    made_from: dt.date | None = None
    made_to: dt.date | None = None


def search(filters: SearchFilters) -> QuerySet[Claim]:
    """Return the claims that fit: the best match first with a text, else the newest first."""
    claims = _narrowed(claims_shown(), filters)
    if filters.text.strip():
        return _by_text(claims, filters.text.strip())
    return claims.order_by(F("made_on").desc(nulls_last=True), "-pk")


def _narrowed(claims: QuerySet[Claim], filters: SearchFilters) -> QuerySet[Claim]:
    wanted = Q()
    if filters.incident is not None:
        wanted &= Q(incident=filters.incident)
    if filters.language:
        wanted &= Q(language=filters.language)
    if filters.made_from is not None:
        wanted &= Q(made_on__gte=filters.made_from)
    if filters.made_to is not None:
        wanted &= Q(made_on__lte=filters.made_to)
    if filters.status:
        wanted &= Q(status__in=PublicStatus(filters.status).statuses)
    claims = claims.filter(wanted)
    if filters.party is not None:
        counted = Claim.objects.filter(pk=OuterRef("pk"), figures__subjects=filters.party)
        claims = claims.filter(Q(claimant=filters.party) | Exists(counted))
    if filters.measure:
        claims = claims.filter(
            Exists(Claim.objects.filter(pk=OuterRef("pk"), figures__measure=filters.measure))
        )
    if filters.ground:
        claims = claims.filter(_in_pair(filters.ground))
    if filters.rating:
        in_force = Verdict.objects.filter(
            claim=OuterRef("pk"), superseded_by__isnull=True, rating=filters.rating
        )
        claims = claims.filter(Exists(in_force))
    return claims


def _in_pair(ground: str) -> Q:
    shown = Counterclaim.objects.filter(both_public(), ground=ground)
    return Q(Exists(shown.filter(claim=OuterRef("pk")))) | Q(
        Exists(shown.filter(answers=OuterRef("pk")))
    )


def _by_text(claims: QuerySet[Claim], text: str) -> QuerySet[Claim]:
    query = SearchQuery(text, config="simple", search_type="websearch")
    vector = SearchVector(
        "statement",
        "incident__title",
        "claimant__name",
        "claimant__acronym",
        "spokesperson",
        config="simple",
    )
    translated = Translation.objects.annotate(words=SearchVector("text", config="simple")).filter(
        claim=OuterRef("pk"), words=query
    )
    named = Party.objects.filter(pk=OuterRef("claimant"), aliases__name__icontains=text)
    found = Q(words=query) | Q(Exists(translated)) | Q(Exists(named)) | Q(alike__gte=ALIKE)
    return (
        claims.annotate(words=vector, alike=_alike(text))
        .filter(found)
        .annotate(rank=SearchRank(vector, query))
        .order_by("-rank", "-alike", F("made_on").desc(nulls_last=True), "-pk")
    )


def _alike(text: str) -> Combinable:
    """How alike the claim is to the word of the text that it is least alike to.

    Each word is looked for by itself, so that one slip of the pen does not hide what the other
    words name. Quotation marks and a minus ask for exactly these words, or for none of them.
    """
    words = text.split()
    exactly = '"' in text or any(word.startswith("-") for word in words)
    long = [word for word in words if len(word) >= _SHORTEST_MISSPELT][:_MOST_MISSPELT]
    if exactly or not long:
        return Value(0.0, output_field=FloatField())
    each = [_likeness(word) for word in long]
    return Least(*each, output_field=FloatField()) if len(each) > 1 else each[0]


def _likeness(word: str) -> Combinable:
    return Greatest(
        TrigramWordSimilarity(word, "statement"),
        TrigramWordSimilarity(word, "incident__title"),
        TrigramWordSimilarity(word, "claimant__name"),
        output_field=FloatField(),
    )


def languages_in_use() -> list[str]:
    """The tags of the languages that claims open to everybody are in."""
    rows = claims_shown().order_by("language").values_list("language", flat=True)
    return list(rows.distinct())
