"""Who says what, as a table: whose losses down, claimants across, what was found beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims.models import Claim, Counterclaim, Party
from claims.presentation.dossiers.opening.found import FoundRange, found_for
from claims.presentation.dossiers.sayings import (
    Saying,
    counts_losses,
    in_short,
    sayings_of,
    subjects_of,
)
from claims.presentation.figures import in_words
from claims.presentation.figures.groups import DrawnFigure, FigureGroup
from claims.presentation.figures.in_words import is_same_number
from claims.rules.figures import UNDERGONE

MOST_COLUMNS = 6
"""So many parties have a column of their own; those with the fewest figures share one."""
MOST_ROWS = 8
"""Up to so many rows a table shows all; a longer one leaves out what one claim alone gives."""

_OTHERS, _OUTLETS, _UNNAMED = "others", "outlets", "unnamed"
_Key = int | str


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A party with the outlets that belong to it, or those who share a column."""

    key: _Key
    heading: str
    party: Party | None = None


@dataclass(frozen=True, slots=True)
class MatrixEntry:
    """One figure in a cell.

    Args:
        is_first: it is the first of its claimant's.
        joint: how the next one follows it: later, or in an order that is not known.
        who: its claimant, where the column is not that party's own.
        is_struck: it was judged wrong or forged, as ``mark`` says.
        altered_in: the comparison that shows that its cited page says something else since.
    """

    claim_id: int
    words: str
    is_first: bool
    joint: str
    who: str
    mark: str
    is_struck: bool
    altered_in: int | None


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What those of one column say of one thing; ``is_own`` where these are its own losses."""

    column: MatrixColumn
    is_own: bool
    entries: tuple[MatrixEntry, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One thing that is counted, and what was found of it."""

    measure: str
    scope: tuple[str, ...]
    cells: tuple[MatrixCell, ...]
    found: tuple[FoundRange, ...]


@dataclass(frozen=True, slots=True)
class MatrixPart:
    """The rows of one party's losses, or of what else is counted of it."""

    subjects: str
    are_losses: bool
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table.

    Args:
        single: the groups that it leaves out, because one claim alone gives a figure.
    """

    columns: tuple[MatrixColumn, ...]
    parts: tuple[MatrixPart, ...]
    single: tuple[FigureGroup, ...]


def matrix_of(
    groups: Sequence[FigureGroup],
    pairs: Iterable[Counterclaim],
    affiliated: Mapping[int, Collection[int]],
) -> Matrix:
    """Lay out the figures of a dossier.

    A column is a side: a party with the outlets that belong to it alone. Outlets that belong to
    none of the parties here share a column, and so do sources without a name. Columns stand in the
    order in which they first spoke; parts with the most figures come first.

    Args:
        groups: the figures (`claims.presentation.figures.groups.group_figures`).
        pairs: which claim answers which.
        affiliated: the keys of the parties to which each publisher belongs.
    """
    shown = [group for group in groups if len(groups) <= MOST_ROWS or len(group.rows) > 1] or groups
    sides = _Sides(groups, affiliated)
    columns = sides.columns([row for group in shown for row in group.rows])
    pairs = list(pairs)
    parts: dict[tuple[bool, tuple[int, ...]], list[FigureGroup]] = {}
    for group in shown:
        first = group.rows[0]
        key = counts_losses(first), tuple(party.pk for party in subjects_of(first))
        parts.setdefault(key, []).append(group)
    laid = [
        MatrixPart(
            in_words.subjects_named(own[0].rows[0].figure),
            are_losses,
            tuple(_row(group, pairs, sides, columns) for group in own),
        )
        for (are_losses, _subjects), own in sorted(parts.items(), key=_order)
    ]
    return Matrix(
        columns,
        tuple(laid),
        tuple(group for group in groups if group not in shown),
    )


def _order(
    part: tuple[tuple[bool, tuple[int, ...]], list[FigureGroup]],
) -> tuple[bool, bool, bool, int]:
    """Who lost the most things first, of one party before several; then what else is counted."""
    (are_losses, subjects), own = part
    is_loss_of_some = are_losses and bool(subjects)
    return not is_loss_of_some, not subjects, len(subjects) > 1, -sum(len(g.rows) for g in own)


class _Sides:
    """Which column a claim stands in."""

    def __init__(
        self, groups: Sequence[FigureGroup], affiliated: Mapping[int, Collection[int]]
    ) -> None:
        rows = [row for group in groups for row in group.rows]
        speakers = [row.claim.claimant for row in rows if row.claim.outlet_id is None]
        parties = [*speakers, *(party for row in rows for party in subjects_of(row))]
        self.parties = {party.pk: party for party in parties if not party.kind.is_nobody}
        self.affiliated = affiliated
        self.shared: set[int] = set()

    def key(self, claim: Claim) -> _Key:
        """A party's key, or the name of a shared column."""
        if claim.outlet_id is not None:
            behind = [pk for pk in self.affiliated.get(claim.outlet_id, ()) if pk in self.parties]
            own = behind[0] if len(behind) == 1 else None
        else:
            own = claim.claimant_id if claim.claimant_id in self.parties else None
        if own is not None:
            return _OTHERS if own in self.shared else own
        return _OUTLETS if claim.outlet_id is not None else _UNNAMED

    def columns(self, rows: Sequence[DrawnFigure]) -> tuple[MatrixColumn, ...]:
        """The columns of these figures; remembers which parties share one."""
        oldest = sorted(rows, key=lambda row: (row.claim.made_on is None, row.claim.made_on or 0,
                                               row.claim.pk))  # fmt: skip
        counted = Counter(self.key(row.claim) for row in oldest)
        parties = [key for key in counted if isinstance(key, int)]
        if len(parties) > MOST_COLUMNS:
            most = sorted(parties, key=lambda key: -counted[key])
            self.shared = set(most[MOST_COLUMNS - 1 :])
        keys = list(dict.fromkeys(self.key(row.claim) for row in oldest))
        alone = {
            key: {row.who for row in rows if self.key(row.claim) == key}
            for key in (_OTHERS, _OUTLETS, _UNNAMED)
        }
        own = [
            MatrixColumn(key, self.parties[key].short_name, self.parties[key])
            for key in keys
            if isinstance(key, int)
        ]
        headings = {
            _OTHERS: _("Others"),
            _OUTLETS: _("Outlets, in their own voice"),
            _UNNAMED: _("Sources without a name"),
        }
        shared = [
            MatrixColumn(key, next(iter(alone[key])) if len(alone[key]) == 1 else heading)
            for key, heading in headings.items()
            if alone[key]
        ]
        return (*own, *shared)


def _row(
    group: FigureGroup,
    pairs: Sequence[Counterclaim],
    sides: _Sides,
    columns: Sequence[MatrixColumn],
) -> MatrixRow:
    entries: dict[_Key, list[MatrixEntry]] = {column.key: [] for column in columns}
    headings = {column.key: column.heading for column in columns}
    for saying in sayings_of(group, pairs):
        key = sides.key(saying.rows[0].claim)
        entries[key] += _entries(saying, headings[key])
    subjects = {party.pk for party in subjects_of(group.rows[0])}
    is_loss = counts_losses(group.rows[0])
    claims = [row.claim for row in group.rows]
    return MatrixRow(
        measure=_measure(group),
        scope=group.scope,
        cells=tuple(
            MatrixCell(column, is_loss and subjects == {column.key}, tuple(entries[column.key]))
            for column in columns
        ),
        found=tuple(found_for(claims, {row.figure.pk for row in group.rows})),
    )


def _measure(group: FigureGroup) -> str:
    """What is counted; whose it is stands above the row, and that it was done to them beside it."""
    figure = group.rows[0].figure
    return in_words.counted(figure) if figure.measure_id in UNDERGONE else group.measure


def _entries(saying: Saying, heading: str) -> list[MatrixEntry]:
    """A claimant's figures in their order; the same one said again is told once."""
    told: list[DrawnFigure] = []
    joints: list[str] = []
    for row, is_later in zip(saying.rows, [False, *saying.later], strict=True):
        if not told or not _says_again(row, told[-1], is_later=is_later):
            told.append(row)
            joints.append(_(", then") if is_later else _(", elsewhere"))
    name = "" if saying.who == heading else saying.who
    return [
        MatrixEntry(
            claim_id=row.claim.pk,
            words=in_short(row),
            is_first=row is told[0],
            joint=joint,
            who=name if row is told[0] else "",
            mark=row.standing.label if row.standing else "",
            is_struck=row.is_wrong,
            altered_in=row.altered_in,
        )
        for row, joint in zip(told, [*joints[1:], ""], strict=True)
    ]


def _says_again(row: DrawnFigure, before: DrawnFigure, *, is_later: bool) -> bool:
    """Whether it is the same figure with the same mark; "about 10" may be "10" said at once."""
    if row.marked == before.marked:
        return True
    is_same = is_same_number(row.figure, before.figure) and row.standing == before.standing
    return is_same and not is_later
