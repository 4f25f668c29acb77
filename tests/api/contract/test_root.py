"""The first address of the API says where everything else stands."""

from __future__ import annotations

from django.test import Client

from claims.api.urls import router
from tests.api.conftest import Get


def test_it_names_every_list_and_each_answers(get: Get, client: Client) -> None:
    found = get("")

    assert set(found) == {"lists", "search", "summary", "schema", "docs"}
    assert list(found["lists"]) == [prefix for prefix, _view, _name in router.registry]
    others = [found[name] for name in ("search", "summary", "schema", "docs")]
    addresses = [*found["lists"].values(), *others]
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_it_can_only_be_read(client: Client, db: None) -> None:
    assert client.post("/api/v1/").status_code == 405
