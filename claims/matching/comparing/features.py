"""What two sentences have in common and apart, as numbers that a model was trained on."""

from collections.abc import Sequence
from math import inf, isfinite, log

from claims.matching.comparing.alignment import (
    TIMES,
    Aligned,
    apart,
    are_of_other_times,
)
from claims.matching.comparing.quantities import TURNING, NumberKind, Quantity, ReadSentence


def features(a: ReadSentence, b: ReadSentence, aligned: Sequence[Aligned]) -> list[float]:
    """Describe two sentences by numbers, in an order that the trained weights know.

    Args:
        a: a sentence.
        b: the one that it is held against.
        aligned: the numbers of `a` with those of `b`.
    """
    counted = [one for one in aligned if one.one.kind not in TIMES]
    timed = [one for one in aligned if one.one.kind in TIMES]
    row: list[float] = []
    row += _numbers(a, b)
    row += _together(counted)
    worst = min(counted, key=_worst_first, default=None)
    row += _alone(worst)
    closest = max(counted, key=lambda one: one.closeness, default=None)
    row += _alone(closest)
    row += _alone(min(counted, key=_furthest, default=None))
    row += _dates(timed, b)
    row += _words(a, b)
    return row


def _worst_first(one: Aligned) -> tuple[bool, bool, float]:
    return (one.is_possible, one.is_possible_elsewhere, -one.closeness)


def _furthest(one: Aligned) -> float:
    return 99.0 if one.other is None else apart(one.one, one.other)


def _numbers(a: ReadSentence, b: ReadSentence) -> list[float]:
    row: list[float] = [a.length, b.length, len(a.quantities), len(b.quantities)]
    for read in (a, b):
        row += [
            sum(one.kind is kind for one in read.quantities)
            for kind in (NumberKind.COUNT, NumberKind.SHARE, NumberKind.MONEY, NumberKind.ORDINAL)
        ]
        row.append(sum(one.is_bound and one.kind not in TIMES for one in read.quantities))
    return row


def _together(counted: list[Aligned]) -> list[float]:
    possible = [one for one in counted if one.is_possible]
    impossible = [one for one in counted if one.other and not one.is_possible]
    return [
        len(possible),
        len(impossible),
        sum(one.closeness for one in possible),
        sum(one.closeness for one in impossible),
        max((one.closeness for one in impossible), default=0),
        min((one.closeness for one in possible), default=0),
        sum(one.other is None for one in counted),
        sum(not one.is_possible_elsewhere for one in counted),
        sum(one.is_equal for one in counted),
        sum(one.is_rounded for one in counted),
        sum(one.is_equal and one.one.is_bound for one in counted),
        sum(one.is_equal and not one.one.is_bound for one in counted),
        min((apart(one.one, one.other) for one in impossible if one.other), default=-1),
        max((apart(one.one, one.other) for one in impossible if one.other), default=-1),
        max((apart(one.one, one.other) for one in possible if one.other), default=-1),
    ]


def _alone(aligned: Aligned | None) -> list[float]:
    if aligned is None:
        return [-1.0] * 14
    one, other = aligned.one, aligned.other
    row = [
        aligned.closeness,
        aligned.lead,
        float(aligned.is_possible),
        float(aligned.is_possible_elsewhere),
        _side(one),
        float(one.is_about),
        min(log(1 + abs(one.value)), 20.0),
        float(list(NumberKind).index(one.kind)),
    ]
    if other is None:
        return [*row, *[-9.0] * 6]
    return [
        *row,
        _side(other),
        float(other.is_about),
        apart(one, other),
        float((one.value > other.value) - (one.value < other.value)),
        float(aligned.is_rounded),
        float(one.noun == other.noun and bool(one.noun)),
    ]


def _side(one: Quantity) -> float:
    """0 for a number that is stated, 1 and 2 for one from which on it goes up, -1 and -2 down."""
    if isfinite(one.low) and isfinite(one.high):
        return 0.0
    if one.high == inf:
        return 2.0 if one.low_open else 1.0
    return -2.0 if one.high_open else -1.0


def _dates(timed: list[Aligned], b: ReadSentence) -> list[float]:
    dates = [one for one in timed if one.one.kind is NumberKind.DATE]
    years = [one for one in timed if one.one.kind is NumberKind.YEAR]
    of_b = [one for one in b.quantities if one.kind is NumberKind.DATE]
    first = min(dates, key=lambda one: apart(one.one, one.other) if one.other else 9, default=None)
    row: list[float] = [
        len(dates),
        len(of_b),
        sum(one.is_equal for one in dates),
        sum(not one.is_possible for one in dates),
        _side(first.one) if first else -9,
        _side(first.other) if first and first.other else -9,
        _signed(first),
        len(years),
        sum(one.kind is NumberKind.YEAR for one in b.quantities),
        sum(one.is_equal for one in years),
        sum(not one.is_possible for one in years),
        sum(not one.is_possible_elsewhere for one in years),
        float(are_of_other_times(timed)),
        sum(one.is_possible_elsewhere for one in timed),
    ]
    return row


def _signed(one: Aligned | None) -> float:
    if one is None or one.other is None:
        return -99.0
    return max(-40.0, min(40.0, one.one.value - one.other.value))


def _words(a: ReadSentence, b: ReadSentence) -> list[float]:
    total = sum(a.words.values()) or 1.0
    total_b = sum(b.words.values()) or 1.0
    missing = [word for word in a.words if word not in b.words]
    names = [word for word in a.names if word not in b.words]
    row = [
        sum(w for k, w in a.words.items() if k in b.words) / total,
        sum(w for k, w in b.words.items() if k in a.words) / total_b,
        float(len(missing)),
        sum(a.words[word] for word in missing),
        float(len(names)),
        len(names) / (len(a.names) or 1),
        float(len([n for n in b.names if n not in a.words])),
        float(a.negations - b.negations),
        float(a.negations),
        float(b.negations),
    ]
    for role in TURNING:
        ours, theirs = a.turns[role], b.turns[role]
        row += [float(len(ours - theirs)), float(bool(ours) and bool(theirs) and not ours & theirs)]
    return row
