"""How much each cue and word weighs: read from `weights.json`, which a script makes.

`python -m claims.matching.train.reported_speech` makes it of news articles in English in which
people marked what is attributed (licensed for research, no part of the house): names of features,
single words and pairs of words with a weight, no text. Cues alone serve languages in which there
are no such articles.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("weights.json")
SCALE = 1000
"""Weights are kept as whole thousandths."""
LEARNT_IN = "en"
"""The language whose words have weights."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """A weight for each feature, and one that always counts."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, features: Iterable[str]) -> float:
        """How likely a sentence with these features is to report what somebody said, 0 to 1."""
        known = self.weights
        total = self.bias + sum(known[one] for one in features if one in known)
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))

    def as_json(self) -> dict[str, Any]:
        """In the form that is kept."""
        kept = {name: round(weight * SCALE) for name, weight in sorted(self.weights.items())}
        return {
            "bias": round(self.bias * SCALE),
            "weights": {name: weight for name, weight in kept.items() if weight},
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Weighing:
        """Read what `as_json` wrote."""
        weights = {name: weight / SCALE for name, weight in kept["weights"].items()}
        return cls(kept["bias"] / SCALE, weights)


@cache
def weighings() -> Mapping[str, Weighing]:
    """What was learnt: `cues` of cues alone, `words` of cues and words together."""
    kept = json.loads(PATH.read_text(encoding="utf-8"))
    return {name: Weighing.from_json(kept[name]) for name in ("cues", "words")}
