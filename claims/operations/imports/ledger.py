"""What one loading does: who, when, what was added, what differs, what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from claims.exchange.dossier_files import Problem, Where
from tracker.base.people.models import User
from tracker.base.values.refusal import Refusal

# What operations call a field, and what a dossier file calls it.
_NAMES = {
    "made_on": "made",
    "url": "address",
    "claimant": "by",
    "statement": "paraphrase",
    "quotation": "quote",
    "exact": "quote",
    "prefix": "quote",
    "suffix": "quote",
    "answers": "claim",
    "labels": "label",
    "units": "unit",
}


class RefusedRowError(Exception):
    """An operation refused a row; the unit it belongs to is not loaded."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass
class Ledger:
    """The account of one loading.

    Args:
        by: in whose name rows are added.
        at: the moment all rows carry.
        prefix: the dossier's id; references are ``<prefix>/<id>``.
        exercise_address: what ``exercise:`` stands for, without a slash at the end.
        is_exercise: whether the incidents are invented.
    """

    by: User
    at: datetime
    prefix: str
    exercise_address: str
    is_exercise: bool
    added: Counter[str] = field(default_factory=Counter)
    differences: list[Problem] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)

    def reference(self, name: str) -> str:
        """The lasting name of an incident or claim of this dossier."""
        return f"{self.prefix}/{name}"

    def differ(self, where: Where, name: str, *, file: object, here: object) -> None:
        """Note that a row here says something else than the file, if it does."""
        if file != here:
            message = f"differs from what is loaded, which stays: {_shown(here)}"
            self.differences.append(Problem(where.of(name), message))


def _shown(value: object) -> str:
    text = "nothing" if value is None else str(value) or "nothing"
    clean = "".join(part if part.isprintable() else " " for part in text)
    return clean if len(clean) <= 80 else f"{clean[:77]}..."  # noqa: PLR2004  a line of a terminal


@contextmanager
def row(where: Where, *, incident: str = "") -> Iterator[None]:
    """Say, of a refusal within, which row and field of which file it is about.

    Raises:
        RefusedRowError: an operation refused.
    """
    try:
        yield
    except Refusal as refusal:
        place = _place(where, refusal.field)
        raise RefusedRowError(Problem(place, refusal.message, incident)) from refusal


def _place(where: Where, name: str | None) -> Where:
    """The field in the file; a figure's is called ``figures-<position>-<name>`` by operations."""
    if name is None:
        return where
    if name.startswith("figures-"):
        return where.of(name.replace("-", "."))
    return where.of(_NAMES.get(name, name))
