"""Figures out of running text: how many are right, and how much text a second and core.

The news lies beside the project (`../shared/data`, or where `COUNTERCLAIM_MEASURING_DATA` says) and
is no part of it. It counts killed and wounded only, and gives an open range as its number ("6 or
more" as 6 to 6), so answers are turned into that here. The rules were made with a view to the texts
of even number only: what they do with the others is how they do with what is new to them.
"""

from __future__ import annotations

import gzip
import json
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from claims.rules.figures.in_text import FigureInText, TextReader

FLOOR_STATEMENTS = 0.85
FLOOR_NEWS = 0.65
FLOOR_SPEED = 1.0
"""Megabytes of text a second and core."""
_ROOT = Path(__file__).resolve().parents[3]
_STATEMENTS = _ROOT / "tests" / "suites" / "evidence" / "statements.jsonl"
_BESIDE = Path(os.environ.get("COUNTERCLAIM_MEASURING_DATA", _ROOT.parent / "shared" / "data"))
_ROUNDS = 3
_COUNTED = ("killed", "wounded")
Key = tuple[Any, ...]


def run(*, pages: int = 0) -> bool:
    """Measure and print each as a ratio to its floor; whether none is below it."""
    django.setup()
    from claims.reads.desk.text_reader import brought_text_reader  # noqa: PLC0415 - after settings

    reader = brought_text_reader()
    ratios = [_told("statements", _of_statements(reader), FLOOR_STATEMENTS)]
    news = _BESIDE / "news_figures.jsonl.gz"
    if not news.is_file():
        print(f"  there is no {news}: the news is not measured")
        return min(ratios) >= 1
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for name, half in (("even", rows[::2]), ("odd", rows[1::2])):
        ratios.append(_told(f"news, {name} texts", _of_news(reader, half), FLOOR_NEWS))
    ratios.append(_told("MB a second", _megabytes_a_second(reader, rows), FLOOR_SPEED))
    return min(ratios) >= 1


def _told(name: str, value: float, floor: float) -> float:
    print(f"  {name}: {value:.3f}, {value / floor:.2f} of the floor {floor}", flush=True)
    return value / floor


def _of_statements(reader: TextReader) -> float:
    rows = [json.loads(line) for line in _STATEMENTS.read_text("utf-8").splitlines()]
    return _f1(
        (
            {(one["measure"], *map(one.get, ("low", "best", "high", "qualifier"))) for one in gold},
            {
                (one.measure, one.low, one.best, one.high, one.qualifier.value)
                for one in reader.figures(row["text"], row["language"])
                if one.stands
            },
        )
        for row in rows
        if (gold := row["gold"]) is not None
    )


def _of_news(reader: TextReader, rows: Iterable[Mapping[str, Any]]) -> float:
    return _f1(
        (
            {(one["measure"], one["low"], one["high"]) for one in row["gold"]},
            set(filter(None, map(_closed, reader.figures(row["text"], "en")))),
        )
        for row in rows
        if row["gold"]
    )


def _closed(figure: FigureInText) -> Key | None:
    """A figure as the news counts it; None for what it does not count."""
    numbers = [one for one in (figure.low, figure.best, figure.high) if one is not None]
    is_counted = figure.stands and figure.measure in _COUNTED and bool(numbers) and any(numbers)
    return (figure.measure, numbers[0], numbers[-1]) if is_counted else None


def _f1(pairs: Iterable[tuple[set[Key], set[Key]]]) -> float:
    right = wrong = missed = 0
    for want, have in pairs:
        right += len(want & have)
        wrong += len(have - want)
        missed += len(want - have)
    return 2 * right / max(1, 2 * right + wrong + missed)


def _megabytes_a_second(reader: TextReader, rows: Iterable[Mapping[str, Any]]) -> float:
    text = "\n\n".join(row["text"] for row in rows)
    best = float("inf")
    for _ in range(_ROUNDS):
        began = time.process_time()
        for _figure in reader.figures(text, "en"):
            pass
        best = min(best, time.process_time() - began)
    return len(text.encode()) / 1e6 / best
