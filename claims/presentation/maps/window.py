"""A stretch of the world as a picture: where a point falls on it, and the lines that cross it.

Distances are kept true at the middle of the picture; over some hundred kilometres that is enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import cos, radians

from claims.presentation.maps.outlines import Box, Line, Point, Ring, world

WIDTH, HEIGHT = 800, 600
_MARGIN = 20
"""Lines run on a little beyond the picture, so that no edge of what is cut is seen."""

_FINEST = 5.0
"""Two points of a line that are nearer than this, in units of the picture, are one."""

_CORNERS = 3
"""An outline with fewer is none."""

KM_OF_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Window:
    """What a picture shows: the point in its middle, and how many degrees of latitude it is high.

    Positions in the picture are in its own units, `WIDTH` by `HEIGHT`.
    """

    longitude: float
    latitude: float
    span: float

    @property
    def scale(self) -> float:
        """Units of the picture to a degree of latitude."""
        return HEIGHT / self.span

    @property
    def box(self) -> Box:
        """The longitudes and latitudes that can be seen, with the margin."""
        tall = self.span * (0.5 + _MARGIN / HEIGHT)
        wide = self.span * (WIDTH / HEIGHT / 2 + _MARGIN / HEIGHT) / self._narrowing
        x, y = self.longitude, self.latitude
        return Box(x - wide, y - tall, x + wide, y + tall)

    @property
    def _narrowing(self) -> float:
        return max(0.1, cos(radians(self.latitude)))

    def at(self, point: Point) -> Point:
        """Where a longitude and latitude fall in the picture."""
        x = WIDTH / 2 + (point[0] - self.longitude) * self._narrowing * self.scale
        return x, HEIGHT / 2 - (point[1] - self.latitude) * self.scale

    def units(self, km: float) -> float:
        """How long a distance is in the picture."""
        return km / KM_OF_DEGREE * self.scale


@dataclass(frozen=True, slots=True)
class Label:
    """A name and where its middle stands."""

    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Backdrop:
    """What lies under the places: land and borders as paths of SVG, and names of countries."""

    land: str
    borders: str
    labels: tuple[Label, ...]


@lru_cache(maxsize=128)
def backdrop(window: Window) -> Backdrop:
    """Draw what is seen through a window."""
    seen = window.box
    land = [outline_path(window, ring) for ring in world().land]
    lines = [_path(line) for border in world().borders for each in border.seen_in(seen)
             for line in _cut(window, each.points)]  # fmt: skip
    return Backdrop("".join(land), "".join(lines), tuple(_labels(window)))


def outline_path(window: Window, ring: Ring) -> str:
    """The part of a ring that is seen, as a path; "" for none, or for too little to be seen."""
    pieces = (
        thinned(_in_sight(window, each))
        for each in ring.seen_in(window.box)
        if _may_be_seen(window, each)
    )
    return "".join(f"{_path(piece)}z" for piece in pieces if _area(piece) >= _FINEST)


def _may_be_seen(window: Window, ring: Ring) -> bool:
    """Whether an outline is large enough to be drawn; most islands of a wide picture are not."""
    (left, top), (right, bottom) = (
        window.at((ring.box.west, ring.box.north)),
        window.at((ring.box.east, ring.box.south)),
    )
    return (right - left) * (bottom - top) >= _FINEST


def _in_sight(window: Window, ring: Ring) -> list[Point]:
    """The part of an outline that is seen, in units of the picture."""
    points, seen, land = [window.at(point) for point in ring.points], window.box, ring.box
    corners = ((land.west, land.south), (land.east, land.north))
    return points if all(seen.holds(corner) for corner in corners) else _clipped(points)


def _labels(window: Window) -> Iterator[Label]:
    """Names of countries of which enough is seen to hold them, where they do not leave it."""
    for country in world().countries:
        rings = [each for ring in country.rings for each in ring.seen_in(window.box)]
        seen = [_in_sight(window, ring) for ring in rings if _may_be_seen(window, ring)]
        line = max(seen, key=_area, default=[])
        if len(line) < _CORNERS:
            continue
        x, y = _middle(line)
        half = len(country.name) * 8
        ends = ((x - half, y), (x + half, y))
        ring = Ring.of(tuple(line))
        if all(ring.surrounds(end) and _is_inside(end) for end in ends):
            yield Label(country.name, round(x), round(y))


def _is_inside(point: Point) -> bool:
    """Whether a name may reach there: not over an edge, nor where the scale stands."""
    edge, scale = _MARGIN, 3 * _MARGIN
    return edge < point[0] < WIDTH - edge and edge < point[1] < HEIGHT - scale


def _clipped(points: Sequence[Point]) -> list[Point]:
    """Cut a ring along the four edges of the picture, one after the other."""
    low, right, bottom = -_MARGIN, WIDTH + _MARGIN, HEIGHT + _MARGIN
    line = list(points)
    for axis, edge, sign in ((0, low, 1), (0, right, -1), (1, low, 1), (1, bottom, -1)):
        line = list(_on_one_side(line, axis, edge, sign))
    return line


def _on_one_side(line: Sequence[Point], axis: int, edge: float, sign: int) -> Iterator[Point]:
    before = line[-1] if line else (0.0, 0.0)
    for at in line:
        is_in, was_in = (sign * (each[axis] - edge) >= 0 for each in (at, before))
        if is_in != was_in:
            share = (edge - before[axis]) / (at[axis] - before[axis])
            other = before[1 - axis] + share * (at[1 - axis] - before[1 - axis])
            yield (edge, other) if axis == 0 else (other, edge)
        if is_in:
            yield at
        before = at


def _cut(window: Window, points: Line) -> Iterator[list[Point]]:
    """The stretches of a line that are seen, each with the point before and after it."""
    seen = window.box
    stretch: list[Point] = []
    last: Point | None = None
    for each in points:
        if seen.holds(each):
            if not stretch and last is not None:
                stretch.append(window.at(last))
            stretch.append(window.at(each))
        elif stretch:
            yield thinned([*stretch, window.at(each)])
            stretch = []
        last = each
    if len(stretch) > 1:
        yield thinned(stretch)


def thinned(line: Sequence[Point]) -> list[Point]:
    """Leave out points that nobody could tell from the one before; the ends stay."""
    kept = list(line[:1])
    for x, y in line[1:-1]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _FINEST:
            kept.append((x, y))
    return [*kept, *line[1:][-1:]]


def _path(line: Sequence[Point]) -> str:
    """Write a line as SVG does, in whole units, each point as the step from the one before."""
    rounded = [(round(x), round(y)) for x, y in line]
    steps = (f"{x - before[0]} {y - before[1]}" for before, (x, y) in pairwise(rounded))
    return f"M{rounded[0][0]} {rounded[0][1]}l{' '.join(steps)}" if len(rounded) > 1 else ""


def _area(line: Sequence[Point]) -> float:
    return abs(sum(_crosses(line)))


def _crosses(line: Sequence[Point]) -> Iterator[float]:
    for index, (x, y) in enumerate(line):
        before = line[index - 1]
        yield (before[0] * y - x * before[1]) / 2


def _middle(line: Sequence[Point]) -> Point:
    """The centre of gravity."""
    whole = sum(_crosses(line))
    if not whole:
        return line[0]
    x = y = 0.0
    for index, cross in enumerate(_crosses(line)):
        before, at = line[index - 1], line[index]
        x += (before[0] + at[0]) * cross
        y += (before[1] + at[1]) * cross
    return x / (3 * whole), y / (3 * whole)
