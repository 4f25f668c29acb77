"""The map of the front page: where disputes are said to have happened."""

from __future__ import annotations

import re
from itertools import combinations
from math import hypot

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from claims.models import Incident, Place
from claims.operations.release import withdraw_dossier
from claims.presentation.front.dossier_map import TOUCHED, DossierMap, dossier_map_of
from claims.presentation.maps.areas import whereabouts
from claims.presentation.maps.framing import side_by_side, window_around
from claims.presentation.maps.window import HEIGHT, WIDTH
from claims.reads.front import placed
from claims.reads.front.placed import PlacedDossier, PlacedDossiers, placed_dossiers
from tests.factories import AT, a_claim, an_editor, an_incident
from tests.house.database import rows
from tests.markup import folded, tight
from tests.public.conftest import Read

KIDAL, GAO, KYIV = ("18.44", "1.41"), ("16.27", "-0.04"), ("50.45", "30.52")


def a_place(name: str, at: tuple[str, str] = KIDAL, precision: str = "town") -> Place:
    place = rows.place(
        name=name, slug=name.lower(), latitude=at[0], longitude=at[1], precision=precision
    )
    place.refresh_from_db()
    return place


def a_raid(title: str, place: Place | None, claims: int = 1, **fields: object) -> Incident:
    incident = an_incident(title, place=place, **fields)
    for _ in range(claims):
        a_claim(incident=incident)
    return incident


def the_map() -> DossierMap:
    drawn = dossier_map_of(placed_dossiers())
    assert drawn is not None
    return drawn


def drawn_at(*points: tuple[float, float], precision: str = "town", claims: int = 1) -> DossierMap:
    """The map of disputes at so many places (latitude, longitude), without a database."""
    places = [
        Place(pk=n, slug=f"p{n}", name=f"P{n}", latitude=y, longitude=x, precision=precision)
        for n, (y, x) in enumerate(points, 1)
    ]
    found = [
        PlacedDossier(Incident(pk=place.pk, slug=place.slug, title="Raid"), place, claims)
        for place in places
    ]
    drawn = dossier_map_of(PlacedDossiers(found, is_all=True, without=0))
    assert drawn is not None
    return drawn


def picture_of(page: str) -> str:
    return page[page.index('<figure class="place-map dossier-map') :].partition("</svg>")[0]


def test_a_mark_leads_to_the_dispute_and_the_list_says_the_same(read: Read) -> None:
    incident = a_raid("Raid at the ford", a_place("Kidal"), claims=2)

    page = read("/")

    picture = folded(picture_of(page))
    assert f'href="/incidents/{incident.slug}/" aria-label="Kidal: Raid at the ford"' in picture
    assert f'r="{TOUCHED}"' in picture
    listed = tight(page[page.index('id="place-kidal"') :].partition("</figure>")[0])
    assert '<strong dir="auto">Kidal</strong><span class="muted">1 dispute, 2 claims' in listed
    assert f'<a href="/incidents/{incident.slug}/">Raid at the ford</a>' in listed
    assert "Natural Earth" in listed


def test_disputes_of_one_place_have_one_mark_with_their_number(read: Read) -> None:
    kidal = a_place("Kidal")
    for title in ("Raid at the ford", "Raid at the mill"):
        a_raid(title, kidal)

    page = read("/")

    assert picture_of(page).count('class="mark"') == 1
    assert 'href="#place-kidal" aria-label="Kidal: 2 disputes, 2 claims"' in folded(page)
    listed = page[page.index('id="place-kidal"') :].partition("</figure>")[0]
    assert "Raid at the ford" in listed
    assert "Raid at the mill" in listed


def test_of_many_disputes_of_a_place_some_are_named_and_the_others_counted(read: Read) -> None:
    kidal = a_place("Kidal")
    for number in range(7):
        a_raid(f"Raid {number}", kidal)

    page = folded(read("/"))

    assert 'href="/search/?place=kidal"> 2 more disputes: all claims about this place' in page


def test_places_near_each_other_share_a_mark_that_names_them(db: None) -> None:
    a_raid("Raid at the well", a_place("Aguelhok", ("18.60", "1.50")))
    for title in ("Raid at the ford", "Raid at the mill"):
        a_raid(title, a_place(title, KIDAL) if title.endswith("mill") else a_place("Kidal"))
    a_raid("Siege", a_place("Kyiv", KYIV))
    near, far = the_map().marks

    assert near.name.startswith("Near ")
    assert near.number == "3"
    assert near.counted == "3 disputes, 3 claims"
    assert {told.place.name for told in near.places} == {"Aguelhok", "Kidal", "Raid at the mill"}
    assert (far.name, far.number) == ("Kyiv", "")


def test_what_a_mark_leads_to_is_opened_by_the_browser(read: Read) -> None:
    """It opens what is folded around the target of a link, not the target itself."""
    for name, at in (("Kidal", KIDAL), ("Aguelhok", ("18.60", "1.50")), ("Kyiv", KYIV)):
        a_raid(f"Raid at {name}", a_place(name, at))

    tree = LexborHTMLParser(read("/"))

    (link,) = tree.css('.mark[href^="#"]')
    (target,) = tree.css(link.attributes["href"] or "")
    fold = target.parent
    assert fold is not None
    assert (fold.tag, target.tag) == ("details", "ul")
    assert "Raid at Kidal" in target.text()
    assert "Raid at Aguelhok" in target.text()


def test_places_far_from_each_other_are_not_called_near(db: None) -> None:
    for name, at in (("Kidal", KIDAL), ("Gao", GAO), ("Suva", ("-18.1", "178.4"))):
        a_raid(f"Raid at {name}", a_place(name, at))
    names = {mark.name for mark in the_map().marks}

    assert names == {"Suva", "Gao and 1 other place"}


def test_a_region_is_never_called_near(db: None) -> None:
    drawn = drawn_at((18.44, 1.41), (18.45, 1.42), precision="region")

    assert [mark.name for mark in drawn.marks] == ["P1 and 1 other place"]
    assert [area.radius for area in drawn.areas] == [drawn.areas[0].radius] * 2


def test_no_two_marks_can_be_touched_at_one_point() -> None:
    points = [((n * 37) % 120 - 50.0, (n * 101) % 340 - 170.0) for n in range(100)]
    drawn = drawn_at(*points)

    assert len(drawn.marks) > 1
    for one, other in combinations(drawn.marks, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= 2 * TOUCHED - 2
    told = [place.place.pk for mark in drawn.marks for place in mark.places]
    assert sorted(told) == list(range(1, 101))


def test_a_map_of_all_the_world_holds_every_mark() -> None:
    drawn = drawn_at((64.1, -21.9), (-33.9, 18.4), (-41.3, 174.8), (61.2, -149.9), (35.7, 139.7))

    assert len(drawn.areas) == 5
    for mark in drawn.marks:
        assert 0 < mark.x < WIDTH
        assert 0 < mark.y < HEIGHT
    assert len(drawn.backdrop.land) + len(drawn.backdrop.borders) < 25_000


def test_neighbours_across_the_180th_meridian_are_neighbours() -> None:
    places = [
        Place(name=name, latitude=y, longitude=x, precision="town")
        for name, y, x in (("Suva", -18.1, 178.4), ("Apia", -13.8, -171.8))
    ]
    beside = side_by_side([whereabouts(place) for place in places])

    assert window_around(beside).span < 20
    assert [where.at for where in beside] == [(178.4 - 360, -18.1), (-171.8, -13.8)]
    assert [where.turn for where in side_by_side(beside[1:])] == [0.0]


def test_a_country_is_filled_and_its_mark_stands_in_it(db: None) -> None:
    a_raid("Toll of a year", rows.place(name="Croatia", precision="country"))
    (mark,), (area,) = the_map().marks, the_map().areas

    assert area.path
    assert 0 < mark.x < WIDTH
    assert mark.name == "Croatia"


@pytest.mark.parametrize("fields", [{"is_exercise": True}, {"released": False}])
def test_what_is_invented_or_not_released_is_not_on_it(read: Read, fields: dict[str, bool]) -> None:
    a_raid("Raid on paper", a_place("Elsewhere"), **fields)
    a_raid("Raid at the ford", a_place("Kidal"))

    page = read("/")

    assert picture_of(page).count('class="mark"') == 1
    assert "Elsewhere" not in page.partition("Exercises and demonstrations")[0]
    assert "not on the map" not in page


def test_a_withdrawn_dispute_is_not_on_it(read: Read) -> None:
    gone = a_raid("Raid at the mill", a_place("Elsewhere"))
    a_raid("Raid at the ford", a_place("Kidal"))
    withdraw_dossier(incident=gone, reason="Entered twice.", by=an_editor(), at=AT)

    page = read("/")

    assert "Elsewhere" not in page
    assert "not on the map" not in page


def test_disputes_that_cannot_be_drawn_are_counted(read: Read) -> None:
    a_raid("Raid at the ford", a_place("Kidal"))
    a_raid("Raid somewhere", None)
    a_raid("Raid vaguely", a_place("Vague", precision="unknown"))
    a_raid("Raid abroad", rows.place(name="Nowhere", precision="country"))
    a_raid("Raid on paper", None, is_exercise=True)

    page = folded(read("/"))

    assert (
        "3 disputes are not on the map: no place is recorded for them that could be drawn."
        ' <a href="/incidents/">All disputes</a>'
    ) in page


MALI = ((18.0, 1.0), (16.5, -3.0), (14.5, -10.5), (13.8, -4.9), (16.2, 0.0))
FAR = (50.4, 30.5)


def test_a_place_far_away_does_not_shrink_the_others_to_a_corner() -> None:
    alone, beside = drawn_at(*MALI), drawn_at(*MALI, FAR)

    assert [told.place.name for told in beside.away] == ["P6"]
    assert (beside.scale_km, len(beside.marks)) == (alone.scale_km, len(alone.marks))
    assert (beside.shown, beside.without) == (5, 0)


def test_far_away_is_only_what_few_are_and_what_makes_the_picture_small() -> None:
    assert not drawn_at(*MALI[:2], FAR).away, "of three, one is not few"
    assert not drawn_at(*MALI, FAR, (48.9, 2.4), (55.8, 37.6)).away, "three of eight are not few"
    assert not drawn_at(*MALI, (27.0, 2.0)).away, "all fit into a large picture"
    there_and_here = [*MALI, *((y + 35, x + 30) for y, x in MALI)]
    assert not drawn_at(*there_and_here).away, "neither side is the odd one"


def test_what_is_not_drawn_is_listed_beneath(read: Read) -> None:
    for n, (y, x) in enumerate(MALI):
        a_raid(f"Raid {n}", a_place(f"Village {n}", (str(y), str(x))))
    a_raid("Remark", a_place("Kyiv", KYIV))

    page = folded(read("/"))

    assert "Kyiv" not in picture_of(page)
    listed = page[page.index("Too far away to be drawn with the others:") :]
    assert "Kyiv" in listed
    assert ">Remark</a>" in listed.partition("</figure>")[0]


def test_without_any_place_there_is_no_map(read: Read) -> None:
    a_raid("Raid somewhere", None)

    assert "dossier-map" not in read("/")


def test_of_very_many_the_newest_are_shown_and_it_says_so(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placed, "MOST_ON_MAP", 2)
    for name, at in (("Suva", ("-18.1", "178.4")), ("Kidal", KIDAL), ("Kyiv", KYIV)):
        a_raid(f"Raid at {name}", a_place(name, at))

    page = read("/")

    assert picture_of(page).count('class="mark"') == 2
    assert "Suva" not in picture_of(page)
    assert "The map shows the 2 disputes recorded last that have a place." in folded(page)


def test_claims_beyond_the_bound_are_told_as_more() -> None:
    assert drawn_at((18.0, 1.0), claims=101).marks[0].counted == "1 dispute, more than 100 claims"
    assert drawn_at((18.0, 1.0), claims=100).marks[0].counted == "1 dispute, 100 claims"


def test_claims_are_counted_up_to_the_bound(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placed, "MOST_CLAIMS_COUNTED", 2)
    a_raid("Raid at the ford", a_place("Kidal"), claims=4)

    assert [each.claims for each in placed_dossiers().dossiers] == [3]


def test_the_fullest_map_is_light_and_has_no_style_of_its_own() -> None:
    points = [((n * 37) % 120 - 50.0, (n * 101) % 340 - 170.0) for n in range(100)]
    places = [
        Place(pk=n, slug=f"place-{n}", name=f"Place of some name {n}", latitude=y, longitude=x)
        for n, (y, x) in enumerate(points)
    ]
    title = "Attack on a column near a well in the desert, told by three sides ({})"
    found = []
    for n, place in enumerate(places):
        place.precision = "town"
        incident = Incident(pk=n, slug=f"attack-on-a-column-near-a-well-{n}", title=title.format(n))
        found.append(PlacedDossier(incident, place, 12))
    drawn = dossier_map_of(PlacedDossiers(found, is_all=True, without=0))

    shown = render_to_string("components/front/dossier_map.html", {"map": drawn, "most": 1000})

    picture, _svg, listed = shown.partition("</svg>")
    assert len(picture.encode()) < 50_000
    assert len(listed.encode()) < 60_000
    assert "style=" not in shown
    assert len(re.findall(r"<li><a href", tight(listed))) == 100


def test_it_takes_the_same_queries_whatever_there_is(client: Client, db: None) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/").status_code == 200
        return len(captured)

    a_raid("Raid at the ford", a_place("Kidal"))
    before = queries()
    for number in range(5):
        a_raid(f"Raid {number}", a_place(f"Village {number}", ("16.0", str(number))), claims=2)

    assert queries() == before
