"""Compare two figures without inventing a number or a certainty.

Two figures contradict only if they stand in two claims of two claimants, count the same thing, of
the same subject, in the same scope of the same incident, and their ranges exclude each other.
Anything less is said as what it is.
"""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from claims.rules.figures.measures import Counts, MeasureValue, Qualifier
from claims.rules.figures.scope import WHOLE, Scope, other_scope
from claims.rules.grounds import Ground
from tracker.base.values.sentence import Sentence
from tracker.base.values.sentence import gettext_noop as _

ABOUT_TOLERANCE = Decimal("0.25")
"""How far from "about n" another number may lie without being called a contradiction.

A threshold for calling names, never shown as a range and never stored: the gap is always counted
between the numbers that were stated. The reasons are in the decision on approximate figures.
"""
_LEAST_RATIO = Decimal("1.5")
"""What is less than one and a half times as many is not told as so many times as many."""
_TENTH = Decimal("0.1")
_TOLD_OTHERWISE = {
    Ground.DENIAL: _("Both give the same number, but they do not agree on what happened."),
    Ground.DIFFERENT_ATTRIBUTION: _(
        "Both give the same number, but they do not agree on who did it or who suffered it."
    ),
    Ground.DIFFERENT_OUTCOME: _(
        "Both give the same number, but they do not agree on what happened."
    ),
    Ground.DIFFERENT_DATE: _("Both give the same number, but they do not agree on when it was."),
    Ground.DIFFERENT_PLACE: _("Both give the same number, but they do not agree on where it was."),
}
"""Where one claim answers another so, an equal number is not yet the same figure."""


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A figure as it was given.

    `subjects` are identifiers of the parties (or civilians) counted, more than one if one number
    was given for them together. `claim` and `claimant` are identifiers too; a `claimant` of None
    is nobody in particular and never the same as another. Numbers are in the unit of `measure`;
    None is "not given".
    Imported rows may break low <= best <= high: all their numbers are then taken as one range.
    """

    measure: MeasureValue
    subjects: frozenset[Hashable]
    incident: Hashable
    low: Decimal | None = None
    best: Decimal | None = None
    high: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    claim: Hashable = None
    claimant: Hashable = None
    scope: Scope = WHOLE

    @property
    def has_number(self) -> bool:
        """Whether any number was given that says how many."""
        if self.qualifier in {Qualifier.VAGUE, Qualifier.NONE}:
            return False
        return bool(self.numbers)

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The numbers that were given, from low to high."""
        return tuple(n for n in (self.low, self.best, self.high) if n is not None)


class Relation(StrEnum):
    """How two figures stand to each other."""

    AGREE = "agree"
    OVERLAP = "overlap"
    CONTRADICT = "contradict"
    REVISION = "revision"
    NOT_COMPARABLE = "not_comparable"

    @property
    def label(self) -> str:
        """The relation in a word or two."""
        return _RELATIONS[self]


_RELATIONS: dict[Relation, str] = {
    Relation.AGREE: _("agree"),
    Relation.OVERLAP: _("overlap"),
    Relation.CONTRADICT: _("contradict"),
    Relation.REVISION: _("revised by the same claimant"),
    Relation.NOT_COMPARABLE: _("not comparable"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """The distance between two figures that contradict: between the nearest stated numbers.

    It is how far apart they are only where each figure is one number. Where either allows more,
    as a range does, or "at least 47" above and "at most 2" below, they are that far apart at
    least; where either is approximate, about that far. Two figures that are open towards each
    other ("at least 2" and "at least 47") have no gap: they exclude nothing of each other.

    `in_times` is whether so many times as many says something: of people and things it does, of
    kilometres and years it does not. `is_least` is whether they may be farther apart, `is_about`
    whether either figure is approximate.
    """

    lower: Decimal
    upper: Decimal
    in_times: bool = True
    is_least: bool = False
    is_about: bool = False

    @property
    def difference(self) -> Decimal:
        """How many lie between them."""
        return self.upper - self.lower

    @property
    def ratio(self) -> Decimal | None:
        """How many times the lower the upper is; None if the lower is nought or it says nothing."""
        return self.upper / self.lower if self.lower and self.in_times else None

    @property
    def ratio_told(self) -> Decimal | None:
        """The ratio as readers are told it: 4.96 times as many is called 5 times.

        Not so where it is the least that it can be: "at least 5 times as many" would be untrue.
        """
        if self.ratio is None:
            return None
        return self.ratio.quantize(_TENTH, ROUND_DOWN) if self.is_least else round(self.ratio, 1)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two figures stand to each other, why, and how far apart they are."""

    relation: Relation
    sentence: Sentence
    gap: Gap | None = None

    @property
    def code(self) -> str:
        """The reason, for programs."""
        return self.sentence.code


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What a figure allows; None is no bound. `stated_*` are the numbers a gap is counted from.

    `is_about` is whether they are approximate.
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
    stated_low: Decimal | None = None
    stated_high: Decimal | None = None
    point: Decimal | None = None
    is_about: bool = False

    def same_as(self, other: "_Bounds") -> bool:
        """Whether both say the same: one point, or one range."""
        if self.point is not None and other.point is not None:
            return self.point == other.point
        return self.ends == other.ends

    @property
    def ends(self) -> tuple[Decimal | None, Decimal | None, bool, bool]:
        """Where it ends on each side, and whether the end itself belongs to it."""
        return (self.low, self.high, self.low_open, self.high_open)

    def wholly_below(self, other: "_Bounds") -> bool:
        """Whether everything this allows is less than anything `other` allows."""
        if self.high is None or other.low is None:
            return False
        if self.high == other.low:
            return self.high_open or other.low_open
        return self.high < other.low


def compare(a: FigureValue, b: FigureValue, *, grounds: Collection[Ground] = ()) -> Comparison:
    """Compare two figures; the order does not matter.

    "At least n" is n and everything above, "more than n" everything above n, and so on: an open
    side excludes nothing. A figure given as "about n" has a margin that nobody stated, so it
    contradicts only what lies more than a quarter away (`ABOUT_TOLERANCE`).

    Args:
        a: a figure of one claim.
        b: a figure of another.
        grounds: on what grounds the claim of either answers that of the other.
    """
    refused = _refuse(a, b)
    if refused is not None:
        return Comparison(Relation.NOT_COMPARABLE, refused)
    one, other = _bounds(a), _bounds(b)
    if one.same_as(other):
        return _same(grounds)
    lower, upper = (one, other) if one.wholly_below(other) else (other, one)
    if lower.wholly_below(upper):
        is_revised = Ground.REVISION in grounds or _have_one_claimant(a, b)
        return _REVISED if is_revised else _contradict(lower, upper, a.measure, b.measure)
    return Comparison(Relation.OVERLAP, _APPROXIMATE if _one_is_about(a, b) else _BOTH_POSSIBLE)


_APART = (
    "joint_subject",
    "different_subject",
    "different_incident",
    "not_compared",
    "different_measure",
)
"""Why figures of two things do not compare: what has most in common first."""


def nearest_first(compared: Iterable[Comparison]) -> list[Comparison]:
    """Put what has most in common first; what is measured otherwise is left out if aught is not.

    Two claims that both count the killed and the wounded are not told that one counts the killed
    and the other the wounded.

    Args:
        compared: figures of one claim, each held against figures of another.
    """
    ranked = sorted(compared, key=_distance)
    alike = [one for one in ranked if one.code != _APART[-1]]
    return alike or ranked


def _distance(result: Comparison) -> int:
    return _APART.index(result.code) if result.code in _APART else -1


def _same(grounds: Collection[Ground]) -> Comparison:
    if Ground.REPETITION in grounds:
        return Comparison(Relation.NOT_COMPARABLE, _REPEATED)
    # On several grounds, the first of ours says most.
    otherwise = next((text for ground, text in _TOLD_OTHERWISE.items() if ground in grounds), None)
    said = _SAME if otherwise is None else Sentence("same_number", otherwise)
    return Comparison(Relation.AGREE, said)


def _have_one_claimant(a: FigureValue, b: FigureValue) -> bool:
    return a.claimant is not None and a.claimant == b.claimant


_SAME = Sentence("same", _("Both give the same figure."))
_REPEATED = Sentence(
    "repeated", _("Not comparable: one of them only repeats the other and is no further figure.")
)
_REVISED = Comparison(
    Relation.REVISION,
    Sentence("revised", _("No contradiction: the same claimant has revised its figure.")),
)
_BOTH_POSSIBLE = Sentence("both_possible", _("Both can be true at once: the ranges overlap."))
_APPROXIMATE = Sentence(
    "approximate", _("Both can be true at once: one of them is approximate and they are close.")
)


_JOINT_SUBJECT = Sentence(
    "joint_subject", _("Not comparable: one of them counts several parties together.")
)
_DIFFERENT_SUBJECT = Sentence(
    "different_subject", _("Not comparable: they count the losses of different parties.")
)
_NOT_COMPARED = Sentence(
    "not_compared", _("Not comparable: figures of this measure are not held against each other.")
)
_SAME_CLAIM = Sentence("same_claim", _("Not comparable: both stand in one claim."))
_NO_NUMBER = Sentence("no_number", _("Not comparable: neither gives a number."))
_ONE_NUMBER = Sentence("no_number", _("Not comparable: one of them gives no number."))


def _refuse(a: FigureValue, b: FigureValue) -> Sentence | None:
    if a.claim is not None and a.claim == b.claim:
        return _SAME_CLAIM
    if not a.measure.compares_with(b.measure):
        return _apart(a.measure, b.measure)
    if a.incident != b.incident:
        return Sentence("different_incident", _("Not comparable: they are about two incidents."))
    if a.subjects != b.subjects:
        return _JOINT_SUBJECT if a.subjects & b.subjects else _DIFFERENT_SUBJECT
    if not (a.has_number and b.has_number):
        return _ONE_NUMBER if a.has_number or b.has_number else _NO_NUMBER
    return other_scope(a.scope, b.scope)


def _apart(a: MeasureValue, b: MeasureValue) -> Sentence:
    if a.code == b.code:
        return _NOT_COMPARED
    first, second = sorted((a.label, b.label))
    return Sentence(
        "different_measure",
        _('Not comparable: one counts "%(first)s", the other "%(second)s".'),
        {"first": first, "second": second},
    )


def _bounds(figure: FigureValue) -> _Bounds:
    low, high = min(figure.numbers), max(figure.numbers)
    match figure.qualifier:
        case Qualifier.AT_LEAST | Qualifier.MORE_THAN:
            is_open = figure.qualifier is Qualifier.MORE_THAN
            return _Bounds(low, None, low_open=is_open, stated_low=low)
        case Qualifier.AT_MOST | Qualifier.LESS_THAN:
            is_open = figure.qualifier is Qualifier.LESS_THAN
            return _Bounds(None, high, high_open=is_open, stated_high=high)
        case Qualifier.ABOUT:
            return _about(low, high)
        case Qualifier.RANGE:
            return _range(figure, low, high)
        case Qualifier.EXACT | Qualifier.VAGUE | Qualifier.NONE:
            point = low if low == high else None
            return _Bounds(low, high, stated_low=low, stated_high=high, point=point)


def _about(low: Decimal, high: Decimal) -> _Bounds:
    return _Bounds(
        low - abs(low) * ABOUT_TOLERANCE,
        high + abs(high) * ABOUT_TOLERANCE,
        stated_low=low,
        stated_high=high,
        point=low if low == high else None,
        is_about=True,
    )


def _range(figure: FigureValue, low: Decimal, high: Decimal) -> _Bounds:
    """A range may leave one side open: "from 20" has no upper end."""
    below = None if figure.low is None else low
    above = None if figure.high is None else high
    point = low if below == above == low and below is not None else None
    return _Bounds(below, above, stated_low=below, stated_high=above, point=point)


def _one_is_about(a: FigureValue, b: FigureValue) -> bool:
    return Qualifier.ABOUT in {a.qualifier, b.qualifier}


def _contradict(
    lower: _Bounds, upper: _Bounds, one: MeasureValue, other: MeasureValue
) -> Comparison:
    """Say how far apart two ranges are, the one wholly below the other."""
    if lower.stated_high is None or upper.stated_low is None:
        raise AssertionError("Ranges that exclude each other have ends that face each other.")
    gap = Gap(
        lower.stated_high,
        upper.stated_low,
        one.counts is not Counts.QUANTITY,
        is_least=lower.point is None or upper.point is None,
        is_about=lower.is_about or upper.is_about,
    )
    measures = " / ".join(dict.fromkeys(sorted((one.label_within, other.label_within))))
    return Comparison(Relation.CONTRADICT, _excluding(gap, measures), gap)


_APART_BY = {
    (False, False): (
        _("They contradict: they differ by %(difference)s (%(measure)s)."),
        _("They contradict: they differ by %(difference)s (%(measure)s), twice as many."),
        _("They contradict: they differ by %(difference)s (%(measure)s), %(ratio)s times as many."),
    ),
    (True, False): (
        _("They contradict: they differ by at least %(difference)s (%(measure)s)."),
        _(
            "They contradict: they differ by at least %(difference)s (%(measure)s), "
            "at least twice as many."
        ),
        _(
            "They contradict: they differ by at least %(difference)s (%(measure)s), "
            "at least %(ratio)s times as many."
        ),
    ),
    (False, True): (
        _("They contradict: they differ by about %(difference)s (%(measure)s)."),
        _(
            "They contradict: they differ by about %(difference)s (%(measure)s), "
            "about twice as many."
        ),
        _(
            "They contradict: they differ by about %(difference)s (%(measure)s), "
            "about %(ratio)s times as many."
        ),
    ),
    (True, True): (
        _("They contradict: they differ by about %(difference)s or more (%(measure)s)."),
        _(
            "They contradict: they differ by about %(difference)s or more (%(measure)s), "
            "about twice as many or more."
        ),
        _(
            "They contradict: they differ by about %(difference)s or more (%(measure)s), "
            "about %(ratio)s times as many or more."
        ),
    ),
}
"""How far apart: alone, with "twice as many", with so many times; by `is_least`, `is_about`."""


def _excluding(gap: Gap, measures: str) -> Sentence:
    """How far apart, in what, and how many times as many where that says more."""
    values = {"difference": f"{gap.difference.normalize():f}", "measure": measures}
    if gap.difference == 0:
        text = _("They contradict: one excludes the very number at which the other ends.")
        return Sentence("exclude", text)
    alone, twice, in_times = _APART_BY[gap.is_least, gap.is_about]
    if gap.ratio is None or gap.ratio < _LEAST_RATIO:
        return Sentence("exclude", alone, values)
    ratio = f"{gap.ratio_told:f}".removesuffix(".0")
    if ratio == "2":
        return Sentence("exclude", twice, values)
    return Sentence("exclude", in_times, values | {"ratio": ratio})
