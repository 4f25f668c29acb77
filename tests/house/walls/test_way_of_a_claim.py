"""The way of a posted claim form to its row is short: few functions of the desk, no zigzag.

A visit is a call of a function of ours; what is nested in a function (a comprehension, a closure)
is part of it. A stay is an unbroken run of visits to one file, and coming back is a stay in a file
that was left before. The way ends once all rows are written. Printed
with ``pytest -s``.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import groupby
from pathlib import Path
from types import FrameType
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client

from claims.models import Claim
from tests.desk.forms import a_claim_form
from tests.factories import a_party, a_user, an_incident

pytestmark = pytest.mark.django_db

URL = "/desk/claims/new/"
FORM = "application/x-www-form-urlencoded"
BACKEND = "django.contrib.auth.backends.ModelBackend"
HOUSE = f"{Path(__file__).resolve().parents[3]}/"
OURS = ("claims/", "sources/", "tracker/")
DOORS = ("claims/desk/", "tracker/base/web/")
MOST_FUNCTIONS = 10
MOST_RETURNS = 4
ENDS = {
    ("tracker/base/ledger/operations.py", "_write"),
    ("claims/operations/matching/index.py", "index_claim"),
}
"""What is made of the rows once they are written: the ledger, and the index that is looked up."""


class Way:
    """What was called, in order, as (file, function)."""

    def __init__(self) -> None:
        self.visits: list[tuple[str, str]] = []
        self.ended = False

    def __call__(self, frame: FrameType, event: str, _argument: object) -> None:
        if event != "call":
            return
        code = frame.f_code
        file = code.co_filename.removeprefix(HOUSE)
        self.ended = self.ended or (file, code.co_qualname) in ENDS
        if not self.ended and file.startswith(OURS) and not code.co_name.startswith("<"):
            self.visits.append((file, code.co_qualname.split(".<locals>")[0]))

    @property
    def doors(self) -> list[tuple[str, str]]:
        """The functions of the desk that were visited, each once."""
        return [visit for visit in dict.fromkeys(self.visits) if visit[0].startswith(DOORS)]

    @property
    def stays(self) -> list[str]:
        """The files in the order they were stayed in."""
        return [file for file, _run in groupby(file for file, _function in self.visits)]

    @property
    def returns(self) -> Counter[str]:
        """How often each file was come back to."""
        return Counter({file: stays - 1 for file, stays in Counter(self.stays).items()})


@pytest.fixture
def way(client: Client) -> Way:
    """The way of one claim with a figure, from the form as a browser sends it to its row."""
    client.force_login(a_user(), BACKEND)
    client.get(URL)  # what is loaded once is no part of the way
    sent = urlencode(a_claim_form(an_incident(), a_party()) | {"submission": "ab12"}, doseq=True)
    cache.clear()
    found = Way()
    sys.setprofile(found)
    try:
        response = client.post(URL, sent, content_type=FORM)
    finally:
        sys.setprofile(None)
    assert response.status_code == 302
    assert Claim.objects.count() == 1
    sys.stderr.write(f"\n{len(found.doors)} functions of the desk: {found.doors}\n")
    sys.stderr.write(f"most returns: {found.returns.most_common(4)}\n")
    return found


def test_the_way_visits_few_functions_of_the_desk(way: Way) -> None:
    assert 1 < len(way.doors) <= MOST_FUNCTIONS, way.doors


def test_the_way_does_not_go_back_and_forth(way: Way) -> None:
    assert "claims/operations/record.py" in way.stays
    assert max(way.returns.values()) <= MOST_RETURNS, way.returns.most_common(5)
