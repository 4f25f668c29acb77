"""Each chart of a dossier is a picture of its own: title, unit, source and address within it."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from claims.models import Incident
from claims.presentation.link_pictures.sheet import WIDTH
from tests.factories import an_incident
from tests.public.conftest import Read
from tests.public.earlier.scenes import revised
from tests.public.link_pictures.looking import inked, words_in
from tests.public.opening.scenes import parties, says

pytestmark = pytest.mark.django_db
LANGUAGES = ["", "/fr", "/ar"]


def dispute(**facts: object) -> Incident:
    incident = an_incident("Raid at the ford", slug="ford", **facts)
    army, league, rescue = parties("Army", "League", "Rescue")
    says(incident, army, 2, army)
    says(incident, league, 47, army, least=True)
    says(incident, rescue, 30, army, about=True)
    return incident


def charts_of(page: str) -> list[str]:
    links = LexborHTMLParser(page).css(".source-line a[download]")
    return [link.attributes["href"] or "" for link in links]


def drawn(client: Client, address: str) -> tuple[bytes, Image.Image]:
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    return answer.content, Image.open(BytesIO(answer.content))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_chart_has_its_picture(client: Client, read: Read, language: str) -> None:
    dispute()

    (address,) = charts_of(read(f"{language}/incidents/ford/"))
    content, image = drawn(client, address)
    words, shown = words_in(content), image.convert("RGB")

    assert address.startswith(f"{language}/incidents/ford/charts/figures-killed-")
    assert image.size[0] == WIDTH
    for said in ("Raid at the ford", "Army", "League", "Rescue", "47", "30"):
        assert said in words
    source = f"{settings.SITE_URL}{language}/incidents/ford/#figures-killed-"
    assert image.info["Source"].startswith(source)
    assert not inked(shown, (0, 110, 40, image.size[1]))
    assert not inked(shown, (WIDTH - 40, 110, WIDTH, image.size[1]))
    assert inked(shown, (56, image.size[1] - 60, WIDTH - 56, image.size[1]))


def test_it_names_unit_and_source(client: Client, read: Read) -> None:
    incident = an_incident(slug="ford")
    for who, n in zip(parties("Army", "League"), (2, 5), strict=True):
        says(incident, who, n, None, measure="distance_km")

    (address,) = charts_of(read("/incidents/ford/"))
    words = words_in(drawn(client, address)[0])

    assert "Unit: " in words
    assert "Source: 2 statements by Army, League" in words


def test_a_chart_of_an_earlier_moment_is_of_that_moment(client: Client, read: Read) -> None:
    incident = dispute()
    claim = incident.claims.order_by("pk").first()
    assert claim is not None
    figures = [figure.figure_subjects.get().party for figure in claim.figures.all()]
    (now,) = charts_of(read("/incidents/ford/"))
    (then,) = charts_of(read("/incidents/ford/", as_of="2026-03-01"))

    revised(claim, claimant=parties("Guards")[0])

    assert figures
    assert then.startswith(f"{now}?as_of=")
    assert "Guards" in words_in(drawn(client, now)[0])
    assert "Guards" not in words_in(drawn(client, then)[0])
    assert "as_of=" in Image.open(BytesIO(client.get(then).content)).info["Source"]


def test_an_exercise_is_marked(client: Client, read: Read) -> None:
    dispute(is_exercise=True)

    (address,) = charts_of(read("/incidents/ford/"))

    assert words_in(drawn(client, address)[0]).startswith("Exercise")


def test_what_is_not_drawn_or_not_public_has_none(client: Client) -> None:
    dispute()
    an_incident(slug="hidden", released=False)

    for path in ("ford/charts/figures-killed-0.png", "hidden/charts/figures-killed-1.png"):
        assert client.get(f"/incidents/{path}").status_code == 404
