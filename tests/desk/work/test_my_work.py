"""The first page shows each person what waits for them, and nothing of a blind round."""

import datetime as dt

import pytest

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
    sealed,
)
from tests.ratings import Rating
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


def test_an_editor_sees_what_has_to_be_assigned_settled_and_published(sign_in, editor):
    waiting, split = a_claim(), a_split_claim()
    agreed, settled = a_reviewed_claim(), a_settled_claim()
    text = page(sign_in(editor))
    assert f"/desk/claims/{waiting.pk}/assign/" in text
    assert f"/desk/claims/{split.pk}/settle/" in text
    assert f"/desk/claims/{agreed.pk}/publish/" in text
    assert f"/desk/claims/{settled.pk}/publish/" in text


def test_an_editor_sees_how_many_are_sealed_and_never_what_they_say(sign_in, editor):
    claim = a_claim()
    sealed(an_assignment(claim), Rating.MOSTLY_REFUTED, reasoning="A giveaway.")
    an_assignment(claim)
    text = page(sign_in(editor))
    assert "1 of 2 sealed" in text
    assert "Mostly refuted" not in text
    assert "A giveaway." not in text


def test_an_editor_sees_who_is_overdue(sign_in, editor):
    reviewer = a_user(name="Late Lamine")
    an_assignment(reviewer=reviewer, due=DUE)
    assert "Late Lamine, since" in page(sign_in(editor))


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
