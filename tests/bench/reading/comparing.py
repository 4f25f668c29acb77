"""Comparing sentences: F1 and precision of *contradict* on pairs of an encyclopaedia, and the cost.

The pairs lie in ../shared/data and are no part of the project; without them this stops. The weights
were learnt from these very rows: what holds for others is said by cross-validation, which is run
too where the dependency group `train` is installed.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import statistics
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from claims.rules.figures.in_text import TextReader

PAIRS = Path(__file__).resolve().parents[4] / "shared" / "data" / "figure_pairs.jsonl.gz"
LEAST_CONTRADICT, LEAST_MACRO = 0.74, 0.64
MOST_TIMES = 100
"""What the dearest sentences of the greatest length may cost: they are 25 times as long."""
_CRAFTED = ("1 ", "one ", "no ", "more than ", "5 May ", "12,", "2020-", "\u0301", "from 1 to ")


def run(*, pages: int = 0) -> bool:
    """Measure and print; whether both floors are held. `pages`: not used here."""
    if not PAIRS.exists():
        print(f"  {PAIRS} is missing: nothing is measured")
        return True
    django.setup()
    with gzip.open(PAIRS, "rt", encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    print("  learnt from these rows, so no measure of others:")
    is_held = _told([(pair["gold"], _said(pair)) for pair in pairs])
    if importlib.util.find_spec("sklearn"):
        print("  cross-validated by page:")
        is_held = _told(_of_others(pairs))
    else:
        print("  cross-validation needs the dependency group `train`")
    return _cost(pairs) and is_held


@cache
def _reader() -> TextReader:
    from claims.reads.desk.text_reader import brought_text_reader  # noqa: PLC0415

    return brought_text_reader()


def _said(pair: dict[str, Any]) -> str:
    from claims.matching.comparing import compare_sentences  # noqa: PLC0415 - after the settings

    said = compare_sentences(pair["a"], pair["b"], reader=_reader()).relation.value
    return "agree" if said == "overlap" else said


def _of_others(pairs: list[dict[str, Any]]) -> list[tuple[str, str]]:
    from claims.matching.train.comparing import described, validated  # noqa: PLC0415

    return [told for part in validated(pairs, described(pairs), 0) for told in part]


def _told(said: list[tuple[str, str]]) -> bool:
    names = sorted({gold for gold, _ in said})
    scores = {name: _f1(name, said) for name in names}
    macro = statistics.mean(scores.values())
    called = [gold for gold, told in said if told == "contradict"]
    precision = called.count("contradict") / max(1, len(called))
    one, other = scores["contradict"] / LEAST_CONTRADICT, macro / LEAST_MACRO
    print(f"    F1 of contradict {scores['contradict']:.3f}, {one:.2f} of its floor")
    print(f"    macro F1 {macro:.3f}, {other:.2f} of its floor")
    print(f"    precision of contradict {precision:.3f}, of {len(called)} called")
    return min(one, other) >= 1


def _f1(name: str, said: list[tuple[str, str]]) -> float:
    right = sum(gold == name == told for gold, told in said)
    return 2 * right / max(1, sum((gold == name) + (told == name) for gold, told in said))


def _cost(pairs: list[dict[str, Any]]) -> bool:
    """What the dearest crafted pair costs, in times of an ordinary one."""
    ordinary = statistics.median(_seconds(pair["a"], pair["b"]) for pair in pairs[:200])
    crafted = [(unit * 4000)[:4000] for unit in _CRAFTED]
    dearest = max(_seconds(one, other) for one in crafted for other in (*crafted[:3], one[1:]))
    ratio = dearest / ordinary
    print(
        f"  a pair: {ordinary * 1000:.1f} ms; the dearest {ratio:.0f} times (at most {MOST_TIMES})"
    )
    return ratio <= MOST_TIMES


def _seconds(a: str, b: str) -> float:
    began = time.process_time()
    _said({"a": a, "b": b})
    return time.process_time() - began
