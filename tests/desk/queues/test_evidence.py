"""Cited pages that changed, went or could not be captured, and words of ours, each in a queue."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import a_claim, a_page, a_user, later
from tests.public.captures import a_capture, failed
from tests.public.looks import BEFORE, a_change, a_look, a_quoted_page, cite
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db


def altered():
    page = a_quoted_page()
    a_change(page)
    return page


def gone():
    page = a_quoted_page()
    a_change(page, now="Gone", outcome="error_page", http_status=410)
    return page


def without_copy():
    page = a_quoted_page()
    failed(page, "No answer in time.")
    return page


def misquoted():
    page = a_quoted_page("thirteen guards were killed")
    a_look(page, BEFORE, at=later())
    return page


MADE = {"altered": altered, "gone": gone, "failed": without_copy, "misquoted": misquoted}


@pytest.mark.parametrize(
    ("outcome", "status"), [("error_page", 404), ("gone", 200), ("paywall", 200)]
)
def test_a_page_of_which_only_an_answer_in_its_place_is_sealed_has_failed(
    sign_in, editor, outcome, status
):
    page = a_page()
    cite(page)
    a_capture(page, "Not here", outcome=outcome, http_status=status)
    client = sign_in(editor)
    assert pages_in(client, "failed") == [page]
    a_capture(page, "It was here after all.", at=later(days=1))
    assert pages_in(client, "failed") == []


def pages_in(client, name, **asked):
    response = client.get(f"/desk/queues/{name}/", asked)
    assert response.status_code == 200
    return [row.page for row in response.context["stretch"].rows]


@pytest.mark.parametrize("name", MADE)
def test_each_kind_of_trouble_stands_in_its_queue_and_in_no_other(sign_in, editor, name):
    page = MADE[name]()
    client = sign_in(editor)
    assert {one: pages_in(client, one) for one in MADE} == {
        one: [page] if one == name else [] for one in MADE
    }


@pytest.mark.parametrize("name", MADE)
def test_a_fact_checker_sees_what_concerns_them(sign_in, name):
    page = MADE[name]()
    citation = page.citations.get()
    assert pages_in(sign_in(citation.added_by), name) == [page]
    assert pages_in(sign_in(a_user()), name) == []
    assert pages_in(sign_in(a_user(Role.ADMINISTRATOR)), name) == [page]


@pytest.mark.parametrize("name", ["altered", "gone", "failed"])
def test_it_names_the_claims_that_rest_on_it(sign_in, editor, name):
    claim = MADE[name]().citations.get().claim
    shown = sign_in(editor).get(f"/desk/queues/{name}/").content.decode()
    assert f"/desk/claims/{claim.pk}/" in shown


@pytest.mark.parametrize("name", MADE)
def test_it_is_narrowed_by_the_claims_that_rest_on_it(sign_in, editor, name):
    page = MADE[name]()
    claim = page.citations.get().claim
    client = sign_in(editor)
    assert pages_in(client, name, incident=claim.incident.title) == [page]
    assert pages_in(client, name, party=a_claim().claimant.name) == []
    assert pages_in(client, name, person=page.citations.get().added_by_id) == [page]
    assert pages_in(client, name, until="2026-02-01") == []


@pytest.mark.parametrize("name", MADE)
def test_more_of_it_takes_no_more_queries(sign_in, editor, name):
    def ask():
        return len(pages_in(client, name))

    client = sign_in(editor)
    MADE[name]()
    ask()  # the first answer of a session writes down that there is one
    with CaptureQueriesContext(connection) as few:
        assert ask() == 1
    for _ in range(3):
        MADE[name]()
    with CaptureQueriesContext(connection) as many:
        assert ask() == 4
    assert len(many) == len(few)


def test_a_page_that_was_captured_since_has_not_failed(sign_in, editor):
    page = without_copy()
    a_capture(page, at=later(days=1))
    assert pages_in(sign_in(editor), "failed") == []


def test_a_page_that_failed_again_is_there_once(sign_in, editor):
    page = without_copy()
    failed(page, "No answer in time.", at=later(days=1))
    assert pages_in(sign_in(editor), "failed") == [page]


def test_a_page_that_nothing_rests_on_is_nobodys_trouble(sign_in, editor):
    page = a_page()
    failed(page, "No answer in time.")
    assert pages_in(sign_in(editor), "failed") == []
    cite(page)
    assert pages_in(sign_in(editor), "failed") == [page]
