"""A number whose cited page says something else since is marked wherever it is shown."""

from __future__ import annotations

import html

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, Incident, Party
from sources.models import Recheck
from tests.factories import (
    a_citation,
    a_claim,
    a_figure,
    a_page,
    a_pair,
    a_party,
    a_quotation,
    an_incident,
)
from tests.markup import folded, tight
from tests.public.conftest import Read
from tests.public.looks import BEFORE, NOW, QUOTED, a_change

MARK = "page since altered"


class Scene:
    """A mayor's twelve, which its page has made seven since, against an army's thirty."""

    def __init__(self, now: str = NOW, exact: str = QUOTED) -> None:
        self.incident = an_incident("Ford", slug="ford")
        self.guards = a_party("Guards")
        self.mayor, self.army = a_party("Mayor", slug="mayor"), a_party("Army")
        self.said = _says(self.incident, self.mayor, self.guards, 12)
        self.other = _says(self.incident, self.army, self.guards, 30)
        self.pair = a_pair(claim=self.said, answers=self.other)
        self.change = _altered(self.said, now, exact)

    @property
    def link(self) -> str:
        return f'href="/changes/{self.change.pk}/">{MARK}</a>'


def _says(incident: Incident, claimant: Party, of: Party, best: int) -> Claim:
    return a_claim(
        incident=incident, claimant=claimant, figures=[a_figure(best=best, subjects=[of])]
    )


def _altered(claim: Claim, now: str = NOW, exact: str = QUOTED) -> Recheck:
    page = a_page()
    a_citation(claim, page=page, quotation=a_quotation(page, exact=exact))
    return a_change(page, BEFORE, now)


def test_a_dossier_marks_it_in_lead_table_chart_and_statement(read: Read) -> None:
    scene = Scene()

    page = tight(html.unescape(read("/incidents/ford/")))
    lead = page[page.index('class="opening"') :].partition("</p>")[0]
    table = page[page.index("<table") :].partition("</table>")[0]
    chart = page[page.index('class="axis-rows"') :].partition("</ol>")[0]
    statement = page[page.index('class="figure-words"') :]

    assert f"Mayor said 12 ({MARK})" in lead
    assert f"30 ({MARK})" not in page
    assert f"12 ({MARK}), on an axis" in chart
    for part in (table, chart, statement):
        assert scene.link in part


@pytest.mark.parametrize(
    "address", ["/", "/claims/{claim}/", "/pairs/{pair}/", "/parties/mayor/", "/search/?q=Mayor",
                "/embed/claims/{claim}/"]
)  # fmt: skip
def test_other_pages_mark_it_and_lead_to_both_copies(read: Read, address: str) -> None:
    scene = Scene()

    page = tight(read(address.format(claim=scene.said.pk, pair=scene.pair.pk)))

    assert scene.link in page


@pytest.mark.parametrize("address", ["/feeds/claims.atom", "/embed/incidents/ford/"])
def test_what_is_a_line_of_text_says_it_in_words(read: Read, address: str) -> None:
    Scene()

    assert f"12 ({MARK})" in folded(html.unescape(read(address)))


def test_a_quotation_that_is_gone_marks_it_too(read: Read) -> None:
    scene = Scene(now="The mayor said nothing at all to anybody in the town hall on Friday.")

    assert scene.link in tight(read(f"/claims/{scene.said.pk}/"))


@pytest.mark.parametrize(
    ("now", "exact"),
    [(BEFORE, QUOTED), (BEFORE.replace("Friday", "Sunday"), QUOTED), (NOW, "near the bridge")],
)
def test_what_stands_as_it_was_cited_is_not_marked(read: Read, now: str, exact: str) -> None:
    scene = Scene(now, exact)

    for address in ("/incidents/ford/", f"/claims/{scene.said.pk}/"):
        assert MARK not in read(address)


def test_marking_asks_no_more_of_longer_dossiers(client: Client, db: None) -> None:
    counts = []
    for size in (1, 6):
        incident, guards = an_incident(slug=f"ford-{size}"), a_party()
        for number in range(size):
            claim = _says(incident, a_party(), guards, 12 + number)
            _altered(claim)
            other = _says(incident, a_party(), guards, 40 + number)
            a_pair(claim=claim, answers=other)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(f"/incidents/ford-{size}/").content.decode()
        counts.append(len(captured))
        assert page.count(MARK) >= size

    assert counts[0] == counts[1]
