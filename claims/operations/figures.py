"""The figures of a claim: what is checked before they are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from claims.models import Claim, Figure, FigureSubject, Measure, Party, Place
from claims.operations.scene import NewParty, NewPlace, OnTheSpot
from claims.rules.figures import Qualifier
from tracker.base.terms import term
from tracker.base.values.number_range import NumberRange
from tracker.base.values.partial_date import UNKNOWN_DATE, PartialDate
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text, word


@dataclass(frozen=True, slots=True)
class FigureInput:
    """A figure as somebody enters it.

    Numbers are in the unit of the measure, None is "not given". `subjects` are the parties
    counted, several if one number was given for them together, in the order of the source.
    `as_published` keeps a row of a data set whose low, best and high are out of order. `part`,
    `place` and `period` say what is counted where that is less than the whole incident, `as_of`
    the day whose state it is.
    """

    measure: Measure | str
    qualifier: Qualifier | str = Qualifier.EXACT
    subjects: Sequence[Party | NewParty] = ()
    low: Decimal | int | None = None
    best: Decimal | int | None = None
    high: Decimal | int | None = None
    wording: str = ""
    part: str = ""
    place: Place | NewPlace | None = None
    period: PartialDate = UNKNOWN_DATE
    as_of: PartialDate = UNKNOWN_DATE
    internal_note: str = ""
    public_note: str = ""
    as_published: bool = False


@dataclass(frozen=True, slots=True)
class _Checked:
    subjects: tuple[Party | NewParty, ...]
    columns: dict[str, object]


def check_figures(
    figures: Sequence[FigureInput],
    *,
    made_on: PartialDate = UNKNOWN_DATE,
    at: datetime | None = None,
) -> list[_Checked]:
    """Check all figures of a claim before anything is written.

    Refuses at the field `figures-<position>-<name>`: `unknown_value`, what
    `NumberRange.read` refuses, `vague_with_number` (vague words get no
    number), `number_missing` (the qualifier needs one), `exact_range` (an exact figure is one
    number), `wording_missing` (vague words have to be kept) and, of a figure that gives the state
    of a day, `in_future` (after `at`) and `as_of_after_claim` (after the claim was made).
    """
    return [
        _check(figure, f"figures-{position}", made_on, at)
        for position, figure in enumerate(figures)
    ]


def check_states(figures: Iterable[Figure], *, made_on: PartialDate) -> None:
    """Refuse a day on which a claim cannot have been made with the figures that it has.

    Raises:
        Refusal: `as_of_after_claim`, at `made_on`: one gives the state of a later day.
    """
    for figure in figures:
        if made_on.is_before(figure.known_as_of):
            raise Refusal(
                _("A figure of the claim gives the state of a later day: %(day)s.")
                % {"day": figure.known_as_of},
                code="as_of_after_claim",
                field="made_on",
            )


def write_figures(claim: Claim, figures: Sequence[_Checked], spot: OnTheSpot) -> None:
    """Make the figures of `claim` those given; rows at the same position are kept and changed.

    Parties and places that are new are recorded on the `spot`.
    """
    subjects = [
        [spot.row(party, field=f"figures-{position}-subjects") for party in figure.subjects]
        for position, figure in enumerate(figures)
    ]
    for position, figure in enumerate(figures):
        place = figure.columns["place"]
        figure.columns["place"] = spot.row(place, field=f"figures-{position}-place")
    present = {row.position: row for row in claim.figures.all()}
    for position, figure in enumerate(figures):
        row = present.pop(position, None) or Figure(claim=claim, position=position)
        for name, value in figure.columns.items():
            setattr(row, name, value)
        row.save()
        row.figure_subjects.all().delete()
        FigureSubject.objects.bulk_create(
            FigureSubject(figure=row, party=party, position=place)
            for place, party in enumerate(dict.fromkeys(subjects[position]))
        )
    for surplus in present.values():
        surplus.delete()


def _check(figure: FigureInput, prefix: str, made_on: PartialDate, at: datetime | None) -> _Checked:
    measure = term(figure.measure, Measure, field=f"{prefix}-measure")
    qualifier = word(str(figure.qualifier), Qualifier, field=f"{prefix}-qualifier")
    wording = text(figure.wording, field=f"{prefix}-wording", longest=200)
    internal_note = text(figure.internal_note, field=f"{prefix}-internal_note")
    public_note = text(figure.public_note, field=f"{prefix}-public_note")
    part = text(figure.part, field=f"{prefix}-part", longest=200)
    numbers = NumberRange.read(
        low=figure.low,
        best=figure.best,
        high=figure.high,
        prefix=f"{prefix}-",
        as_published=figure.as_published,
    )
    _check_qualifier(qualifier, numbers, prefix=prefix, as_published=figure.as_published)
    if qualifier is Qualifier.VAGUE and not wording:
        raise Refusal(
            _('Keep the words as they were written, such as "dozens".'),
            code="wording_missing",
            field=f"{prefix}-wording",
        )
    if qualifier is Qualifier.EXACT and not figure.as_published:
        one = next(iter(numbers.given.values()))
        numbers = NumberRange(one, one, one)
    if at and made_on.is_before(figure.as_of.not_after(at, field=f"{prefix}-as_of")):
        raise Refusal(
            _("It cannot give the state of a later day than the claim was made on."),
            code="as_of_after_claim",
            field=f"{prefix}-as_of",
        )
    columns: dict[str, object] = {
        "measure": measure,
        "qualifier": qualifier.value,
        "wording": wording,
        "internal_note": internal_note,
        "public_note": public_note,
        "as_published": figure.as_published,
        "low": numbers.low,
        "best": numbers.best,
        "high": numbers.high,
        "part": part,
        "place": figure.place,
        "period": figure.period.day,
        "period_precision": figure.period.precision.value,
        "as_of": figure.as_of.day,
        "as_of_precision": figure.as_of.precision.value,
    }
    return _Checked(tuple(dict.fromkeys(figure.subjects)), columns)


_NEEDS: dict[Qualifier, tuple[str, ...]] = {
    Qualifier.EXACT: ("best", "low", "high"),
    Qualifier.AT_LEAST: ("low",),
    Qualifier.MORE_THAN: ("low",),
    Qualifier.AT_MOST: ("high",),
    Qualifier.LESS_THAN: ("high",),
    Qualifier.ABOUT: ("best", "low", "high"),
    Qualifier.RANGE: ("low", "high"),
    Qualifier.VAGUE: (),
    Qualifier.NONE: (),
}
"""The qualifier needs one of these numbers; the first is where the form says so."""


def _check_qualifier(
    qualifier: Qualifier,
    numbers: NumberRange,
    *,
    prefix: str,
    as_published: bool,
) -> None:
    given = numbers.given
    needs = _NEEDS[qualifier]
    if not needs and given:
        raise Refusal(
            _("Words without a number get no number: leave it out, or choose another qualifier."),
            code="vague_with_number",
            field=f"{prefix}-{next(iter(given))}",
        )
    if needs and not given.keys() & set(needs):
        raise Refusal(
            _("Give the number, or choose “no exact number” and keep the words."),
            code="number_missing",
            field=f"{prefix}-{needs[0]}",
        )
    if qualifier is Qualifier.EXACT and len(set(given.values())) > 1 and not as_published:
        raise Refusal(
            _("An exact figure is one number. For several choose “between”."),
            code="exact_range",
            field=f"{prefix}-qualifier",
        )
