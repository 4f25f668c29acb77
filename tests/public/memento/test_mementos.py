"""The page that shows a sealed copy says of which date it is; the evidence page leads there."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser

from sources.models import Capture, Page
from tests.factories import a_citation, a_claim, a_page, a_user, later
from tests.house.database import rows
from tests.public.captures import gone
from tests.public.memento.conftest import (
    GATE,
    JSON_MAP,
    MAP,
    STORY,
    by_relation,
    copy_at,
    memento_of,
    path_of,
    shown_page,
)
from tests.sources.replaying import REPLAY, SITE

SECOND = "Wed, 11 Mar 2026 12:00:00 GMT"


@pytest.fixture(autouse=True)
def _replaying(settings: Settings, tmp_path: Path, db: None) -> None:
    settings.SITE_URL, settings.REPLAY_URL = SITE, REPLAY
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }


def test_a_sealed_copy_says_its_date_and_where_the_others_are(
    client: Client, copies: list[Capture]
) -> None:
    answer = client.get(path_of(memento_of(copies[1])))

    assert answer.status_code == 200
    assert answer["Memento-Datetime"] == SECOND
    assert by_relation(answer["Link"]) == {
        "original": STORY,
        "timegate": f"{SITE}{GATE}{STORY}",
        "timemap": f"{SITE}{MAP}{STORY}",
        "first prev memento": memento_of(copies[0]),
        "memento": memento_of(copies[1]),
        "next last memento": memento_of(copies[2]),
    }


def test_a_program_goes_from_the_address_to_the_copy_of_a_date(
    client: Client, copies: list[Capture]
) -> None:
    led = client.get(f"{GATE}{STORY}", headers={"accept-datetime": SECOND})
    copy = client.get(path_of(led["Location"]), headers={"accept-datetime": SECOND})

    assert copy["Memento-Datetime"] == SECOND
    assert f'src="{REPLAY}/' in copy.content.decode() or "sealed file" in copy.content.decode()
    assert path_of(by_relation(copy["Link"])["timegate"]) == f"{GATE}{STORY}"


def test_it_names_the_same_addresses_in_every_language(
    client: Client, copies: list[Capture]
) -> None:
    path = path_of(memento_of(copies[1]))
    english, french, arabic = (client.get(f"{root}{path}") for root in ("", "/fr", "/ar"))

    assert english["Link"] == french["Link"] == arabic["Link"]
    assert english["Memento-Datetime"] == french["Memento-Datetime"] == arabic["Memento-Datetime"]


def test_no_date_is_said_of_what_is_no_copy_of_the_page_or_was_brought(
    client: Client, copies: list[Capture]
) -> None:
    page = copies[0].page

    for other in (gone(page, at=later(days=1)), rows.deposited_capture(page=page)):
        answer = client.get(path_of(memento_of(other)))
        assert answer.status_code == 200
        assert "Memento-Datetime" not in answer
        assert "Link" not in answer


def test_the_copy_of_a_drafts_page_names_nothing_to_staff_either(client: Client) -> None:
    page = a_page(STORY)
    a_citation(a_claim(draft=True), page=page)
    copy = copy_at(page, later(days=1))
    client.force_login(a_user(), "django.contrib.auth.backends.ModelBackend")

    answer = client.get(path_of(memento_of(copy)))
    evidence = client.get(f"/evidence/{page.pk}/").content.decode()

    assert answer.status_code == 200
    assert "Memento-Datetime" not in answer
    assert "/timemap/" not in evidence


@pytest.mark.parametrize("root", ["", "/fr", "/ar"])
def test_the_evidence_page_names_the_lists(
    client: Client, copies: list[Capture], root: str
) -> None:
    markup = client.get(f"{root}/evidence/{copies[0].page_id}/").content.decode()

    tree = LexborHTMLParser(markup)
    (named,) = tree.css("link[rel=timemap]")
    shown = [node.attributes["href"] for node in tree.css("main a[href*='/timemap/']")]
    assert named.attributes["href"] == f"{SITE}{MAP}{STORY}"
    assert shown == [f"{MAP}{STORY}", f"{JSON_MAP}{STORY}"]
    assert [client.get(path).status_code for path in shown if path] == [200, 200]


def test_the_evidence_page_of_what_was_never_copied_names_none(client: Client, page: Page) -> None:
    gone(page)

    assert "/timemap/" not in client.get(f"/evidence/{page.pk}/").content.decode()


def test_a_hostile_address_breaks_no_header(client: Client) -> None:
    page = shown_page('https://example.org/">, <https://evil.example>; rel="timegate"/é')
    copy = copy_at(page, later(days=1))

    answer = client.get(path_of(memento_of(copy)))

    told = by_relation(answer["Link"])
    assert set(told) == {"original", "timegate", "timemap", "first last memento"}
    assert not any(url.startswith("https://evil.example") for url in told.values())
