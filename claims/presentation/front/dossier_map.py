"""Where the disputes of the front page are said to have happened, as one picture and a list.

Places that would lie on each other at the picture's scale have one mark, which says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, hypot, radians

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Incident, Place, PlacePrecision
from claims.presentation.maps.areas import Area, Whereabouts, area_of, whereabouts
from claims.presentation.maps.framing import set_apart, side_by_side, window_around
from claims.presentation.maps.lettering import country_names, place_names, scale_of
from claims.presentation.maps.outlines import Point
from claims.presentation.maps.window import (
    HEIGHT,
    KM_OF_DEGREE,
    WIDTH,
    Backdrop,
    Label,
    Window,
    backdrop,
)
from claims.presentation.numbers import number
from claims.reads.front.placed import MOST_CLAIMS_COUNTED, PlacedDossier, PlacedDossiers
from tracker.base.writing.lists import comma_list

TOUCHED = 32
"""Radius of what can be touched of a mark: 24 pixels across where the picture has 300."""
MOST_OPEN = 8
"""Marks that the list shows at once; the rest of it folds."""
MOST_TITLES = 5
"""Titles of disputes that the list gives of one place; of the others it says how many."""
_NEAR_KM = 100
"""Places that are known to the town and no farther apart than this are near each other."""


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """A place in the list: its disputes, the newest first, how many more, and all in words."""

    place: Place
    dossiers: tuple[Incident, ...]
    more: int
    counted: str


@dataclass(frozen=True, slots=True)
class MapMark:
    """A mark on the map, and what the list says of it.

    Args:
        anchor: the name of its part of the list in the page's address.
        name: the place or places that it stands for.
        counted: how many disputes and claims there are, in words.
        places: those that it stands for, that with the most disputes first.
        x: where it stands in the picture.
        y: likewise.
        number: how many disputes, where they are several; else "".
        only: its dispute, where there is one.
        label: its name in the picture, where there was room for it.
    """

    anchor: str
    name: str
    counted: str
    places: tuple[PlaceTold, ...]
    x: int
    y: int
    number: str
    only: Incident | None
    label: Label | None

    @property
    def touched(self) -> int:
        """The radius of what can be touched."""
        return TOUCHED


@dataclass(frozen=True, slots=True)
class DossierMap:
    """The picture and its list.

    Args:
        marks: those with the most disputes first.
        areas: how exactly each place is known.
        backdrop: land and borders.
        names: of countries.
        scale_km: a distance in words, which is as long as `scale_units`.
        scale_units: in units of the picture.
        away: places too far from the others to be drawn with them.
        shown: how many disputes are on it.
        is_all: whether there are no more that could be.
        without: how many have no place that can be drawn.
    """

    marks: tuple[MapMark, ...]
    away: tuple[PlaceTold, ...]
    areas: tuple[Area, ...]
    backdrop: Backdrop
    names: tuple[Label, ...]
    scale_km: str
    scale_units: int
    shown: int
    is_all: bool
    without: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def open_marks(self) -> Sequence[MapMark]:
        """Those that the list shows at once."""
        return self.marks[:MOST_OPEN]

    @property
    def folded_marks(self) -> Sequence[MapMark]:
        """Those that it folds."""
        return self.marks[MOST_OPEN:]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in the picture, with its disputes."""

    where: Whereabouts
    dossiers: tuple[PlacedDossier, ...]
    at: Point

    @property
    def is_fine(self) -> bool:
        fine = {PlacePrecision.EXACT, PlacePrecision.TOWN}
        return self.where.place.precision in fine


def dossier_map_of(placed: PlacedDossiers) -> DossierMap | None:
    """Draw the map of the front page.

    Args:
        placed: as `claims.reads.front.placed.placed_dossiers` fetches them.

    Returns:
        The map; None where there is nothing to draw.
    """
    by_place: dict[int, list[PlacedDossier]] = {}
    for each in placed.dossiers:
        by_place.setdefault(each.place.pk, []).append(each)
    found = [whereabouts(dossiers[0].place) for dossiers in by_place.values()]
    lying = side_by_side([where for where in found if where.is_known])
    if not lying:
        return None
    known, away = set_apart(lying)
    unknown = [where for where in found if not where.is_known]
    window = window_around(known)
    spots = [_spot(where, by_place[where.place.pk], window) for where in known]
    together = _together(sorted(spots, key=lambda spot: -len(spot.dossiers)))
    together.sort(key=lambda group: -_many(group))
    named = [_named(group) for group in together]
    circles = [Area(x=round(x), y=round(y), radius=TOUCHED) for (x, y) in _middles(together)]
    labels = list(place_names(named, circles))
    shown = sum(len(spot.dossiers) for spot in spots)
    under = backdrop(window)
    scale_km, scale_units = scale_of(window)
    return DossierMap(
        marks=tuple(map(_mark, together, named, circles, labels)),
        away=tuple(_told(where, by_place[where.place.pk]) for where in away),
        areas=tuple(_areas(known, window)),
        backdrop=under,
        names=tuple(country_names(under.labels, labels, circles)),
        scale_km=scale_km,
        scale_units=scale_units,
        shown=shown,
        is_all=placed.is_all,
        without=placed.without + sum(len(by_place[where.place.pk]) for where in unknown),
    )


def _spot(where: Whereabouts, dossiers: Sequence[PlacedDossier], window: Window) -> _Spot:
    at = where.at
    if at is None and where.country is not None:
        x, y = where.country.rings[0].within()
        at = x + where.turn, y
    assert at is not None, "what is drawn is known"
    return _Spot(where, tuple(dossiers), window.at(at))


def _together(spots: Sequence[_Spot]) -> list[list[_Spot]]:
    """Put what would lie on each other under one mark, which stands at the first of them.

    No two marks can be touched at one point.
    """
    groups: list[list[_Spot]] = []
    for spot in spots:
        near = (each for each in groups if _apart(each[0], spot) < 2 * TOUCHED)
        group = min(near, key=lambda each: _apart(each[0], spot), default=None)
        if group is None:
            groups.append([spot])
        else:
            group.append(spot)
    return groups


def _apart(one: _Spot, other: _Spot) -> float:
    return hypot(one.at[0] - other.at[0], one.at[1] - other.at[1])


def _many(group: Sequence[_Spot]) -> int:
    return sum(len(spot.dossiers) for spot in group)


def _middles(groups: Sequence[Sequence[_Spot]]) -> Iterator[Point]:
    return (group[0].at for group in groups)


def _areas(known: Sequence[Whereabouts], window: Window) -> Iterator[Area]:
    """What is known least exactly lies lowest, so that it hides nothing."""
    drawn = (area_of(where, window) for where in known)
    found = [area for area in drawn if area is not None]
    yield from sorted(found, key=lambda area: (not area.path, -area.radius))


def _named(group: Sequence[_Spot]) -> str:
    """The name of a place; of several that of the first, and whether the others are near it."""
    first, *others = group
    name = first.where.place.name
    if not others:
        return name
    if all(spot.is_fine for spot in group) and _km_across(group) <= _NEAR_KM:
        return _("Near %(place)s") % {"place": name}
    n = len(others)
    text = ngettext("%(place)s and %(n)s other place", "%(place)s and %(n)s other places", n)
    return text % {"place": name, "n": number(Decimal(n))}


def _km_across(group: Sequence[_Spot]) -> float:
    """How far the places are from the first of them at most."""
    points = [spot.where.at for spot in group if spot.where.at is not None]
    x, y = points[0]
    narrowing = cos(radians(y))
    return KM_OF_DEGREE * max(hypot((a - x) * narrowing, b - y) for a, b in points)


def _mark(group: Sequence[_Spot], name: str, circle: Area, label: Label | None) -> MapMark:
    dossiers = [each for spot in group for each in spot.dossiers]
    many = len(dossiers) > 1
    return MapMark(
        anchor=f"place-{group[0].where.place.slug}",
        name=name,
        counted=_counted(dossiers),
        places=tuple(_told(spot.where, spot.dossiers) for spot in group),
        x=circle.x,
        y=circle.y,
        number=number(Decimal(len(dossiers))) if many else "",
        only=None if many else dossiers[0].incident,
        label=label,
    )


def _told(where: Whereabouts, dossiers: Sequence[PlacedDossier]) -> PlaceTold:
    incidents = [each.incident for each in dossiers]
    return PlaceTold(
        place=where.place,
        dossiers=tuple(incidents[:MOST_TITLES]),
        more=len(incidents[MOST_TITLES:]),
        counted=_counted(dossiers),
    )


def _counted(dossiers: Sequence[PlacedDossier]) -> str:
    """How many disputes there are and how many claims: "3 disputes, 12 claims"."""
    claims = sum(min(each.claims, MOST_CLAIMS_COUNTED) for each in dossiers)
    text = ngettext("%(n)s claim", "%(n)s claims", claims)
    if any(each.claims > MOST_CLAIMS_COUNTED for each in dossiers):
        text = ngettext("more than %(n)s claim", "more than %(n)s claims", claims)
    disputes = ngettext("%(n)s dispute", "%(n)s disputes", len(dossiers))
    return comma_list(
        (
            disputes % {"n": number(Decimal(len(dossiers)))},
            text % {"n": number(Decimal(claims))},
        )
    )
