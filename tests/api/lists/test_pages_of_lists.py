"""Lists come in cursor pages, in a number of queries that does not grow with them."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.api.urls import router
from tests.api.disputes import dispute
from tests.house.database import rows

LISTS = [prefix for prefix, *_ in router.registry]


def everything(number: int) -> None:
    for _ in range(number):
        claim = dispute(incident=rows.incident(place=rows.place()), status="published")
        rows.verdict(claim=claim)
        rows.counterclaim(claim=claim, answers=dispute(outlet=rows.publisher()))
        rows.party_alias(party=claim.claimant)
        rows.publisher_alias()
        rows.affiliation(party=claim.claimant)
        rows.grade(publisher=claim.citations.get().page.publisher)
        source = claim.citations.get().page
        copied = rows.derivation(page=source, credited_to="a wire", from_page=rows.page())
        rows.derivation(page=copied.from_page, credited_to="another", from_page=rows.page())
        rows.recheck(page=source)


def walk(client: Client, path: str) -> list[Any]:
    seen: list[Any] = []
    following: str | None = path
    while following:
        answer = client.get(following).json()
        seen += answer["results"]
        following = answer["next"]
    return seen


def test_following_the_cursor_shows_every_row_once(client: Client, db: None) -> None:
    claims = [rows.claim() for _ in range(7)]

    seen = walk(client, "/api/v1/claims/?page_size=3")

    assert [row["id"] for row in seen] == [claim.pk for claim in claims]


def test_a_row_added_meanwhile_moves_nothing(client: Client, db: None) -> None:
    first = [rows.claim().pk for _ in range(4)]
    page = client.get("/api/v1/claims/?page_size=2&ordering=-id").json()
    rows.claim()

    following = client.get(page["next"]).json()

    assert [row["id"] for row in following["results"]] == [first[1], first[0]]


def test_claims_are_ordered_by_date_with_the_undated_last(client: Client, db: None) -> None:
    days = [date(2025, 1, 2), None, date(2025, 1, 3), None, date(2025, 1, 2)]
    for day in days:
        rows.claim(made_on=day, made_on_precision="day" if day else "unknown")

    seen = walk(client, "/api/v1/claims/?page_size=2&ordering=-dated")

    expected = ["2025-01-03", "2025-01-02", "2025-01-02", None, None]
    assert [row["made_on"] for row in seen] == expected


@pytest.mark.parametrize("path", LISTS)
def test_a_list_takes_the_same_queries_whatever_its_size(
    client: Client, db: None, path: str
) -> None:
    counts = []
    for _ in range(2):
        everything(3)
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(f"/api/v1/{path}/").json()["results"]) >= 2
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[1] <= 20


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("position", ["p=x", "p=%00", "r=1&p=9999999999999999999999", "p=-", ""])
def test_a_cursor_made_by_hand_breaks_nothing(
    client: Client, db: None, path: str, position: str
) -> None:
    everything(1)
    cursor = b64encode(position.encode()).decode()

    answer = client.get(f"/api/v1/{path}/", {"cursor": cursor})

    assert answer.status_code in {200, 404}
    assert answer.status_code == 200 or answer.json()["error"]["code"] == "not_found"
