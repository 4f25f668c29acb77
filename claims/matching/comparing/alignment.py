"""Hold the numbers of two sentences side by side: which most likely count the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import exp, isfinite, log

from claims.matching.comparing.measured_numbers import counts_apart
from claims.matching.comparing.quantities import NumberKind, Quantity, ReadSentence

TIMES = (NumberKind.DATE, NumberKind.YEAR)
_ROUND = 0.5
_FURTHEST = 9.0
_NEAR = 0.6
_NEARNESS = 6.0
"""Numbers that lie near each other more often count the same: how much, and how fast that fades."""
_UNITS = (372.0, 31.0, 1.0)
"""A year, a month and a day, such that dates of one precision are told apart and ordered."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A number of one sentence and the one of the other that most likely counts the same."""

    one: Quantity
    other: Quantity | None
    closeness: float
    """How much of their surroundings they share."""
    lead: float
    """By how much it is likelier than the next."""
    is_possible: bool
    is_possible_elsewhere: bool
    is_equal: bool
    is_rounded: bool

    @property
    def is_only_rounded(self) -> bool:
        """Whether one is the other in larger steps, and both are stated without a bound."""
        if self.other is None or self.one.is_bound or self.other.is_bound:
            return False
        return self.is_rounded and max(self.one.step, self.other.step) != 1


def align_quantities(a: ReadSentence, b: ReadSentence) -> list[Aligned]:
    """Give each number of `a` its likeliest number of `b`, of the same kind."""
    shared = _spread(b.quantities)
    return [_aligned(one, b.quantities, shared) for one in a.quantities]


def are_of_other_times(pairs: Iterable[Aligned]) -> bool:
    """Whether both sentences give days or years, and none of one can be any of the other.

    "Before" and "after" say no day that could differ.
    """
    times = [pair for pair in pairs if pair.one.kind in TIMES and pair.other is not None]
    is_stated = not any(pair.one.is_bound for pair in times)
    return bool(times) and is_stated and not any(pair.is_possible_elsewhere for pair in times)


def _spread(quantities: Iterable[Quantity]) -> dict[str, float]:
    """Weigh down what stands around many numbers: it tells none from the other."""
    counts: dict[str, int] = {}
    for quantity in quantities:
        for word in quantity.around:
            counts[word] = counts.get(word, 0) + 1
    return {word: count**-0.5 for word, count in counts.items()}


def _aligned(one: Quantity, others: Iterable[Quantity], shared: Mapping[str, float]) -> Aligned:
    pairs = [dated(one, other) for other in others if _is_one_sort(one, other)]
    ranked = sorted(
        ((_closeness(*pair, shared) + _nearness(*pair), -n) for n, pair in enumerate(pairs)),
        reverse=True,
    )
    if not ranked:
        return Aligned(one, None, 0.0, 0.0, False, False, False, False)
    likeliness, n = ranked[0]
    first, second = pairs[-n]
    return Aligned(
        first,
        second,
        _closeness(first, second, shared),
        likeliness - ranked[1][0] if len(ranked) > 1 else 2.0,
        are_possible(first, second),
        any(are_possible(*pair) for pair in pairs),
        first.value == second.value,
        is_rounding(first, second),
    )


def _is_one_sort(one: Quantity, other: Quantity) -> bool:
    if one.kind in TIMES or other.kind in TIMES:
        return one.kind in TIMES and other.kind in TIMES
    if counts_apart(one, other):
        return False
    is_unit_known = bool(one.unit and other.unit)
    return one.kind is other.kind and (not is_unit_known or _is_one_unit(one.unit, other.unit))


def _is_one_unit(one: str, other: str) -> bool:
    """Whether two units may be one: "km" and "kilometres" begin and end otherwise, but begin."""
    return one[0] == other[0]


def dated(one: Quantity, other: Quantity) -> tuple[Quantity, Quantity]:
    """Two dates as numbers, of what both of them say: 5 May and 9 May 2020 by month and day."""
    if one.kind not in TIMES:
        return one, other
    both = tuple(bool(a and b) for a, b in zip(one.calendar, other.calendar, strict=True))
    first, second = _in_days(one, both), _in_days(other, both)
    return first, second


def _in_days(one: Quantity, said: tuple[bool, ...]) -> Quantity:
    parts = zip(one.calendar, _UNITS, said, strict=True)
    value = sum(part * unit for part, unit, is_said in parts if is_said)
    is_cut = any(part and not is_said for part, is_said in zip(one.calendar, said, strict=True))
    return replace(
        one,
        value=value,
        low=value if isfinite(one.low) else one.low,
        high=value if isfinite(one.high) else one.high,
        low_open=one.low_open and not is_cut,
        high_open=one.high_open and not is_cut,
    )


def _nearness(one: Quantity, other: Quantity) -> float:
    return _NEAR * exp(-_NEARNESS * apart(one, other))


def _closeness(one: Quantity, other: Quantity, shared: Mapping[str, float]) -> float:
    both = sum(
        min(weight, other.around[word]) * shared[word]
        for word, weight in one.around.items()
        if word in other.around
    )
    if one.noun and one.noun == other.noun:
        both += 1.0
    return both / (1 + sum(one.around.values())) * 2


def apart(one: Quantity, other: Quantity) -> float:
    """How far two numbers lie apart: counts by their ratio, dates by their days."""
    if one.value == other.value:
        return 0.0
    if one.kind in TIMES or one.value <= 0 or other.value <= 0:
        return min(abs(one.value - other.value) / 100, _FURTHEST)
    return min(abs(log(one.value / other.value)), _FURTHEST)


def are_possible(one: Quantity, other: Quantity) -> bool:
    """Whether one number can be what both say."""
    return not (_below(one, other) or _below(other, one))


def _below(one: Quantity, other: Quantity) -> bool:
    if one.high == other.low:
        return one.high_open or other.low_open
    return one.high < other.low


def is_rounding(one: Quantity, other: Quantity) -> bool:
    """Whether one is the other in larger steps: 1.3 million and 1,270,000."""
    step = max(one.step, other.step)
    return one.value != other.value and abs(one.value - other.value) <= step * _ROUND
