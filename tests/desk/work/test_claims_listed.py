"""The desk's list of claims is narrowed by who makes them, and says how many it has."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import a_claim, a_party, a_user
from tracker.base.web import pages

pytestmark = pytest.mark.django_db
LIST = "/desk/claims/"


def listed(answer) -> list[int]:
    return [claim.pk for claim in answer.context["page"]]


@pytest.mark.parametrize("name", ["Valley Guard", "حرس الوادي", "VG"])
def test_it_is_narrowed_by_any_name_of_a_claimant(sign_in, editor, name):
    party = a_party("Valley Guard", acronym="VG", aliases=[("ar", "حرس الوادي")])
    claim = a_claim(claimant=party)
    a_claim()

    answer = sign_in(editor).get(LIST, {"claimant_typed": name})

    assert listed(answer) == [claim.pk]
    assert "Claims found: 1" in answer.text


def test_its_address_has_the_slug_and_other_filters_beside_it(sign_in, editor):
    party = a_party("Valley Guard")
    claim = a_claim(claimant=party)
    client = sign_in(editor)

    for state, found in (("recorded", [claim.pk]), ("published", [])):
        answer = client.get(LIST, {"claimant": party.slug, "status": state})
        assert listed(answer) == found


def test_it_is_counted_as_far_as_lists_are_counted(sign_in, editor, monkeypatch):
    monkeypatch.setattr(pages, "MOST_COUNTED", 2)
    for _ in range(3):
        a_claim()

    assert "Claims found: more than 2" in sign_in(editor).get(LIST).text


def test_what_one_may_not_know_of_is_not_counted(sign_in):
    a_claim(draft=True)
    assert "Claims found" not in sign_in(a_user()).get(LIST).text


def test_more_claims_take_no_more_queries(sign_in, editor):
    party = a_party("Valley Guard")
    client = sign_in(editor)

    def asked(many: int) -> int:
        for _ in range(many):
            a_claim(claimant=party)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST, {"claimant": party.slug})
        return len(queries)

    asked(1)  # the first answer of a session writes down that there is one
    assert asked(1) == asked(4)


@pytest.mark.parametrize(
    "asked",
    [{"claimant_typed": "Valley Gurdians"}, {"incident_typed": "nowhere"}, {"claimant": "nosuch"}],
)
def test_nothing_is_listed_where_nobody_can_tell_who_is_meant(sign_in, editor, asked):
    a_claim()

    answer = sign_in(editor).get(LIST, asked)

    assert listed(answer) == []
    assert "add it" not in answer.text
