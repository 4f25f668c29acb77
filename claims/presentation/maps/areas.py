"""A place as an area, as large as it is not known: a dot, a circle, or all of a country."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from claims.models import Place, PlacePrecision
from claims.presentation.maps.outlines import Box, Country, Point, world
from claims.presentation.maps.window import KM_OF_DEGREE, Window, outline_path
from claims.presentation.numbers import number
from tracker.base.writing.lists import comma_list

_KM = {
    PlacePrecision.EXACT: 0,
    PlacePrecision.TOWN: 15,
    PlacePrecision.REGION: 150,
    PlacePrecision.COUNTRY: 400,
}
"""How far the circle of a place reaches, where that can be seen at all."""

_SMALLEST = 11
"""The smallest circle, in units of the picture; a dot is smaller still."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What is known of where a place lies: a country by name, or a point with a radius in km.

    ``turn`` is how far it is moved around the earth, in degrees, to lie beside other places.
    """

    place: Place
    country: Country | None = None
    point: Point | None = None
    turn: float = 0.0

    @property
    def is_known(self) -> bool:
        """Whether it can be drawn."""
        return self.country is not None or self.point is not None

    @property
    def km(self) -> int:
        """How far around its point it may lie."""
        return _KM[PlacePrecision(self.place.precision)]

    @property
    def at(self) -> Point | None:
        """Its point, as it was moved around the earth."""
        return None if self.point is None else (self.point[0] + self.turn, self.point[1])

    @property
    def box(self) -> Box | None:
        """The longitudes and latitudes that it may lie at."""
        if self.country is not None:
            land = self.country.rings[0].box
            return replace(land, west=land.west + self.turn, east=land.east + self.turn)
        if self.at is None:
            return None
        (x, y), degrees = self.at, self.km / KM_OF_DEGREE
        return Box(x - degrees, y - degrees, x + degrees, y + degrees)


@dataclass(frozen=True, slots=True)
class Area:
    """A place in the picture: an outline as a path, or a circle, or a dot."""

    path: str = ""
    x: int = 0
    y: int = 0
    radius: int = 0
    is_dot: bool = False


def whereabouts(place: Place) -> Whereabouts:
    """Find where a place lies; a country is found by its name, never by a point in it."""
    precision = PlacePrecision(place.precision)
    if precision is PlacePrecision.COUNTRY and (country := world().country_named(place.name)):
        return Whereabouts(place, country=country)
    if precision is PlacePrecision.UNKNOWN or place.latitude is None or place.longitude is None:
        return Whereabouts(place)
    return Whereabouts(place, point=(float(place.longitude), float(place.latitude)))


def area_of(where: Whereabouts, window: Window) -> Area | None:
    """Draw a place; None where it is not known where it lies."""
    if where.country is not None:
        path = "".join(outline_path(window, ring) for ring in where.country.rings)
        return Area(path=path) if path else None
    if where.at is None:
        return None
    x, y = (round(at) for at in window.at(where.at))
    if not where.km:
        return Area(x=x, y=y, radius=_SMALLEST - 4, is_dot=True)
    return Area(x=x, y=y, radius=max(_SMALLEST, round(window.units(where.km))))


def area_words(where: Whereabouts, area: Area | None, window: Window) -> str:
    """Say what the area of a place means: how exactly it is known, and what is drawn for it."""
    precision = PlacePrecision(where.place.precision)
    if area is None:
        return _not_drawn(where)
    km = {"km": number(Decimal(_rounded(area.radius / window.units(1))))}
    match precision:
        case PlacePrecision.EXACT:
            return _("the exact position is recorded")
        case PlacePrecision.TOWN:
            return _("known to the town: the circle reaches about %(km)s km around it") % km
        case PlacePrecision.REGION:
            text = _(
                "only the region is known: the circle reaches about %(km)s km around its middle"
            )
            return text % km
        case _ if area.path:
            return _("only the country is known: all of it is filled")
        case _:
            text = _(
                "only the country is known: the circle reaches about %(km)s km around its middle"
            )
            return text % km


def coordinates_words(place: Place) -> str:
    """Write the coordinates of a place that is known to the town at least; "" for others."""
    is_fine = place.precision in {PlacePrecision.EXACT, PlacePrecision.TOWN}
    if not is_fine or place.latitude is None or place.longitude is None:
        return ""
    north, east = place.latitude >= 0, place.longitude >= 0
    latitude = _("%(degrees)s° N") if north else _("%(degrees)s° S")
    longitude = _("%(degrees)s° E") if east else _("%(degrees)s° W")
    return comma_list(
        text % {"degrees": number(abs(value))}
        for text, value in ((latitude, place.latitude), (longitude, place.longitude))
    )


def _not_drawn(where: Whereabouts) -> str:
    if where.is_known:
        return _("too small or too far away to be drawn here")
    if where.place.precision == PlacePrecision.UNKNOWN:
        return _("how exactly it is known is not recorded, so it is not drawn")
    return _("no coordinates are recorded, so it is not drawn")


def _rounded(km: float) -> int:
    """To the next five kilometres: what is drawn is no measurement."""
    return max(5, round(km / 5) * 5)
