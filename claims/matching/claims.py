"""Claims that are likely the same: said by somebody else, elsewhere, in other words or letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db.models import Prefetch, QuerySet

from claims.matching.ranking.kept_space import kept_space
from claims.matching.ranking.lexical import IndexRow, index_row
from claims.matching.ranking.rank import Match, rank
from claims.models import Claim, Incident, Party, Place, Translation
from claims.models.matching.index import IndexedKind
from sources.models import Publisher
from tracker.base.language.dictionary import language_of_text
from tracker.base.language.retrieval.stems import TermKind, search_terms
from tracker.base.retraction import STANDING
from tracker.base.values.partial_date import PartialDate
from tracker.base.values.precision import DatePrecision

MOST_DAYS = 31
"""Days of an incident that it is found by."""
MOST_LOOKED_AT = 50
"""Ranked claims among which those are looked for that may be seen."""


class MatchGround(StrEnum):
    """Why two texts may say the same; worded where it is shown."""

    WORDS = "words"
    NAMES = "names"
    PLACE = "place"
    DATE = "date"
    FIGURES = "figures"
    SENSE = "sense"


_GROUNDS = {
    TermKind.WORD: MatchGround.WORDS,
    TermKind.NAME: MatchGround.NAMES,
    TermKind.DATE: MatchGround.DATE,
    TermKind.NUMBER: MatchGround.FIGURES,
}
_NEAR = 0.5
"""Nearness of two vectors that is told as a ground."""


@dataclass(frozen=True, slots=True)
class LikelySame:
    """A claim that may say the same: how likely (0 to 1), and the words that found it."""

    claim: Claim
    score: float
    grounds: dict[MatchGround, Sequence[str]]


def likely_same(
    statement: str, among: QuerySet[Claim], *, top: int = 5, language: str = ""
) -> list[LikelySame]:
    """The claims that are likeliest to say the same as a statement, best first.

    Args:
        statement: what somebody says; of a very long one the beginning is read.
        among: the claims that whoever asks may see, as ``claims.reads`` gives them.
        top: how many at most.
        language: the tag of the statement's language, where it is known.
    """
    # The model of the vectors knows English only.
    tag = language or language_of_text(statement)
    space = kept_space() if _is_english(tag) else None
    ranked = rank(statement, IndexedKind.CLAIM, top=MOST_LOOKED_AT, language=language, space=space)
    seen = among.select_related("place", "incident__place").in_bulk([m.subject for m in ranked])
    likely = (
        LikelySame(seen[match.subject], match.score, _grounds(match, seen[match.subject]))
        for match in ranked
        if match.subject in seen
    )
    # Something is nearest to whatever is asked: without a ground it does not say the same.
    return [each for each in likely if each.grounds][:top]


def _grounds(match: Match, claim: Claim) -> dict[MatchGround, Sequence[str]]:
    grounds: dict[MatchGround, Sequence[str]] = {
        _GROUNDS[kind]: list(words) for kind, words in match.shared.items()
    }
    place = claim.place or claim.incident.place
    if place is not None:
        there = {term.key for term in search_terms(place.name)}
        named = {
            word
            for words in match.shared.values()
            for word in words
            if there & {term.key for term in search_terms(word, asks=True)}
        }
        if named:
            grounds[MatchGround.PLACE] = sorted(named)
    if match.nearness is not None and match.nearness >= _NEAR:
        grounds[MatchGround.SENSE] = []
    return grounds


def _is_english(tag: str) -> bool:
    return tag.partition("-")[0].lower() == "en"


def sense_of(claim: Claim) -> str:
    """What a claim says in English, for its vector; nothing if nobody has put it into English.

    Args:
        claim: any; best one of ``indexed_facts``.
    """
    if _is_english(claim.language):
        return claim.statement
    versions = (each.text for each in _standing(claim) if _is_english(each.language))
    return next(versions, "")


def _standing(claim: Claim) -> Iterable[Translation]:
    standing: Iterable[Translation] | None = getattr(claim, "standing", None)
    return claim.translations.filter(STANDING) if standing is None else standing


def indexed_facts() -> QuerySet[Claim]:
    """All claims, with what is indexed of them."""
    return (
        Claim.objects.select_related("incident__place", "claimant", "place")
        .prefetch_related(
            "claimant__aliases",
            "figures",
            Prefetch("translations", Translation.objects.filter(STANDING), to_attr="standing"),
        )
        .order_by("pk")
    )


def all_named() -> Iterator[tuple[IndexedKind, Iterator[tuple[int, Sequence[str]]]]]:
    """Everything that is known by names: by kind, the key of each row and its names."""
    for kind, rows in (
        (IndexedKind.PARTY, Party.objects.prefetch_related("aliases")),
        (IndexedKind.INCIDENT, Incident.objects.select_related("place")),
        (IndexedKind.PLACE, Place.objects.prefetch_related("aliases")),
        (IndexedKind.PUBLISHER, Publisher.objects.prefetch_related("aliases")),
    ):
        yield kind, ((row.pk, names_of(row)) for row in rows.iterator(chunk_size=1_000))


Named = Party | Incident | Place | Publisher
"""What is known by names."""


def names_of(row: Named) -> tuple[str, ...]:
    """All names that a row goes by; an incident also by its place and the days it happened on."""
    match row:
        case Party():
            return names_of_party(row)
        case Incident():
            place = row.place.name if row.place else ""
            return (row.title, place, *_days_of_incident(row))
        case Publisher() | Place():
            return (row.name, *(alias.name for alias in row.aliases.all()))


def _days_of_incident(incident: Incident) -> list[str]:
    """The days, months or years of an incident as ISO writes them, ``MOST_DAYS`` at most."""
    start = PartialDate.of(incident.start, incident.start_precision)
    end = PartialDate.of(incident.end, incident.end_precision)
    whole = start.precision is DatePrecision.DAY and end.precision is DatePrecision.DAY
    if not whole or start.day is None or end.day is None:
        return [str(each) for each in (start, end) if each.is_known]
    days = min((end.day - start.day).days + 1, MOST_DAYS)
    return [(start.day + timedelta(days=n)).isoformat() for n in range(days)]


def names_of_party(party: Party) -> tuple[str, ...]:
    """The name, the acronym and the aliases of a party."""
    return (party.name, party.acronym, *(alias.name for alias in party.aliases.all()))


def claim_row(claim: Claim) -> IndexRow:
    """What is indexed of a claim: what it says in each language, whose it is, where and when.

    Args:
        claim: any; best one of ``indexed_facts``, which has all at hand.
    """
    claimant, place = claim.claimant, claim.place or claim.incident.place
    made = PartialDate.of(claim.made_on, claim.made_on_precision)
    return index_row(
        claim.statement,
        title=claim.incident.title,
        names=(
            *names_of_party(claimant),
            claim.spokesperson,
            claim.spokesperson_role,
            claim.channel,
            place.name if place else "",
            str(made) if made.is_known else "",
            *_days_of_incident(claim.incident),
            *_numbers_of(claim),
        ),
        language=claim.language,
        translations=[(each.text, each.language) for each in _standing(claim)],
    )


def _numbers_of(claim: Claim) -> list[str]:
    """The numbers that a claim's figures say, in digits, whatever its words are."""
    each = (
        number
        for figure in claim.figures.all()
        for number in (figure.low, figure.best, figure.high)
    )
    return list(
        dict.fromkeys(format(number.normalize(), "f") for number in each if number is not None)
    )
