"""Whatever goes wrong is told in one shape, and nothing can be written."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from redis.exceptions import ConnectionError as RedisConnectionError

from tests.house.database import rows
from tracker.base.values.refusal import Refusal
from tracker.site.api import Throttle, explain


def shape_of(answer: Any) -> Any:
    error = answer.json()["error"]
    assert set(error) == {"code", "message", "fields"}
    return error


@pytest.mark.parametrize("path", ["/api/", "/api/v1/nothing/", "/api/v2/claims/"])
def test_an_unknown_address_is_told_in_json(client: Client, db: None, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert shape_of(answer)["code"] == "not_found"


def test_a_missing_slash_is_mended(client: Client, db: None) -> None:
    answer = client.get("/api/v1/claims?page_size=1")

    assert answer.status_code == 301
    assert answer["Location"] == "/api/v1/claims/?page_size=1"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/api/v1/claims/", "/api/v1/summary/"])
def test_nothing_can_be_written(client: Client, db: None, method: str, path: str) -> None:
    answer = getattr(client, method)(path)

    assert answer.status_code == 405
    assert shape_of(answer)["code"] == "method_not_allowed"


def test_an_editor_cannot_write_here_either(client: Client, db: None) -> None:
    client.force_login(rows.user(role="editor"))

    assert client.post("/api/v1/claims/", {"statement": "x"}).status_code == 405


def test_a_refusal_keeps_its_code_sentence_and_field() -> None:
    refused = Refusal("Choose another.", code="taken", field="slug")

    answer = explain(refused, {})

    assert answer is not None
    assert answer.status_code == 409
    expected = {
        "code": "taken",
        "message": "Choose another.",
        "fields": {"slug": ["Choose another."]},
    }
    assert answer.data == {"error": expected}


def test_too_many_requests_are_told_so(client: Client, db: None, monkeypatch: Any) -> None:
    monkeypatch.setattr(Throttle, "get_rate", lambda _self: "1/min")
    client.get("/api/v1/claims/")

    answer = client.get("/api/v1/claims/")

    assert answer.status_code == 429
    assert shape_of(answer)["code"] == "throttled"


def test_without_the_broker_reading_goes_on(client: Client, db: None, monkeypatch: Any) -> None:
    def gone(*_args: object, **_kwargs: object) -> None:
        raise RedisConnectionError

    monkeypatch.setattr("rest_framework.throttling.SimpleRateThrottle.allow_request", gone)

    assert client.get("/api/v1/claims/").status_code == 200


def test_who_asks_again_is_told_that_nothing_changed(client: Client, db: None) -> None:
    rows.claim()
    tag = client.get("/api/v1/claims/")["ETag"]

    assert client.get("/api/v1/claims/", headers={"If-None-Match": tag}).status_code == 304
    rows.claim()
    assert client.get("/api/v1/claims/", headers={"If-None-Match": tag}).status_code == 200
