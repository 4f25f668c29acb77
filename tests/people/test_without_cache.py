"""While the cache and broker are away, people sign in and work, and limits hold."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.people.people import a_factor, ask_again, code_now, is_in, signed_in, try_password
from tracker.site.access import ACCESS, Door

NOBODY_THERE = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def away(house: None, settings: Any) -> Any:
    """Nobody answers where the cache should be."""
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "LOCATION": NOBODY_THERE},
    }
    yield
    del caches["default"]


def test_the_cache_is_away():
    cache = caches["default"]
    assert cache._servers == [NOBODY_THERE]
    cache.set("key", 1)
    assert cache.get("key", "nothing") == "nothing"
    assert cache.add("key", 1)
    assert not cache.has_key("key")
    assert cache.get_many(["key"]) == {}


def test_signing_in_works(client, checker):
    assert try_password(client, checker)["Location"] == "/desk/"
    assert is_in(client)


def test_signing_in_with_a_second_factor_works(client, checker):
    secret = a_factor(checker)
    try_password(client, checker)
    code = code_now(secret)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    assert is_in(client)


def test_wrong_passwords_are_still_counted(client, checker):
    answers = [try_password(Client(), checker, "wrong").status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_a_password_is_asked_for_again_and_a_reset_is_asked(client, checker):
    assert ask_again(signed_in(checker)).status_code == 302
    assert client.post("/accounts/password/reset/", {"email": checker.email}).status_code == 302


def test_every_page_without_arguments_answers(someone):
    """Those with the cache in their way would answer 500 or raise."""
    client = signed_in(someone("editor"))
    tried = 0
    for name, needed in ACCESS.items():
        if needed is Door.CLOSED or name in {"account_logout", "health", "health_of_all"}:
            continue
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        assert client.get(address).status_code < 500, name
        tried += 1
    assert tried > 30


def test_a_form_of_the_desk_is_taken(someone):
    client = signed_in(someone("editor"))
    answer = client.post("/desk/parties/new/", {"name": "A", "submission": "ab12"})
    assert answer.status_code in {302, 422}
