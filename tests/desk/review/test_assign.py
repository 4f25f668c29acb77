"""An editor asks two or more people to review a claim, by a day."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from claims.models import Assignment
from claims.rules.acts import REOPEN
from tests.desk.forms import errors
from tests.factories import a_claim, a_reviewed_claim, a_user, an_assignment
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(checker):
    return a_claim(by=checker)


def url(claim):
    return f"/desk/claims/{claim.pk}/assign/"


def a_form(*people, days=7, **changes):
    due = timezone.localdate() + dt.timedelta(days=days)
    return {"reviewers": [p.pk for p in people], "due": due.isoformat(), "note": "", **changes}


def test_two_people_are_asked_and_the_round_is_open(sign_in, editor, claim):
    one, other = a_user(), a_user()
    sign_in(editor).post(url(claim), a_form(one, other))
    claim.refresh_from_db()
    assert claim.status == "in_review"
    assert set(Assignment.objects.values_list("reviewer", flat=True)) == {one.pk, other.pk}


def test_the_form_names_who_may_be_asked_and_not_the_author(sign_in, editor, claim):
    a_user(name="Free Fanta")
    text = sign_in(editor).get(url(claim)).content.decode()
    assert "Free Fanta (open reviews: 0)" in text
    assert f"{claim.created_by.get_full_name()} (open" not in text


def test_one_person_is_too_few(sign_in, editor, claim):
    response = sign_in(editor).post(url(claim), a_form(a_user()))
    assert list(errors(response)) == ["reviewers"]
    assert not Assignment.objects.exists()


def test_one_more_person_is_enough_when_a_round_is_open(sign_in, editor, claim):
    an_assignment(claim)
    sign_in(editor).post(url(claim), a_form(a_user()))
    assert Assignment.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"due": "2020-01-01"}, "due"),
        ({"due": "soon"}, "due"),
        ({"reviewers": []}, "reviewers"),
        ({"reviewers": ["0", "x"]}, "reviewers"),
        ({"note": "a\x00"}, "note"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(sign_in, editor, claim, changes, field):
    sent = a_form(a_user(), a_user()) | changes
    assert list(errors(sign_in(editor).post(url(claim), sent))) == [field]
    assert not Assignment.objects.exists()


def test_the_author_cannot_be_smuggled_in(sign_in, editor, claim):
    response = sign_in(editor).post(url(claim), a_form(claim.created_by, a_user()))
    assert list(errors(response)) == ["reviewers"]


def test_a_reader_cannot_be_asked(sign_in, editor, claim):
    response = sign_in(editor).post(url(claim), a_form(a_user(Role.READER), a_user()))
    assert list(errors(response)) == ["reviewers"]


def test_a_fact_checker_does_not_assign(sign_in, checker, claim):
    assert sign_in(checker).post(url(claim), a_form(a_user(), a_user())).status_code == 403


def test_a_claim_whose_round_has_ended_is_not_assigned_without_reopening(sign_in, editor):
    response = sign_in(editor).get(url(a_reviewed_claim()))
    assert response.status_code == 403
    assert f"Use “{REOPEN.label}” first" in response.content.decode()


def test_a_round_is_cancelled_with_a_reason(sign_in, editor, claim):
    an_assignment(claim)
    address = f"/desk/claims/{claim.pk}/cancel-round/"
    assert list(errors(sign_in(editor).post(address, {}))) == ["reason"]
    sign_in(editor).post(address, {"reason": "The wrong claim."})
    claim.refresh_from_db()
    assert claim.status == "recorded"


def test_an_assignment_is_given_back_with_a_reason(sign_in, checker):
    assignment = an_assignment(reviewer=checker)
    address = f"/desk/reviews/{assignment.pk}/decline/"
    assert list(errors(sign_in(checker).post(address, {"reason": ""}))) == ["reason"]
    response = sign_in(checker).post(address, {"reason": "I know the spokesperson."})
    assert response.headers["Location"] == "/desk/"
    assignment.refresh_from_db()
    assert assignment.status == "declined"


def test_somebody_elses_assignment_is_not_given_back(sign_in, checker):
    address = f"/desk/reviews/{an_assignment().pk}/decline/"
    assert sign_in(checker).post(address, {"reason": "No."}).status_code == 403


@pytest.mark.parametrize("one", [True, False])
def test_a_day_in_a_week_is_offered_and_another_may_be_given(sign_in, editor, claim, one):
    asking = url(claim) if one else f"/desk/queues/assign/?claims={claim.pk}"
    due = timezone.localdate() + dt.timedelta(days=7)

    page = sign_in(editor).get(asking).content.decode()

    assert re.search(rf'<input[^>]*name="due"[^>]*value="{due:%Y-%m-%d}"', page)
