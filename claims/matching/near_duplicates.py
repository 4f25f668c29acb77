"""What may be recorded already: one call for claims, incidents, parties, places and publishers.

A claim is judged as ``likely_same`` judges it. Names are held against each other word by word: how
much of both is the same, rare words counting most, in any spelling and script that their skeletons
have in common. What is found is shown to a person; two names that are alike may be two things.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.matching.claims import Named, likely_same, names_of
from claims.matching.ranking.lexical import candidates, question, rarities
from claims.models import Citation, Claim, Figure, Incident, Party, Place
from claims.models.matching.index import IndexedKind
from claims.reads.visible import claims_seen_by
from claims.rules.states import ClaimStatus
from sources.models import Publisher
from tracker.base.language.retrieval.stems import search_terms
from tracker.base.people.models import User

LIKELY = 0.5
"""Likelihood from which a claim counts as said already."""
ALIKE = 0.6
"""Share of two names, rare words counting most, from which they count as one."""
_MOST_LOOKED_AT = 30
_Words = tuple[tuple[str, ...], ...]
"""The terms of each word of a name."""


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """A row that may be the same, and how much so, from 0 to 1."""

    kind: IndexedKind
    row: Claim | Named
    score: float

    @property
    def subject(self) -> int:
        """The key of the row."""
        return self.row.pk


def near_duplicates(
    text: str,
    kind: IndexedKind,
    *,
    among: QuerySet[Any] | None = None,
    top: int = 5,
    language: str = "",
) -> list[NearDuplicate]:
    """The rows of a kind that may be what somebody is about to record, likeliest first.

    Args:
        text: what a claim says, or the name of anything else, in any spelling and script.
        kind: of which rows.
        among: the rows that whoever asks may see; all of the kind, if nothing is hidden.
        top: how many at most.
        language: the tag of the text's language, where it is known.
    """
    rows = _all_of(kind) if among is None else among
    if kind == IndexedKind.CLAIM:
        likely = likely_same(text, rows, top=top, language=language)
        return [NearDuplicate(kind, one.claim, one.score) for one in likely if one.score >= LIKELY]
    found = sorted(_alike(text, kind, rows), key=lambda one: (-one.score, one.subject))
    return [one for one in found if one.score >= ALIKE][:top]


def said_already(
    statement: str, user: User, *, language: str, besides: int = 0
) -> list[NearDuplicate]:
    """The claims that may say a statement already, whoever makes them, as far as a person knows.

    Args:
        statement: what is about to be recorded.
        user: who records it: a draft of somebody else is not told.
        language: the tag of its language.
        besides: the key of the claim that it is of, where it has one.
    """
    seen = claims_seen_by(user).exclude(pk=besides)
    return near_duplicates(statement, IndexedKind.CLAIM, among=seen, language=language)


_MOST_TOLD = 5
"""Claims that are told beside a new one, of each sort."""


def same_figures(
    user: User, *, claimant: int, incident: int, figures: Iterable[tuple[str, Collection[Decimal]]]
) -> list[Claim]:
    """The claims of a claimant about an incident that give one of some figures already.

    Args:
        user: who records it: a draft of somebody else is not told.
        claimant: the key of a party.
        incident: the key of an incident.
        figures: the code of a measure and the numbers of each.
    """
    wanted = Q()
    for measure, numbers in figures:
        each = Q(measure=measure)
        for number in numbers:
            each &= Q(low=number) | Q(best=number) | Q(high=number)
        wanted |= each if numbers else Q()
    if not wanted:
        return []
    given = Figure.objects.filter(wanted, claim=OuterRef("pk"))
    rows = claims_seen_by(user).filter(Exists(given), claimant=claimant, incident=incident)
    return list(rows.select_related("claimant", "incident").order_by("-pk")[:_MOST_TOLD])


def resting_on(user: User, pages: Collection[int]) -> list[Claim]:
    """The claims that cite a page already; none that is reviewed now, of which nothing is told.

    Args:
        user: who records a claim: a draft of somebody else is not told.
        pages: the keys of the page, and of what is most likely the same at another address.
    """
    if not pages:
        return []
    citing = Citation.objects.filter(page__in=pages, claim=OuterRef("pk"))
    rows = claims_seen_by(user).exclude(status=ClaimStatus.IN_REVIEW).filter(Exists(citing))
    return list(rows.select_related("claimant", "incident").order_by("-pk")[:_MOST_TOLD])


def _all_of(kind: IndexedKind) -> QuerySet[Any]:
    match kind:
        case IndexedKind.CLAIM:
            return Claim.objects.select_related("claimant", "outlet", "incident")
        case IndexedKind.INCIDENT:
            return Incident.objects.all()
        case IndexedKind.PARTY:
            return Party.objects.prefetch_related("aliases")
        case IndexedKind.PLACE:
            return Place.objects.prefetch_related("aliases")
        case IndexedKind.PUBLISHER:
            return Publisher.objects.prefetch_related("aliases")
    raise ValueError(f"Rows of the kind {kind} have no names.")


def _alike(name: str, kind: IndexedKind, rows: QuerySet[Any]) -> Iterator[NearDuplicate]:
    """The rows that share a word with a name, and how much each has in common with it."""
    asked = [_words(form) for form in _forms(name)]
    found = {
        candidate.subject
        for form in _forms(name)
        for candidate in candidates(question(form), kind, top=_MOST_LOOKED_AT)[0]
    }
    known = {
        row: [_words(form) for other in names_of(row) for form in _forms(other)]
        for row in rows.filter(pk__in=found)
    }
    weights = _Weights(kind, [*asked, *(words for each in known.values() for words in each)])
    for row, names in known.items():
        score = max(
            (weights.in_common(one, other) for one in asked for other in names), default=0.0
        )
        yield NearDuplicate(kind, row, score)


def _forms(name: str) -> tuple[str, ...]:
    """A name, and the same written as one word ("Tin Zaouatine")."""
    return tuple(dict.fromkeys(filter(None, (name, "".join(name.split())))))


def _words(name: str) -> _Words:
    places: dict[int, list[str]] = {}
    for term in search_terms(name, asks=True):
        places.setdefault(term.start, []).append(term.key)
    return tuple(map(tuple, places.values()))


class _Weights:
    """What each word weighs among the rows of a kind: one more than its rarity."""

    def __init__(self, kind: IndexedKind, names: Iterable[_Words]) -> None:
        keys = {key for words in names for word in words for key in word}
        self._rare: Mapping[str, float] = rarities(keys, kind, unknown=True)

    def in_common(self, one: _Words, other: _Words) -> float:
        """The share of two names that stands in both."""
        there, here = ({key for word in words for key in word} for words in (other, one))
        both = [word for word in one if not there.isdisjoint(word)]
        both += [word for word in other if not here.isdisjoint(word)]
        everything = self._sum([*one, *other])
        return self._sum(both) / everything if everything else 0.0

    def _sum(self, words: Iterable[tuple[str, ...]]) -> float:
        return sum(1 + max(self._rare[key] for key in word) for word in words)
