"""`manage.py match_claims` ranks the claims of a file and leaves the newsroom's alone."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from claims.models import Indexed

pytestmark = pytest.mark.django_db

CLAIMS = [
    {"id": "dam", "claim": "A dam burst at Derna.", "title": "Derna dam"},
    {"id": "snow", "claim": "Snow fell in Riyadh."},
    {"id": "bridge", "claim": "The bridge at Kherson was blown up by the army."},
]


def lines(path: Path, rows: list[Any]) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
    return path


def matched(tmp_path: Path, queries: list[Any], *, claims: list[Any] = CLAIMS) -> list[Any]:
    out = StringIO()
    call_command(
        "match_claims",
        claims=lines(tmp_path / "claims", claims),
        queries=lines(tmp_path / "queries", queries),
        top=2,
        stdout=out,
    )
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_best_is_first_and_nothing_is_stored(tmp_path: Path) -> None:
    asked = [{"id": "a", "text": "Мост в Херсоне"}, {"id": "b", "text": "did Derna's dam burst?"}]

    bridge, dam = matched(tmp_path, asked)

    assert (bridge["id"], bridge["ranked"][0]) == ("a", "bridge")
    assert (dam["id"], dam["ranked"][0]) == ("b", "dam")
    assert len(dam["scores"]) == len(dam["ranked"]) <= 2
    assert not Indexed.objects.exists()


def test_a_query_that_says_nothing_has_no_rows(tmp_path: Path) -> None:
    assert matched(tmp_path, [{"id": "a", "text": ""}]) == [{"id": "a", "ranked": [], "scores": []}]


def test_without_claims_nothing_is_found(tmp_path: Path) -> None:
    assert matched(tmp_path, [{"id": "a", "text": "dam"}], claims=[])[0]["ranked"] == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{", "line 2"),
        ("[1]", "line 2"),
        ({"id": 3, "text": "x"}, "“id”"),
        ({"id": "x"}, "“text”"),
        ('{"id": "x", "text": "\\ud800"}', "line 2"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: Any, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        matched(tmp_path, [{"id": "a", "text": "dam"}, row])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        call_command("match_claims", claims=tmp_path / "nowhere", queries=tmp_path / "nowhere")
