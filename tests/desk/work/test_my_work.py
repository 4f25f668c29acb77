"""The first page shows each person what waits for them, and nothing of a blind round."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AT,
    DUE,
    a_claim,
    a_reviewed_claim,
    a_settled_claim,
    a_split_claim,
    a_user,
    a_verdict,
    an_assignment,
    an_incident,
    later,
    sealed,
)
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db
URL = "/desk/"


def page(client):
    response = client.get(URL)
    assert response.status_code == 200
    return response.content.decode()


def test_a_fact_checker_sees_what_they_are_asked_to_review(sign_in, checker):
    assignment = an_assignment(a_claim(statement="Forty were taken."), reviewer=checker)
    text = page(sign_in(checker))
    assert "Forty were taken." in text
    assert f"/desk/reviews/{assignment.pk}/" in text


def test_what_is_overdue_comes_first_and_says_so(sign_in, checker):
    an_assignment(a_claim(statement="Later."), reviewer=checker, due=dt.date(2099, 1, 1))
    an_assignment(a_claim(statement="Earlier."), reviewer=checker, due=AT.date())
    text = page(sign_in(checker))
    assert text.index("Earlier.") < text.index("Later.")
    assert "overdue since 1 March 2026" in text


def test_a_new_fact_checker_is_told_that_nothing_waits(sign_in, checker):
    text = page(sign_in(checker))
    assert "Nobody is waiting for a review of yours." in text
    assert "You have no claim on its way." in text


def test_another_fact_checkers_work_is_not_shown(sign_in, checker):
    an_assignment(a_claim(statement="Not yours."))
    assert "Not yours." not in page(sign_in(checker))


def counts(response):
    return {one.queue.name: one.waiting for one in response.context["counts"]}


def test_an_editor_sees_how_much_waits_in_each_queue_and_where(sign_in, editor):
    a_claim(), a_split_claim(), a_reviewed_claim(), a_settled_claim()
    an_assignment(due=DUE)
    response = sign_in(editor).get(URL)
    found = counts(response)
    assert (found["unassigned"], found["split"], found["ready"]) == (1, 1, 2)
    assert (found["overdue"], found["short"], found["second-review"]) == (1, 1, 0)
    assert 'href="/desk/queues/unassigned/"' in response.content.decode()


def test_a_fact_checker_sees_only_queues_of_their_own(sign_in, checker):
    a_split_claim()
    an_assignment(reviewer=checker)
    assert counts(sign_in(checker).get(URL)) == {
        "mine": 1,
        "altered": 0,
        "gone": 0,
        "failed": 0,
        "misquoted": 0,
    }


def test_of_much_work_the_first_is_shown_and_the_rest_is_counted(sign_in, checker):
    for number in range(10):
        an_assignment(reviewer=checker, due=dt.date(2099, 1, 1 + number))
    response = sign_in(checker).get(URL)
    assert [row.due.day for row in response.context["assignments"]] == list(range(1, 9))
    assert counts(response)["mine"] == 10


def test_it_takes_as_many_queries_for_much_work_as_for_little(
    sign_in, editor, django_assert_num_queries
):
    def more(number):
        for _ in range(number):
            an_assignment(reviewer=editor)
            sealed(an_assignment())
            a_claim()

    client = sign_in(editor)
    more(1)
    page(client)  # the first answer of a session writes down that there is one
    with CaptureQueriesContext(connection) as few:
        page(client)
    more(5)
    with django_assert_num_queries(len(few)):
        page(client)


def test_an_editor_sees_what_was_published(sign_in, editor):
    a_verdict(a_claim(statement="It is out."))
    assert "It is out." in page(sign_in(editor))


def test_an_administrator_finds_people_and_grades(sign_in):
    text = page(sign_in(a_user(Role.ADMINISTRATOR)))
    assert "/desk/people/" in text
    assert "/desk/publishers/" in text


def test_somebody_without_an_account_is_asked_to_sign_in(client):
    assert client.get(URL).headers["Location"] == "/accounts/login/?next=/desk/"


def test_a_reader_is_told_that_the_desk_is_not_for_readers(sign_in):
    response = sign_in(a_user(Role.READER)).get(URL)
    assert response.status_code == 403


def test_what_was_published_last_of_exercises_is_labelled_and_comes_last(sign_in, editor):
    real = a_verdict()
    trial = a_verdict(a_claim(incident=an_incident(is_exercise=True)), at=later(days=1))
    shown = a_verdict(at=later(days=2))

    page = sign_in(editor).get("/desk/")

    assert page.context["verdicts"] == [shown, real, trial]
    last = page.content.decode().partition('id="published"')[2]
    assert last.count('<span class="pill">Exercise</span>') == 1
    assert last.index(f"/desk/claims/{real.claim_id}/") < last.index(">Exercise<")
