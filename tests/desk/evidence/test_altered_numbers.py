"""A number altered in a cited page waits at the desk until somebody has marked it as seen."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sources.models import Watch
from tests.factories import AT, a_citation, a_claim, a_user
from tests.public.looks import BEFORE, a_change, a_quoted_page, cite
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db
HEADING = "Numbers changed in cited pages"


def work(client):
    return client.get("/desk/").content.decode()


def test_an_editor_sees_what_was_changed_where_and_when(sign_in, editor):
    found = a_change(a_quoted_page(title="The bridge"))
    text = work(sign_in(editor))
    assert HEADING in text
    assert "Figure or date: “twelve” became “seven”." in text
    assert "The bridge" in text
    assert "Copy of 1 March 2026, 12:00:00 UTC against copy of 2 March 2026, 12:00:00 UTC." in text
    assert f"/desk/changes/{found.pk}/seen/" in text


def test_whoever_recorded_or_cited_the_claim_sees_it_and_others_do_not(sign_in, checker):
    page = a_quoted_page()
    cited_by = a_citation(a_claim(by=checker), page=page, by=checker)
    a_change(page)
    assert cited_by.claim.created_by == checker
    assert HEADING in work(sign_in(checker))
    assert HEADING in work(sign_in(page.citations.first().added_by))
    assert HEADING not in work(sign_in(a_user()))


def test_other_changes_raise_nothing(sign_in, editor):
    a_change(a_quoted_page(), BEFORE, "Nothing is known.")
    assert HEADING not in work(sign_in(editor))


def test_marking_it_as_seen_takes_it_away_for_everybody(sign_in, editor, checker):
    page = a_quoted_page()
    a_citation(a_claim(by=checker), page=page, by=checker)
    found = a_change(page)
    client = sign_in(checker)
    answer = client.post(f"/desk/changes/{found.pk}/seen/", {"note": "Asked the paper."})
    assert answer.status_code == 302
    assert HEADING not in work(client)
    assert HEADING not in work(sign_in(editor))
    shown = client.get(f"/desk/changes/{found.pk}/seen/").content.decode()
    assert "Asked the paper." in shown
    assert "Awa Checker" in shown


def test_without_a_note_it_stays(sign_in, editor):
    found = a_change(a_quoted_page())
    answer = sign_in(editor).post(f"/desk/changes/{found.pk}/seen/", {"note": " "})
    assert answer.status_code == 422
    assert HEADING in work(sign_in(editor))


def test_somebody_who_comes_second_is_told(sign_in, editor):
    found = a_change(a_quoted_page())
    first, second = sign_in(editor), sign_in(a_user())
    first.post(f"/desk/changes/{found.pk}/seen/", {"note": "Mine."})
    answer = second.post(f"/desk/changes/{found.pk}/seen/", {"note": "Mine too."})
    assert answer.status_code == 422
    found.refresh_from_db()
    assert found.seen_note == "Mine."


def test_another_persons_draft_is_not_named_to_a_fact_checker(sign_in, checker):
    page = a_quoted_page()
    a_citation(a_claim(by=checker), page=page, by=checker)
    a_citation(a_claim(statement="Not out yet.", draft=True), page=page)
    a_change(page)
    assert "Not out yet." not in work(sign_in(checker))


def test_what_raises_no_alarm_has_no_form(sign_in, editor):
    other = a_change(a_quoted_page(), BEFORE, f"{BEFORE} Nothing else is known.")
    assert sign_in(editor).get(f"/desk/changes/{other.pk}/seen/").status_code == 404


def test_staff_look_again_stop_and_start_from_the_evidence_page(sign_in, checker, nudges):
    page = a_quoted_page()
    a_change(page)
    client = sign_in(checker)
    address = f"/evidence/{page.pk}/"
    shown = client.get(address).content.decode()
    assert "Look now" in shown
    assert f"/desk/pages/{page.pk}/deposit/" in shown
    assert "Stop looking" in shown
    stopping = {"act": "stop", "reason": "The <outlet> closed."}
    client.post(f"/desk/pages/{page.pk}/watch/", stopping)
    assert Watch.objects.get().next_at is None
    stopped = client.get(address).content.decode()
    assert "No further look is planned." in stopped
    assert "Stopped at the desk: The &lt;outlet&gt; closed." in stopped
    assert "Stopped at the desk" not in Client().get(address).content.decode()
    client.post(f"/desk/pages/{page.pk}/watch/", {"act": "start"})
    assert Watch.objects.get().next_at > AT
    client.post(f"/desk/pages/{page.pk}/capture/")
    assert page.captures.filter(status="waiting").count() == 1


def test_nobody_stops_a_watch_without_saying_why(sign_in, checker):
    found = a_change(a_quoted_page())
    address = f"/desk/pages/{found.page_id}/watch/"
    answer = sign_in(checker).post(address, {"act": "stop", "reason": " "}, follow=True)
    assert "Say why: the reason is kept." in answer.content.decode()
    assert Watch.objects.get().next_at is not None


def test_stopping_what_nobody_watches_is_refused_in_words(sign_in, checker):
    page = a_quoted_page()
    stopping = {"act": "stop", "reason": "Enough."}
    answer = sign_in(checker).post(f"/desk/pages/{page.pk}/watch/", stopping, follow=True)
    assert "no whole copy of this page yet" in answer.content.decode()


def test_a_reader_does_none_of_it(sign_in):
    found = a_change(a_quoted_page())
    client = sign_in(a_user(Role.READER))
    assert client.get(f"/desk/changes/{found.pk}/seen/").status_code == 403
    assert client.post(f"/desk/pages/{found.page_id}/watch/").status_code == 403


def test_the_desk_asks_as_often_whatever_waits(sign_in, editor, django_assert_num_queries):
    a_change(a_quoted_page())
    client = sign_in(editor)
    work(client)  # the first answer of a session writes down that there is one

    with CaptureQueriesContext(connection) as few:
        work(client)
    for _ in range(4):
        page = a_quoted_page()
        cite(page)
        a_change(page)
    with django_assert_num_queries(len(few)):
        work(client)
