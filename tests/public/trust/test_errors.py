"""What is said when there is nothing, or something broke."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.public.conftest import Read


def test_an_address_with_nothing_at_it_is_explained(read: Read) -> None:
    page = read("/nowhere/", expect=404)

    assert "There is nothing to read at this address" in page
    assert 'href="/search/"' in page


def test_a_fault_of_ours_is_owned_and_shows_nothing_of_it(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr("claims.public.dossiers.front.tallies", broken)
    client.raise_request_exception = False

    page = client.get("/")

    assert page.status_code == 500
    assert "Something broke on our side" in page.content.decode()
    assert "a secret of ours" not in page.content.decode()


def test_a_refusal_says_what_was_refused() -> None:
    page = render_to_string("403.html", {"exception": "Only an editor may do this."})

    assert "Only an editor may do this." in page
