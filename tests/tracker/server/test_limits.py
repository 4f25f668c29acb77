"""One network may ask for only so much a minute, by what it costs; others and the desk go on."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from redis.exceptions import ConnectionError as BrokerAwayError

from tests.factories import a_user
from tests.sources.replaying import HOST, REPLAY
from tracker.base.people.role import Role
from tracker.site.server import limits

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def budget(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PAGE_BUDGET = 30
    cache.clear()
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_000.0)  # no minute ends meanwhile


def statuses(client: Any, address: str, number: int, **more: str) -> list[int]:
    return [client.get(address, **more).status_code for _ in range(number)]


def test_dear_pages_use_a_minute_up_sooner(client: Any) -> None:
    assert statuses(client, "/search/", 4) == [200, 200, 200, 429]
    assert statuses(client, "/parties/", 1) == [429]


def test_the_refusal_says_when_to_come_again(client: Any) -> None:
    answer = [client.get("/search/") for _ in range(4)][-1]

    assert 0 < int(answer["Retry-After"]) <= 60
    assert "no-store" in answer["Cache-Control"]
    assert "Too many pages" in answer.content.decode()


def test_a_list_of_the_api_costs_by_its_rows_and_is_refused_in_the_api_s_shape(client: Any) -> None:
    address = "/api/v1/counterclaims/?page_size=200"

    assert statuses(client, address, 2) == [200, 429]
    assert client.get(address).json()["error"]["code"] == "throttled"
    assert limits.cost_of("api:claim-list", {"page_size": "99999"}) == 21


def test_another_network_and_the_desk_go_on(client: Any) -> None:
    statuses(client, "/search/", 4)

    assert statuses(client, "/search/", 1, REMOTE_ADDR="192.0.2.9") == [200]
    client.force_login(a_user(Role.EDITOR))
    assert statuses(client, "/search/", 5) == [200] * 5


def test_all_addresses_of_a_network_count_together(client: Any) -> None:
    seen = [
        client.get("/search/", REMOTE_ADDR=f"2001:db8::{number}").status_code for number in range(4)
    ]

    assert seen == [200, 200, 200, 429]


def test_while_the_broker_is_away_each_process_counts_for_itself(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_given: object, **_named: object) -> None:
        raise BrokerAwayError

    monkeypatch.setattr(limits.cache, "add", away)

    assert statuses(client, "/search/", 4) == [200, 200, 200, 429]


def test_a_load_balancer_is_always_answered(client: Any) -> None:
    statuses(client, "/search/", 4)

    assert statuses(client, "/health/", 1) == [200]


def test_the_replay_s_origin_counts_too_and_refuses_as_bound_as_it_answers(
    client: Any, settings: Any
) -> None:
    settings.REPLAY_URL = REPLAY
    at_replay = {"headers": {"host": HOST}}

    seen = [client.get("/nothing/", **at_replay) for _ in range(7)]

    assert [answer.status_code for answer in seen] == [404] * 6 + [429]
    assert "sandbox" in seen[-1]["Content-Security-Policy"]
    assert 0 < int(seen[-1]["Retry-After"]) <= 60
    assert statuses(client, "/parties/", 1) == [429]
