"""`manage.py capture` seals pages from the shell and prints what came of it."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from tests.archiver.world import World
from tests.sources.conftest import HTML, files


def capture(*arguments: str) -> tuple[list[dict[str, Any]], int]:
    out, status = StringIO(), 0
    try:
        call_command("capture", *arguments, "--json", stdout=out)
    except SystemExit as end:
        status = int(str(end.code))
    return [json.loads(line) for line in out.getvalue().splitlines()], status


def test_each_page_is_one_line_of_json(world: World, evidence: Path, settings: Settings) -> None:
    settings.ALLOWED_ADDRESSES = []
    world.page("/", b"<p>Twelve soldiers", HTML)

    lines, status = capture(world.url(), world.url("/none"), "--allow", world.place)

    assert [line["outcome"] for line in lines] == ["captured", "error_page"]
    assert [line["success"] for line in lines] == [True, False]
    assert sorted(files(evidence)) == sorted(line["file_name"] for line in lines)
    assert lines[0]["provenance"]["hops"][0]["status"] == 200
    assert status == 1


def test_a_whole_page_is_success(world: World, evidence: Path) -> None:
    world.page("/", b"<p>Twelve soldiers", HTML)

    assert capture(world.url())[1] == 0


def test_without_allowance_nothing_on_this_machine_is_asked(
    world: World, evidence: Path, settings: Settings
) -> None:
    settings.ALLOWED_ADDRESSES = []

    (line,), status = capture(world.url())

    assert (line["outcome"], line["rule"], status) == ("refused", "not_public", 1)
    assert not world.asked


def test_people_get_sentences(world: World, evidence: Path) -> None:
    world.page("/", b"<p>Twelve soldiers", HTML)
    world.page("/pdf", b"%PDF-1.4 damaged", "Content-Type: application/pdf")
    out = StringIO()

    call_command("capture", world.url(), world.url("/pdf"), stdout=out)

    assert "The page was fetched whole and sealed." in out.getvalue()
    told = [line.strip() for line in out.getvalue().splitlines() if "text:" in line]
    assert told == [
        "text: done",
        "text: failed The PDF is damaged or of a kind that is not read.",
    ]


def test_an_allowance_that_makes_no_sense_is_named() -> None:
    with pytest.raises(CommandError, match="--allow: 'localhost' is not HOST:PORT"):
        call_command("capture", "http://news.example/", "--allow", "localhost")
