"""Where an incident is said to have happened, and how exactly that is known, as a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.models import Claim, Incident, Place
from claims.presentation.maps.areas import (
    Area,
    Whereabouts,
    area_of,
    area_words,
    coordinates_words,
    whereabouts,
)
from claims.presentation.maps.framing import box_around, degrees_high, window_around
from claims.presentation.maps.lettering import country_names, place_names, scale_of
from claims.presentation.maps.window import HEIGHT, WIDTH, Backdrop, Label, backdrop

_FARTHEST = 30.0
"""Degrees of latitude that a picture shows at most."""


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
    window = window_around(near)
    under = backdrop(window)
    areas = [area_of(where, window) if where in near else None for where in found]
    labels = list(place_names([place.name for place, _claims in named], areas))
    scale_km, scale_units = scale_of(window)
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
        names=tuple(country_names(under.labels, labels, areas)),
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
        if not near or degrees_high(box_around([*near, where])) <= _FARTHEST:
            near.append(where)
    return near
