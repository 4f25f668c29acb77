"""Put what was found in order, and leave out what has too little of what was looked for.

A few words are ordered by BM25 and by how much of them a row has; a pasted text by the network that
tells claims that say the same (``claims.matching.ranking``).
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.matching.ranking.features import exact_score, lexical_features, prepared
from claims.matching.ranking.lexical import rarities
from claims.matching.ranking.reranker import network
from claims.matching.search.postings import FoundRow, Rarity
from claims.matching.search.typed import AskedWord, TypedSearch
from claims.models.matching.index import IndexedKind
from tracker.base.language.retrieval.stems import TermKind

_WORD, _NAME, _DATE = TermKind.WORD.value, TermKind.NAME.value, TermKind.DATE.value
FEW_WORDS = 8
"""Words up to which a search is no text."""
_CLOSELY = 30
"""Rows that are looked at closely for a text."""
_OF_BEST = 0.5
"""How much of what the best row has another one must have."""
_LEAST, _WORDS_OF_LEAST = 0.55, 2.0
"""How much of a search a row must have: of few words more than half, of many as much as two."""
_RARE_ROWS, _RARE_SHARE = 3, 50
"""A name is found by one word of it if no more rows have that, or no more than one in fifty."""
_BY_CONTENT = (IndexedKind.CLAIM, IndexedKind.PAGE)
"""What says something; the rest is known by names."""
_PART_OF_DAY = 0.3
"""What the month of a day tells of it, or the same day of a year that is not said."""
_NAME_ALONE = 0.8
"""What the skeleton of a name tells of a word, beside the word itself."""


def best_first(
    typed: TypedSearch, kind: IndexedKind, rarity: Rarity, rows: Sequence[FoundRow]
) -> list[FoundRow]:
    """Put rows in order, best first, without those that have too little.

    Args:
        typed: what was looked for.
        kind: of which rows.
        rarity: of its terms among them.
        rows: those that were found, each once.
    """
    weights = Weights(typed, rarity)
    covered = {each.row.indexed: weights.coverage(each) for each in rows}
    best = max(covered.values(), default=0.0)
    least = max(best * _OF_BEST, min(_LEAST, _WORDS_OF_LEAST / max(len(typed.words), 1)))
    kept = [
        each
        for each in rows
        if covered[each.row.indexed] >= least
        or (kind not in _BY_CONTENT and _has_rare_word(each, rarity))
    ]
    if kind is IndexedKind.CLAIM and len(typed.words) > FEW_WORDS:
        return _closely(typed, rarity, kept)
    if kind is IndexedKind.PAGE:
        scores = {each.row.indexed: each.row.score for each in kept}
    else:
        asked = prepared(typed.question, {key: rarity.of(key) for key in rarity.counts})
        scores = {each.row.indexed: exact_score(asked, each.row) for each in kept}
    worth = {key: score * covered[key] for key, score in scores.items()}
    return sorted(kept, key=lambda each: (-worth[each.row.indexed], -each.row.subject))


class Weights:
    """What each word of a search weighs: as its commonest way that any row has.

    Args:
        typed: what was looked for.
        rarity: of its terms among rows of one kind.
    """

    def __init__(self, typed: TypedSearch, rarity: Rarity) -> None:
        known = [_worth(word, rarity) for word in typed.words]
        weights = [each for each in known if each is not None]
        # What no row has cannot tell rows apart: it counts as much as another word.
        usual = sum(weights) / len(weights) if weights else 0.0
        self.words = typed.words
        self.worth = [usual if each is None else each for each in known]
        self.total = sum(self.worth)
        self.places: dict[str, list[int]] = {}
        """Which words each term is a way of, by their places."""
        for place, word in enumerate(typed.words):
            for key in dict.fromkeys((*word.keys, *word.alike)):
                self.places.setdefault(key, []).append(place)

    def coverage(self, found: FoundRow) -> float:
        """How much of the search a row has, from 0 to 1; rare words count most."""
        hit: dict[int, list[str]] = {}
        for key in found.hit:
            for place in self.places.get(key, ()):
                hit.setdefault(place, []).append(key)
        has = sum(
            self.worth[place] * _told_by(hit[place], self.words[place]) for place in sorted(hit)
        )
        return has / self.total if self.total else 0.0


def _has_rare_word(found: FoundRow, rarity: Rarity) -> bool:
    few = max(_RARE_ROWS, rarity.everything // _RARE_SHARE)
    return any(key[0] in (_WORD, _NAME) and rarity.counts[key] <= few for key in found.hit)


def _told_by(hit: Sequence[str], word: AskedWord) -> float:
    """How much of a word the terms tell that were hit: all of it, or less."""
    if all(key[0] == _NAME for key in hit):
        return _NAME_ALONE
    is_day = word.keys[0][0] == _DATE and len(word.keys) > 1
    return _PART_OF_DAY if is_day and word.keys[0] not in hit else 1.0


def _worth(word: AskedWord, rarity: Rarity) -> float | None:
    """What a word weighs: as its commonest way that any row has; None where no row has any."""
    known = [rarity.of(key) for key in (*word.keys, *word.alike) if key in rarity.counts]
    return min(known, default=None)


def _closely(typed: TypedSearch, rarity: Rarity, rows: Sequence[FoundRow]) -> list[FoundRow]:
    near, rest = rows[:_CLOSELY], rows[_CLOSELY:]
    rare = {key: rarity.of(key) for key in rarity.counts}
    terms = {key for each in near for key in (*each.row.said, *each.row.titled)}
    rare |= rarities(terms - rare.keys(), IndexedKind.CLAIM, live=False)
    asked = prepared(typed.question, rare)
    scores = {each.row.indexed: exact_score(asked, each.row) for each in near}
    near = sorted(near, key=lambda each: (-scores[each.row.indexed], each.row.subject))
    best = scores[near[0].row.indexed] if near else 0.0
    judge = network(semantic=False)
    judged = {
        each.row.indexed: judge.score(
            lexical_features(
                asked, each.row, score=scores[each.row.indexed], best=best, place=place
            )
        )
        for place, each in enumerate(near, 1)
    }
    return [*sorted(near, key=lambda each: -judged[each.row.indexed]), *rest]
