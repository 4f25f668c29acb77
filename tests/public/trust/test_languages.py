"""The site in each of its languages: at addresses of their own, kept from page to page."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import a_claim, a_user, a_verdict

pytestmark = pytest.mark.django_db
CODES = [code for code, _name in settings.LANGUAGES]
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"]*)"')


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("before", "direction"), [("", "ltr"), ("/fr", "ltr"), ("/ar", "rtl")])
def test_a_page_is_read_in_the_language_of_its_address(client, before: str, direction: str):
    shown = text(client, f"{before}/claims/{a_verdict().claim.pk}/")

    code = before.strip("/") or "en"
    assert f'<html lang="{code}" dir="{direction}">' in shown


def test_what_the_browser_prefers_changes_no_address(client):
    answer = client.get("/", headers={"Accept-Language": "fr"})

    assert '<html lang="en"' in answer.content.decode()
    assert "Accept-Language" not in answer["Vary"]


@pytest.mark.parametrize("code", [code for code in CODES if code != "en"])
def test_a_language_is_kept_from_page_to_page(client, code: str):
    claim = a_verdict().claim
    for path in ("/", "/incidents/", "/search/", "/corrections/", f"/claims/{claim.pk}/"):
        inside = [
            link
            for link in LINK.findall(text(client, f"/{code}{path}"))
            if not link.startswith(("/api/", "/static/"))
        ]
        elsewhere = {link for link in inside if not link.startswith(f"/{code}/")}
        others = {f"/{other}{path}" for other in CODES if other not in (code, "en")} | {path}
        assert inside
        assert elsewhere <= others, path


def test_each_page_leads_to_itself_in_the_other_languages(client):
    claim = a_verdict().claim

    shown = text(client, f"/fr/claims/{claim.pk}/")

    assert f'href="/claims/{claim.pk}/"' in shown
    assert f'href="/ar/claims/{claim.pk}/"' in shown
    for code in CODES:
        assert f'hreflang="{code}"' in shown


def test_a_search_is_the_same_search_in_another_language(client):
    assert 'href="/ar/search/?q=tinzaouaten"' in text(client, "/fr/search/?q=tinzaouaten")


def test_a_page_that_is_not_there_leads_to_front_pages(client):
    answer = client.get("/fr/no-such-page/")

    assert answer.status_code == 404
    assert 'href="/ar/"' in answer.content.decode()


def test_the_api_has_one_language(client):
    assert client.get("/fr/api/v1/").status_code == 404


def test_robots_are_told_of_every_language(client):
    said = text(client, "/robots.txt")

    assert {"Disallow: /desk/", "Disallow: /fr/desk/", "Disallow: /ar/accounts/"} <= set(
        said.splitlines()
    )


def test_whoever_is_signed_out_signs_in_in_their_language(client):
    answer = client.get("/fr/desk/")

    assert answer["Location"] == "/fr/accounts/login/?next=/fr/desk/"


def test_a_draft_is_found_again_in_another_language(client):
    checker = a_user()
    client.force_login(checker)
    claim = a_claim(by=checker)
    path = f"/desk/claims/{claim.pk}/edit/"
    typed = {"statement": "They were 84.", "keep_unsent": "1"}

    assert client.post(f"/fr{path}", typed).status_code == 302

    assert "They were 84." in text(client, path)
    assert f'href="/ar{path}?unsent=' in text(client, "/ar/desk/")


def test_who_signs_out_stays_in_their_language(client):
    client.force_login(a_user())

    assert client.post("/fr/accounts/logout/")["Location"] == "/fr/"
