"""Where an incident is said to have happened, and how exactly that is known, as a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from claims.models import Claim, Incident, Place
from claims.presentation.maps.areas import (
    Area,
    Whereabouts,
    area_of,
    area_words,
    coordinates_words,
    whereabouts,
)
from claims.presentation.maps.outlines import Box, world
from claims.presentation.maps.window import HEIGHT, WIDTH, Backdrop, Label, Window, backdrop
from claims.presentation.numbers import number

_NARROWEST, _WIDEST, _FARTHEST = 4.0, 24.0, 30.0
"""Degrees of latitude that a picture shows: at least, around one place, and at most."""

_LETTER, _LINE = 15, 30
"""How wide a letter and how high a line of a name is, in units of the picture."""

_LONGEST_NAME = 28


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """One place on the map and in the list beneath it.

    Args:
        place: the place.
        claims: those that name it; none where it is the place of the incident.
        words: how exactly it is known, and what is drawn for it.
        coordinates: in words, where they are exact enough to be read.
        area: what is drawn; None for nothing.
        label: its name in the picture, where there was room for it.
    """

    place: Place
    claims: tuple[Claim, ...]
    words: str
    coordinates: str
    area: Area | None
    label: Label | None


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """The picture, its places, and a scale: how long so many kilometres are."""

    places: tuple[PlaceShown, ...]
    backdrop: Backdrop
    names: tuple[Label, ...]
    scale_km: str
    scale_units: int
    width: int = WIDTH
    height: int = HEIGHT


def place_map_of(incident: Incident, claims: Iterable[Claim]) -> PlaceMap | None:
    """Draw the place of an incident and those that claims name instead or more exactly.

    Args:
        incident: with its place fetched.
        claims: its claims, with their places fetched.

    Returns:
        The map; None where nothing is known that could be drawn.
    """
    named = _named(incident, claims)
    found = [whereabouts(place) for place, _claims in named]
    near = _near([where for where in found if where.is_known])
    if not near:
        return None
    window = _window(near)
    under = backdrop(window)
    areas = [area_of(where, window) if where in near else None for where in found]
    labels = list(_labels([place for place, _claims in named], areas))
    scale_km, scale_units = _scale(window)
    return PlaceMap(
        places=tuple(
            PlaceShown(
                place=where.place,
                claims=tuple(own),
                words=area_words(where, area, window),
                coordinates=coordinates_words(where.place),
                area=area,
                label=label,
            )
            for (_place, own), where, area, label in zip(named, found, areas, labels, strict=True)
        ),
        backdrop=under,
        names=tuple(_apart(under.labels, labels, areas)),
        scale_km=scale_km,
        scale_units=scale_units,
    )


def _named(incident: Incident, claims: Iterable[Claim]) -> list[tuple[Place, list[Claim]]]:
    """The place of the incident, then those of claims, in the order of the claims."""
    found: dict[int, tuple[Place, list[Claim]]] = {}
    for claim in claims:
        if claim.place is not None and claim.place_id != incident.place_id:
            found.setdefault(claim.place.pk, (claim.place, []))[1].append(claim)
    if incident.place is None:
        return list(found.values())
    return [(incident.place, []), *found.values()]


def _near(known: Sequence[Whereabouts]) -> list[Whereabouts]:
    """The first place, and those that can be seen on one picture with it."""
    near: list[Whereabouts] = []
    for where in known:
        if not near or _height(_around([*near, where])) <= _FARTHEST:
            near.append(where)
    return near


def _around(places: Sequence[Whereabouts]) -> Box:
    boxes = (where.box for where in places)
    *_, whole = accumulate((box for box in boxes if box is not None), _joined)
    return whole


def _joined(one: Box, other: Box) -> Box:
    return Box(
        min(one.west, other.west),
        min(one.south, other.south),
        max(one.east, other.east),
        max(one.north, other.north),
    )


def _height(box: Box) -> float:
    """Degrees of latitude that a picture of a box shows."""
    middle = Window((box.west + box.east) / 2, (box.south + box.north) / 2, HEIGHT)
    (left, _top), (right, _bottom) = middle.at((box.west, 0)), middle.at((box.east, 0))
    return max(box.north - box.south, (right - left) * HEIGHT / WIDTH)


def _window(places: Sequence[Whereabouts]) -> Window:
    """Show all places, and the country around the first one if that is not too large."""
    focus = _around(places)
    whole = _joined(focus, _surroundings(places[0], focus))
    span = max(_NARROWEST, _height(whole) * 1.15)
    return Window(
        longitude=round((whole.west + whole.east) / 2, 2),
        latitude=round((whole.south + whole.north) / 2, 2),
        span=round(span, 2),
    )


def _surroundings(where: Whereabouts, focus: Box) -> Box:
    """The stretch of land of the country around a place, or as much of the world around it."""
    if where.point is None:
        return focus
    x, y = where.point
    country = world().country_around(where.point)
    rings = () if country is None else country.rings
    land = next((ring.box for ring in rings if ring.surrounds((x, y))), None)
    if land is not None and _height(_joined(focus, land)) <= _WIDEST:
        return land
    half = _WIDEST / 4
    return Box(x - half, y - half, x + half, y + half)


Taken = tuple[float, float, float, float]
"""Left, top, right and bottom of something in the picture."""


def _labels(places: Sequence[Place], areas: Sequence[Area | None]) -> Iterator[Label | None]:
    """Name the places where there is room: to the right, the left, below or above."""
    taken = [_circle(area) for area in areas if area is not None and not area.path]
    for place, area in zip(places, areas, strict=True):
        name = _short(place.name)
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


def _apart(
    names: Sequence[Label], labels: Sequence[Label | None], areas: Sequence[Area | None]
) -> Iterator[Label]:
    """The names of countries that no place and no name of a place lies over."""
    taken = [_room(label) for label in labels if label is not None]
    taken += [_circle(area) for area in areas if area is not None and not area.path]
    for name in names:
        if not any(_overlap(_room(name), other) for other in taken):
            yield name


def _scale(window: Window) -> tuple[str, int]:
    """The longest round distance that takes up to a quarter of the width, and its length."""
    lengths = [10, 20, 50, 100, 200, 500, 1000, 2000]
    fitting = [km for km in lengths if window.units(km) <= WIDTH / 4]
    km = max(fitting, default=lengths[0])
    return number(Decimal(km)), round(window.units(km))
