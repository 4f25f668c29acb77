"""Search among the claims that everybody may read.

Words are looked up by PostgreSQL's full text search in its ``simple`` configuration, because
statements are in many languages; misspelt ones are found by trigrams (pg_trgm). Both are looked
up in indexes, so that a search costs what it finds and not all there is; what is dear all the
same is given up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVector,
    TrigramWordSimilarity,
)
from django.db import OperationalError, connection, transaction
from django.db.models import Exists, F, FloatField, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest, Least
from psycopg.errors import QueryCanceled

from claims.models import (
    Claim,
    Counterclaim,
    Figure,
    Incident,
    Measure,
    Party,
    Translation,
    Verdict,
)
from claims.reads.visible import both_public, claims_shown
from claims.rules.states import PublicStatus

# How alike a word of the text must be to the word looked for, from 0 to 1. "Tinzaouatin" finds
# "Tinzaouaten" (0.69); lower values begin to find unrelated names.
ALIKE = 0.5

# Shorter words have too few trigrams to tell a slip of the pen from another word.
_SHORTEST_MISSPELT = 4

# Each word is compared by itself: of a longer text only this many.
_MOST_MISSPELT = 8

# Of a longer text the words are not looked up one by one.
_MOST_LOOKED_UP = 12

_CONFIG = "simple"

# Claims that are put in order by how well they fit; of more, the newest come first.
MOST_RANKED = 1_000

# Of one question to the database, on the search page.
LONGEST_MILLISECONDS = 3_000


class TooLongError(Exception):
    """A search took too long and was given up."""


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
    query = SearchQuery(text, config=_CONFIG, search_type="websearch")
    found = _found(text, query)
    claims = claims.filter(pk__in=found)
    newest = F("made_on").desc(nulls_last=True)
    if len(found) > MOST_RANKED:
        return claims.order_by(newest, "-pk")
    return claims.annotate(alike=_alike(text), rank=SearchRank(_vector(), query)).order_by(
        "-rank", "-alike", newest, "-pk"
    )


def _found(text: str, query: SearchQuery) -> set[int]:
    """The claims that a text finds, looked up in indexes wherever the text is only words."""
    words = text.split()
    if _is_only_words(words):
        # A mark between the words asks for nothing.
        found = _in_all(_saying(word) for word in words if any(map(str.isalnum, word)))
    else:
        rows = Claim.objects.annotate(words=_vector()).filter(words=query)
        found = set(rows.values_list("pk", flat=True))
    translated = Translation.objects.annotate(words=SearchVector("text", config=_CONFIG))
    found |= set(translated.filter(words=query).values_list("claim_id", flat=True))
    named = list(Party.objects.filter(aliases__name__icontains=text).values_list("pk", flat=True))
    if named:
        found |= set(Claim.objects.filter(claimant__in=named).values_list("pk", flat=True))
    if misspelt := _may_be_misspelt(text):
        found |= _in_all(_said_or_like(word) for word in misspelt)
    return found


def _is_only_words(words: Sequence[str]) -> bool:
    """Whether all of these have to stand somewhere, in any order: then each is looked up alone."""
    return len(words) <= _MOST_LOOKED_UP and not any(
        '"' in word or word.startswith("-") or word.lower() == "or" for word in words
    )


def _said_or_like(word: str) -> Iterable[int]:
    """Claims with a word that may be misspelt; one that stands in very many is not.

    To compare it with the words of each of those would cost most of what a search may.
    """
    said = set(_saying(word))
    return said if len(said) > MOST_RANKED else _like(word)


def _in_all(sets: Iterable[Iterable[int]]) -> set[int]:
    """What stands in every one of these; the rest is not asked once there is nothing left."""
    found: set[int] | None = None
    for each in sets:
        ids = set(each)
        found = ids if found is None else found & ids
        if not found:
            break
    return found or set()


def _saying(word: str) -> QuerySet[Any]:
    """Claims in whose texts a word stands."""
    query = SearchQuery(word, config=_CONFIG, search_type="websearch")

    def having(rows: QuerySet[Any], *fields: str) -> QuerySet[Any]:
        found: QuerySet[Any] = rows.annotate(words=SearchVector(*fields, config=_CONFIG))
        return found.filter(words=query)

    return _united(
        having(Claim.objects.order_by(), "statement"),
        having(Claim.objects.order_by(), "spokesperson"),
        incidents=having(Incident.objects.order_by(), "title"),
        parties=having(Party.objects.order_by(), "name", "acronym"),
    )


def _like(word: str) -> QuerySet[Any]:
    """Claims in whose texts a word stands that is at least as ``ALIKE`` as the threshold set."""
    return _united(
        Claim.objects.order_by().filter(statement__trigram_word_similar=word),
        incidents=Incident.objects.order_by().filter(title__trigram_word_similar=word),
        parties=Party.objects.order_by().filter(name__trigram_word_similar=word),
    )


def _united(
    *claims: QuerySet[Claim], incidents: QuerySet[Incident], parties: QuerySet[Party]
) -> QuerySet[Any]:
    """Numbers of claims that are found themselves, or whose incident or claimant is."""
    ids = [each.values_list("pk", flat=True) for each in claims]
    ids += [
        Claim.objects.order_by()
        .filter(incident__in=incidents.values("pk"))
        .values_list("pk", flat=True),
        Claim.objects.order_by()
        .filter(claimant__in=parties.values("pk"))
        .values_list("pk", flat=True),
    ]
    united: QuerySet[Any] = ids[0].union(*ids[1:])
    return united


def _vector() -> SearchVector:
    return SearchVector(
        "statement",
        "incident__title",
        "claimant__name",
        "claimant__acronym",
        "spokesperson",
        config=_CONFIG,
    )


@contextmanager
def bounded() -> Iterator[None]:
    """Let searches within take only so long, and find words that are ``ALIKE``.

    Raises:
        TooLongError: one took longer.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('statement_timeout', %s, true),"
                " set_config('pg_trgm.word_similarity_threshold', %s, true)",
                [str(LONGEST_MILLISECONDS), str(ALIKE)],
            )
            yield
            # Of a transaction around this one, only the limit on time is taken back.
            cursor.execute("SELECT set_config('statement_timeout', '0', true)")
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooLongError from error
        raise


def _alike(text: str) -> Combinable:
    """How alike the claim is to the word of the text that it is least alike to.

    Each word is looked for by itself, so that one slip of the pen does not hide what the other
    words name. Quotation marks and a minus ask for exactly these words, or for none of them.
    """
    long = _may_be_misspelt(text)
    if not long:
        return Value(0.0, output_field=FloatField())
    each = [_likeness(word) for word in long]
    return Least(*each, output_field=FloatField()) if len(each) > 1 else each[0]


def _may_be_misspelt(text: str) -> list[str]:
    words = text.split()
    if '"' in text or any(word.startswith("-") for word in words):
        return []
    return [word for word in words if len(word) >= _SHORTEST_MISSPELT][:_MOST_MISSPELT]


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


def measures_in_use() -> QuerySet[Measure]:
    """The measures that claims open to everybody give figures of."""
    counted = Figure.objects.filter(measure=OuterRef("pk"), claim__in=claims_shown())
    return Measure.objects.filter(Exists(counted))
