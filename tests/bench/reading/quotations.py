"""Quotations: the dearest of 1,000 crafted pairs against the median of ordinary ones.

Quotations of 2,000 characters in texts of a megabyte. Ordinary are such as people give (word for
word, with a word changed, with words left out, of another page); crafted are those that repeat
themselves, in texts that do. Only the time of the process counts.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator

from tests.bench.corpus import WORDS

TEXT = 1_000_000
QUOTE = 2_000
CRAFTED = 1_000
ORDINARY = 12
MOST_TIMES = 10
_PIECES = (
    "a",
    "b",
    "ab",
    "1",
    "12",
    "-",
    "'",
    "’",
    "…",
    ".",
    "«",
    "word",
    "Aa",
    "не",
    "قتل",
    "\u0301",
)


def run(*, pages: int) -> bool:
    """Measure and print; whether the dearest costs little more. `pages` is for other benchmarks."""
    chance = random.Random(7)
    ordinary = [_seconds(*pair) for pair in _ordinary(chance)]
    median = statistics.median(ordinary)
    print(f"  ordinary: median {median:.2f} s, most {max(ordinary):.2f} s, of {len(ordinary)}")
    worst, which = 0.0, ""
    for number, (exact, text) in enumerate(_crafted(chance, CRAFTED)):
        took = _seconds(exact, text)
        if took > worst:
            worst, which = took, exact[:40]
        if number % 100 == 99:
            print(f"  {number + 1} crafted: most {worst:.2f} s", flush=True)
    ratio = worst / median
    print(
        f"  dearest: {worst:.2f} s ({which!r}), {ratio:.1f} times the median (at most {MOST_TIMES})"
    )
    return ratio <= MOST_TIMES


def _seconds(exact: str, text: str) -> float:
    from sources.archiver.quoting.verify import verify  # noqa: PLC0415 - after the settings
    from sources.archiver.values import Extraction, ExtractionState, Quote  # noqa: PLC0415

    began = time.process_time()
    verify(Quote(exact), Extraction(ExtractionState.DONE, text=text))
    return time.process_time() - began


def _ordinary(chance: random.Random) -> Iterator[tuple[str, str]]:
    names = [f"{word}{number}" for number in range(200) for word in WORDS]
    text = ""
    while len(text) < TEXT:
        text += " ".join(chance.choices(names, k=20)).capitalize() + ". "
    for number in range(ORDINARY):
        start = chance.randrange(TEXT - 2 * QUOTE)
        words = text[start : start + QUOTE].split()[1:-1]
        if number % 4 == 1:
            words[len(words) // 2] = "another"
        elif number % 4 == 2:
            words[len(words) // 3 : len(words) // 2] = ["…"]
            words[-5] = "another"
        elif number % 4 == 3:
            words = chance.choices(names, k=len(words))
        yield " ".join(words), text


def _crafted(chance: random.Random, number: int) -> Iterator[tuple[str, str]]:
    for _ in range(number):
        unit = _unit(chance)
        exact = (unit * QUOTE)[:QUOTE]
        if chance.random() < 0.5:
            place = chance.randrange(QUOTE)
            exact = (exact[:place] + " other " + exact[place:])[:QUOTE]
        other = unit if chance.random() < 0.5 else _unit(chance)
        pair = unit + other
        yield exact, (pair * (TEXT // len(pair) + 1))[:TEXT]


def _unit(chance: random.Random) -> str:
    gap = chance.choice((" ", " ", "", "  ", "\n"))
    return gap.join(chance.choices(_PIECES, k=chance.randint(1, 12))) + gap
