"""Learn what reported speech looks like: `python -m claims.matching.train.reported_speech DIR`.

`DIR` holds `attributed_train.jsonl.gz` and `attributed_dev.jsonl.gz`: one article a line,
`{id, sentences: [{text, attributed}]}`. Writes `claims/matching/reported/weights.json` and prints
average precision and Matthews correlation over folds of whole articles, and on the second file.
The articles are licensed for research and stay outside; the same files give the same weights.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import exp, sqrt
from pathlib import Path
from typing import Any

from claims.matching.reported.cues import cued, cues_of, words_of_each
from claims.matching.reported.quoting import quoted_sentences
from claims.matching.reported.weights import LEARNT_IN, PATH, Weighing
from tracker.base.language.languages import LANGUAGES

Example = tuple[frozenset[str], bool]
"""The features of a sentence, and whether people marked it."""
Article = list[Example]

FOLDS = 5
ROUNDS = 6
SEEN = {"cues": 5, "words": 12}
"""In how many sentences a feature stands at least, to be learnt."""
HELD_BACK = {"cues": 10.0, "words": 33.0}
"""How strongly weights are held back from growing (L2)."""
PACE = 0.15
BIAS = ""


def learn(articles: Sequence[Article], kind: str) -> Weighing:
    """Fit a logistic regression by FTRL-Proximal (McMahan et al., KDD 2013).

    Args:
        articles: examples by article.
        kind: `cues` or `words`; says which features are seldom, and how weights are held back.
    """
    seen = Counter(
        name for article in articles for features, _marked in article for name in features
    )
    number = {name: at for at, (name, n) in enumerate(seen.items(), start=1) if n >= SEEN[kind]}
    number = {name: at for at, name in enumerate(number, start=1)} | {BIAS: 0}
    rows = [
        ([0, *(number[name] for name in sorted(features) if name in number)], marked)
        for article in articles
        for features, marked in article
    ]
    weights = _fitted(rows, len(number), HELD_BACK[kind] * ROUNDS)
    named = {name: weights[at] for name, at in number.items()}
    return Weighing(named.pop(BIAS), named)


def _fitted(rows: list[tuple[list[int], bool]], count: int, held_back: float) -> list[float]:
    pulls, squares, weights = [0.0] * count, [0.0] * count, [0.0] * count
    order = random.Random(11)  # noqa: S311 - the order of examples is no secret
    for _round in range(ROUNDS):
        order.shuffle(rows)
        for features, marked in rows:
            total = sum([weights[at] for at in features])
            slope = 1 / (1 + exp(-max(-30.0, min(30.0, total)))) - marked
            square = slope * slope
            for at in features:
                before = squares[at]
                squares[at] = after = before + square
                pulls[at] += slope - (sqrt(after) - sqrt(before)) / PACE * weights[at]
                back = held_back if at else 0.0
                weights[at] = -pulls[at] / ((1 + sqrt(after)) / PACE + back)
    return weights


def average_precision(scores: Sequence[float], marked: Sequence[bool]) -> float:
    """The mean of the precision at each marked sentence, best scores first."""
    hits, total = 0, 0.0
    ordered = sorted(zip(scores, marked, strict=True), key=lambda pair: -pair[0])
    for rank, (_score, is_marked) in enumerate(ordered, start=1):
        if is_marked:
            hits += 1
            total += hits / rank
    return total / max(1, hits)


def matthews(scores: Sequence[float], marked: Sequence[bool]) -> float:
    """The correlation of "0.5 or more" with what people marked."""
    cells = Counter((score >= 0.5, bool(one)) for score, one in zip(scores, marked, strict=True))  # noqa: PLR2004
    tp, fp, fn, tn = (
        cells[key] for key in ((True, True), (True, False), (False, True), (False, False))
    )
    below = sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    return (tp * tn - fp * fn) / below if below else 0.0


def measured(weighing: Weighing, articles: Iterable[Article]) -> str:
    """What a weighing is worth on articles, in words."""
    examples = [example for article in articles for example in article]
    scores = [weighing.probability(features) for features, _marked in examples]
    marked = [one for _features, one in examples]
    return f"AP {average_precision(scores, marked):.4f}  MCC {matthews(scores, marked):.4f}"


def read(path: Path) -> dict[str, list[Article]]:
    """Read articles and look for their features, of both kinds."""
    kinds: dict[str, list[Article]] = {"cues": [], "words": []}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            sentences: list[dict[str, Any]] = json.loads(line)["sentences"]
            marked = [bool(one["attributed"]) for one in sentences]
            found = cued(quoted_sentences([one["text"] for one in sentences]), LANGUAGES[LEARNT_IN])
            cues, words = cues_of(found), words_of_each(found)
            both = [one | other for one, other in zip(cues, words, strict=True)]
            kinds["cues"].append(list(zip(cues, marked, strict=True)))
            kinds["words"].append(list(zip(both, marked, strict=True)))
    return kinds


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(folder: Path) -> None:
    """Learn, measure, write."""
    train, dev = (
        read(folder / "attributed_train.jsonl.gz"),
        read(folder / "attributed_dev.jsonl.gz"),
    )
    kept: dict[str, Mapping[str, Any]] = {}
    for kind, articles in train.items():
        for fold in range(FOLDS):
            others = [one for number, one in enumerate(articles) if number % FOLDS != fold]
            _say(f"{kind}, fold {fold}: {measured(learn(others, kind), articles[fold::FOLDS])}")
        weighing = learn(articles, kind)
        kept[kind] = weighing.as_json()
        _say(f"{kind}, what it learnt from: {measured(weighing, articles)}")
        _say(f"{kind}, other articles: {measured(Weighing.from_json(kept[kind]), dev[kind])}")
    PATH.write_text(json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
