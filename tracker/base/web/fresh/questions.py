"""What a page asked the database, to be asked again: the same answers make the same page.

A page is made of the answers to its queries and of nothing else that the address, the day and the
hour do not say (docs/decisions/quick-pages.md). Its first query follows from the address, and each
other from the answers before it. So while all that it asked is answered as before, it is the page
that would be made: to find that out takes the queries, in one, and neither models nor templates.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self

import psycopg
from django.db import Error, connection

LONGEST_QUERIES = 400_000
"""Of the queries of a page, in letters: what asks more than that is made anew."""
_LEVEL = 1  # of 9: queries repeat themselves, so that more is hardly smaller
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
        packed: one query that asks them all, as it is sent, compressed.
        answers: the digest of each answer.
    """

    packed: bytes
    answers: tuple[str, ...]

    def are_answered_alike(self) -> bool:
        """Whether the database answers what it did; False too where it does not answer."""
        with suppress(Error):
            return _asked(self.packed) == self.answers
        return False


class QuestionsAsked:
    """Notes what is asked while it stands around the queries of a connection."""

    def __init__(self) -> None:
        self._asked: list[str] = []
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
        self._asked.append(_ANSWER.format(written.rstrip().removesuffix(";")))

    def answered(self) -> Questions | None:
        """All of them with what they are answered now.

        The page was made of these answers only if no table changed meanwhile: whoever asks makes
        sure of it.

        Returns:
            None where what was asked cannot be asked again: it was no reading, or read on only as
            far as was needed, or asked by the clock, or is too much.
        """
        size = sum(map(len, self._asked))
        if not self._can_be_asked_again or not self._asked or size > LONGEST_QUERIES:
            return None
        packed = zlib.compress(f"SELECT {', '.join(self._asked)}".encode(), _LEVEL)
        with suppress(Error):
            return Questions(packed, _asked(packed))
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


def _asked(packed: bytes) -> tuple[str, ...]:
    """The digest of each answer."""
    # As sent, and past Django's cursor, as marks are read.
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        found = cursor.execute(zlib.decompress(packed)).fetchone()
    return tuple(found or ())
