"""Cases that others wrote: where they lie beside the clone they are tried as well, and counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

BESIDE = Path(__file__).resolve().parents[3] / "shared"
FOLDER = BESIDE / "suites"
TAKEN = "outside cases"

MATERIAL = BESIDE / "dossier" / "mali.yaml"
"""What the Mali dossier was made of."""
needs_material = pytest.mark.skipif(
    not MATERIAL.is_file(), reason="additional: the gathered material is not beside this clone"
)

Take = Callable[..., list[Any]]


def cases(name: str) -> list[Any]:
    """The rows of a table or the files of a folder; none where nothing lies beside the clone.

    Args:
        name: of a JSON file or a folder in `shared/suites`.
    """
    path = FOLDER / name
    if path.is_dir():
        return sorted(path.iterdir())
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []


@pytest.fixture
def outside(record_property: Callable[[str, object], None]) -> Take:
    """Gives a test the cases of a suite, or a part of them, and notes how many it was given."""

    def take(name: str, part: slice = slice(None)) -> list[Any]:
        found = cases(name)[part]
        record_property(TAKEN, [name, len(found)])
        return found

    return take


def tell(terminal: pytest.TerminalReporter) -> None:
    """Say in the summary how many cases of others ran; a case that two tests try counts twice."""
    counts: Counter[str] = Counter()
    for report in (one for reports in terminal.stats.values() for one in reports):
        if getattr(report, "when", None) == "call":
            for name, value in report.user_properties:
                if name == TAKEN:
                    counts[value[0]] += value[1]
    if not counts:
        return
    each = ", ".join(f"{name.removesuffix('.json')} {counts[name]:,}" for name in sorted(counts))
    ran = f"{counts.total():,} cases ran ({each})" if BESIDE.is_dir() else "not beside this clone"
    terminal.write_line(f"outside suites: {ran}")
