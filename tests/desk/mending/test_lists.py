"""Parties and places are listed and found by any of their names, in a fixed number of queries."""

from __future__ import annotations

import pytest

from claims.operations.mending.edit import mend_place
from claims.operations.scene import record_place
from tests.factories import AT, a_claim, a_party, an_editor

pytestmark = pytest.mark.django_db


def asked(client, url, queries):
    with queries as counted:
        answer = client.get(url)
    assert answer.status_code == 200
    return len(counted)


def test_a_party_is_found_by_an_alias_in_any_script(sign_in, checker):
    a_party("Valley Guard", aliases=[("ar", "حرس الوادي")])
    a_party("Northern Front")
    client = sign_in(checker)

    found = client.get("/desk/parties/", {"q": "الوادي"}).content.decode()
    everything = client.get("/desk/parties/").content.decode()

    assert "Valley Guard" in found
    assert "Northern Front" not in found
    assert "Northern Front" in everything


def test_a_place_is_found_by_an_alias(sign_in, checker):
    place = record_place(name="Gao", by=checker, at=AT)
    record_place(name="Kidal", by=checker, at=AT)
    mend_place(
        place=place, name="Gao", aliases=[("ar", "غاو")], reason="Found.", by=an_editor(), at=AT
    )

    page = sign_in(checker).get("/desk/places/", {"q": "غاو"}).content.decode()

    assert "/desk/places/gao/" in page
    assert "/desk/places/kidal/" not in page


def test_none_of_that_name_is_said(sign_in, checker):
    page = sign_in(checker).get("/desk/parties/", {"q": "no such\0name"}).content.decode()
    assert "None goes by that name." in page


def test_another_filter_is_refused(sign_in, checker):
    assert sign_in(checker).get("/desk/parties/", {"kind": "x"}).status_code == 400


def test_more_rows_are_no_more_queries(sign_in, checker, django_assert_max_num_queries):
    client, claim = sign_in(checker), a_claim()
    sheet = f"/desk/parties/{claim.claimant.slug}/"
    few = {}
    for url in ("/desk/parties/", sheet):
        few[url] = asked(client, url, django_assert_max_num_queries(40))
    for _ in range(4):
        a_claim(claimant=claim.claimant)

    for url, count in few.items():
        assert asked(client, url, django_assert_max_num_queries(count)) <= count
