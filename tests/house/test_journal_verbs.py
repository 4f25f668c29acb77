"""Every verb that is written into the journal is an act's, and every act's verb is written."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.conf import settings

from claims.models import Event
from claims.operations.journal import journal
from claims.rules.acts import CLAIM_ACTS
from tests.factories import AT, a_claim, an_editor

OPERATIONS = sorted(Path(settings.BASE_DIR, "claims", "operations").rglob("*.py"))


def verbs_in(tree: ast.AST) -> set[str]:
    """What is given as a verb: to the journal, or as the verb that is given on to it."""
    given = [node.value for node in ast.walk(tree) if _is_verb(node)]
    return {
        part.value
        for value in given
        for part in ast.walk(value)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


def _is_verb(node: ast.AST) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg == "verb"
    targets = node.targets if isinstance(node, ast.Assign) else []
    return any(isinstance(target, ast.Name) and target.id == "verb" for target in targets)


WRITTEN = {
    verb for path in OPERATIONS for verb in verbs_in(ast.parse(path.read_text(encoding="utf-8")))
} | {move.verb for _act, move in CLAIM_ACTS.by_move.values()}


def test_the_walk_finds_what_is_written() -> None:
    tree = ast.parse("verb = 'a' if draft else 'b'\njournal(verb='c', target=x)\nother(word='d')")

    assert verbs_in(tree) == {"a", "b", "c"}
    assert {"drafted", "cited", "round_agreed"} <= WRITTEN


def test_every_verb_that_is_written_is_an_acts() -> None:
    assert WRITTEN - set(CLAIM_ACTS.by_verb) == set()


def test_no_act_has_a_verb_that_nothing_writes() -> None:
    assert set(CLAIM_ACTS.by_verb) - WRITTEN == set()


@pytest.mark.django_db
def test_a_verb_of_no_act_is_not_written() -> None:
    claim = a_claim()
    before = Event.objects.count()

    with pytest.raises(ValueError, match="'praised'"):
        journal(verb="praised", target=claim, by=an_editor(), at=AT)

    assert Event.objects.count() == before
