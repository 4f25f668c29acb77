"""Pages take the same number of queries whatever their size."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, Incident
from claims.operations.cite import uncite
from claims.operations.record import withdraw
from claims.reads.sitemap.pages import BLOCK
from sources.models import Derivation
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_correction,
    a_figure,
    a_page,
    a_pair,
    a_party,
    a_publisher,
    a_quotation,
    a_user,
    a_verdict,
    an_editor,
    an_incident,
    later,
)
from tests.public.captures import a_capture, a_finding
from tests.public.looks import BEFORE, NOW, QUOTED, a_change, a_quoted_page

SMALL, LARGE = 2, 30


@pytest.fixture
def scene(db: None) -> Iterator[dict[int, Incident]]:
    """A small and a large incident, with everything that can hang on their claims."""
    return {size: _an_incident_with(size) for size in (SMALL, LARGE)}


def _an_incident_with(size: int) -> Incident:
    by = a_user()
    incident, army, outlet = an_incident(by=by), a_party(slug=f"army-{size}", by=by), a_publisher()
    claims = [
        a_claim(
            by=by, incident=incident, claimant=army, figures=[a_figure(best=n, subjects=[army])]
        )
        for n in range(size)
    ]
    for claim in claims:
        page = a_page(by=by, publisher=outlet)
        quotation = a_quotation(page)
        a_finding(quotation, a_capture(page))
        a_citation(claim, page=page, quotation=quotation)
        Derivation.objects.create(
            page=page, credited_to="Wire", from_page=a_page(by=by), added_by=by, added_at=AT
        )
    for answers, claim in pairwise(claims):
        a_pair(by=by, claim=claim, answers=answers)
    return incident


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_the_dossier_and_the_party(client: Client, scene: dict[int, Incident]) -> None:
    small, large = (queries(client, f"/incidents/{i.slug}/") for i in scene.values())
    assert small == large <= 30

    small, large = (queries(client, f"/parties/army-{size}/") for size in (SMALL, LARGE))
    assert small == large <= 20


def test_the_claim(client: Client, scene: dict[int, Incident]) -> None:
    claim = Claim.objects.filter(incident=scene[LARGE])[5]
    before = queries(client, f"/claims/{claim.pk}/")
    for other in Claim.objects.filter(incident=scene[LARGE])[10:20]:
        a_pair(claim=other, answers=claim)
        a_citation(claim, page=a_page())

    assert queries(client, f"/claims/{claim.pk}/") == before <= 45


def test_the_pair(client: Client, scene: dict[int, Incident]) -> None:
    claim = Claim.objects.filter(incident=scene[SMALL])[0]
    pair = claim.countered_by.get()
    before = queries(client, f"/pairs/{pair.pk}/")
    for _ in range(6):
        for side in (pair.claim, pair.answers):
            page = a_page()
            a_finding(a_quotation(page), a_capture(page))
            a_citation(side, page=page)

    assert queries(client, f"/pairs/{pair.pk}/") == before <= 40


def test_the_evidence(client: Client, scene: dict[int, Incident]) -> None:
    page = a_page()
    citation = a_citation(page=page, quotation=a_quotation(page))
    a_capture(page)
    before = queries(client, f"/evidence/{page.pk}/")
    for claim in Claim.objects.filter(incident=citation.claim.incident):
        a_citation(claim, page=page, quotation=a_quotation(page, exact=f"words {claim.pk}"))
    for _ in range(9):
        a_capture(page)

    assert queries(client, f"/evidence/{page.pk}/") == before <= 20


def test_the_lists(client: Client, scene: dict[int, Incident]) -> None:
    paths = ["/", "/incidents/", "/search/", "/publishers/", "/parties/"]
    before = {path: queries(client, path) for path in paths}
    for size in (3, 4):
        _an_incident_with(size)

    assert {path: queries(client, path) for path in paths} == before
    assert max(before.values()) <= 25


def test_the_pictures(client: Client, scene: dict[int, Incident]) -> None:
    taken = {}
    for size, incident in scene.items():
        claim = incident.claims.earliest("pk")
        pair = claim.countered_by.get()
        pages = (f"/incidents/{incident.slug}/", f"/claims/{claim.pk}/", f"/pairs/{pair.pk}/")
        taken[size] = [queries(client, f"{page}picture.png") for page in pages]

    assert taken[SMALL] == taken[LARGE]
    assert max(taken[LARGE]) <= 15


def test_corrections_feeds_and_sitemap(client: Client, scene: dict[int, Incident]) -> None:
    small, large = (scene[size].slug for size in (SMALL, LARGE))
    by_itself = [queries(client, f"/feeds/incidents/{slug}.atom") for slug in (small, large)]
    cards = [queries(client, f"/embed/incidents/{slug}/") for slug in (small, large)]
    assert by_itself[0] == by_itself[1] <= 25
    assert cards[0] == cards[1] <= 15

    _something_corrected()
    paths = ["/corrections/", "/sitemap.xml"]
    for section, row in (("claims", scene[SMALL].claims.first()), ("dossiers", scene[SMALL])):
        paths.append(f"/sitemap-{section}-{row.pk // BLOCK if row else 0}.xml")
    paths += [f"/feeds/{name}.json" for name in ("claims", "verdicts", "corrections")]
    before = {path: queries(client, path) for path in paths}
    for _ in range(3):
        _something_corrected()

    assert {path: queries(client, path) for path in paths} == before
    assert max(before.values()) <= 25


def _something_corrected() -> None:
    """A verdict corrected, a source taken back, and a claim with a verdict withdrawn."""
    corrected = a_correction()
    citation = a_citation(corrected.claim)
    uncite(citation=citation, reason="Another, as was said.", by=an_editor(), at=later(days=2))
    withdraw(
        claim=a_verdict().claim, reason="Twice, as was said.", by=an_editor(), at=later(days=2)
    )


def test_the_changes(client: Client, db: None) -> None:
    a_change(a_quoted_page())
    before = queries(client, "/changes/")
    for _ in range(6):
        a_change(a_quoted_page())

    assert queries(client, "/changes/") == before <= 10


def test_the_change(client: Client, db: None) -> None:
    small, large = a_quoted_page(), a_quoted_page()
    for number in range(5):
        a_citation(page=large, quotation=a_quotation(large, exact=QUOTED, prefix=f"{number}"))
    paths = [f"/changes/{a_change(page).pk}/" for page in (small, large)]

    few, many = (queries(client, path) for path in paths)

    assert few == many <= 10


def test_the_notes_on_what_was_changed(client: Client, scene: dict[int, Incident]) -> None:
    claim = Claim.objects.filter(incident=scene[SMALL])[0]
    page = a_quoted_page()
    a_citation(claim, page=page)
    paths = [f"/claims/{claim.pk}/", f"/incidents/{claim.incident.slug}/", f"/evidence/{page.pk}/"]
    a_change(page, BEFORE, BEFORE)
    before = [queries(client, path) for path in paths]
    for days in range(2, 6):
        a_change(page, now=f"{BEFORE} {days}" if days % 2 else NOW, at=later(days=days))

    assert [queries(client, path) for path in paths] == before
