"""Programs in the browsers of other sites read what is made for programs, and nothing else."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import a_citation, an_editor
from tests.public.captures import a_capture

pytestmark = pytest.mark.django_db

ALLOWED, CREDENTIALS = "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"
FEEDS = ["/feeds/claims.atom", "/fr/feeds/verdicts.json", "/ar/feeds/claims.atom"]
API = ["/api/v1/", "/api/v1/claims/", "/api/v1/summary/", "/api/v1/schema/"]
MISSED = ["/api/v1/claims/?colour=red", "/api/v1/claims/999999999/", "/timemap/link/x"]


def headers_of(path: str, client: Client | None = None, **headers: str) -> dict[str, str]:
    return dict((client or Client()).get(path, headers=headers).headers)


@pytest.mark.parametrize("path", [*FEEDS, *API, *MISSED])
def test_what_is_for_programs_may_be_read_from_any_site(path: str) -> None:
    for sent in ({}, {"Origin": "https://example.org"}):
        headers = headers_of(path, **sent)
        assert headers[ALLOWED] == "*"
        assert CREDENTIALS not in headers


def test_lists_of_copies_by_date_are() -> None:
    capture = a_capture(a_citation().page)
    for form in ("link", "json"):
        answer = Client().get(f"/timemap/{form}/{capture.page.url}")
        assert answer.status_code == 200
        assert answer.headers[ALLOWED] == "*"
    assert Client().head(f"/timemap/json/{capture.page.url}").headers[ALLOWED] == "*"


def test_kept_and_unchanged_answers_are_too() -> None:
    client = Client()
    first = client.get(FEEDS[0])
    again = client.get(FEEDS[0], headers={"If-None-Match": first.headers.get("ETag", "")})
    assert again.headers[ALLOWED] == "*"


@pytest.mark.parametrize("path", ["/", "/incidents/", "/fr/claims/1/report/", "/accounts/login/"])
def test_pages_and_forms_are_not(path: str) -> None:
    assert ALLOWED not in headers_of(path)


def test_nobody_at_the_desk_reads_for_another_site() -> None:
    client = Client()
    client.force_login(an_editor())
    assert ALLOWED not in headers_of("/desk/", client)
    for path in (*FEEDS, *API):
        assert CREDENTIALS not in headers_of(path, client)


def test_a_token_is_for_its_own_program_alone() -> None:
    assert ALLOWED not in headers_of("/api/v1/claims/", Authorization="Token guessed")


@pytest.mark.parametrize("path", [FEEDS[0], API[1]])
def test_only_what_reads_is_answered_so(path: str) -> None:
    assert ALLOWED not in Client().post(path).headers
