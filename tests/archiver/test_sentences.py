"""The table of sentences: whatever the archiver says stands in it, with the values it names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sources.archiver.browser.keeper import Ended
from sources.archiver.browser.render import NOTES
from sources.archiver.network.ranges import IPV4_RANGES, IPV6_RANGES
from sources.archiver.outcomes import Outcome
from sources.archiver.sentences import TEXTS, as_json, english, from_json, say
from sources.archiver.time.timestamp import Trouble

SOURCES = Path(__file__).resolve().parents[2] / "sources"
PLACES = re.compile(r"%\((\w+)\)s")
FAMILIES = {
    *(f"outcome.{one.value}" for one in Outcome),
    *(f"stamp.{one.name.lower()}" for one in Trouble),
    *(f"rendering.{one}" for one in {*NOTES, *Ended} - {Ended.DONE}),
}


def calls() -> Iterator[tuple[str, str, set[str]]]:
    """Every call of `say` with a code that is written out: where, the code, the values."""
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    yield path.name, code.value, {str(word.arg) for word in node.keywords}


def test_a_code_becomes_a_sentence_with_its_values() -> None:
    said = say("fetch.status_unnamed", status=599) + say("detail", said="a\0b")

    assert english(said) == "The site answered with status 599. (a\ufffdb)"
    assert from_json(as_json(said)) == said


def test_whatever_is_said_names_what_its_sentence_has_room_for() -> None:
    wrong = [
        (where, code)
        for where, code, values in calls()
        if set(PLACES.findall(TEXTS.get(code, "%(no_such_code)s"))) != values
    ]

    assert wrong == []
    assert len(list(calls())) > 50


@pytest.mark.parametrize("code", sorted(FAMILIES))
def test_every_end_has_its_sentence(code: str) -> None:
    assert TEXTS[code]
    assert not PLACES.search(TEXTS[code])


@pytest.mark.parametrize(
    "name", sorted({name for _network, name in IPV4_RANGES + IPV6_RANGES} | {"isatap"})
)
def test_every_special_range_has_its_sentence(name: str) -> None:
    assert PLACES.findall(TEXTS[f"detail.range.{name}"]) == ["address"]


def test_a_code_that_is_not_in_the_table_is_refused() -> None:
    with pytest.raises(KeyError):
        say("wire.unheard_of")
