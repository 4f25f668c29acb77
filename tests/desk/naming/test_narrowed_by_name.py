"""Lists are narrowed by an incident whose title is typed, also without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from tests.desk.naming.test_names_offered import options
from tests.factories import a_citation, a_claim, a_page, an_incident
from tracker.base.people.models import User

pytestmark = pytest.mark.django_db

LISTS = ["/desk/claims/", "/desk/captures/", "/desk/sides/", "/desk/agreement/"]


@pytest.fixture
def desk(sign_in: Any, editor: User) -> Client:
    client: Client = sign_in(editor)
    return client


def ticked(text: str) -> list[str | None]:
    """What is chosen."""
    return _values(text, "[checked][value]")


def offered(text: str) -> list[str | None]:
    """What may be chosen."""
    return _values(text, "[type=radio]")


def _values(text: str, which: str) -> list[str | None]:
    found = LexborHTMLParser(text).css(f'[name="incident"]{which}')
    return [node.attributes["value"] for node in found]


@pytest.mark.parametrize("url", LISTS)
def test_an_incident_is_chosen_by_its_slug_or_by_its_title(desk: Client, url: str) -> None:
    river = an_incident("Fighting at the river")

    for asked in ({"incident": river.slug}, {"incident_typed": "fighting at the river"}):
        answer = desk.get(url, asked)
        assert answer.status_code == 200
        assert answer.context["form"].cleaned_data["incident"] == river
        assert ticked(answer.text) == [river.slug]


@pytest.mark.parametrize("url", LISTS)
def test_what_may_be_meant_is_listed(desk: Client, url: str) -> None:
    river, road = an_incident("Fighting at the river"), an_incident("Fighting at the road")

    answer = desk.get(url, {"incident_typed": "fighting"})

    assert set(offered(answer.text)) == {river.slug, road.slug}
    assert "Choose which one you mean" in answer.text


@pytest.mark.parametrize("url", LISTS)
def test_a_page_names_no_incident_that_nobody_asked_for(desk: Client, url: str) -> None:
    an_incident("Fighting at the river")

    assert "Fighting at the river" not in desk.get(url).text


@pytest.mark.parametrize("url", LISTS)
@pytest.mark.parametrize("asked", [{"incident": "nowhere"}, {"incident_typed": "Nowhere at all"}])
def test_what_names_none_is_said_so(desk: Client, url: str, asked: dict[str, str]) -> None:
    form = desk.get(url, asked).context["form"]
    assert list(form.errors) == ["incident"]


def test_claims_and_pages_of_others_are_left_out(desk: Client) -> None:
    river, road = an_incident("Fighting at the river"), an_incident("Fighting at the road")
    for incident in (river, road):
        page = a_page(title=f"Page of {incident.title}")
        a_citation(a_claim(incident=incident, statement=f"Said of {incident.title}"), page=page)

    for url, words in (("/desk/claims/", "Said of"), ("/desk/captures/", "Page of")):
        text = desk.get(url, {"incident_typed": "Fighting at the river"}).text
        assert f"{words} Fighting at the river" in text
        assert f"{words} Fighting at the road" not in text


def test_the_file_of_the_sides_is_of_what_was_typed(desk: Client) -> None:
    river = an_incident("Fighting at the river")
    a_claim(incident=river)

    text = desk.get("/desk/sides/", {"incident_typed": "Fighting at the river"}).text

    assert f"incident={river.slug}" in text


def test_names_are_offered_with_their_slugs_to_what_asks_for_them(desk: Client) -> None:
    river = an_incident("Fighting at the river")

    for more, key in (({"slug": "1"}, river.slug), ({}, str(river.pk))):
        (found,) = options(desk, "incident", incident_typed="river", **more)
        assert found["data-key"] == key
