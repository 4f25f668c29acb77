"""Which copy the TimeGate leads to, and what it says of the others."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils.http import http_date

from sources.models import Capture, Page
from tests.factories import later
from tests.public.memento.conftest import (
    GATE,
    MAP,
    STORY,
    by_relation,
    copy_at,
    links,
    memento_of,
)

SITE = "http://localhost:8000"


def led(client: Client, at: datetime | None = None, **headers: str) -> Any:
    asked = {"accept-datetime": http_date(at.timestamp())} if at else {}
    return client.get(f"{GATE}{STORY}", headers=asked | headers)


def test_it_leads_to_the_nearest_copy_and_names_the_others(
    client: Client, copies: list[Capture]
) -> None:
    answer = led(client, later(days=12))

    assert (answer.status_code, answer["Location"]) == (302, memento_of(copies[1]))
    assert answer["Vary"].startswith("accept-datetime")
    assert "Memento-Datetime" not in answer
    assert links(answer["Link"]) == [
        (STORY, {"rel": "original"}),
        (
            f"{SITE}{MAP}{STORY}",
            {
                "rel": "timemap",
                "type": "application/link-format",
                "from": "Sun, 01 Mar 2026 12:00:00 GMT",
                "until": "Fri, 10 Apr 2026 12:00:00 GMT",
            },
        ),
        (
            memento_of(copies[0]),
            {"rel": "first prev memento", "datetime": "Sun, 01 Mar 2026 12:00:00 GMT"},
        ),
        (memento_of(copies[1]), {"rel": "memento", "datetime": "Wed, 11 Mar 2026 12:00:00 GMT"}),
        (
            memento_of(copies[2]),
            {"rel": "next last memento", "datetime": "Fri, 10 Apr 2026 12:00:00 GMT"},
        ),
    ]


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        ({"days": -9000}, 0),
        ({"seconds": -1}, 0),
        ({"seconds": 0}, 0),
        ({"days": 5, "seconds": -1}, 0),
        ({"days": 5}, 0),  # as far from the first as from the second
        ({"days": 5, "seconds": 1}, 1),
        ({"days": 10}, 1),
        ({"days": 25}, 1),
        ({"days": 25, "seconds": 1}, 2),
        ({"days": 40}, 2),
        ({"days": 40, "seconds": 1}, 2),
        ({"days": 90_000}, 2),
    ],
)
def test_the_nearest_is_taken_and_of_two_as_near_the_earlier(
    client: Client, copies: list[Capture], moment: dict[str, float], number: int
) -> None:
    assert led(client, later(**moment))["Location"] == memento_of(copies[number])


def test_the_second_in_which_it_was_fetched_is_exact(client: Client, page: Page) -> None:
    first, second = (copy_at(page, later(days=1, seconds=each)) for each in (0.9, 1.1))

    assert led(client, later(days=1))["Location"] == memento_of(first)
    assert led(client, later(days=1, seconds=1))["Location"] == memento_of(second)


def test_of_one_second_the_first_is_taken_and_each_is_named(client: Client, page: Page) -> None:
    late, early = (copy_at(page, later(days=1, seconds=each)) for each in (0.8, 0.2))

    answer = led(client, later(days=1))

    assert answer["Location"] == memento_of(early)
    assert by_relation(answer["Link"])["next last memento"] == memento_of(late)
    assert led(client)["Location"] == memento_of(late)


@pytest.mark.parametrize("asked", [{}, {"accept-datetime": ""}, {"accept-datetime": "  "}])
def test_without_a_date_it_leads_to_the_newest(
    client: Client, copies: list[Capture], asked: dict[str, str]
) -> None:
    answer = led(client, **asked)

    assert (answer.status_code, answer["Location"]) == (302, memento_of(copies[-1]))
    assert by_relation(answer["Link"])["last memento"] == memento_of(copies[-1])


@pytest.mark.parametrize(
    "said",
    [
        "yesterday",
        "2026-03-01T12:00:00Z",
        "1772366400",
        "Sun, 01 Mar 2026 12:00:00 CET",
        "Sun, 01 Mar 2026 12:00:00 +0000",
        "Sun, 01 Mar 2026",
        "Sun, 32 Mar 2026 12:00:00 GMT",
        "Sun, 01 Xyz 2026 12:00:00 GMT",
        "Sun, 01 Mar 0000 12:00:00 GMT",
        "Xyz, 01 Mar 2026 12:00:00 GMT",
        "Sun, 01 Mar 2026 25:00:00 GMT",
        "Sunday, 01-Mar-26 12:00:00 GMT",
        "Sun Mar  1 12:00:00 2026",
        "Sun, 01 Mar 2026 12:00:00 GMT, Mon, 02 Mar 2026 12:00:00 GMT",
        "x" * 5000,
    ],
)
def test_a_date_that_cannot_be_read_is_refused(
    client: Client, copies: list[Capture], said: str
) -> None:
    answer = led(client, **{"accept-datetime": said})

    assert answer.status_code == 400
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "accept-datetime" in answer["Vary"]
    assert set(by_relation(answer["Link"])) == {"original", "timemap"}


def test_dates_far_away_are_dates(client: Client, copies: list[Capture]) -> None:
    for said, number in (
        ("Mon, 01 Jan 0001 00:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", -1),
    ):
        answer = led(client, **{"accept-datetime": said})
        assert answer["Location"] == memento_of(copies[number])


def test_that_there_is_nothing_varies_too(client: Client, db: None) -> None:
    answer = led(client, later(days=1))

    assert answer.status_code == 404
    assert "accept-datetime" in answer["Vary"]
    assert "Link" not in answer


def test_its_head_leads_on_as_well(client: Client, copies: list[Capture]) -> None:
    answer = client.head(f"{GATE}{STORY}")

    assert (answer.status_code, answer["Location"]) == (302, memento_of(copies[-1]))
    assert answer.content == b""
