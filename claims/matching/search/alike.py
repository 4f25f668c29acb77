"""Words that one which nothing has may be a slip of.

They are found by trigrams and then told by their letters; two letters that changed places leave few
trigrams as they were, so that each such word is looked up in the index.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from django.db import connection

from claims.matching.ranking.lexical import counts_by_kind
from claims.models.matching.index import IndexedKind
from tracker.base.language.folding import plain
from tracker.base.language.retrieval.spellings import letters_changed
from tracker.base.language.retrieval.stems import TermKind, search_terms
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


def words_alike(words: Sequence[str], kinds: Sequence[IndexedKind]) -> dict[str, list[str]]:
    """The words of claims, names and texts that some words may be slips of.

    They are only looked up, among what whoever asks may see: they are never told.

    Args:
        words: words that nothing has.
        kinds: of which rows.
    """
    changed, spelt = _with_letters_changed(words, kinds), _spelt_alike(words)
    return {
        word: list(dict.fromkeys((*changed[word], *spelt[word])))[:_MOST_MEANT] for word in words
    }


def _with_letters_changed(
    words: Sequence[str], kinds: Sequence[IndexedKind]
) -> dict[str, list[str]]:
    """Of each word those that some row has, and in which two letters change places."""
    keys = {
        word: {
            other: [term.key for term in search_terms(other, asks=True)]
            for other in letters_changed(plain(word))
        }
        for word in words
    }
    every = [key for others in keys.values() for each in others.values() for key in each]
    known = {
        key
        for counts in counts_by_kind(every, kinds).values()
        for key, count in counts.items()
        if count and TermKind(key[0]) is TermKind.WORD
    }
    return {
        word: [other for other, each in others.items() if not known.isdisjoint(each)]
        for word, others in keys.items()
    }


def _spelt_alike(words: Sequence[str]) -> dict[str, list[str]]:
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
