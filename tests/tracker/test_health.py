from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

pytestmark = pytest.mark.django_db


def test_answers_for_every_part(client):
    answer = client.get("/health/")

    assert answer.status_code == 200
    assert answer.json()["ok"] is True
    assert set(answer.json()["checks"]) == {
        "database",
        "broker",
        "storage",
        "captures",
        "fixity",
        "ledger",
    }


def test_shows_what_the_archiver_may_reach(client, settings):
    settings.ALLOWED_ADDRESSES = ["127.0.0.1:8765"]

    assert client.get("/health/").json()["allowed_addresses"] == ["127.0.0.1:8765"]


def test_says_when_the_broker_is_away(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    answer = client.get("/health/")

    assert answer.status_code == 503
    assert answer.json()["checks"]["broker"] == {"ok": False, "error": "ConnectionError"}


def test_says_when_storage_is_away(client, monkeypatch):
    def broken(name):
        raise PermissionError(name)

    monkeypatch.setattr(default_storage, "exists", broken)

    assert client.get("/health/").json()["checks"]["storage"]["ok"] is False


def test_is_never_cached(client):
    assert "no-store" in client.get("/health/")["Cache-Control"]


def test_may_only_be_read(client):
    assert client.post("/health/").status_code == 405
