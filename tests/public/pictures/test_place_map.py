"""Where an incident is said to have happened, drawn as exactly as it is known."""

from __future__ import annotations

import re

import pytest

from claims.models import Place
from claims.presentation.maps.areas import whereabouts
from claims.presentation.maps.outlines import world
from claims.presentation.maps.place_map import PlaceMap, place_map_of
from claims.presentation.maps.window import HEIGHT, WIDTH, Window, backdrop
from tests.factories import a_claim, a_party, an_incident
from tests.house.database import rows
from tests.markup import folded, tight
from tests.public.conftest import Read

GAO = {"latitude": "16.27", "longitude": "-0.04"}


def a_place(precision: str = "town", name: str = "Gao", **at: str) -> Place:
    place = rows.place(name=name, precision=precision, **(GAO | at))
    place.refresh_from_db()
    return place


def the_map(place: Place | None, *others: Place) -> PlaceMap | None:
    incident = an_incident(place=place)
    return place_map_of(incident, [a_claim(incident=incident, place=other) for other in others])


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        ("exact", "the exact position is recorded"),
        ("town", "known to the town: the circle reaches about"),
        ("region", "only the region is known: the circle reaches about 150 km around its middle"),
    ],
)
def test_a_place_is_as_large_as_it_is_not_known(db: None, precision: str, words: str) -> None:
    drawn = the_map(a_place(precision))

    assert drawn is not None
    (shown,) = drawn.places
    assert shown.area is not None
    assert shown.words.startswith(words)
    assert shown.area.is_dot == (precision == "exact")


def test_a_circle_grows_with_what_is_not_known(db: None) -> None:
    drawn = [the_map(a_place(precision)) for precision in ("exact", "town", "region")]
    radii = [each.places[0].area.radius for each in drawn if each and each.places[0].area]

    assert len(radii) == 3
    assert radii == sorted(set(radii))


def test_a_country_fills_its_outline_and_is_found_by_name_only(db: None) -> None:
    for name, is_filled in (("Mali (country)", True), ("The Sahel", False)):
        drawn = the_map(a_place("country", name, latitude="17.57", longitude="-4.0"))
        assert drawn is not None
        (shown,) = drawn.places
        assert shown.area is not None
        assert bool(shown.area.path) == is_filled
        assert ("all of it is filled" in shown.words) == is_filled


def test_a_point_in_a_neighbour_does_not_name_a_country(db: None) -> None:
    # The middle of Croatia's outline lies in Bosnia and Herzegovina.
    place = a_place("country", "Croatia", latitude="44.5", longitude="16.5")
    country = whereabouts(place).country

    assert world().country_around((16.5, 44.5)) != country
    assert country is not None
    assert country.name == "Croatia"


@pytest.mark.parametrize(
    "place",
    [
        {"precision": "unknown"},
        {"precision": "town", "latitude": None, "longitude": None},
        {"precision": "country", "name": "Nowhere", "latitude": None, "longitude": None},
    ],
)
def test_what_is_not_known_is_not_drawn(db: None, place: dict[str, str]) -> None:
    assert the_map(a_place(**place)) is None
    assert the_map(None) is None


def test_places_that_claims_name_are_drawn_too_and_told_apart(read: Read) -> None:
    incident = an_incident(slug="ford", place=a_place("region", "Gao region"))
    timbuktu = a_place(name="Timbuktu", latitude="16.77", longitude="-3.01")
    claim = a_claim(incident=incident, claimant=a_party("River League"), place=timbuktu)

    page = folded(read("/incidents/ford/"))

    assert page.count('<circle class="area" ') == 1
    assert page.count('<circle class="area is-claimed" ') == 1
    named = page[page.index("named in a claim by") :].partition("</span>")[0]
    assert f'<a href="/claims/{claim.pk}/">River League</a>' in tight(named)
    assert "place of the incident" in page
    assert "16.77° N, 3.01° W" in page
    assert "16.27° N" not in page


def test_a_place_on_the_other_side_of_the_world_is_said_and_not_drawn(db: None) -> None:
    far = a_place(name="Kyiv", latitude="50.45", longitude="30.52")

    drawn = the_map(a_place(), far)

    assert drawn is not None
    assert [shown.area is None for shown in drawn.places] == [False, True]
    assert drawn.places[1].words == "too small or too far away to be drawn here"


def test_without_a_place_the_page_has_no_map(read: Read) -> None:
    a_claim(incident=an_incident(slug="ford"))

    assert "place-map" not in read("/incidents/ford/")


def test_a_map_is_small_and_asks_nobody(read: Read) -> None:
    a_claim(incident=an_incident(slug="ford", place=a_place()))

    page = read("/incidents/ford/")
    picture = page[page.index('<figure class="place-map') :].partition("</figure>")[0]

    assert len(picture.encode()) < 16_000
    assert "style=" not in picture
    assert "http" not in picture
    assert "Natural Earth" in picture


@pytest.mark.parametrize(
    "window",
    [
        Window(-4.0, 17.5, 17.0),
        Window(35.2, 31.5, 4.0),
        Window(178.0, -17.0, 6.0),
        Window(0.0, 80.0, 24.0),
    ],
)
def test_everywhere_can_be_drawn_and_nothing_far_outside(window: Window) -> None:
    under = backdrop(window)

    assert under.land
    for x, y in re.findall(r"M(-?\d+) (-?\d+)", under.land):
        assert -20 <= int(x) <= WIDTH + 20
        assert -20 <= int(y) <= HEIGHT + 20


def test_points_are_found_in_countries() -> None:
    for point, name in (
        ((-4.0, 17.5), "Mali"),
        ((2.35, 48.85), "France"),
        ((24.7, -29.0), "South Africa"),
    ):
        country = world().country_around(point)
        assert country is not None
        assert country.name == name
    assert world().country_around((-30.0, 40.0)) is None
