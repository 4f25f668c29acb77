"""Whatever stands in a dossier's files, reading them ends with rows or problems, never a trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.exchange.dossier_files import read_dossier
from tests.seeds import small

WORDS = st.sampled_from(
    [
        *(
            "null",
            "~",
            "[]",
            "{}",
            "[1, 2]",
            "{a: b}",
            "- x",
            "true",
            "NO",
            "0",
            "-1",
            "1e9",
            ".inf",
        ),
        *("2024-02-30", "0000-01", "9999-12-31", "9" * 30, "&a x", "*a", "!!int x", "? x", "<<: y"),
        *(
            '"\\0"',
            '"\\ud800"',
            '"',
            "'",
            "|",
            ">-",
            "\t",
            "\n",
            ": ",
            "#",
            "%YAML 9.9",
            "---",
            "...",
        ),
        *(
            "http://[",
            "exercise:/",
            "civilians",
            "army",
            "C1",
            "first",
            "\u202e",
            "\u2028",
            "\ufeff",
        ),
    ]
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.write(tmp_path_factory.mktemp("dossier"))


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    name=st.sampled_from(sorted(small.FILES)),
    start=st.floats(0, 1),
    length=st.integers(0, 12),
    put=WORDS | st.binary(max_size=6),
)
def test_reading_ends_with_rows_or_problems(
    folder: Path, name: str, start: float, length: int, put: str | bytes
) -> None:
    whole = small.FILES[name].encode()
    at = int(start * len(whole))
    new = put.encode() if isinstance(put, str) else put
    (folder / name).write_bytes(whole[:at] + new + whole[at + length :])

    try:
        reading = read_dossier(folder, words=small.words())
    finally:
        (folder / name).write_bytes(whole)

    assert reading.dossier is not None or reading.problems
    assert all(str(problem).strip() for problem in reading.problems)
