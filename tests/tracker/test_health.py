from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.utils import timezone

from tests.factories import a_user
from tracker.base.people.role import Role
from tracker.base.web import signs_of_life
from tracker.site import health

pytestmark = pytest.mark.django_db
ALIVE = ("clock", "queue:default", "queue:captures")


@pytest.fixture(autouse=True)
def house_at_work():
    """A clock and workers that were seen just now."""
    cache.clear()
    signs_of_life.leave(ALIVE, at=timezone.now())


def broken(*_given, **_named):
    raise OSError(28, "No space left on device")


def checks(client):
    return client.get("/health/all/").json()["checks"]


def test_readers_can_be_served_and_all_is_well(client):
    for address in ("/health/", "/health/all/"):
        answer = client.get(address)

        assert (answer.status_code, answer.json()["ok"]) == (200, True), answer.json()
    assert set(checks(client)) == {
        "database", "broker", "storage", "disks", "captures", "waiting_for_storage",
        "ledger", "fixity", "letters", *ALIVE
    }  # fmt: skip


def test_readers_are_served_while_the_broker_is_away_and_all_is_not_well(client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    assert client.get("/health/").status_code == 200
    answer = client.get("/health/all/")
    assert answer.status_code == 503
    assert answer.json()["checks"]["broker"] == {"ok": False, "error": "ConnectionError"}


def test_readers_are_served_while_the_disk_is_full_and_all_is_not_well(client, monkeypatch):
    monkeypatch.setattr(default_storage, "save", broken)

    assert client.get("/health/").status_code == 200
    assert client.get("/health/all/").status_code == 503
    assert checks(client)["storage"]["ok"] is False


def test_a_disk_that_is_nearly_full_is_not_well(client, monkeypatch):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _folder: SimpleNamespace(free=1))

    assert client.get("/health/").status_code == 200
    assert checks(client)["disks"]["ok"] is False


def test_captures_that_wait_for_the_storage_are_not_well(client, monkeypatch):
    monkeypatch.setattr(health.pages, "waiting_for_storage", lambda: 2)

    assert client.get("/health/").status_code == 200
    assert client.get("/health/all/").status_code == 503
    assert checks(client)["waiting_for_storage"] == {"ok": False, "waiting": 2}


@pytest.mark.parametrize("dead", ALIVE)
def test_a_clock_or_a_worker_that_is_gone_is_not_well(client, dead):
    cache.delete(f"alive:{dead}")

    assert client.get("/health/").status_code == 200
    assert client.get("/health/all/").status_code == 503
    assert [name for name, check in checks(client).items() if not check["ok"]] == [dead]


def test_one_that_has_been_silent_for_long_is_taken_for_dead(client):
    long_ago = timezone.now() - timedelta(seconds=signs_of_life.SILENT_SECONDS + 1)
    signs_of_life.leave(["clock"], at=long_ago)

    assert checks(client)["clock"]["ok"] is False


def test_nobody_is_served_without_the_storage(client, monkeypatch):
    monkeypatch.setattr(default_storage, "exists", broken)

    assert client.get("/health/").status_code == 503


def test_only_people_of_the_house_learn_what_the_archiver_may_reach(client, settings):
    settings.ALLOWED_ADDRESSES = ["127.0.0.1:8765"]
    stranger = {"REMOTE_ADDR": "192.0.2.7"}

    assert client.get("/health/all/").json()["allowed_addresses"] == ["127.0.0.1:8765"]
    told = client.get("/health/all/", **stranger).json()
    assert set(told) == {"ok", "demonstration", "checks"}
    assert {tuple(check) for check in told["checks"].values()} == {("ok",)}

    client.force_login(a_user(Role.EDITOR))
    assert "allowed_addresses" in client.get("/health/all/", **stranger).json()


def test_whoever_comes_through_a_proxy_is_no_neighbour(client, settings):
    forwarded = {"HTTP_X_FORWARDED_FOR": "127.0.0.1, 192.0.2.7"}

    assert "allowed_addresses" not in client.get("/health/all/", **forwarded).json()
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert "allowed_addresses" not in client.get("/health/all/", **forwarded).json()


@pytest.mark.parametrize("address", ["/health/", "/health/all/"])
def test_is_never_cached_and_may_only_be_read(client, address):
    assert "no-store" in client.get(address)["Cache-Control"]
    assert client.post(address).status_code == 405
