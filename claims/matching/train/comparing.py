"""Train the comparing of sentences: `python -m claims.matching.train.comparing PAIRS [--write]`.

PAIRS are JSON lines (they may end in .gz) `{a, b, page, gold}` with `gold` agree, contradict or
not_comparable. Prints what cross-validation by page says, of several divisions; `--write` makes
the weights anew from all rows. Needs the dependency group `train`.
"""

import argparse
import gzip
import json
import random
import statistics
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import django
from sklearn.ensemble import HistGradientBoostingClassifier

from claims.matching.comparing.alignment import align_quantities
from claims.matching.comparing.compare_sentences import relation_of
from claims.matching.comparing.features import features
from claims.matching.comparing.quantities import ReadSentence, read_sentence
from claims.matching.comparing.trees import WEIGHTS, BoostedTrees, Tree
from claims.rules.figures.in_text import TextReader

CLASSES = ("agree", "contradict", "not_comparable")
PARTS = 5
_ABOUT = {
    "made_by": "claims/matching/train/comparing.py",
    "data": "figure_pairs.jsonl: 6,653 pairs of sentences of an encyclopaedia",
    "licence": "sentences under CC BY-SA; these are numbers learnt from them and hold none of them",
}
_MODEL = {
    "max_iter": 120,
    "learning_rate": 0.07,
    "max_leaf_nodes": 10,
    "min_samples_leaf": 25,
    "l2_regularization": 1.0,
    "early_stopping": False,
    "random_state": 0,
}


def main() -> None:
    """Read the pairs, print the measures, write the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--divisions", type=int, default=3, help="how often to cross-validate")
    parser.add_argument("--write", action="store_true", help="write the weights")
    options = parser.parse_args()
    pairs = _pairs(options.pairs)
    rows = described(pairs)
    for seed in range(options.divisions):
        _print(f"division {seed}", list(validated(pairs, rows, seed)))
    if options.write:
        model = fitted(rows, [pair["gold"] for pair in pairs])
        today = datetime.now(UTC).date().isoformat()
        given = _ABOUT | {"date": today, "classes": model.classes, "begins": model.begins}
        text = json.dumps(given | {"trees": model.trees}, separators=(",", ":"))
        WEIGHTS.write_text(text + "\n", encoding="utf-8")


@cache
def measuring_reader() -> TextReader:
    """What sentences are measured by: the measures that come with the software."""
    django.setup()
    from claims.reads.desk.text_reader import brought_text_reader  # noqa: PLC0415 - after settings

    return brought_text_reader()


@cache
def _read(text: str) -> ReadSentence:
    return read_sentence(text, reader=measuring_reader())


def _pairs(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        return [json.loads(line) for line in lines]


def described(pairs: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """The features of pairs, a row each."""
    read = ((_read(pair["a"]), _read(pair["b"])) for pair in pairs)
    return [features(one, other, align_quantities(one, other)) for one, other in read]


def fitted(rows: Sequence[Sequence[float]], gold: Sequence[str]) -> BoostedTrees:
    """Train on rows of features, and write the trees down as plain numbers."""
    model = HistGradientBoostingClassifier(**_MODEL).fit(rows, [CLASSES.index(one) for one in gold])
    # Not public, and the only place where the trees stand: scikit-learn is pinned by uv.lock.
    begins = tuple(round(float(one), 5) for one in model._baseline_prediction.ravel())  # noqa: SLF001
    trees = tuple(
        tuple(_plain(turn[place].nodes, 0) for turn in model._predictors)  # noqa: SLF001
        for place in range(len(CLASSES))
    )
    return BoostedTrees(CLASSES, begins, trees)


def _plain(nodes: Any, at: int) -> Tree:
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 4)
    threshold = float(f"{float(node['num_threshold']):.6g}")
    sides = (_plain(nodes, int(node[side])) for side in ("left", "right"))
    return [int(node["feature_idx"]), threshold, *sides]


def validated(
    pairs: Sequence[Mapping[str, Any]], rows: Sequence[Sequence[float]], seed: int
) -> Iterator[list[tuple[str, str]]]:
    """Judge each part of the pages by what was trained on the others: (gold, said) of each."""
    pages = sorted({pair["page"] for pair in pairs})
    random.Random(seed).shuffle(pages)  # noqa: S311 - no secret
    part_of = {page: place % PARTS for place, page in enumerate(pages)}
    for part in range(PARTS):
        others = [place for place, pair in enumerate(pairs) if part_of[pair["page"]] != part]
        model = fitted(
            [rows[place] for place in others], [pairs[place]["gold"] for place in others]
        )
        kept = (pair for pair in pairs if part_of[pair["page"]] == part)
        yield [(pair["gold"], _said(model, pair)) for pair in kept]


def _said(model: BoostedTrees, pair: Mapping[str, Any]) -> str:
    return relation_of(_read(pair["a"]), _read(pair["b"]), model).value


def _print(name: str, parts: Sequence[Sequence[tuple[str, str]]]) -> None:
    measured = [_measures(part) for part in parts]
    for place, what in enumerate(("F1 contradict", "macro F1", "precision of contradict")):
        values = [one[place] for one in measured]
        mean, spread = statistics.mean(values), statistics.stdev(values)
        print(f"{name}: {what} {mean:.3f} +- {spread:.3f}")  # noqa: T201
    together = _measures([pair for part in parts for pair in part])
    print(f"{name}: all parts together {[round(one, 3) for one in together]}")  # noqa: T201


def _measures(said: Sequence[tuple[str, str]]) -> tuple[float, float, float]:
    """F1 of contradict, macro F1, precision of contradict."""
    found = {}
    for name in CLASSES:
        right = sum(gold == name == told for gold, told in said)
        found[name] = 2 * right / max(1, sum((g == name) + (t == name) for g, t in said))
    called = [gold for gold, told in said if told == "contradict"]
    precision = called.count("contradict") / max(1, len(called))
    return found["contradict"], sum(found.values()) / len(found), precision


if __name__ == "__main__":
    main()
