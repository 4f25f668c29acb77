"""Figures of a dossier grouped by what they count, drawn on one axis and compared in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Claim, Counterclaim, Figure
from claims.presentation import dates, words
from claims.presentation.figures import in_words
from claims.presentation.figures.axis import Axis, Mark, Shape, axis_of, numbers_of
from claims.presentation.figures.breaks import Extent
from claims.presentation.figures.foreign import foreign_words
from claims.presentation.figures.found import (
    DrawnRange,
    drawn_ranges,
    ranges_found,
)
from claims.presentation.figures.revisions import (
    Revisions,
    RevisionStep,
    StatedFigure,
    revisions_of,
)
from claims.presentation.figures.source_line import source_line
from claims.presentation.figures.standing import Grounds, Standing, grounds_between, why_apart
from claims.presentation.numbers import number
from claims.reads.claims import figure_value, scope_of, voice_of
from claims.reads.evidence.since import altered_in
from claims.rules.figures import Comparison, FigureValue, Relation, Scope, compare
from claims.rules.grounds import Ground
from tracker.base.writing.lists import comma_list


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """One claim's figure within a group; `standing` is set where it is no further figure."""

    claim: Claim
    figure: Figure
    value: FigureValue
    who: str
    when: str
    words: str
    mark: Mark
    standing: Standing | None = None
    beside: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it is compared with the others: neither judged wrong nor a repetition."""
        return self.standing is None and bool(numbers_of(self.figure))

    @property
    def is_wrong(self) -> bool:
        """Whether it is forged, or a verdict speaks against it."""
        return self.standing is not None and not self.standing.stays_on_axis

    @property
    def kind(self) -> str:
        """How its mark stands out: ``wrong``, or not at all."""
        return "wrong" if self.is_wrong else ""

    @property
    def is_drawn(self) -> bool:
        """Whether there is a mark to look at."""
        return self.mark.shape is not Shape.NOTHING

    @property
    def marked(self) -> str:
        """The figure with the marks beside it, in one line."""
        said = f"{self.words} ({self.standing.label})" if self.standing else self.words
        since = in_words.since_words(self.figure)
        return f"{said} ({since})" if since else said

    @property
    def altered_in(self) -> int | None:
        """The comparison that shows that its cited page says something else since."""
        return altered_in(self.figure)


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """All figures that count the same thing of the same subject in the same scope."""

    measure: str
    subjects: str
    counted: str
    axis: Axis | None
    rows: tuple[DrawnFigure, ...]
    summary: tuple[str, ...]
    contradictions: int
    scope: tuple[str, ...] = ()
    unit: str = ""
    found: tuple[DrawnRange, ...] = ()
    revisions: tuple[Revisions, ...] = ()
    source: str = ""

    @property
    def anchor(self) -> str:
        """The group's place on the page."""
        first = self.rows[0].figure
        parties = "-".join(str(s.party_id) for s in first.figure_subjects.all())
        scope = str(first.pk) if self.scope else ""
        return "-".join(filter(None, ["figures", first.measure_id, parties, scope]))

    @property
    def is_comparison(self) -> bool:
        """Whether there are at least two marks to look at beside each other."""
        return len(self.marks) + len(self.found) > 1

    @property
    def foreign(self) -> Mapping[str, str]:
        """Names and words of its figures that are in another language, and in which."""
        return foreign_words(row.claim for row in self.rows)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks of the rows that have one."""
        return tuple(row.mark for row in self.rows if row.is_drawn)

    @property
    def shapes(self) -> frozenset[str]:
        """What there is to explain about the marks: nothing where all are dots."""
        signs = {
            "found": bool(self.found),
            "wrong": any(row.is_wrong and row.is_drawn for row in self.rows),
            "wordless": any(not numbers_of(row.figure) for row in self.rows),
            "best": any(mark.best for mark in self.marks),
            "broken": self.axis is not None and bool(self.axis.beyond),
        }
        shapes = (mark.shape.value for mark in self.marks)
        found = {*shapes, *(sign for sign, is_there in signs.items() if is_there)}
        return frozenset() if found == {Shape.POINT.value} else frozenset(found)


_Pair = tuple[DrawnFigure, DrawnFigure, Comparison]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What figures must share to stand in one group."""

    position: int
    measure: str
    subjects: frozenset[int]
    scope: Scope


def group_figures(claims: Iterable[Claim], pairs: Iterable[Counterclaim] = ()) -> list[FigureGroup]:
    """Group the figures of ``claims`` by measure, subjects and scope.

    Groups stand in the order of the measures, the fullest first; rows from the smallest number
    to the largest, those without a number last.

    Args:
        claims: fetched with their figures, verdicts and places (`claims.reads.claims.for_cards`).
        pairs: which of them answers which; a repetition is no further figure.
    """
    answered = list(pairs)
    rows = _by_kind(claims)
    keys = sorted(
        rows,
        key=lambda key: (key.position, key.measure, -len(rows[key]), sorted(key.subjects),
                         rows[key][0][1].pk),
    )  # fmt: skip
    grounds = grounds_between(answered)
    return [_group(rows[key], answered, grounds) for key in keys]


def changes_told(claims: Iterable[Claim], pairs: Iterable[Counterclaim]) -> list[Revisions]:
    """How figures changed that somebody gave of one incident: what its dossier tells of them.

    Args:
        claims: of one incident, with their figures, claimants and places.
        pairs: which of them answers which.
    """
    answered = list(pairs)
    return [
        changed
        for given in _by_kind(claims).values()
        for changed in revisions_of(
            [StatedFigure(claim, figure) for claim, figure in sorted(given, key=_by_size)], answered
        )
    ]


def later_told(
    claim: Claim, figure: Figure, claims: Iterable[Claim], pairs: Iterable[Counterclaim]
) -> RevisionStep | None:
    """What its claimant said last of the same thing, where that replaced a figure; else None.

    Args:
        claim: the claim that gives the figure.
        figure: the figure.
        claims: of the same incident, with their figures, claimants and places.
        pairs: which of them answers which.
    """
    given = _by_kind(claims).get(_kind(figure, claim), [])
    stated = [StatedFigure(*each) for each in sorted(given, key=_by_size)]
    for changed in revisions_of(stated, list(pairs)):
        if any(claim.pk == old.pk for step in changed.steps for old in step.replaces):
            return changed.steps[-1]
    return None


def _by_kind(claims: Iterable[Claim]) -> dict[_Kind, list[tuple[Claim, Figure]]]:
    rows: dict[_Kind, list[tuple[Claim, Figure]]] = {}
    for claim in claims:
        for figure in claim.figures.all():
            rows.setdefault(_kind(figure, claim), []).append((claim, figure))
    return rows


def _kind(figure: Figure, claim: Claim) -> _Kind:
    subjects = frozenset(subject.party_id for subject in figure.figure_subjects.all())
    scope = scope_of(figure, claim).folded
    return _Kind(figure.measure.position, figure.measure_id, subjects, scope)


def widest(
    groups: Sequence[FigureGroup], farthest: Collection[int] = frozenset()
) -> FigureGroup | None:
    """Choose the group that shows a dispute best: what is told elsewhere to be farthest apart.

    Where it tells of none, one that contradicts itself, with most marks on it.

    Args:
        groups: those of one dispute.
        farthest: the keys of the two figures of which it is told
            (`claims.presentation.pairs.far_apart.farthest_figures`).
    """
    drawn = [group for group in groups if len(group.marks) > 1 and group.summary]
    told = [each for each in drawn if farthest and {*farthest} <= _keys(each)]
    return max(
        told or drawn,
        key=lambda group: (group.contradictions > 0, len(group.marks)),
        default=None,
    )


def _keys(group: FigureGroup) -> set[int]:
    return {row.figure.pk for row in group.rows}


def compare_claims(
    first: Claim, second: Claim, grounds: Collection[Ground]
) -> list[tuple[Figure, Figure, Comparison]]:
    """Compare the figures of two claims that count the same thing of the same subject.

    Args:
        first: the claim that is answered.
        second: the claim that answers it.
        grounds: on what grounds it does.
    """
    return compare_given(figures_given(first), figures_given(second), grounds)


FiguresGiven = Sequence[tuple[Figure, FigureValue]]
"""The figures of a claim, as they are recorded and as the rules know them."""


def figures_given(claim: Claim) -> FiguresGiven:
    """The figures of a claim, to be compared with those of several others."""
    return [(figure, figure_value(figure, claim)) for figure in claim.figures.all()]


def compare_given(
    ones: FiguresGiven, others: FiguresGiven, grounds: Collection[Ground]
) -> list[tuple[Figure, Figure, Comparison]]:
    """Do what `compare_claims` does with figures that are at hand."""
    return [
        (a, b, compare(one, other, grounds=grounds))
        for a, one in ones
        for b, other in others
        if one.measure.compares_with(other.measure) and one.subjects & other.subjects
    ]


def _group(
    given: list[tuple[Claim, Figure]], pairs: Sequence[Counterclaim], grounds: Grounds
) -> FigureGroup:
    standing = {figure.pk: why_apart(claim, figure, given, pairs) for claim, figure in given}
    figures = [figure for _claim, figure in given]
    wrong = {
        figure.pk
        for figure in figures
        if (held := standing[figure.pk]) is not None and not held.stays_on_axis
    }
    found = ranges_found(given)
    # What was judged wrong does not stretch the axis.
    axis = axis_of(
        [
            Extent(voice_of(claim) or claim.pk, tuple(numbers_of(figure)))
            for claim, figure in given
            if figure.pk not in wrong
        ],
        found=[n for one in found for n in one.numbers],
        wrong=[n for figure in figures if figure.pk in wrong for n in numbers_of(figure)],
    )
    rows = [
        _row(claim, figure, axis, standing[figure.pk])
        for claim, figure in sorted(given, key=_by_size)
    ]
    compared = _compared(rows, grounds)
    first = figures[0]
    scope = in_words.scope_in_claim_words(first, given[0][0])
    return FigureGroup(
        measure=first.measure.named,
        subjects=in_words.subjects_words(first),
        counted=comma_list([in_words.counted(first), *scope]),
        axis=axis,
        rows=tuple(rows),
        summary=tuple(_summary(rows, compared)),
        contradictions=_disputes(compared),
        scope=tuple(scope),
        unit=first.measure.unit,
        found=drawn_ranges(found, axis),
        revisions=revisions_of([_stated(row) for row in rows], pairs),
        source=source_line([row.claim for row in rows]),
    )


def _stated(row: DrawnFigure) -> StatedFigure:
    return StatedFigure(
        row.claim, row.figure, row.standing.label if row.is_wrong and row.standing else ""
    )


def _by_size(pair: tuple[Claim, Figure]) -> tuple[bool, Decimal, int, int]:
    claim, figure = pair
    numbers = numbers_of(figure)
    best = figure.best if figure.best is not None else max(numbers, default=Decimal(0))
    return (not numbers, best, claim.pk, figure.pk)


def _row(claim: Claim, figure: Figure, axis: Axis | None, standing: Standing | None) -> DrawnFigure:
    return DrawnFigure(
        claim=claim,
        figure=figure,
        value=figure_value(figure, claim),
        who=words.who(claim),
        when=dates.partial_date(claim.made_on, claim.made_on_precision) if claim.made_on else "",
        words=in_words.figure_words(figure),
        mark=axis.mark(figure) if axis else Mark(Shape.NOTHING),
        standing=standing,
        beside=tuple(in_words.remarks(figure)),
    )


def _compared(rows: Sequence[DrawnFigure], grounds: Grounds) -> list[_Pair]:
    return [
        (a, b, compare(a.value, b.value, grounds=grounds.get(_claims(a, b), ())))
        for a, b in combinations([row for row in rows if row.counts], 2)
    ]


def _claims(a: DrawnFigure, b: DrawnFigure) -> frozenset[int]:
    return frozenset({a.claim.pk, b.claim.pk})


def _disputes(compared: Sequence[_Pair]) -> int:
    """How many pairs of claimants contradict each other, whatever the number of their claims."""
    return len(
        {
            frozenset({_voice(a), _voice(b)})
            for a, b, result in compared
            if result.relation is Relation.CONTRADICT
        }
    )


def _voice(row: DrawnFigure) -> object:
    """Who says it; every claim of nobody in particular is a voice of its own."""
    return voice_of(row.claim) or row.claim.pk


def _summary(rows: Sequence[DrawnFigure], compared: Sequence[_Pair]) -> Iterator[str]:
    if len(compared) == 1:
        yield words.sentence(compared[0][2].sentence)
    elif compared:
        yield _tally([row for row in rows if row.counts], compared)
        apart = [entry for entry in compared if entry[2].gap is not None]
        if apart:
            yield _farthest(*max(apart, key=lambda entry: _difference(entry[2])))
    if compared:
        yield from _left_out(rows)


def _left_out(rows: Sequence[DrawnFigure]) -> Iterator[str]:
    held = [row.standing for row in rows if row.standing is not None]
    marks = Counter(standing.label for standing in held if not standing.stays_on_axis)
    if marks:
        text = ngettext(
            "%(n)s figure is left out of this: %(marks)s.",
            "%(n)s figures are left out of this: %(marks)s.",
            marks.total(),
        )
        named = comma_list(f"{mark} ({n})" if len(marks) > 1 else mark for mark, n in marks.items())
        yield text % {"n": marks.total(), "marks": named}


def _difference(comparison: Comparison) -> Decimal:
    return comparison.gap.difference if comparison.gap is not None else Decimal(0)


def _tally(rows: Sequence[DrawnFigure], compared: Sequence[_Pair]) -> str:
    if all(result.code == "same" for *_rows, result in compared):
        return _("%(count)s figures, all the same.") % {"count": len(rows)}
    numbers = [n for row in rows for n in numbers_of(row.figure)]
    if min(numbers) == max(numbers):
        text = _("%(count)s figures, all with the number %(n)s.")
        spread = text % {"count": len(rows), "n": number(numbers[0])}
    else:
        text = _("%(count)s figures between %(low)s and %(high)s.")
        low, high = in_words.ends_words([row.figure for row in rows])
        spread = text % {"count": len(rows), "low": low, "high": high}
    return " ".join([spread, _contradicting(_disputes(compared))])


def _contradicting(disputes: int) -> str:
    if not disputes:
        return _("None of them contradicts another.")
    text = ngettext(
        "%(n)s pair of claimants contradict each other.",
        "%(n)s pairs of claimants contradict each other.",
        disputes,
    )
    return text % {"n": disputes}


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
