"""Benchmarks are no part of the test run; that they can still be started is."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from tests.bench.__main__ import NAMES, benchmark

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"


@pytest.mark.parametrize("name", NAMES)
def test_a_benchmark_can_be_started_and_is_explained(name: str) -> None:
    run = benchmark(name)

    assert list(inspect.signature(run).parameters) == ["pages"]
    assert f"`{name}`" in DOCUMENT.read_text(encoding="utf-8")
