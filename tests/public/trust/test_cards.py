"""Cards for other sites, and how those find them by oEmbed."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from claims.models import Claim
from claims.operations.record import translate, withdraw
from claims.operations.release import withdraw_dossier
from tests.factories import (
    AT,
    a_claim,
    a_correction,
    a_figure,
    a_pair,
    a_party,
    a_verdict,
    a_verdict_again,
    an_assignment,
    an_editor,
    an_incident,
    later,
    sealed,
)
from tests.public.conftest import Read

SITE = settings.SITE_URL


@pytest.fixture
def claim(db: None) -> Claim:
    return a_claim(statement="Ninety were killed.", incident=an_incident("Raid at the ford"))


def asked(read: Read, path: str, **besides: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(read("/oembed/", url=f"{SITE}{path}", **besides))
    return told


def test_the_card_of_a_claim_says_who_says_what(read: Read, claim: Claim) -> None:
    page = read(f"/embed/claims/{claim.pk}/")

    assert claim.statement in page
    assert claim.claimant.short_name in page
    assert f'href="{SITE}/claims/{claim.pk}/"' in page
    assert "not reviewed" in page.lower()
    assert "Corrected" not in page


def test_it_shows_the_verdict_and_that_it_was_corrected(read: Read, claim: Claim) -> None:
    verdict = a_verdict(claim)
    before = read(f"/embed/claims/{claim.pk}/")
    a_correction(verdict, rating="refuted")
    now = read(f"/embed/claims/{claim.pk}/")

    assert "Supported" in before
    assert "Corrected" not in before
    assert "Refuted" in now
    assert "Corrected on 2 March 2026" in now


def test_what_was_reviewed_again_was_not_corrected(read: Read, claim: Claim) -> None:
    a_verdict_again(a_verdict(claim))

    assert "Reviewed again on 2 March 2026" in read(f"/embed/claims/{claim.pk}/")
    for kind, key in (("claims", claim.pk), ("incidents", claim.incident.slug)):
        assert "Corrected" not in read(f"/embed/{kind}/{key}/")


def test_a_range_says_whose_losses_it_counts(read: Read) -> None:
    army = a_party("Army of Northland")
    claim = a_claim(figures=[a_figure(best=20, subjects=[army])])
    for _ in range(2):
        sealed(an_assignment(claim), figure=claim.figures.get(), low=15, high=20)
    claim.refresh_from_db()
    a_verdict(claim)

    page = " ".join(read(f"/embed/claims/{claim.pk}/").split())

    assert "</strong> Killed, Army of Northland: 15 to 20" in page


def test_a_translation_names_its_translator(read: Read, claim: Claim) -> None:
    translate(
        claim=claim,
        language="fr",
        text_="Vingt hommes.",
        translator="Awa Diallo",
        by=claim.created_by,
        at=AT,
    )

    page = read(f"/embed/claims/{claim.pk}/")

    assert "Vingt hommes." in page
    assert "Awa Diallo" in page


def test_the_card_of_a_dossier_says_how_far_apart_they_are(read: Read) -> None:
    incident, army = an_incident("Raid at the ford"), a_party("Army")
    claims = [
        a_claim(incident=incident, figures=[a_figure(best=n, low=n, high=n, subjects=[army])])
        for n in (12, 84)
    ]
    a_pair(claim=claims[1], answers=claims[0])
    a_correction(a_verdict(claims[0]), rating="mostly_supported")

    page = read(f"/embed/incidents/{incident.slug}/")

    assert "They contradict: they differ by 72 (killed), 7 times as many." in page
    assert "Last corrected on 2 March 2026." in page
    assert f'href="{SITE}/incidents/{incident.slug}/"' in page


def test_a_card_and_nothing_else_may_stand_in_a_frame(client: Client, claim: Claim) -> None:
    cards = [f"/embed/claims/{claim.pk}/", f"/embed/incidents/{claim.incident.slug}/"]
    pages = [f"/claims/{claim.pk}/", f"/incidents/{claim.incident.slug}/", "/", "/oembed/"]

    for path in cards:
        answer = client.get(path)
        again = client.get(path, headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304
        for each in (answer, again):
            assert "frame-ancestors *" in each["Content-Security-Policy"]
            assert "X-Frame-Options" not in each
    for path in pages:
        answer = client.get(path)
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"


def test_a_card_has_nothing_of_its_own_to_run_or_send(read: Read, claim: Claim) -> None:
    for path in (f"/embed/claims/{claim.pk}/", f"/embed/incidents/{claim.incident.slug}/"):
        tree = LexborHTMLParser(read(path))
        assert tree.css("script, style, [style], form, input, button") == []
        assert len(tree.css("h1")) == 1


def test_a_withdrawn_claim_is_not_shown_where_it_is_embedded(read: Read, claim: Claim) -> None:
    withdraw(claim=claim, reason="Entered twice, as was said.", by=an_editor(), at=later(days=1))

    page = read(f"/embed/claims/{claim.pk}/", expect=410)

    assert "Entered twice, as was said." in page
    assert claim.statement not in page


def test_a_withdrawn_dossier_is_not_shown_where_it_is_embedded(read: Read, claim: Claim) -> None:
    withdraw_dossier(
        incident=claim.incident, reason="Danger.", by=an_editor(), at=AT, notice="Bye, as was said."
    )

    for path in (f"/embed/claims/{claim.pk}/", f"/embed/incidents/{claim.incident.slug}/"):
        page = read(path, expect=410)
        assert "Bye, as was said." in page
        assert "Raid at the ford" not in page
        assert "Danger." not in page


def test_what_is_not_public_has_no_card(read: Read) -> None:
    hidden = a_claim(released=False)

    read(f"/embed/claims/{hidden.pk}/", expect=404)
    read(f"/embed/incidents/{hidden.incident.slug}/", expect=404)
    read("/oembed/", expect=404, url=f"{SITE}/claims/{hidden.pk}/")
    read("/oembed/", expect=404, url=f"{SITE}/incidents/{hidden.incident.slug}/")


def test_oembed_gives_the_frame_of_a_page(read: Read, claim: Claim) -> None:
    for path, card in (
        (f"/claims/{claim.pk}/", f"/embed/claims/{claim.pk}/"),
        (f"/incidents/{claim.incident.slug}/", f"/embed/incidents/{claim.incident.slug}/"),
    ):
        told = asked(read, path)
        frame = LexborHTMLParser(told["html"]).css_first("iframe")

        assert (told["version"], told["type"]) == ("1.0", "rich")
        assert frame.attributes["src"] == f"{SITE}{card}"
        assert frame.attributes["title"] == told["title"]
        read(card)


def test_a_page_in_another_language_has_its_card_in_that(read: Read, claim: Claim) -> None:
    told = asked(read, f"/fr/claims/{claim.pk}/")

    assert f'src="{SITE}/fr/embed/claims/{claim.pk}/"' in told["html"]


def test_oembed_keeps_to_the_size_that_is_asked_for(read: Read, claim: Claim) -> None:
    told = asked(read, f"/claims/{claim.pk}/", maxwidth="320", maxheight="9999")

    assert told["width"] == 320
    assert told["height"] < 9999
    assert 'width="320"' in told["html"]


def test_oembed_gives_the_picture_that_links_have(read: Read, claim: Claim) -> None:
    pair = a_pair(claim=claim, answers=a_claim(incident=claim.incident))
    for path in (
        f"/claims/{claim.pk}/",
        f"/fr/claims/{claim.pk}/",
        f"/incidents/{claim.incident.slug}/",
        f"/pairs/{pair.pk}/",
    ):
        told = asked(read, path)
        linked = LexborHTMLParser(read(path)).css_first('meta[property="og:image"]')

        assert told["thumbnail_url"] == linked.attributes["content"]
        assert (told["thumbnail_width"], told["thumbnail_height"]) == (1200, 630)


@pytest.mark.parametrize("size", [{"maxwidth": "1199"}, {"maxheight": "629"}])
def test_a_picture_that_is_larger_than_asked_for_is_left_out(
    read: Read, claim: Claim, size: dict[str, str]
) -> None:
    told = asked(read, f"/claims/{claim.pk}/", **size)

    assert not [name for name in told if name.startswith("thumbnail")]


def test_oembed_escapes_what_people_wrote(read: Read) -> None:
    claim = a_claim(statement='"><script>alert(1)</script>')

    assert "<script>" not in asked(read, f"/claims/{claim.pk}/")["html"]


def test_oembed_answers_in_xml_too(client: Client, claim: Claim) -> None:
    answer = client.get("/oembed/", {"url": f"{SITE}/claims/{claim.pk}/", "format": "xml"})

    told = ET.fromstring(answer.content)
    assert answer["Content-Type"].startswith("text/xml")
    assert told.findtext("type") == "rich"
    assert f"{SITE}/embed/claims/{claim.pk}/" in (told.findtext("html") or "")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"url": "https://example.org/claims/1/"}, 404),
        ({"url": f"{SITE}/claims/999999999/"}, 404),
        ({"url": f"{SITE}/methodology/"}, 404),
        ({"url": f"{SITE}/no/such/page"}, 404),
        ({"url": "javascript:alert(1)"}, 404),
        ({"url": "http://[", "format": "json"}, 404),
        ({"url": f"{SITE}/claims/1/", "format": "yaml"}, 501),
    ],
)
def test_oembed_refuses_what_it_has_not(read: Read, query: dict[str, str], status: int) -> None:
    read("/oembed/", expect=status, **query)


def test_oembed_passes_over_what_others_add(read: Read, claim: Claim) -> None:
    for theirs in ("dnt", "as_of"):
        told = asked(read, f"/claims/{claim.pk}/", **{theirs: "1"})
        assert told == asked(read, f"/claims/{claim.pk}/")


def test_oembed_says_what_is_an_exercise(read: Read) -> None:
    claim = a_claim(incident=an_incident("Raid", is_exercise=True))

    for path in (f"/claims/{claim.pk}/", f"/incidents/{claim.incident.slug}/"):
        assert asked(read, path)["title"].startswith("[Exercise] ")


@pytest.mark.parametrize("size", ["0", "-1", "wide", "1.5", ""])
def test_oembed_refuses_a_size_that_is_none(read: Read, claim: Claim, size: str) -> None:
    read("/oembed/", expect=400, url=f"{SITE}/claims/{claim.pk}/", maxwidth=size)


def test_pages_say_where_to_ask(client: Client, claim: Claim) -> None:
    for path in (f"/claims/{claim.pk}/", f"/incidents/{claim.incident.slug}/"):
        tree = LexborHTMLParser(client.get(path).content)
        for kind in ("application/json+oembed", "text/xml+oembed"):
            link = tree.css_first(f'link[rel=alternate][type="{kind}"]')
            href = (link.attributes["href"] or "").removeprefix(SITE)
            assert client.get(href).status_code == 200
