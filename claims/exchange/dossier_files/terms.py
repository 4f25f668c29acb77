"""Terms that a file declares: measures, kinds of party, kinds of publisher.

The same three sections stand in a dossier's ``dossier.yaml`` and in the file of the terms that come
with the software (``seeds/terms.yaml``), which has the ratings too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from claims.exchange.dossier_files.fields import NAME, TEXT, FileEntry
from claims.exchange.dossier_files.nodes import read_tree
from claims.exchange.dossier_files.problems import Problems
from claims.exchange.dossier_files.values import (
    MeasureRow,
    PartyKindRow,
    RatingRow,
    TermRow,
    Terms,
)
from claims.rules.actors import Actor
from claims.rules.figures import MOST_WORDS, Counts
from claims.rules.ratings import FALSEST, TRUEST, Asserts
from tracker.base.values.language_tag import LanguageTag
from tracker.base.values.text import CODE

BROUGHT = Path(__file__).parents[3] / "seeds" / "terms.yaml"


@dataclass(frozen=True)
class Codes:
    """The codes that are there already, of each list."""

    measures: frozenset[str] = frozenset()
    party_kinds: frozenset[str] = frozenset()
    publisher_kinds: frozenset[str] = frozenset()
    ratings: frozenset[str] = frozenset()

    def and_those_of(self, terms: Terms) -> "Codes":
        """These and the codes that a file declares."""
        return Codes(
            self.measures | {row.code for row in terms.measures},
            self.party_kinds | {row.code for row in terms.party_kinds},
            self.publisher_kinds | {row.code for row in terms.publisher_kinds},
            self.ratings | {row.code for row in terms.ratings},
        )


@cache
def brought_terms() -> Terms:
    """The terms that come with the software.

    Raises:
        ValueError: the file is damaged.
    """
    problems = Problems()
    tree = read_tree(BROUGHT.parent, BROUGHT.name, problems=problems)
    terms = Terms()
    if tree is not None:
        whole = FileEntry(tree, BROUGHT.name, "", problems)
        terms = read_terms(whole, language="en", known=Codes())
        terms = replace(terms, ratings=_ratings(whole))
        whole.done()
    if problems.found:
        raise ValueError("; ".join(map(str, problems.found)))
    return terms


def read_terms(entry: FileEntry, *, language: str, known: Codes) -> Terms:
    """Read the sections ``measures``, ``party_kinds`` and ``publisher_kinds`` of a file.

    Args:
        entry: what holds them; faults are noted there.
        language: the language of a label that does not say its own.
        known: what ``compared_with`` may name besides the file's own measures.
    """
    return Terms(
        measures=_measures(entry, language, known.measures),
        party_kinds=tuple(
            _party_kind(code, one, language) for code, one in _section(entry, "party_kinds")
        ),
        publisher_kinds=tuple(
            _kind(code, one, language) for code, one in _section(entry, "publisher_kinds")
        ),
    )


def _section(entry: FileEntry, key: str) -> list[tuple[str, FileEntry]]:
    section = entry.entry(key)
    return list(section.named(shape=CODE)) if section else []


def _measures(entry: FileEntry, language: str, known: frozenset[str]) -> tuple[MeasureRow, ...]:
    rows: list[MeasureRow] = []
    for code, one in _section(entry, "measures"):
        above = known | {row.code for row in rows}
        rows.append(_measure(code, one, language, above))
    return tuple(rows)


def _measure(code: str, entry: FileEntry, language: str, above: frozenset[str]) -> MeasureRow:
    row = MeasureRow(
        where=entry.where,
        code=code,
        labels=_worded(entry, "label", language, required=True),
        units=_worded(entry, "unit", language),
        words=_words(entry),
        counts=entry.choice("counts", [each.value for each in Counts], default=Counts.THINGS),
        compared_with=entry.choice("compared_with", above, default=""),
        is_compared=entry.choice("compared", ("true", "false"), default="true") == "true",
    )
    if row.compared_with and not row.is_compared:
        entry.fault("compared_with", "is given for a measure that is not compared")
    entry.done()
    return row


def _party_kind(code: str, entry: FileEntry, language: str) -> PartyKindRow:
    labels = _worded(entry, "label", language, required=True)
    actor = entry.choice("actor", [each.value for each in Actor], default=Actor.ORGANISATION)
    entry.done()
    return PartyKindRow(where=entry.where, code=code, labels=labels, actor=actor)


def _ratings(entry: FileEntry) -> tuple[RatingRow, ...]:
    """The section ``ratings``, and ``reply``: the text of those that have none of their own."""
    usual = _worded(entry, "reply", "en", limit=TEXT)
    return tuple(_rating(code, one, usual) for code, one in _section(entry, "ratings"))


def _rating(code: str, entry: FileEntry, reply: Mapping[str, str]) -> RatingRow:
    places = [str(place) for place in range(FALSEST, TRUEST + 1)]
    number = entry.choice("number", places, default="")
    row = RatingRow(
        where=entry.where,
        code=code,
        labels=_worded(entry, "label", "en", required=True),
        meanings=_worded(entry, "meaning", "en", required=True),
        replies=_worded(entry, "reply", "en", limit=TEXT) or reply,
        number=int(number) if number else None,
        asserts=entry.choice("asserts", [each.value for each in Asserts], default=Asserts.NOTHING),
        leaves_open=entry.flag("leaves_open"),
    )
    entry.done()
    return row


def _kind(code: str, entry: FileEntry, language: str) -> TermRow:
    row = TermRow(entry.where, code, _worded(entry, "label", language, required=True))
    entry.done()
    return row


def _worded(
    entry: FileEntry, key: str, language: str, *, required: bool = False, limit: int = NAME
) -> Mapping[str, str]:
    """A label in several languages (``{en: Killed, fr: Tués}``), or in the file's own."""
    if not entry.is_group(key):
        text = entry.text(key, required=required, limit=limit, one_line=limit == NAME)
        return {language: text} if text else {}
    inner = entry.entry(key)
    found = {
        _tag(tag): inner.text(tag, limit=limit, one_line=limit == NAME)
        for tag in (inner.keys if inner else ())
        if inner and inner.language_key(tag)
    }
    given = {tag: text for tag, text in found.items() if text}
    if required and not given:
        entry.fault(key, "is missing")
    return given


def _words(entry: FileEntry) -> Mapping[str, tuple[str, ...]]:
    """Words that name a measure, lists by language."""
    inner = entry.entry("words")
    if inner is None:
        return {}
    tags = [tag for tag in inner.keys if inner.language_key(tag)]
    found = {_tag(tag): tuple(inner.texts(tag)) for tag in tags}
    for tag, words in found.items():
        if len(words) > MOST_WORDS:
            inner.fault(tag, f"has {len(words)} words; {MOST_WORDS} fit")
    return found


def _tag(written: str) -> str:
    return str(LanguageTag.parse(written))
