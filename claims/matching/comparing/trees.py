"""Boosted trees from a file of numbers: what was trained elsewhere, asked in plain Python."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

Tree = Any
"""A leaf's number, or [feature, threshold, tree up to the threshold, tree above it]."""
WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class BoostedTrees:
    """A model: for each class what it begins with and the trees that add to it."""

    classes: tuple[str, ...]
    begins: tuple[float, ...]
    trees: tuple[tuple[Tree, ...], ...]

    def likelihoods(self, row: Sequence[float]) -> dict[str, float]:
        """How likely each class is; together 1.

        Args:
            row: the features in the order of training.
        """
        sums = [
            start + sum(_leaf(tree, row) for tree in trees)
            for start, trees in zip(self.begins, self.trees, strict=True)
        ]
        highest = max(sums)
        parts = [exp(one - highest) for one in sums]
        whole = sum(parts)
        return {name: part / whole for name, part in zip(self.classes, parts, strict=True)}


def _leaf(tree: Tree, row: Sequence[float]) -> float:
    while isinstance(tree, list):
        feature, threshold, low, high = tree
        tree = low if row[feature] <= threshold else high
    return float(tree)


@cache
def trained(path: Path = WEIGHTS) -> BoostedTrees:
    """The model that lies beside this module; read once a process."""
    given = json.loads(path.read_text(encoding="utf-8"))
    return BoostedTrees(
        tuple(given["classes"]), tuple(given["begins"]), tuple(map(tuple, given["trees"]))
    )
