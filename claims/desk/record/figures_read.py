"""The figures that a statement gives, as rows of the claim form; none is recorded unasked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from claims.reads.desk.text_reader import NUMBERS, parties_named, text_reader
from tracker.base.web.fields import LONGEST_TEXT, written

if TYPE_CHECKING:
    from claims.rules.figures.in_text import FigureInText

Row = dict[str, Any]


def rows_read(statement: str, language: str) -> list[Row]:
    """Read all figures of a statement, in its order.

    Args:
        statement: as it was sent, unjudged.
        language: its language tag, or what was sent as one.

    Returns:
        What the row of each shows: one that the statement denies or takes back is none of its own.
    """
    text = statement[:LONGEST_TEXT]
    found = [one for one in text_reader().figures(text, language) if one.stands]
    return rows_of(found, text)


def rows_of(figures: Sequence[FigureInText], said: str) -> list[Row]:
    """What the rows of figures show that were read in a text.

    Args:
        figures: the figures.
        said: the text that their places count in.
    """
    parties = parties_named({str(one.party) for one in figures if one.party})
    whose = {slug: str(party.pk) for slug, party in parties.items()}
    return [_row(one, said, whose.get(str(one.party))) for one in figures]


def not_there_yet(read: Iterable[Row], rows: Iterable[Row]) -> list[Row]:
    """Those of the rows read that no row of the form has already; each row stands for one."""
    left, new = [*rows], []
    for one in read:
        there = next((row for row in left if _is_same(one, row)), None)
        if there is None:
            new.append(one)
        else:
            left.remove(there)
    return new


def _is_same(read: Row, row: Row) -> bool:
    """Whether a row counts what was read, if it says what, in the same words or numbers."""
    has_words = read["words"] == (row["words"] or "").strip()
    has_numbers = all(read[name] == (row[name] or "") for name in NUMBERS)
    return (row["measure"] or read["measure"]) == read["measure"] and (has_words or has_numbers)


def _row(figure: FigureInText, said: str, party: str | None) -> Row:
    row: Row = {
        "words": said[figure.start : figure.end],
        "measure": figure.measure,
        "qualifier": figure.qualifier.value,
        "subjects": [party] if party else [],
        "part": figure.part,
    }
    return row | {name: written(getattr(figure, name)) for name in NUMBERS}
