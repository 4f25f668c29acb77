"""What one loading does: who, when, what was added, what differs, what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max, Q

from claims.exchange.dossier_files import Problem, Where
from claims.matching.near_duplicates import near_duplicates
from claims.models import Claim, Incident, Party, Place
from claims.models.matching.index import IndexedKind
from sources.models import Publisher
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
    "means": "confirms_by",
}


class RefusedRowError(Exception):
    """An operation refused a row; the unit it belongs to is not loaded."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


_TABLES: Mapping[IndexedKind, type[Claim | Incident | Party | Place | Publisher]] = {
    IndexedKind.CLAIM: Claim,
    IndexedKind.INCIDENT: Incident,
    IndexedKind.PARTY: Party,
    IndexedKind.PLACE: Place,
    IndexedKind.PUBLISHER: Publisher,
}


def _newest() -> dict[IndexedKind, int]:
    """The newest row of each kind, 0 where there is none: what comes later is of this loading."""
    return {
        kind: table._default_manager.aggregate(newest=Max("pk"))["newest"] or 0  # noqa: SLF001 - documented name
        for kind, table in _TABLES.items()
    }


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
    alike: list[Problem] = field(default_factory=list)
    before: Mapping[IndexedKind, int] = field(default_factory=_newest)
    """The newest row of each kind that was there before."""
    namesakes: dict[str, frozenset[int]] = field(default_factory=dict)
    """Of parties of this dossier, by their names in it: those of before that may be the same."""

    def reference(self, name: str) -> str:
        """The lasting name of an incident or claim of this dossier."""
        return f"{self.prefix}/{name}"

    def differ(self, where: Where, name: str, *, file: object, here: object) -> None:
        """Note that a row here says something else than the file, if it does."""
        if file != here:
            message = f"differs from what is loaded, which stays: {_shown(here)}"
            self.differences.append(Problem(where.of(name), message))

    def told_alike(
        self,
        where: Where,
        kind: IndexedKind,
        *texts: str,
        language: str = "",
        among: Q | None = None,
    ) -> frozenset[int]:
        """Note what was here before that a row which is about to be added may be the same as.

        It is told and hinders nothing: the file names its rows, and may mean another one.

        Args:
            where: the field that says it.
            kind: what the row is.
            texts: what a claim says, or the names of anything else.
            language: the tag of its language, where it is known.
            among: which rows alone it can be the same as.

        Returns:
            The keys of what was told.
        """
        if not self.before[kind]:
            return frozenset()
        rows = _TABLES[kind]._default_manager.filter(among or Q(), pk__lte=self.before[kind])  # noqa: SLF001 - documented name
        found = {
            one.subject: one.row
            for text in texts
            for one in near_duplicates(text, kind, among=rows, top=1, language=language)
        }
        for key, here in found.items():
            told = f"may be here already as {kind} {key}: {_shown(here)}"
            self.alike.append(Problem(where, told))
        return frozenset(found)


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
