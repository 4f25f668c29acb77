"""Words that one which nothing has may be a slip of: by trigrams, then by its letters."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from django.db import connection

from tracker.base.language.folding import plain
from tracker.base.language.tokens import tokens

ALIKE = 0.5
"""How alike a word of a text must be for the database to tell it, from 0 to 1 (pg_trgm)."""
_LETTERS_ALIKE = 0.75
"""How alike the letters of two words must be, in their order."""
_MOST_TEXTS = 20
"""Texts of each table in which a word is looked for."""
_MOST_MEANT = 2
_TEXTS = (
    ("claims_claim", "statement"),
    ("claims_place", "name"),
    ("claims_party", "name"),
    ("claims_partyalias", "name"),
    ("sources_publisher", "name"),
)


def words_alike(words: Sequence[str]) -> dict[str, list[str]]:
    """The words of claims and names that some words may be slips of.

    They are only looked up, among what whoever asks may see: they are never told.

    Args:
        words: words that nothing has.
    """
    each_table = " UNION ALL ".join(
        f"(SELECT {column} FROM {table} WHERE {column} %%> asked.word LIMIT {_MOST_TEXTS})"  # noqa: S608 - the names above
        for table, column in _TEXTS
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(ALIKE)]
        )
        cursor.execute(
            "SELECT asked.word, said.text FROM unnest(%s::text[]) AS asked(word)"  # noqa: S608 - as above
            f" CROSS JOIN LATERAL ({each_table}) AS said(text)",
            [list(words)],
        )
        texts = cursor.fetchall()
    meant: dict[str, dict[str, float]] = {word: {} for word in words}
    for word, text in texts:
        for other in tokens(text):
            if other.kind == "word" and other.plain not in meant[word]:
                meant[word][other.plain] = _likeness(plain(word), other.plain)
    return {
        word: [other for other in sorted(others, key=others.__getitem__, reverse=True)
               if others[other] >= _LETTERS_ALIKE][:_MOST_MEANT]
        for word, others in meant.items()
    }  # fmt: skip


def _likeness(one: str, other: str) -> float:
    match = SequenceMatcher(None, one, other, autojunk=False)
    return match.ratio() if match.quick_ratio() >= _LETTERS_ALIKE else 0.0
