"""Names in a picture of places, where there is room for them, and its scale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from claims.presentation.maps.areas import Area
from claims.presentation.maps.window import HEIGHT, WIDTH, Label, Window
from claims.presentation.numbers import number

_LETTER, _LINE = 15, 30
"""How wide a letter and how high a line of a name is, in units of the picture."""

_LONGEST_NAME = 28

Taken = tuple[float, float, float, float]
"""Left, top, right and bottom of something in the picture."""


def place_names(names: Sequence[str], areas: Sequence[Area | None]) -> Iterator[Label | None]:
    """Name the places where there is room: to the right, the left, below or above."""
    taken = [_circle(area) for area in areas if area is not None and not area.path]
    for full, area in zip(names, areas, strict=True):
        name = _short(full)
        found = None
        if area is not None and not area.path:
            found = next((each for each in _spots(name, area) if _is_free(each, taken)), None)
        if found is not None:
            taken.append(_room(found))
        yield found


def _short(name: str) -> str:
    """The name without what is explained behind it."""
    short = re.split(r"[(,]", name)[0].strip() or name
    return short if len(short) <= _LONGEST_NAME else f"{short[: _LONGEST_NAME - 1]}…"


def _spots(name: str, area: Area) -> Iterator[Label]:
    half = round(len(name) * _LETTER / 2)
    aside, apart = area.radius + half + 10, area.radius + _LINE
    for x, y in ((aside, 10), (-aside, 10), (0, apart), (0, 10 - apart)):
        yield Label(name, area.x + x, area.y + y)


def _room(label: Label) -> Taken:
    half = len(label.text) * _LETTER / 2
    return (label.x - half, label.y - _LINE, label.x + half, label.y + 12)


def _circle(area: Area) -> Taken:
    # A name may lie over the rim of a large circle, never over its middle.
    radius = min(area.radius, _LINE)
    return (area.x - radius, area.y - radius, area.x + radius, area.y + radius)


def _is_free(label: Label, taken: Iterable[Taken]) -> bool:
    left, top, right, bottom = own = _room(label)
    is_inside = left > 0 and top > 0 and right < WIDTH and bottom < HEIGHT
    return is_inside and not any(_overlap(own, other) for other in taken)


def _overlap(one: Taken, other: Taken) -> bool:
    beside = one[0] < other[2] and other[0] < one[2]
    return beside and one[1] < other[3] and other[1] < one[3]


def country_names(
    names: Sequence[Label], labels: Sequence[Label | None], areas: Sequence[Area | None]
) -> Iterator[Label]:
    """The names of countries that no place and no name of a place lies over."""
    taken = [_room(label) for label in labels if label is not None]
    taken += [_circle(area) for area in areas if area is not None and not area.path]
    for name in names:
        if not any(_overlap(_room(name), other) for other in taken):
            yield name


def scale_of(window: Window) -> tuple[str, int]:
    """The longest round distance that takes up to a quarter of the width, and its length."""
    lengths = [10, 20, 50, 100, 200, 500, 1000, 2000]
    fitting = [km for km in lengths if window.units(km) <= WIDTH / 4]
    km = max(fitting, default=lengths[0])
    return number(Decimal(km)), round(window.units(km))
