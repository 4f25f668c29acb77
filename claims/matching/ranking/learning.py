"""Learn how to put candidates in order, from texts of which it is known what they repeat.

For each text the right rows shall have the highest scores among its candidates: the loss is the
cross-entropy of a softmax over them (ListNet; Cao et al. 2007). Folds tell what to expect of texts
never seen. Needs numpy, as the extra ``counterclaim[semantic]`` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
UNITS = 8
STEPS = 250
PACE = 0.02
DECAY = 0.003
FOLDS = 5
_LEARNT_FROM = 30
"""Candidates of a text, best first, that are learnt from."""
SEED = 7
_MEMBERS = 3
"""Networks that are learnt and laid side by side: they err less together."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text: the features of its candidates, which of them are right, and how many there are."""

    features: Array
    right: Array
    wanted: int

    def nearest(self) -> Example:
        """The example without the candidates that nobody would mistake for a right one."""
        kept = slice(0, _LEARNT_FROM)
        return Example(self.features[kept], self.right[kept], self.wanted)

    @property
    def is_of_use(self) -> bool:
        """Whether a right one is among the candidates."""
        return bool(self.right.any())


def precision_at_five(example: Example, scores: Array) -> float:
    """What the order is worth among the first five."""
    order = np.argsort(-scores, kind="stable")[:5]
    hits, total = 0, 0.0
    for place, index in enumerate(order, 1):
        if example.right[index]:
            hits += 1
            total += hits / place
    return total / min(max(example.wanted, 1), 5)


def recall(example: Example, scores: Array) -> float:
    """How many of the right ones are among the first five."""
    order = np.argsort(-scores, kind="stable")[:5]
    return float(example.right[order].sum()) / max(example.wanted, 1)


class Learner:
    """The weights while they are learnt."""

    def __init__(self, features: int, seed: int) -> None:
        draw = np.random.default_rng(seed)
        self.weights: dict[str, Array] = {
            "hidden": draw.normal(0, 0.3, (features, UNITS)),
            "bias": np.zeros(UNITS),
            "out": draw.normal(0, 0.3, UNITS),
            "straight": np.zeros(features),
        }
        self.mean, self.spread = np.zeros(features), np.ones(features)

    def learn(self, examples: Sequence[Example]) -> None:
        """Learn from all examples at once, by Adam (Kingma and Ba 2014)."""
        used = [near for each in examples if (near := each.nearest()).is_of_use]
        everything = np.concatenate([example.features for example in used])
        self.mean, self.spread = everything.mean(0), everything.std(0) + 1e-6
        features = (everything - self.mean) / self.spread
        right = np.concatenate([e.right / e.right.sum() for e in used])
        starts = np.cumsum([0, *(len(e.right) for e in used)])[:-1]
        sizes = np.array([len(e.right) for e in used])
        first = {name: np.zeros_like(value) for name, value in self.weights.items()}
        second = {name: np.zeros_like(value) for name, value in self.weights.items()}
        for step in range(1, STEPS + 1):
            for name, slope in self._slopes(features, right, starts, sizes).items():
                slope = slope + DECAY * self.weights[name]  # noqa: PLW2901 - decayed
                first[name] = 0.9 * first[name] + 0.1 * slope
                second[name] = 0.999 * second[name] + 0.001 * slope * slope
                move = (first[name] / (1 - 0.9**step)) / (
                    np.sqrt(second[name] / (1 - 0.999**step)) + 1e-8
                )
                self.weights[name] = self.weights[name] - PACE * move

    def _slopes(self, features: Array, right: Array, starts: Any, sizes: Any) -> dict[str, Array]:
        units = np.tanh(features @ self.weights["hidden"] + self.weights["bias"])
        scores = units @ self.weights["out"] + features @ self.weights["straight"]
        top = np.repeat(np.maximum.reduceat(scores, starts), sizes)
        raised = np.exp(scores - top)
        share = raised / np.repeat(np.add.reduceat(raised, starts), sizes)
        error = (share - right) / len(sizes)
        inner = np.outer(error, self.weights["out"]) * (1 - units * units)
        return {
            "hidden": features.T @ inner,
            "bias": inner.sum(0),
            "out": units.T @ error,
            "straight": features.T @ error,
        }

    def scores(self, features: Array) -> Array:
        """What the network says of some rows."""
        features = (features - self.mean) / self.spread
        units = np.tanh(features @ self.weights["hidden"] + self.weights["bias"])
        said: Array = units @ self.weights["out"] + features @ self.weights["straight"]
        return said

    def plain(self) -> tuple[list[list[float]], list[float], list[float]]:
        """The weights for features as they are: the scaling is taken into them."""
        hidden = self.weights["hidden"] / self.spread[:, None]
        bias = self.weights["bias"] - self.mean @ hidden
        return (
            np.vstack([hidden, bias]).T.tolist(),
            self.weights["out"].tolist(),
            (self.weights["straight"] / self.spread).tolist(),
        )


def learnt(examples: Sequence[Example]) -> list[Learner]:
    """Learn some networks that are used together."""
    made = []
    for seed in range(_MEMBERS):
        learner = Learner(examples[0].features.shape[1], SEED + seed)
        learner.learn(examples)
        made.append(learner)
    return made


def averaged(learners: Sequence[Learner], features: Array) -> Array:
    """What they say on average."""
    said: Array = np.mean([learner.scores(features) for learner in learners], axis=0)
    return said


def crossed(examples: Sequence[Example]) -> list[Array]:
    """The scores of each example by networks that have not seen it."""
    folds = np.random.default_rng(SEED).permutation(len(examples)) % FOLDS
    scores: list[Array] = [np.zeros(0)] * len(examples)
    for fold in range(FOLDS):
        learners = learnt([e for e, f in zip(examples, folds, strict=True) if f != fold])
        for index in map(int, np.flatnonzero(folds == fold)):
            scores[index] = averaged(learners, examples[index].features)
    return scores


def calibrated(examples: Sequence[Example], scores: Sequence[Array]) -> tuple[float, float]:
    """Slope and shift that make likelihoods of scores (Platt 1999), by Newton's steps."""
    x, y = np.concatenate(scores), np.concatenate([e.right for e in examples])
    design = np.stack([x, np.ones_like(x)], 1)
    weights = np.zeros(2)
    for _step in range(25):
        likely = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        bend = design.T @ (design * (likely * (1 - likely))[:, None]) + 1e-6 * np.eye(2)
        weights = weights + np.linalg.solve(bend, design.T @ (y - likely))
    return float(weights[0]), float(weights[1])


def as_stored(learners: Sequence[Learner], names: Sequence[str]) -> dict[str, Any]:
    """The weights as ``reranker`` reads them: the networks side by side, each counting its part."""
    parts = [learner.plain() for learner in learners]
    many = len(parts)
    return {
        "features": list(names),
        "hidden": [_short(unit) for hidden, _out, _straight in parts for unit in hidden],
        "out": _short([out / many for _hidden, outs, _straight in parts for out in outs]),
        "straight": _short(np.mean([straight for _h, _o, straight in parts], axis=0).tolist()),
    }


def _short(numbers: Sequence[float]) -> list[float]:
    return [round(number, 5) for number in numbers]
