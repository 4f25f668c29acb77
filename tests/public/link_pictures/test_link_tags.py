"""What networks are told of a page in its head, and the picture that they are led to."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from claims.models import Counterclaim
from tests.factories import a_claim, a_figure, a_pair, a_party, a_verdict, an_incident
from tests.public.conftest import Read
from tests.public.link_pictures.looking import seen, words_in

SITE = settings.SITE_URL


@pytest.fixture
def pair(db: None) -> Counterclaim:
    army, incident = a_party("Army"), an_incident("Raid at the ford")
    one, other = (
        a_claim(incident=incident, figures=[a_figure(best=n, low=n, high=n, subjects=[army])])
        for n in (12, 84)
    )
    return a_pair(answers=one, claim=other)


def paths_of(pair: Counterclaim) -> list[str]:
    claim = pair.answers
    return [f"/claims/{claim.pk}/", f"/pairs/{pair.pk}/", f"/incidents/{claim.incident.slug}/"]


def told(read: Read, path: str) -> dict[str, list[str]]:
    """Every tag of the page for networks, by its name."""
    found: dict[str, list[str]] = {}
    for row in LexborHTMLParser(read(path)).css("head meta"):
        name = row.attributes.get("property") or row.attributes.get("name")
        if name and name.startswith(("og:", "twitter:")):
            found.setdefault(name, []).append(row.attributes["content"] or "")
    return found


LOCALES = {"": "en_GB", "/fr": "fr_FR", "/ar": "ar_AR"}


@pytest.mark.parametrize("prefix", LOCALES)
def test_a_page_has_a_picture_in_its_language(
    read: Read, client: Client, pair: Counterclaim, prefix: str
) -> None:
    for path in paths_of(pair):
        tags = told(read, f"{prefix}{path}")
        (address,) = tags["og:image"]
        content = client.get(address.removeprefix(SITE)).content

        assert address.startswith(f"{SITE}{prefix}{path}picture.png?v=")
        assert tags["og:url"] == [f"{SITE}{prefix}{path}"]
        assert tags["og:locale"] == [LOCALES[prefix]]
        assert {*tags["og:locale"], *tags["og:locale:alternate"]} == set(LOCALES.values())
        assert tags["og:image:type"] == ["image/png"]
        width, height = (int(tags[f"og:image:{side}"][0]) for side in ("width", "height"))
        assert seen(content).size == (width, height)
        assert tags["og:image:alt"] == tags["twitter:image:alt"] == [words_in(content)]
        assert tags["twitter:card"] == ["summary_large_image"]
        assert all(len(tags[name]) == 1 for name in ("og:title", "og:description", "og:type"))


def test_the_address_changes_when_the_picture_does(
    read: Read, client: Client, pair: Counterclaim
) -> None:
    before = [told(read, path)["og:image"][0] for path in paths_of(pair)]
    assert before == [told(read, path)["og:image"][0] for path in paths_of(pair)]
    old = client.get(before[0].removeprefix(SITE)).content

    a_verdict(pair.answers)

    now = [told(read, path)["og:image"][0] for path in paths_of(pair)]
    assert not set(before) & set(now)
    for earlier, later in zip(before, now, strict=True):
        led = client.get(earlier.removeprefix(SITE))
        assert (led.status_code, led["Location"]) == (302, later.removeprefix(SITE))
    assert client.get(now[0].removeprefix(SITE)).content != old


def test_a_picture_carries_a_tag_and_no_cookie(client: Client, pair: Counterclaim) -> None:
    for path in (f"{page}picture.png" for page in paths_of(pair)):
        made = client.get(path)
        known = client.get(path, headers={"If-None-Match": made["ETag"]})
        head = client.head(path)

        assert not made.cookies
        assert (known.status_code, known.content) == (304, b"")
        assert (head.status_code, head["Content-Type"]) == (200, "image/png")
        assert client.post(path).status_code == 405
        assert client.get(path, {"size": "huge"}).status_code == 400


def test_other_pages_are_told_of_without_a_picture(read: Read, pair: Counterclaim) -> None:
    for path in ("/", "/fr/methodology/", f"/parties/{pair.answers.claimant.slug}/"):
        tags = told(read, path)
        title = LexborHTMLParser(read(path)).css_first("head title")

        assert tags["og:title"] == [title.text()]
        assert tags["og:url"] == [f"{SITE}{path}"]
        assert tags["og:type"] == ["website"]
        assert tags["twitter:card"] == ["summary"]
        assert "og:image" not in tags


def test_a_title_of_markup_stays_words(read: Read) -> None:
    party = a_party('Army "of" <b>&amp; Co</b>')
    a_claim(claimant=party)

    page = read(f"/parties/{party.slug}/")

    tree = LexborHTMLParser(page)
    title = tree.css_first("head title").text()
    assert party.name in title
    assert tree.css_first('meta[property="og:title"]').attributes["content"] == title
    assert tree.css("head b") == []


def test_an_exercise_is_called_so_in_the_title(read: Read) -> None:
    claim = a_claim(incident=an_incident("Raid", is_exercise=True))

    tags = told(read, f"/incidents/{claim.incident.slug}/")

    assert tags["og:title"] == ["[Exercise] Raid"]
    assert tags["og:image:alt"][0].startswith("Exercise · ")
