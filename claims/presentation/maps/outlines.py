"""Outlines of countries: Natural Earth, vendored beside this module (see its README).

The file is TopoJSON: every line between two countries, or between land and sea, is an arc that
stands there once, and a country is rings of arcs. Points are (longitude, latitude) in degrees.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "natural_earth" / "countries-50m.json.gz"

TURN = 360.0
"""Degrees once around the earth."""

Point = tuple[float, float]
Line = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of longitudes and latitudes."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, points: Line) -> Box:
        """The smallest box that holds all points."""
        longitudes, latitudes = zip(*points, strict=True)
        return cls(min(longitudes), min(latitudes), max(longitudes), max(latitudes))

    def meets(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        side = self.west <= other.east and other.west <= self.east
        return side and self.south <= other.north and other.south <= self.north

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north


@dataclass(frozen=True, slots=True)
class Ring:
    """The outline of one stretch of land; lakes and enclaves in it are not cut out."""

    points: Line
    box: Box

    @classmethod
    def of(cls, points: Line) -> Ring:
        """Measure a ring."""
        return cls(points, Box.around(points))

    def seen_in(self, box: Box) -> Iterator[Ring]:
        """The ring where it meets a box, also once around the earth to the east or the west."""
        for turn in (0, -TURN, TURN):
            there = replace(self.box, west=self.box.west + turn, east=self.box.east + turn)
            if there.meets(box):
                yield (
                    self if not turn else Ring(tuple((x + turn, y) for x, y in self.points), there)
                )

    def within(self) -> Point:
        """A point that lies within the outline: in the middle of where it is widest halfway up."""
        y = (self.box.south + self.box.north) / 2
        crossed = sorted(
            (before[0] - at[0]) * (y - at[1]) / (before[1] - at[1]) + at[0]
            for before, at in pairwise((*self.points, self.points[0]))
            if (at[1] > y) != (before[1] > y)
        )
        west, east = max(zip(crossed[::2], crossed[1::2], strict=True), key=lambda x: x[1] - x[0])
        return (west + east) / 2, y

    def surrounds(self, point: Point) -> bool:
        """Whether a point lies within the outline."""
        if not self.box.holds(point):
            return False
        x, y = point
        inside = False
        before = self.points[-1]
        for at in self.points:
            if (at[1] > y) != (before[1] > y):
                crossing = (before[0] - at[0]) * (y - at[1]) / (before[1] - at[1]) + at[0]
                inside ^= x < crossing
            before = at
        return inside


@dataclass(frozen=True, slots=True)
class Country:
    """A country as Natural Earth names it, its largest stretch of land first."""

    name: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class World:
    """All countries, all land, and the lines that two countries share."""

    countries: tuple[Country, ...]
    land: tuple[Ring, ...]
    borders: tuple[Ring, ...]

    def country_around(self, point: Point) -> Country | None:
        """The country whose outline a point lies in; None on the sea."""
        found = (each for each in self.countries if any(r.surrounds(point) for r in each.rings))
        return next(found, None)

    def country_named(self, name: str) -> Country | None:
        """The country that a place is named after, whatever is written in brackets behind it."""
        wanted = plain_name(name)
        wanted = _KNOWN_AS.get(wanted, wanted)
        return next((each for each in self.countries if plain_name(each.name) == wanted), None)


def plain_name(name: str) -> str:
    """A country's name for comparing."""
    return re.sub(r"\(.*?\)", "", name).casefold().removeprefix("the ").strip()


# Names that newspapers use and the file shortens or writes otherwise.
_KNOWN_AS = {
    "bosnia and herzegovina": "bosnia and herz.",
    "burma": "myanmar",
    "central african republic": "central african rep.",
    "czech republic": "czechia",
    "democratic republic of the congo": "dem. rep. congo",
    "dr congo": "dem. rep. congo",
    "dominican republic": "dominican rep.",
    "equatorial guinea": "eq. guinea",
    "ivory coast": "côte d'ivoire",
    "north macedonia": "macedonia",
    "solomon islands": "solomon is.",
    "south sudan": "s. sudan",
    "türkiye": "turkey",
    "united states": "united states of america",
    "western sahara": "w. sahara",
}


@cache
def world() -> World:
    """Read the outlines, once for a process."""
    with gzip.open(_FILE) as file:
        topology = json.load(file)
    arcs = list(_arcs(topology))
    shapes = topology["objects"]["countries"]["geometries"]
    used = Counter(arc if arc >= 0 else ~arc for shape in shapes for arc in _flat(shape["arcs"]))
    return World(
        countries=tuple(
            Country(shape["properties"]["name"], tuple(_rings(shape, arcs))) for shape in shapes
        ),
        land=tuple(
            ring
            for shape in topology["objects"]["land"]["geometries"]
            for ring in _rings(shape, arcs)
        ),
        borders=tuple(Ring.of(arcs[number]) for number, n in used.items() if n > 1),
    )


def _arcs(topology: dict[str, Any]) -> Iterator[Line]:
    """Points are written as steps from the one before, in whole numbers."""
    (wide, high), (west, south) = (topology["transform"][key] for key in ("scale", "translate"))
    for arc in topology["arcs"]:
        xs, ys = (accumulate(steps) for steps in zip(*arc, strict=True))
        yield tuple(zip([x * wide + west for x in xs], [y * high + south for y in ys], strict=True))


def _rings(shape: dict[str, Any], arcs: list[Line]) -> Iterator[Ring]:
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    rings = (Ring.of(_unwound(_joined(polygon[0], arcs))) for polygon in polygons)
    yield from sorted(rings, key=_size, reverse=True)


def _size(ring: Ring) -> float:
    return (ring.box.east - ring.box.west) * (ring.box.north - ring.box.south)


def _joined(numbers: list[int], arcs: list[Line]) -> Line:
    """A negative number is an arc walked backwards; each begins where the one before ends."""
    walked = (arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers)
    return tuple(chain.from_iterable(points[:-1] for points in walked))


def _unwound(points: Line) -> Line:
    """Let a ring that crosses the 180th meridian run on beyond it; one around a pole stays."""
    turns = list(
        accumulate((_turn(one[0], other[0]) for one, other in pairwise(points)), initial=0.0)
    )
    if not any(turns) or turns[-1] + _turn(points[-1][0], points[0][0]):
        return points
    return tuple((x + turn, y) for (x, y), turn in zip(points, turns, strict=True))


def _turn(before: float, after: float) -> float:
    if abs(after - before) <= TURN / 2:
        return 0.0
    return -TURN if after > before else TURN


def _flat(arcs: list[Any]) -> Iterator[int]:
    for each in arcs:
        if isinstance(each, int):
            yield each
        else:
            yield from _flat(each)
