"""Where two figures are set against each other, what either side said last is told with them."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.models import Incident
from claims.rules.grounds import Ground
from tests.factories import a_pair, an_incident
from tests.markup import folded
from tests.public.conftest import Read
from tests.public.opening.scenes import parties, says
from tracker.base.values.partial_date import PartialDate

pytestmark = pytest.mark.django_db
LATER = "<bdi>Army</bdi>: later 9, 29 July 2024"


def dispute(*, revised: bool) -> Incident:
    incident, (army, league) = an_incident(), parties("Army", "League")
    first = says(incident, army, 2, army, made_on=PartialDate.parse("2024-07-26"))
    other = says(incident, league, 47, army, made_on=PartialDate.parse("2024-07-27"))
    a_pair(claim=other, answers=first)
    if revised:
        last = says(incident, army, 9, army, made_on=PartialDate.parse("2024-07-29"))
        a_pair(claim=last, answers=first, ground=Ground.REVISION.value)
    return incident


def test_who_said_something_else_since_is_quoted_with_it(read: Read, client: Client) -> None:
    incident = dispute(revised=True)

    assert LATER in folded(read("/"))
    assert LATER in folded(client.get(f"/embed/incidents/{incident.slug}/").content.decode())


def test_who_did_not_is_not(read: Read, client: Client) -> None:
    incident = dispute(revised=False)

    for page in (read("/"), client.get(f"/embed/incidents/{incident.slug}/").content.decode()):
        assert "They contradict" in page
        assert "</bdi>: later" not in folded(page)
