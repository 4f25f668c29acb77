"""Put candidates in order by what they share with a text: a small network with learnt weights.

The weights stand in ``weights.json``, made by ``manage.py train_matching``; it is read by plain
Python, a few thousand multiplications a candidate at most.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from claims.matching.ranking.features import LEXICAL, SEMANTIC

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer with tanh, and what goes straight through beside it."""

    hidden: tuple[tuple[float, ...], ...]
    """For each unit the weights of the features, then its bias."""
    out: tuple[float, ...]
    straight: tuple[float, ...]
    slope: float
    shift: float

    def score(self, features: Sequence[float]) -> float:
        """How likely a row says the same, as the logarithm of odds up to a constant."""
        total = sum(map(float.__mul__, self.straight, features))
        for weights, out in zip(self.hidden, self.out, strict=True):
            total += out * math.tanh(sum(map(float.__mul__, weights, features)) + weights[-1])
        return total

    def odds(self, features: Sequence[float]) -> float:
        """The same, comparable with what another network says of other rows (Platt 1999)."""
        return self.slope * self.score(features) + self.shift


def likelihood(odds: float) -> float:
    """The logarithm of odds as a likelihood, from 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def network(*, semantic: bool) -> Network:
    """The network for the features without vectors, or with them."""
    return _networks()["semantic" if semantic else "lexical"]


@lru_cache(maxsize=1)
def _networks() -> dict[str, Network]:
    stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    for name, features in (("lexical", LEXICAL), ("semantic", SEMANTIC)):
        if tuple(stored[name]["features"]) != features:
            raise ValueError("weights.json is of other features: train_matching makes it anew.")
    return {
        name: Network(
            tuple(map(tuple, stored[name]["hidden"])),
            tuple(stored[name]["out"]),
            tuple(stored[name]["straight"]),
            stored[name]["slope"],
            stored[name]["shift"],
        )
        for name in ("lexical", "semantic")
    }
