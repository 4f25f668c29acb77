"""Which stretch of the world a picture of some places shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from math import dist
from statistics import median

from claims.presentation.maps.areas import Whereabouts
from claims.presentation.maps.outlines import TURN, Box, Point, world
from claims.presentation.maps.window import HEIGHT, WIDTH, Window

_NARROWEST, _WIDEST = 4.0, 24.0
"""Degrees of latitude that a picture shows: at least, and around one place at most."""


def window_around(places: Sequence[Whereabouts]) -> Window:
    """Show all places, and the country around the first one if that is not too large.

    Args:
        places: some, of all of which it is known where they lie.
    """
    focus = box_around(places)
    whole = _joined(focus, _surroundings(places[0], focus))
    span = max(_NARROWEST, degrees_high(whole) * 1.15)
    window = Window(
        longitude=round((whole.west + whole.east) / 2, 2),
        latitude=round((whole.south + whole.north) / 2, 2),
        span=round(span, 2),
    )
    wide = window.box.east - window.box.west
    # Wider than the earth is round it would show the same land twice.
    return window if wide <= TURN else replace(window, span=round(span * TURN / wide, 2))


def set_apart(places: Sequence[Whereabouts]) -> tuple[list[Whereabouts], list[Whereabouts]]:
    """Part places from the few that lie so far away that all others would shrink to a corner.

    They are fewer than a quarter of all, the farthest from the middle of them, and as few as it
    takes for a picture of the others to be at least twice as large. Nothing is set apart where a
    picture of all is no higher than `_WIDEST` degrees: that is large enough.

    Args:
        places: some, of all of which it is known where they lie, side by side.

    Returns:
        Those that lie together and those far away, each in the order given.
    """
    boxes = [(where, box) for where in places if (box := where.box) is not None]
    whole = degrees_high(box_around(places))
    if whole <= _WIDEST:
        return list(places), []
    x, y = (
        median(middles) for middles in zip(*(_middle(box) for _where, box in boxes), strict=True)
    )
    boxes.sort(key=lambda each: dist(_middle(each[1]), (x, y)))
    joined = list(accumulate((box for _where, box in boxes), _joined))
    for many in range(len(boxes) - 1, len(boxes) - (len(boxes) - 1) // 4 - 1, -1):
        if 2 * degrees_high(joined[many - 1]) <= whole:
            away = {where.place.pk for where, _box in boxes[many:]}
            near = [where for where in places if where.place.pk not in away]
            return near, [where for where in places if where.place.pk in away]
    return list(places), []


def box_around(places: Sequence[Whereabouts]) -> Box:
    """The smallest box that holds all that some places may lie at."""
    boxes = (where.box for where in places)
    *_, whole = accumulate((box for box in boxes if box is not None), _joined)
    return whole


def degrees_high(box: Box) -> float:
    """Degrees of latitude that a picture of a box shows."""
    middle = Window((box.west + box.east) / 2, (box.south + box.north) / 2, HEIGHT)
    (left, _top), (right, _bottom) = middle.at((box.west, 0)), middle.at((box.east, 0))
    return max(box.north - box.south, (right - left) * HEIGHT / WIDTH)


def side_by_side(places: Sequence[Whereabouts]) -> list[Whereabouts]:
    """Turn places around the earth so that they lie as near each other as they can.

    Fiji and Samoa are neighbours: a picture of both runs across the 180th meridian, and not
    around the rest of the world.

    Args:
        places: some, of all of which it is known where they lie.
    """
    boxes = [where.box for where in places]
    middles = [(box.west + box.east) / 2 for box in boxes if box is not None]
    lying = sorted(set(middles))
    gaps = [(east - west, east) for west, east in pairwise(lying)]
    if not gaps or max(gaps)[0] <= lying[0] + TURN - lying[-1]:
        return list(places)
    _width, first = max(gaps)
    # What lies west of the widest gap is turned, unless the picture's middle would be beyond 180°.
    is_beyond = (first + lying[lying.index(first) - 1] + TURN) / 2 > TURN / 2
    return [
        replace(where, turn=TURN * ((middle < first) - is_beyond))
        for where, middle in zip(places, middles, strict=True)
    ]


def _middle(box: Box) -> Point:
    return (box.west + box.east) / 2, (box.south + box.north) / 2


def _joined(one: Box, other: Box) -> Box:
    return Box(
        min(one.west, other.west),
        min(one.south, other.south),
        max(one.east, other.east),
        max(one.north, other.north),
    )


def _surroundings(where: Whereabouts, focus: Box) -> Box:
    """The stretch of land of the country around a place, or as much of the world around it."""
    if where.at is None or degrees_high(focus) > _WIDEST:
        return focus
    x, y = where.at
    country = world().country_around((x - where.turn, y))
    rings = () if country is None else country.rings
    land = next((ring.box for ring in rings if ring.surrounds((x - where.turn, y))), None)
    if land is not None:
        land = replace(land, west=land.west + where.turn, east=land.east + where.turn)
        if degrees_high(_joined(focus, land)) <= _WIDEST:
            return land
    half = _WIDEST / 4
    return Box(x - half, y - half, x + half, y + half)
