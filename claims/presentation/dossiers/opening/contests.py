"""Things of which claimants of a dossier say how many, and whom a sentence about one names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from claims.models import Counterclaim
from claims.presentation.dossiers.opening.clauses import is_undated, numbered
from claims.presentation.dossiers.sayings import Saying, counts_losses, sayings_of
from claims.presentation.evidence.relays import Relays
from claims.presentation.figures.axis import numbers_of
from claims.presentation.figures.groups import DrawnFigure, FigureGroup
from claims.presentation.figures.standing import Grounds
from claims.rules.figures import Counts, Relation, compare


@dataclass(frozen=True, slots=True)
class Contest:
    """One thing of which claimants say how many.

    Args:
        group: its figures.
        sayings: what each claimant says of it now.
        disputes: how many pairs of claimants contradict each other with what they say now.
    """

    group: FigureGroup
    sayings: tuple[Saying, ...]
    disputes: int

    @property
    def is_loss(self) -> bool:
        """Whether it is what somebody lost, and not, say, how many they are."""
        return counts_losses(self.group.rows[0])

    @property
    def is_amount(self) -> bool:
        """Whether it is an amount in a unit, such as kilometres, hours or a sum of money."""
        return Counts(self.group.rows[0].figure.measure.counts) is Counts.QUANTITY

    @property
    def weight(self) -> tuple[bool, bool, int, int]:
        """What is disputed before what is not, losses before what else is counted, most first.

        An amount comes behind losses even where it alone is disputed: how far a place is from a
        border says less of what happened there than who was killed.
        """
        is_told_first = self.disputes > 0 and not self.is_amount
        is_loss = self.is_loss and bool(self.sayings)
        return is_told_first, is_loss, self.disputes, len(self.sayings)


def contest_of(
    group: FigureGroup, pairs: Sequence[Counterclaim], grounds: Grounds, relays: Relays
) -> Contest:
    """Count who contradicts whom with what they say of one thing now.

    Args:
        group: its figures.
        pairs: which claims of the dossier answer which.
        grounds: on what grounds they do.
        relays: who alone relays which claim.
    """
    sayings = tuple(saying for saying in sayings_of(group, pairs, relays) if saying.told)
    numbers = [[row for row in saying.told if row.value.numbers] for saying in sayings]
    disputes = sum(_contradict(*two, grounds) for two in combinations(numbers, 2))
    return Contest(group, sayings, disputes)


def _contradict(one: Sequence[DrawnFigure], other: Sequence[DrawnFigure], grounds: Grounds) -> bool:
    """Whether all that one claimant says contradicts all that another does."""
    relations = {
        compare(
            a.value, b.value, grounds=grounds.get(frozenset({a.claim.pk, b.claim.pk}), ())
        ).relation
        for a in one
        for b in other
    }
    return relations == {Relation.CONTRADICT}


def named_of(sayings: Sequence[Saying], most: int) -> list[Saying]:
    """Whom a sentence names, in the order in which it does.

    Where there are too many: who lost them, the largest and the smallest figure that stands, then
    claimants with a name before sources without one, in the order in which they first spoke. Who is
    named for a figure that several give: `_account`.

    Args:
        sayings: what each claimant says of one thing.
        most: so many are named.
    """
    counted = [saying for saying in sayings if numbered(saying)]
    standing = [one for one in counted if not all(row.is_wrong for row in numbered(one))]
    first = [saying for saying in sayings if saying.is_own]
    ends = [_holder(standing, end(map(_size, standing))) for end in (max, min) if standing]
    rest = sorted(counted, key=lambda saying: not saying.is_named)
    wordless = [saying for saying in sayings if saying not in counted]
    chosen = list({id(one): one for one in (*first, *ends, *rest, *wordless)}.values())
    return sorted(chosen[:most], key=_place)


def _holder(sayings: Sequence[Saying], size: Decimal) -> Saying:
    """Who is named for a figure of this size."""
    return min((saying for saying in sayings if _size(saying) == size), key=_account)


def _account(saying: Saying) -> tuple[bool, bool, bool, date]:
    """Which of those comes first who give the same figure, whichever side they are on.

    An account of its own before one that a single publisher relays, a claimant with a name before
    a source without one, then the earliest: docs/decisions/who-is-named.md.
    """
    claims = [row.claim for row in numbered(saying)]
    made = min((claim.made_on for claim in claims if claim.made_on), default=None)
    is_relayed = bool(claims) and all(claim.pk in saying.relays for claim in claims)
    return (is_relayed, not saying.is_named, made is None, made or date.max)


_Place = tuple[bool, bool, bool, Decimal, tuple[bool, bool, bool, date]]


def _place(saying: Saying) -> _Place:
    """What it is put in order by: a figure that may have been replaced since does not lead."""
    is_told = bool(numbered(saying))
    order = (not is_told, is_undated(saying), not saying.is_own, -_size(saying))
    return (*order, _account(saying))


def _size(saying: Saying) -> Decimal:
    return max((n for row in numbered(saying) for n in numbers_of(row.figure)), default=Decimal(0))
