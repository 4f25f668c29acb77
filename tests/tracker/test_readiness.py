"""One demonstration a folder; a second one needs a folder, or a checkout, of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.site.demonstration.readiness import NotPossibleError, only_one


def test_a_folder_is_free_again_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with only_one(tmp_path):
            pass


def test_a_second_one_is_told_where_the_first_runs(tmp_path: Path) -> None:
    with (
        only_one(tmp_path),
        pytest.raises(NotPossibleError, match=f"already runs from {tmp_path}"),
        only_one(tmp_path),
    ):
        pass
