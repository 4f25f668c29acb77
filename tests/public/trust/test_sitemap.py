"""The sitemap: what search engines may list, and what not."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.models import Incident
from claims.operations.cite import uncite
from tests.factories import (
    a_citation,
    a_claim,
    a_pair,
    a_verdict,
    an_editor,
    an_incident,
    later,
)
from tests.public.conftest import Read

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def listed(xml: str) -> dict[str, str | None]:
    """The addresses of a sitemap or an index, from the root of the site, with their dates."""
    return {
        (row.findtext(f"{NAMESPACE}loc") or "").removeprefix(settings.SITE_URL): row.findtext(
            f"{NAMESPACE}lastmod"
        )
        for row in ET.fromstring(xml)
    }


def everything(read: Read) -> dict[str, str | None]:
    return {
        path: date
        for block in listed(read("/sitemap.xml"))
        for path, date in listed(read(block)).items()
    }


def test_it_lists_what_readers_may_see(read: Read) -> None:
    pair = a_pair()
    citation = a_citation(pair.claim)

    pages = everything(read)

    for path in (
        "/",
        f"/incidents/{pair.claim.incident.slug}/",
        f"/claims/{pair.claim_id}/",
        f"/pairs/{pair.pk}/",
        f"/parties/{pair.claim.claimant.slug}/",
        f"/publishers/{citation.page.publisher.slug}/",
        f"/evidence/{citation.page_id}/",
        "/about/",
        "/corrections-policy/",
        "/funding/",
        "/grades/",
        "/methodology/",
    ):
        assert path in pages
    for path in pages:
        read(path)


def test_it_lists_nothing_of_an_exercise_or_that_is_not_released(read: Read) -> None:
    before = everything(read)
    a_citation(a_pair(answers=a_claim(incident=an_incident(is_exercise=True))).claim)
    hidden = an_incident(released=False)
    a_citation(a_pair(answers=a_claim(incident=hidden)).claim)
    a_claim(draft=True)

    assert everything(read) == before


def test_a_page_is_dated_by_its_last_change(read: Read) -> None:
    verdict = a_verdict(at=later(days=3))
    a_claim()

    pages = everything(read)

    for path in (f"/claims/{verdict.claim_id}/", f"/incidents/{verdict.claim.incident.slug}/"):
        assert datetime.fromisoformat(pages[path] or "") == later(days=3)
    blocks = listed(read("/sitemap.xml"))
    dated = [date or "" for path, date in blocks.items() if path.startswith("/sitemap-claims")]
    assert datetime.fromisoformat(max(dated)) == later(days=3)


def test_what_is_taken_back_dates_a_page_too(read: Read) -> None:
    citation = a_citation()
    before = everything(read)
    uncite(citation=citation, reason="It is not its page.", by=an_editor(), at=later(days=4))

    pages = everything(read)

    for path in (f"/claims/{citation.claim_id}/", f"/incidents/{citation.claim.incident.slug}/"):
        assert before[path] != pages[path]
        assert datetime.fromisoformat(pages[path] or "") == later(days=4)


def test_a_large_one_is_cut_into_blocks(read: Read, monkeypatch) -> None:
    monkeypatch.setattr("claims.reads.sitemap.pages.BLOCK", 1)
    claims = [a_claim() for _ in range(3)]

    blocks = [path for path in listed(read("/sitemap.xml")) if path.startswith("/sitemap-claims")]

    assert blocks == [f"/sitemap-claims-{claim.pk}.xml" for claim in claims]
    assert list(listed(read(blocks[1]))) == [f"/claims/{claims[1].pk}/"]


def test_a_block_is_dated_by_its_newest_page(read: Read, monkeypatch) -> None:
    monkeypatch.setattr("claims.reads.sitemap.pages.BLOCK", 2)
    for day in range(1, 5):
        a_verdict(at=later(days=day))
        a_citation(a_pair().claim)
    citation = a_citation()
    uncite(citation=citation, reason="It is not its page.", by=an_editor(), at=later(days=9))

    for block, date in listed(read("/sitemap.xml")).items():
        pages = [changed for changed in listed(read(block)).values() if changed is not None]
        assert date == max(pages, default=None)


def test_its_blocks_take_no_more_queries_the_more_there_are(read: Read, monkeypatch) -> None:
    monkeypatch.setattr("claims.reads.sitemap.pages.BLOCK", 1)
    taken = []
    for _ in range(2):
        a_citation(a_pair().claim)
        with CaptureQueriesContext(connection) as asked:
            read("/sitemap.xml")
        taken.append(len(asked))

    assert taken[0] == taken[1]


def test_a_block_that_is_not_there_is_not_found(read: Read) -> None:
    for name in ("claims-7", "standing-1", "drafts-0"):
        read(f"/sitemap-{name}.xml", expect=404)


def test_a_withdrawn_dossier_leaves_it(read: Read) -> None:
    claim = a_claim()
    Incident.objects.update(
        withdrawn_at=later(), withdrawn_by=claim.created_by, withdrawn_reason="X"
    )

    assert f"/claims/{claim.pk}/" not in everything(read)


def test_robots_are_told_where_it_is(db: None, client: Client) -> None:
    found = [
        line.removeprefix("Sitemap: ")
        for line in client.get("/robots.txt").content.decode().splitlines()
        if line.startswith("Sitemap: ")
    ]

    assert [address.removeprefix(settings.SITE_URL) for address in found] == [
        "/sitemap.xml",
        "/fr/sitemap.xml",
        "/ar/sitemap.xml",
    ]
