"""Figures of a dossier grouped by what they count, drawn on one axis and compared in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Claim, Figure
from claims.presentation import dates, words
from claims.presentation.figures import in_words
from claims.presentation.figures.axis import Axis, Mark, Shape, axis_for
from claims.reads.claims import figure_value
from claims.rules.figures import Comparison, FigureValue, Relation, compare


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """One claim's figure within a group."""

    claim: Claim
    figure: Figure
    who: str
    when: str
    words: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """All figures that count the same thing of the same subject."""

    measure: str
    subjects: str
    counted: str
    axis: Axis | None
    rows: tuple[DrawnFigure, ...]
    summary: tuple[str, ...]
    contradictions: int

    @property
    def anchor(self) -> str:
        """The group's place on the page."""
        first = self.rows[0].figure
        parties = "-".join(str(s.party_id) for s in first.figure_subjects.all())
        return f"figures-{first.measure_id}-{parties}".strip("-")

    @property
    def is_comparison(self) -> bool:
        """Whether there are at least two marks to look at beside each other."""
        return len(self.marks) > 1

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks of the rows that have one."""
        return tuple(row.mark for row in self.rows if row.mark.shape is not Shape.NOTHING)


_Pair = tuple[DrawnFigure, DrawnFigure, Comparison]


def group_figures(claims: Iterable[Claim]) -> list[FigureGroup]:
    """Group the figures of ``claims`` by measure and subjects.

    Groups stand in the order of the measures, the fullest first; rows from the smallest number
    to the largest, those without a number last.
    """
    rows: dict[tuple[str, frozenset[int]], list[tuple[Claim, Figure]]] = {}
    for claim in claims:
        for figure in claim.figures.all():
            subjects = frozenset(s.party_id for s in figure.figure_subjects.all())
            rows.setdefault((figure.measure_id, subjects), []).append((claim, figure))
    order = {key: (rows[key][0][1].measure.position, key[0]) for key in rows}
    keys = sorted(rows, key=lambda key: (order[key], -len(rows[key]), sorted(key[1])))
    return [_group(rows[key]) for key in keys]


def widest(groups: Sequence[FigureGroup]) -> FigureGroup | None:
    """Choose the group that shows a dispute best: one that contradicts itself, most marks on it."""
    drawn = [group for group in groups if group.is_comparison]
    return max(drawn, key=lambda group: (group.contradictions > 0, len(group.marks)), default=None)


def compare_claims(first: Claim, second: Claim) -> list[tuple[Figure, Figure, Comparison]]:
    """Compare the figures of two claims that count the same thing of the same subject."""
    found = []
    for a in first.figures.all():
        for b in second.figures.all():
            one = figure_value(a, incident_id=first.incident_id)
            other = figure_value(b, incident_id=second.incident_id)
            if one.measure.compares_with(other.measure) and one.subjects & other.subjects:
                found.append((a, b, compare(one, other)))
    return found


def _group(pairs: list[tuple[Claim, Figure]]) -> FigureGroup:
    figures = [figure for _claim, figure in pairs]
    axis = axis_for(figures)
    rows = [_row(claim, figure, axis) for claim, figure in sorted(pairs, key=_by_size)]
    compared = _compared(rows)
    measure = figures[0].measure
    return FigureGroup(
        measure=in_words.measure_label(measure),
        subjects=in_words.subjects_words(figures[0]),
        counted=in_words.counted(figures[0]),
        axis=axis,
        rows=tuple(rows),
        summary=tuple(_summary(rows, compared)),
        contradictions=sum(1 for *_rows, c in compared if c.relation is Relation.CONTRADICT),
    )


def _by_size(pair: tuple[Claim, Figure]) -> tuple[bool, Decimal, int, int]:
    claim, figure = pair
    numbers = _numbers(figure)
    best = figure.best if figure.best is not None else max(numbers, default=Decimal(0))
    return (not numbers, best, claim.pk, figure.pk)


def _row(claim: Claim, figure: Figure, axis: Axis | None) -> DrawnFigure:
    return DrawnFigure(
        claim=claim,
        figure=figure,
        who=words.who(claim),
        when=dates.partial_date(claim.made_on, claim.made_on_precision) if claim.made_on else "",
        words=in_words.figure_words(figure),
        mark=axis.mark(figure) if axis else Mark(Shape.NOTHING),
    )


def _numbers(figure: Figure) -> list[Decimal]:
    return [n for n in (figure.low, figure.best, figure.high) if n is not None]


def _compared(rows: Sequence[DrawnFigure]) -> list[_Pair]:
    given = [row for row in rows if _numbers(row.figure)]
    return [(a, b, compare(_value(a), _value(b))) for a, b in combinations(given, 2)]


def _summary(rows: Sequence[DrawnFigure], compared: Sequence[_Pair]) -> Iterable[str]:
    if len(compared) == 1:
        yield words.sentence(compared[0][2].sentence)
    if len(compared) <= 1:
        return
    yield _tally(rows, Counter(result.relation for _a, _b, result in compared))
    apart = [entry for entry in compared if entry[2].gap is not None]
    if apart:
        yield _farthest(*max(apart, key=lambda entry: _difference(entry[2])))


def _value(row: DrawnFigure) -> FigureValue:
    return figure_value(row.figure, incident_id=row.claim.incident_id)


def _difference(comparison: Comparison) -> Decimal:
    return comparison.gap.difference if comparison.gap is not None else Decimal(0)


def _tally(rows: Sequence[DrawnFigure], relations: Counter[Relation]) -> str:
    given = [row for row in rows if _numbers(row.figure)]
    numbers = [n for row in given for n in _numbers(row.figure)]
    total = relations.total()
    contradict = relations[Relation.CONTRADICT]
    if relations[Relation.AGREE] == total:
        return _("%(count)s figures, all the same.") % {"count": len(given)}
    return _("%(count)s figures between %(low)s and %(high)s. Of %(compared)s, %(contradict)s.") % {
        "count": len(given),
        "low": in_words.number(min(numbers)),
        "high": in_words.number(max(numbers)),
        "compared": ngettext("%(n)s comparison", "%(n)s comparisons", total) % {"n": total},
        "contradict": _("none finds a contradiction")
        if not contradict
        else ngettext("%(n)s finds a contradiction", "%(n)s find a contradiction", contradict)
        % {"n": contradict},
    }


def _farthest(first: DrawnFigure, second: DrawnFigure, comparison: Comparison) -> str:
    text = _(
        "Farthest apart: %(first)s (%(first_words)s) and %(second)s (%(second_words)s). "
        "%(sentence)s"
    )
    return text % {
        "first": first.who,
        "first_words": first.words,
        "second": second.who,
        "second_words": second.words,
        "sentence": words.sentence(comparison.sentence),
    }
