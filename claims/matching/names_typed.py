"""What goes by a name that somebody types: the beginning of one, in any script, misspelt too.

Looked up is what begins so, then what has each word in any order; only where that is too little,
what sounds so in any script, and what is written much so. Each is asked for with a bound, so that
the work stays the same however many names there are. What is found is shown to a person, who
chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from claims.matching.claims import Named
from claims.models import Incident, Party, Place
from claims.models.matching import SpeltName
from claims.models.matching.index import IndexedKind
from claims.models.matching.names import NAMED_KINDS
from sources.models import Publisher
from tracker.base.language.retrieval.spellings import (
    letters_changed,
    sounds_as_one,
    sounds_typed,
    words_typed,
)
from tracker.base.values.partial_date import PartialDate
from tracker.base.writing.lists import comma_list

NAMED = {each.value: each for each in map(IndexedKind, NAMED_KINDS)}
"""The kinds of rows that are known by names, each by its word."""
SHOWN = 8
"""Rows that are offered at most."""
_MOST_NAMES = 60
"""Names of each sort that are looked at."""
_WRITTEN_ALIKE = 0.4
"""Share of the trigrams of what is typed that a name has, for the database to tell it."""
_LETTERS_ALIKE = 0.75
"""How alike the letters of each word must be, in their order."""
_SHORTEST_MISSPELT = 5
"""Letters of a word that may be a slip: shorter ones are too often alike."""


class Fits(IntEnum):
    """How a name fits what is typed, the best first."""

    EXACTLY = 0
    BEGINS = 1
    HAS_WORDS = 2
    SOUNDS = 3
    MISSPELT = 4


@dataclass(frozen=True, slots=True)
class RowTyped:
    """A row that may be meant, the name by which it was found, how that fits, whether surely."""

    row: Named
    called: str
    fits: Fits
    is_sure: bool
    """Whether a list may mark it before anybody chooses; what is only much alike is never."""

    @property
    def hint(self) -> str:
        """What tells it from others of its name: the kind of a party, place and day of an event."""
        match self.row:
            case Incident():
                start = PartialDate.of(self.row.start, self.row.start_precision)
                place = self.row.place.name if self.row.place else ""
                return comma_list(filter(None, (place, str(start))))
            case Party():
                return comma_list(filter(None, (self.row.acronym, str(self.row.kind))))
            case Publisher():
                return str(self.row.kind)
        return ""

    @property
    def is_own_name(self) -> bool:
        """Whether it was found by the name that it is shown under anyway."""
        return self.called == str(self.row)


@dataclass(frozen=True, slots=True)
class _NameTyped:
    subject: int
    written: str
    folded: str
    sounds: str


def rows_typed(text: str, kind: IndexedKind, *, top: int = SHOWN) -> list[RowTyped]:
    """The rows of a kind that somebody may mean who types a name, likeliest first.

    Args:
        text: a name or its beginning, in any spelling and script.
        kind: of which rows; each is one that everybody at the desk sees.
        top: how many at most.
    """
    asked = words_typed(text)
    if not asked:
        return []
    found = _best(text, asked, _as_written(kind, asked))
    if len(found) < top:
        others = _best(text, asked, [*_as_heard(kind, text), *_much_as_written(kind, asked)])
        found = {**others, **found}
    chosen = sorted(found.values(), key=lambda one: one[0])[:top]
    rows = named_rows(kind, [name.subject for _rank, name in chosen])
    return [
        RowTyped(rows[name.subject], name.written, Fits(rank[0]), _is_sure(text, asked, name))
        for rank, name in chosen
        if name.subject in rows
    ]


def row_meant(text: str, kind: IndexedKind) -> tuple[Named | None, list[RowTyped]]:
    """The one row that goes by a name exactly; otherwise what may be meant.

    Args:
        text: a name that was typed and sent.
        kind: of which rows. An incident is named by its title alone.

    Returns:
        The row, or None if there is none or more than one; and all that may be meant.
    """
    found = rows_typed(text, kind)
    exact = [
        one.row
        for one in found
        if one.fits is Fits.EXACTLY and (kind != IndexedKind.INCIDENT or one.is_own_name)
    ]
    return (exact[0] if len(exact) == 1 else None), found


def going_by(text: str, kind: IndexedKind) -> Q:
    """Which rows of a kind a list keeps that is narrowed by a name, as a filter of them.

    Those that have a name with all the words that are typed, or their beginnings. Only where there
    are none, those of which a name has these letters somewhere, sounds so, or is written much so.

    Args:
        text: a name, or some words of it, in any spelling and script.
        kind: of which rows.
    """
    asked = words_typed(text)
    if not asked:
        return Q(pk__in=[])
    having = _having_words(kind, asked)
    if having.exists():
        return Q(pk__in=having.values("subject"))
    within = _names(kind)
    for word in asked:
        within = within.filter(folded__contains=word)
    alike = [one.row.pk for one in rows_typed(text, kind, top=_MOST_NAMES)]
    return Q(pk__in=within.values("subject")) | Q(pk__in=alike)


def named_rows(kind: IndexedKind, keys: Iterable[object]) -> dict[int, Named]:
    """Some rows of a kind by their keys, with what tells them apart for a person."""
    wanted = list(keys)
    match kind:
        case IndexedKind.INCIDENT:
            return dict(Incident.objects.select_related("place").in_bulk(wanted))
        case IndexedKind.PARTY:
            return dict(Party.objects.select_related("kind").in_bulk(wanted))
        case IndexedKind.PLACE:
            return dict(Place.objects.in_bulk(wanted))
        case _:
            return dict(Publisher.objects.select_related("kind").in_bulk(wanted))


def _as_written(kind: IndexedKind, asked: Sequence[str]) -> list[_NameTyped]:
    """Names that begin with what is typed, and names of which words begin so."""
    begins = _names(kind).filter(folded__startswith=f" {' '.join(asked)}").order_by("folded")
    has = _having_words(kind, asked)
    return _read(begins[:_MOST_NAMES].union(has[:_MOST_NAMES], all=True))


def _having_words(kind: IndexedKind, asked: Sequence[str]) -> QuerySet[SpeltName]:
    """Names of which words begin so, all of them, in any order."""
    has = _names(kind)
    for word in asked:
        has = has.filter(folded__contains=f" {word}")
    return has


def _as_heard(kind: IndexedKind, text: str) -> list[_NameTyped]:
    """Names that sound so, word by word or written as one word."""
    each, whole = Q(), Q()
    for ways in sounds_typed(text):
        each &= _has_any("sounds", sorted(ways))
    if as_one := sounds_as_one(text):
        whole = _has_any("sounds", sorted(as_one))
    wanted = each | whole
    return _read(_names(kind).filter(wanted)[:_MOST_NAMES]) if wanted else []


def _has_any(column: str, words: Iterable[str]) -> Q:
    """Whether a word begins with any of some."""
    wanted = Q()
    for each in words:
        wanted |= Q(**{f"{column}__contains": f" {each}"})
    return wanted


def _much_as_written(kind: IndexedKind, asked: Sequence[str]) -> list[_NameTyped]:
    """Names of which the letters are much the same, or two of which changed places."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)",
                [str(_WRITTEN_ALIKE)],
            )
        swapped = Q()
        for word in asked:
            swapped &= _has_any("folded", [word, *letters_changed(word)])
        alike = Q(folded__trigram_word_similar=" ".join(asked))
        return _read(_names(kind).filter(alike | swapped)[: 5 * _MOST_NAMES])


def _names(kind: IndexedKind) -> QuerySet[SpeltName]:
    return SpeltName.objects.filter(kind=kind)


def _read(names: QuerySet[SpeltName]) -> list[_NameTyped]:
    columns = names.values_list("subject", "written", "folded", "sounds")
    return [_NameTyped(*each) for each in columns]


_Rank = tuple[int, float, int, str, int]


def _best(
    text: str, asked: Sequence[str], names: Iterable[_NameTyped]
) -> dict[int, tuple[_Rank, _NameTyped]]:
    """The best name of each row, with what it is put in order by."""
    sounds, as_one = sounds_typed(text), sounds_as_one(text)
    best: dict[int, tuple[_Rank, _NameTyped]] = {}
    for name in names:
        likeness = _likeness(asked, name.folded.split())
        fits = _fits(asked, name, likeness, (sounds, as_one))
        if fits is None:
            continue
        rank = (int(fits), -likeness, len(name.folded), name.folded, name.subject)
        if name.subject not in best or rank < best[name.subject][0]:
            best[name.subject] = (rank, name)
    return best


def _fits(
    asked: Sequence[str],
    name: _NameTyped,
    likeness: float,
    heard: tuple[Sequence[frozenset[str]], frozenset[str]],
) -> Fits | None:
    whole = f" {' '.join(asked)}"
    if name.folded == whole:
        return Fits.EXACTLY
    if name.folded.startswith(whole):
        return Fits.BEGINS
    if all(f" {word}" in name.folded for word in asked):
        return Fits.HAS_WORDS
    words, as_one = heard
    if words and all(_sounds_so(each, name) for each in words):
        return Fits.SOUNDS
    if _sounds_so(as_one, name):
        return Fits.SOUNDS
    return Fits.MISSPELT if likeness >= _LETTERS_ALIKE else None


def _is_sure(text: str, asked: Sequence[str], name: _NameTyped) -> bool:
    """Whether a name has what is typed, word after word, of which the last may go on.

    In another script, no letter of which the name has, it is enough that every word sounds so.
    """
    if f" {' '.join(asked)}" in name.folded:
        return True
    if not set("".join(asked)).isdisjoint(name.folded):
        return False
    sounds = sounds_typed(text)
    each_tells = len(sounds) == len(asked) and all(_sounds_so(each, name) for each in sounds)
    return each_tells or _sounds_so(sounds_as_one(text), name)


def _sounds_so(ways: frozenset[str], name: _NameTyped) -> bool:
    return any(f" {each}" in name.sounds for each in ways)


def _likeness(asked: Sequence[str], words: Sequence[str]) -> float:
    """How alike the least alike word of what is typed is to the beginning of a word of a name."""
    return min(max((_alike(one, word) for word in words), default=0.0) for one in asked)


def _alike(one: str, word: str) -> float:
    if len(one) < _SHORTEST_MISSPELT:
        return float(word.startswith(one))
    beginning = word if len(word) <= len(one) else word[: len(one)]
    return max(
        SequenceMatcher(None, one, each, autojunk=False).ratio() for each in (word, beginning)
    )
