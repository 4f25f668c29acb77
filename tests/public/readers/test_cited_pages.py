"""Claims, pairs and dossiers are cited, and shown elsewhere, by one block, also as of then."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from claims.models import Counterclaim
from claims.operations.contest import retract
from tests.factories import a_claim, a_pair, a_party, a_verdict, an_editor, an_incident, later
from tests.markup import folded
from tests.public.conftest import Read
from tests.public.earlier.scenes import revised

SITE = settings.SITE_URL
DAY = "2026-03-01"


@pytest.fixture
def pair(db: None) -> Counterclaim:
    incident = an_incident("Raid at the ford")
    sides = [a_claim(incident=incident, claimant=a_party(name)) for name in ("Army", "League")]
    return a_pair(claim=sides[1], answers=sides[0])


def paths_of(pair: Counterclaim) -> list[str]:
    """Of a claim, the pair and the dossier."""
    slug = pair.claim.incident.slug
    return [f"/claims/{pair.claim_id}/", f"/pairs/{pair.pk}/", f"/incidents/{slug}/"]


def block_of(page: str) -> str:
    (block,) = LexborHTMLParser(page).css("section.cite")
    return folded((block.html or "").replace("<wbr>", ""))


@pytest.mark.parametrize("language", ["", "/fr", "/ar"])
def test_each_kind_of_page_says_how_it_is_cited(
    read: Read, pair: Counterclaim, language: str
) -> None:
    for path in paths_of(pair):
        block = block_of(read(f"{language}{path}"))
        assert f"{SITE}{language}{path}" in block
        for ending in ("txt", "bib", "json"):
            address = f"{language}{path}cite.{ending}"
            assert f'href="{address}"' in block
            read(address)


def test_what_has_no_version_is_cited_as_of_the_day(read: Read, pair: Counterclaim) -> None:
    today = timezone.localdate()
    claim, of_pair, dossier = paths_of(pair)

    for path, title in ((claim, "League"), (of_pair, "Army"), (dossier, "Raid at the ford")):
        (item,) = json.loads(read(f"{path}cite.json"))
        assert item["URL"] == f"{SITE}{path}?as_of={today.isoformat()}"
        assert item["issued"] == {"date-parts": [[today.year, today.month, today.day]]}
        assert title in item["title"]
        read(path, as_of=today.isoformat())
        block = block_of(read(path))
        assert item["URL"] in block
        assert item["id"] in read(f"{path}cite.bib")
        assert "Permanent address of this day, as it ends" in block
        moment = timezone.now().isoformat(timespec="seconds")
        assert "Permanent address of this moment" in block_of(read(path, as_of=moment))
    assert "2 claims, 2 claimants, 1 pair." in block_of(read(dossier))
    assert "Different figure." in block_of(read(of_pair))


@pytest.mark.parametrize("language", ["", "/fr", "/ar"])
def test_the_pairs_of_a_dossier_are_counted_by_one_rule(read: Read, language: str) -> None:
    """A pair of claims of two dossiers stands in both, wherever its pairs are counted."""
    here, there = an_incident("Raid at the ford"), an_incident("Talks at the ford")
    first, second = (a_claim(incident=here, claimant=a_party(name)) for name in ("Army", "League"))
    other = a_claim(incident=there, claimant=a_party("Council"))
    a_pair(claim=second, answers=first)
    a_pair(claim=other, answers=first)
    told = {
        "": {here: "2 pairs", there: "1 pair"},
        "/fr": {here: "2 paires", there: "1 paire"},
        "/ar": {here: "ثنائيتان", there: "ثنائية واحدة"},
    }

    for incident, counted in told[language].items():
        path = f"{language}/incidents/{incident.slug}/"
        cited = [json.loads(read(f"{path}cite.json"))[0]["note"], read(f"{path}cite.bib")]
        on_pages = [block_of(read(path)), folded(read(f"{language}/incidents/"))]
        then = timezone.localdate().isoformat()
        cited += [read(f"{path}cite.txt", as_of=then), read(f"{path}cite.txt")]
        for text in (*cited, *on_pages):
            assert counted in text


def test_a_page_of_an_earlier_moment_cites_its_moment(read: Read, pair: Counterclaim) -> None:
    for moment in (DAY, f"{DAY}T23:30:00+00:00"):
        for path in paths_of(pair):
            address = f"{path}?as_of={quote(moment, safe='')}"
            block = block_of(read(path, as_of=moment))
            (item,) = json.loads(read(f"{path}cite.json", as_of=moment))
            assert f"1 March 2026. {SITE}{address}" in block
            assert item["URL"] == f"{SITE}{address}"
            assert item["issued"] == {"date-parts": [[2026, 3, 1]]}
            assert "iframe" not in read(path, as_of=moment)


def test_a_claim_is_cited_with_what_it_said_and_what_was_found_then(
    read: Read, pair: Counterclaim
) -> None:
    claim = a_verdict(a_claim(statement="Twenty died.")).claim
    revised(claim, statement="Nine died.")

    line = read(f"/claims/{claim.pk}/cite.txt", as_of=DAY)

    assert "Twenty died. Verdict: Supported. 1 March 2026." in line
    assert f"{SITE}/claims/{claim.pk}/?as_of={DAY}" in line


def test_an_exercise_is_cited_as_one(read: Read) -> None:
    pair = a_pair(claim=a_claim(incident=an_incident("Raid", is_exercise=True)))

    for path in paths_of(pair):
        assert "Exercise: " in read(f"{path}cite.txt")


def test_the_code_to_show_it_elsewhere_is_text_of_the_page(read: Read, pair: Counterclaim) -> None:
    for path in paths_of(pair):
        page = LexborHTMLParser(read(path))
        (code,) = page.css(".embed code")
        frame = LexborHTMLParser(code.text()).css_first("iframe")
        assert page.css("iframe") == []
        assert frame.attributes["src"] == f"{SITE}/embed{path}"
        told = json.loads(read("/oembed/", url=f"{SITE}{path}"))
        assert told["html"] == code.text()
        card = LexborHTMLParser(read(f"/embed{path}"))
        assert card.css("script, style, [style], form, input, button") == []
        assert len(card.css("h1")) == 1


def test_what_people_wrote_stays_text_in_the_code(read: Read) -> None:
    pair = a_pair(claim=a_claim(statement='"></iframe><script>alert(1)</script>'))

    for path in paths_of(pair):
        assert "<script>alert" not in read(path)


def test_the_card_of_a_pair_shows_both_sides(read: Read, pair: Counterclaim) -> None:
    a_verdict(pair.answers)

    page = folded(read(f"/embed/pairs/{pair.pk}/"))

    for claim in (pair.answers, pair.claim):
        assert claim.claimant.short_name in page
        assert claim.statement in page
    assert "Supported" in page
    assert f'href="{SITE}/pairs/{pair.pk}/"' in page


def test_of_what_is_not_public_there_is_no_reference(client: Client, pair: Counterclaim) -> None:
    hidden = a_claim(released=False)
    for path in (f"/incidents/{hidden.incident.slug}/cite.txt", "/pairs/999999999/cite.txt"):
        assert client.get(path).status_code == 404
    for path in paths_of(pair):
        assert client.get(f"{path}cite.exe").status_code == 404
        assert client.get(f"{path}cite.txt?as_of=2020-01-01").status_code == 404

    retract(counterclaim=pair, reason="Of another day.", by=an_editor(), at=later(days=1))

    for path in (f"/pairs/{pair.pk}/cite.txt", f"/embed/pairs/{pair.pk}/"):
        answer = client.get(path)
        assert answer.status_code == 410
        assert pair.claim.statement not in answer.content.decode()
