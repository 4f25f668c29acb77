"""What a text and an indexed row share, as numbers between 0 and some few: what the reranker reads.

Every feature is a share, a logarithm or a ratio, so that weights learnt from one collection hold in
another.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.matching.ranking.lexical import Candidate, Question, impact_of
from tracker.base.language.folding import plain
from tracker.base.language.retrieval.stems import TermKind

LEXICAL = (
    "score", "of_best", "place", "asked_covered", "said_covered", "titled_covered",
    "said_within", "titled_within", "rarest", "second", "shared", "names_covered", "numbers_shared",
    "numbers_missing", "said_pairs", "titled_pairs", "longest_run", "signed", "said_length",
    "titled_length", "asked_length",
)  # fmt: skip
"""The names of the features, in order."""
SEMANTIC = (*LEXICAL, "nearness", "of_nearest", "near_place")
_USUAL_SCORE = 20.0
_USUAL_RARITY = 9.0
_LONG_STEM = 5
"""Letters of a stem that is looked for inside of longer words, such as tags."""
_NOT_LETTERS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class AskedText:
    """A text, prepared once to be held against many rows."""

    question: Question
    rare: Mapping[str, float]
    """What each term weighs that any row has: those of the text and those of the candidates."""
    places: tuple[tuple[str, ...], ...]
    """The words of the text in order, each with the ways that it is looked up in."""
    numbers: frozenset[str]
    names: frozenset[str]
    keys: frozenset[str]
    total: float
    squashed: str

    def rarity(self, key: str) -> float:
        """What a term weighs; one that nothing else has weighs most."""
        return self.rare.get(key, _USUAL_RARITY)


def prepared(question: Question, rare: Mapping[str, float]) -> AskedText:
    """Prepare a text.

    Args:
        question: the text.
        rare: what the terms of the text and of the candidates weigh.
    """
    places = tuple(
        words for keys in question.places if (words := tuple(k for k in keys if k[0] != "s"))
    )
    keys = frozenset(question.weights)
    return AskedText(
        question,
        rare,
        places,
        _of_kind(keys, TermKind.NUMBER),
        _of_kind(keys, TermKind.NAME),
        keys,
        sum(max(rare.get(key, 0.0) for key in place) for place in places) or 1.0,
        _NOT_LETTERS.sub("", plain(question.text)),
    )


def exact_score(asked: AskedText, candidate: Candidate) -> float:
    """BM25 over all terms of the text, the common ones too."""
    counts = Counter((*candidate.said, *candidate.titled, *candidate.named))
    length = sum(n for key, n in counts.items() if key[0] != "s")
    weights = asked.question.weights
    return sum(
        weights[key] * asked.rare.get(key, 0.0) * impact_of(n, length)
        for key, n in counts.items()
        if key in weights
    )


def lexical_features(
    asked: AskedText, candidate: Candidate, *, score: float, best: float, place: int
) -> list[float]:
    """The features of ``LEXICAL`` for one row.

    Args:
        asked: the text.
        candidate: the row.
        score: its exact score.
        best: that of the best row.
        place: the row's place by that score, from 1.
    """
    said, titled = _words(candidate.said), _words(candidate.titled)
    there = {*candidate.said, *candidate.titled, *candidate.named}
    hit = [key for keys in asked.places if (key := _best(keys, there, asked)) is not None]
    weights = sorted((asked.rarity(key) for key in hit), reverse=True)
    names = [key for key in asked.names if key in asked.rare]
    all_names = sum(asked.rarity(key) for key in names)
    numbers = {key for key in there if key[0] == "n"}
    run, said_pairs = _runs(asked, said)
    titled_run, titled_pairs = _runs(asked, titled)
    return [
        score / _USUAL_SCORE,
        score / best if best else 0.0,
        1 / place,
        sum(weights) / asked.total,
        _covered(asked, said, within=False),
        _covered(asked, titled, within=False),
        _covered(asked, said, within=True),
        _covered(asked, titled, within=True),
        (weights[0] if weights else 0.0) / _USUAL_RARITY,
        (weights[1] if len(weights) > 1 else 0.0) / _USUAL_RARITY,
        math.log1p(len(hit)),
        sum(asked.rarity(key) for key in names if key in there) / all_names if all_names else 0.0,
        math.log1p(len(numbers & asked.numbers)),
        math.log1p(len(numbers - asked.numbers)),
        said_pairs,
        titled_pairs,
        math.log1p(max(run, titled_run)),
        1.0 if asked.question.signed & there else 0.0,
        math.log1p(len(said)) / 3,
        math.log1p(len(titled)) / 3,
        math.log1p(len(asked.places)) / 3,
    ]


def semantic_features(
    nearness: Mapping[int, float],
    subject: int,
    nearest: Sequence[int],
    places: Mapping[int, int],
) -> list[float]:
    """The features of ``SEMANTIC`` that are not among the lexical ones.

    Args:
        nearness: how near each row is to the text.
        subject: the row.
        nearest: the nearest rows, nearest first.
        places: their places, from 1.
    """
    if not nearest:
        return [0.0, 0.0, 0.0]
    near = nearness.get(subject, 0.0)
    place = places.get(subject)
    return [near, near - nearness[nearest[0]], 1 / place if place else 0.0]


def _words(keys: Sequence[str]) -> list[str]:
    return [key for key in keys if key[0] != "s"]


def _best(keys: Sequence[str], there: set[str], asked: AskedText) -> str | None:
    """The way of looking a word up that finds it, if any does."""
    for key in keys:
        if key in there and key in asked.rare:
            return key
    return None


def _covered(asked: AskedText, words: Sequence[str], *, within: bool) -> float:
    """How much of what a row says the text says too, rare words counting most.

    Args:
        asked: the text.
        words: the terms of the row.
        within: whether a word counts that stands inside of a longer one.
    """
    total = covered = 0.0
    for key in set(words):
        weight = asked.rarity(key)
        total += weight
        if key in asked.keys or (
            within and len(key) >= _LONG_STEM + 2 and key[2:] in asked.squashed
        ):
            covered += weight
    return covered / total if total else 0.0


def _runs(asked: AskedText, words: Sequence[str]) -> tuple[int, float]:
    """The longest run of words that stand so in both, and the share of the row's pairs that do."""
    following: dict[str, set[str]] = {}
    for first, second in pairwise(asked.places):
        for key in first:
            following.setdefault(key, set()).update(second)
    longest = run = 0
    shared = total = 0.0
    for first_word, second_word in pairwise(words):
        weight = asked.rarity(first_word) + asked.rarity(second_word)
        total += weight
        if second_word in following.get(first_word, ()):
            run += 1
            shared += weight
            longest = max(longest, run)
        else:
            run = 0
    return longest, shared / total if total else 0.0


def _of_kind(keys: frozenset[str], kind: TermKind) -> frozenset[str]:
    return frozenset(key for key in keys if key.startswith(kind.value))
