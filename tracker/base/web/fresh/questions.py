"""What a page asked the database, to be asked again: the same answers make the same page.

A page is made of the answers to its queries and of nothing else that the address, the day and the
hour do not say (docs/decisions/quick-pages.md). Its first query follows from the address, and each
other from the answers before it. So while all that it asked is answered as before, it is the page
that would be made: to find that out takes the queries, in one, and neither models nor templates. Of
the queries only those are asked that name a table which has changed since.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable, Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self

import psycopg
from django.db import Error, connection

from tracker.base.web.fresh.marks import tables_named_in

LONGEST_QUERIES = 400_000
"""Of the queries of a page, in letters: what asks more than that is made anew."""
_LEVEL = 1  # of 9: queries repeat themselves, so that more is hardly smaller
_ENDS, _NEXT = "\x01", "\x00"
"""After the tables of a query, and between two: no query can hold a zero, the first ends a name."""
_ANSWER = "(SELECT md5(coalesce(string_agg(answer::text, E'\\n'), '')) FROM ({}) AS answer)"


class MomentOfRow(dt.datetime):
    """A moment that stood in a row, and is asked by: another is asked only if rows say another."""

    @classmethod
    def of(cls, moment: dt.datetime) -> Self:
        """The same moment.

        Args:
            moment: with its time zone.
        """
        return cls.fromtimestamp(moment.timestamp(), moment.tzinfo)


@dataclass(frozen=True, slots=True)
class Questions:
    """The queries of a page, and what they were answered.

    Args:
        packed: the queries with the tables that each of them names, compressed.
        answers: the digest of each answer.
    """

    packed: bytes
    answers: tuple[str, ...]

    @classmethod
    def answered(cls, queries: Sequence[tuple[Collection[str], str]]) -> Self:
        """Some queries, with what they are answered now.

        Args:
            queries: the tables that each names, and how it is sent.

        Raises:
            DatabaseError: the database does not answer.
        """
        lines = (f"{' '.join(tables)}{_ENDS}{query}" for tables, query in queries)
        packed = zlib.compress(_NEXT.join(lines).encode(), _LEVEL)
        return cls(packed, _asked([query for _tables, query in queries]))

    def are_answered_alike(self, changed: AbstractSet[str]) -> bool:
        """Whether the database answers what it did; False too where it does not answer.

        Args:
            changed: every table that has changed since it did. A query that names none of them is
                answered alike: none reads through a view or a function of the database, which
                would read what the query does not name.
        """
        lines = zlib.decompress(self.packed).decode().split(_NEXT)
        others = [
            (query, answer)
            for (tables, _, query), answer in zip(
                (line.partition(_ENDS) for line in lines), self.answers, strict=True
            )
            if not changed.isdisjoint(tables.split())
        ]
        if not others:
            return True
        queries, answers = zip(*others, strict=True)
        with suppress(Error):
            return _asked(queries) == answers
        return False


class QuestionsAsked:
    """Notes what is asked while it stands around the queries of a connection."""

    def __init__(self) -> None:
        self._asked: list[tuple[Collection[str], str]] = []
        self._can_be_asked_again = True

    def __call__(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
    ) -> Any:
        """Let a query through."""
        if self._can_be_asked_again:
            self._note(sql, params, context["cursor"])
        return execute(sql, params, many, context)

    def _note(self, sql: Any, params: Any, cursor: Any) -> None:
        if not _stays_the_same(sql, params or (), cursor):
            self._can_be_asked_again = False
            return
        with connection.wrap_database_errors:
            written = psycopg.ClientCursor(connection.connection).mogrify(sql, params)
        self._asked.append((tables_named_in(sql), written.rstrip().removesuffix(";")))

    def answered(self) -> Questions | None:
        """All of them with what they are answered now.

        The page was made of these answers only if no table changed meanwhile: whoever asks makes
        sure of it.

        Returns:
            None where what was asked cannot be asked again: it was no reading, or read on only as
            far as was needed, or asked by the clock, or is too much.
        """
        size = sum(len(query) for _tables, query in self._asked)
        if not self._can_be_asked_again or not self._asked or size > LONGEST_QUERIES:
            return None
        with suppress(Error):
            return Questions.answered(self._asked)
        return None


def _stays_the_same(sql: Any, params: Collection[Any], cursor: Any) -> bool:
    """Whether a query reads, all of what it asks for, and asks the same at another moment."""
    if not isinstance(sql, str) or getattr(cursor.cursor, "name", None):
        return False
    return sql.lstrip(" (\n").startswith(("SELECT", "WITH")) and not _has_a_moment(params)


def _has_a_moment(params: Iterable[Any]) -> bool:
    """Whether a parameter is a day or a moment, which may be the present one."""
    return any(
        _has_a_moment(each)
        if isinstance(each, list | tuple)
        else isinstance(each, dt.date) and not isinstance(each, MomentOfRow)
        for each in params
    )


def _asked(queries: Iterable[str]) -> tuple[str, ...]:
    """The digest of each answer."""
    whole = f"SELECT {', '.join(map(_ANSWER.format, queries))}"
    # As sent, and past Django's cursor, as marks are read.
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        found = cursor.execute(whole.encode()).fetchone()
    return tuple(found or ())
