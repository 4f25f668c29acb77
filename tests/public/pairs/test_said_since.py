"""Where two figures are set against each other, what either side said last is told with them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.models import Incident, Party
from claims.rules.grounds import Ground
from tests.factories import a_citation, a_page, a_pair, a_party, a_quotation, an_incident
from tests.markup import folded
from tests.public.conftest import Read
from tests.public.looks import BEFORE, NOW, QUOTED, a_change
from tests.public.opening.scenes import parties, says
from tracker.base.values.partial_date import PartialDate

pytestmark = pytest.mark.django_db
LATER = "<bdi>Army</bdi>: later 9, 29 July 2024"


def dispute(*, revised: bool, recorded: bool = True) -> Incident:
    incident, (army, league) = an_incident(), parties("Army", "League")
    first = says(incident, army, 2, army, made_on=PartialDate.parse("2024-07-26"))
    other = says(incident, league, 47, army, made_on=PartialDate.parse("2024-07-27"))
    a_pair(claim=other, answers=first)
    if revised:
        last = says(incident, army, 9, army, made_on=PartialDate.parse("2024-07-29"))
        if recorded:
            a_pair(claim=last, answers=first, ground=Ground.REVISION.value)
    return incident


def surfaces(read: Read, incident: Incident) -> list[str]:
    """The front page, a list that is searched, and the card of the dossier."""
    found = read("/search/", q="Army", kind="claim", sort="widest")
    return [*map(folded, (read("/"), found, read(f"/embed/incidents/{incident.slug}/")))]


@pytest.mark.parametrize("recorded", [True, False])
def test_who_said_something_else_since_is_quoted_with_it(read: Read, *, recorded: bool) -> None:
    incident = dispute(revised=True, recorded=recorded)

    for page in surfaces(read, incident):
        assert LATER in page


def test_who_did_not_is_not(read: Read) -> None:
    incident = dispute(revised=False)

    for page in surfaces(read, incident):
        assert "They contradict" in page
        assert "</bdi>: later" not in page


def test_what_somebody_else_or_nobody_in_particular_said_is_not(read: Read) -> None:
    incident = dispute(revised=False)
    army, other = Party.objects.get(name="Army"), an_incident()
    for claimant, where in ((a_party("Guards"), incident), (army, other)):
        says(where, claimant, 9, army, made_on=PartialDate.parse("2024-07-29"))

    for page in surfaces(read, incident):
        assert "</bdi>: later" not in page


def test_more_disputes_ask_no_more(client: Client) -> None:
    counts = []
    for disputes in (1, 4):
        for _ in range(disputes):
            dispute(revised=True, recorded=False)
        with CaptureQueriesContext(connection) as queries:
            client.get("/", {"t": disputes})
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_card_marks_the_page_that_says_something_else_since(read: Read) -> None:
    incident = dispute(revised=False)
    claim = incident.claims.get(claimant__name="Army")
    page = a_page()
    a_citation(claim, page=page, quotation=a_quotation(page, exact=QUOTED))
    change = a_change(page, BEFORE, NOW)

    card = read(f"/embed/incidents/{incident.slug}/")

    assert f'href="/changes/{change.pk}/">page since altered</a>' in card
    assert '<base target="_blank">' in card
