"""Where an axis is broken, because one number would squeeze all others together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

_FAR = 4
"""How many times as large as all others a number is that is broken off."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The numbers of one figure, and who gives it: anything that is the same for the same one."""

    voice: object
    numbers: tuple[Decimal, ...]


def broken_off(extents: Sequence[Extent], found: Sequence[Decimal] = ()) -> Decimal | None:
    """The largest number that stays on the scale; None if none is broken off.

    Two claimants who are far apart are the dispute, and nothing is broken off then: fewer claimants
    must stand beyond the break than before it, at least two before it, none of them on both sides.
    What reviewers found always stays on the scale.

    Args:
        extents: the figures that count.
        found: numbers that reviewers found.
    """
    reaching = [(max(each.numbers), each.voice) for each in extents if each.numbers]
    tops = sorted({top for top, _voice in reaching})
    for last, first_beyond in pairwise(tops):
        if last <= 0 or first_beyond < _FAR * last or any(n > last for n in found):
            continue
        within = {voice for top, voice in reaching if top <= last}
        beyond = {voice for top, voice in reaching if top > last}
        if 1 < len(within) > len(beyond) and not within & beyond:
            return last
    return None
