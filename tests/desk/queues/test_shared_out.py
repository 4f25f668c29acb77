"""Work is shared out at the desk: many at once, the next one taken, views kept, who has what."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.models import Assignment, SavedView, Vacancy
from claims.operations.queues.saved import MOST_VIEWS, keep_view
from claims.operations.queues.take import put_up
from claims.reads.assignments import at_work
from claims.rules.acts import REOPEN
from tests.desk.forms import as_shown, errors
from tests.desk.unsent.typing import sent_by_page
from tests.factories import (
    AT,
    DUE,
    a_claim,
    a_reviewed_claim,
    a_user,
    an_assignment,
    an_editor,
    sealed,
)
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db
MANY = "/desk/queues/assign/"


def a_form(claims, *people, **changes):
    due = timezone.localdate() + dt.timedelta(days=7)
    sent = {"claims": [c.pk for c in claims], "reviewers": [p.pk for p in people]}
    return sent | {"due": due.isoformat(), "note": "Look at the film."} | changes


def statuses(*claims):
    for claim in claims:
        claim.refresh_from_db()
    return [claim.status for claim in claims]


# --- many at once


def test_it_is_said_before_for_which_claims_too_few_editors_would_be_left(sign_in, editor):
    other, third = an_editor(), an_editor()
    short, enough = a_claim(by=other), a_claim()
    more = [a_claim(by=other) for _ in range(5)]
    client = sign_in(editor)

    def told(*claims):
        page = client.get(MANY, {"claims": [c.pk for c in claims]})
        return {claim.pk: said for claim, said in page.context["too_few"]}

    for person in at_work().exclude(pk__in=[editor.pk, other.pk, third.pk]):
        person.is_active = False
        person.save()
    assert told(enough) == {}
    third.is_active = False
    third.save()
    (said,) = told(short, enough).values()
    assert f"{editor.get_full_name()} is the only editor left" in said
    assert list(told(short, enough)) == [short.pk]
    with CaptureQueriesContext(connection) as few:
        told(short)
    with CaptureQueriesContext(connection) as many:
        assert len(told(short, *more)) == 6
    assert len(many) == len(few)


def test_what_is_ticked_in_a_queue_is_assigned_by_one_form(sign_in, editor):
    claims, people = [a_claim(), a_claim()], [a_user(), a_user()]
    client = sign_in(editor)
    assert f'name="claims" value="{claims[0].pk}"' in (
        client.get("/desk/queues/unassigned/").content.decode()
    )
    ticked = client.get(MANY, {"claims": [c.pk for c in claims]})
    assert len(ticked.context["form"]["claims"].subwidgets) == 2
    response = client.post(MANY, a_form(claims, *people, priority="3"))
    assert response.headers["Location"] == "/desk/queues/unassigned/"
    assert statuses(*claims) == ["in_review"] * 2
    assert Assignment.objects.filter(note="Look at the film.").count() == 4
    assert {claim.priority for claim in claims} == {3}


def test_what_is_refused_says_why_and_stays_and_the_rest_is_done(sign_in, editor):
    one, other = a_user(name="Awa"), a_user()
    fine, own, over = a_claim(), a_claim(by=one), a_reviewed_claim()
    response = sign_in(editor).post(MANY, a_form([fine, own, over], one, other))
    assert response.status_code == 422
    assert statuses(fine, own, over) == ["in_review", "recorded", "agreed"]
    refused = dict(response.context["refused"])
    assert refused.keys() == {own, over}
    assert refused[own].startswith("Awa wrote this claim")
    assert f"Use “{REOPEN.label}” first" in refused[over]
    left = as_shown(response)
    assert left["note"] == "Look at the film."
    assert not Assignment.objects.filter(round__claim=own).exists()


def test_of_a_claim_that_is_refused_nothing_is_written(sign_in, editor):
    one, author = a_user(), a_user()
    claim = a_claim(by=author)
    sign_in(editor).post(MANY, a_form([claim], one, author, priority="4"))
    claim.refresh_from_db()
    assert (claim.status, claim.priority) == ("recorded", 2)
    assert not Assignment.objects.exists()


def test_what_was_refused_is_sent_again_with_others(sign_in, editor):
    author, one, other = a_user(), a_user(), a_user()
    claim = a_claim(by=author)
    client = sign_in(editor)
    refused = client.post(MANY, a_form([claim], author, one))
    again = as_shown(refused) | a_form([claim], one, other)
    client.post(MANY, again)
    assert statuses(claim) == ["in_review"]


def test_what_was_refused_is_found_again_and_nothing_else(sign_in, editor):
    one, author = a_user(), a_user()
    claims = [a_claim(), a_claim(by=author)]
    client = sign_in(editor)
    opened = as_shown(client.get(MANY, {"claims": [claim.pk for claim in claims]}))
    sent = opened | a_form(claims, one, author, note="Look at the film.")
    sent_by_page(client, MANY, sent)
    assert client.post(MANY, sent).status_code == 422
    found = as_shown(client.get(MANY))
    assert found["note"] == "Look at the film."
    assert found["claims"] == str(claims[1].pk)


def test_many_are_put_up_at_once(sign_in, editor):
    claims = [a_claim(), a_claim()]
    sign_in(editor).post(MANY, a_form(claims, places="2"))
    assert statuses(*claims) == ["in_review"] * 2
    assert list(Vacancy.objects.values_list("free", flat=True)) == [2, 2]


def test_one_person_is_too_few_for_any_of_them(sign_in, editor):
    claim = a_claim()
    response = sign_in(editor).post(MANY, a_form([claim], a_user()))
    assert "nobody decides alone" in response.content.decode()
    assert statuses(claim) == ["recorded"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"claims": []}, "claims"), ({"due": ""}, "due"), ({"reviewers": []}, "reviewers")],
)
def test_what_is_missing_is_said_at_its_field(sign_in, editor, changes, field):
    sent = a_form([a_claim()], a_user(), a_user()) | changes
    assert list(errors(sign_in(editor).post(MANY, sent))) == [field]


@pytest.mark.parametrize("key", ["x", "9" * 30, "0"])
def test_a_key_of_no_claim_is_offered_nowhere(sign_in, editor, key):
    response = sign_in(editor).get(MANY, {"claims": key})
    assert not response.context["form"]["claims"].subwidgets


# --- the next one


def test_the_next_review_is_taken_from_the_first_page(sign_in, checker):
    claim = a_claim()
    put_up(claim=claim, places=2, due=timezone.localdate(), by=an_editor(), at=timezone.now())
    client = sign_in(checker)
    assert 'action="/desk/queues/take/"' in client.get("/desk/").content.decode()
    response = client.post("/desk/queues/take/")
    taken = Assignment.objects.get(reviewer=checker)
    assert response.headers["Location"] == f"/desk/reviews/{taken.pk}/"


def test_where_nothing_is_up_it_is_said_there(sign_in, checker):
    response = sign_in(checker).post("/desk/queues/take/", follow=True)
    assert "There is no open review you can take." in response.content.decode()


def test_an_editor_puts_reviews_up_with_the_form_that_asks(sign_in, editor):
    claim = a_claim()
    due = (timezone.localdate() + dt.timedelta(days=3)).isoformat()
    client = sign_in(editor)
    client.post(f"/desk/claims/{claim.pk}/assign/", {"places": "2", "due": due})
    assert Vacancy.objects.get(round__claim=claim).free == 2
    assert "2 reviews are up to be taken" in (
        client.get(f"/desk/claims/{claim.pk}/assign/").content.decode()
    )


# --- views


def test_an_editor_takes_down_what_is_up(sign_in, editor, checker):
    claim = a_claim()
    put_up(claim=claim, places=2, due=DUE, by=an_editor(), at=AT)
    address, client = f"/desk/claims/{claim.pk}/take-down/", sign_in(editor)
    assert address in client.get(f"/desk/claims/{claim.pk}/assign/").content.decode()
    assert "can no longer be taken" in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert Vacancy.objects.get().free == 0
    assert address not in client.get(f"/desk/claims/{claim.pk}/assign/").content.decode()
    assert "took down open reviews" in client.get(f"/desk/claims/{claim.pk}/").content.decode()
    assert client.post(address).status_code == 422
    assert sign_in(checker).get(address).status_code == 403


def test_a_view_is_kept_under_a_name_shown_and_forgotten(sign_in, editor):
    client = sign_in(editor)
    address = "/desk/queues/unassigned/keep/?party=wagner&priority=3&after=7"
    response = client.post(address, {"name": "Urgent, Wagner"})
    assert response.headers["Location"] == "/desk/queues/unassigned/?party=wagner&priority=3"
    view = SavedView.objects.get(person=editor)
    assert view.query == "party=wagner&priority=3"
    for page in ("/desk/", "/desk/queues/unassigned/"):
        assert "Urgent, Wagner" in client.get(page).content.decode()
    client.post(f"/desk/views/{view.pk}/forget/")
    assert not SavedView.objects.exists()


def test_the_same_name_takes_the_place_of_what_it_stood_for(editor):
    for query in ("priority=3", "priority=4"):
        keep_view(queue="unassigned", name="Urgent", query=query, by=editor, at=AT)
    assert SavedView.objects.get().query == "priority=4"


def test_nobody_sees_or_forgets_anothers_view(sign_in, editor):
    view = keep_view(queue="unassigned", name="Secret", query="", by=an_editor(), at=AT)
    client = sign_in(editor)
    assert "Secret" not in client.get("/desk/queues/unassigned/").content.decode()
    assert client.post(f"/desk/views/{view.pk}/forget/").status_code == 404


def test_no_view_of_a_queue_that_is_not_theirs(sign_in, checker):
    address = "/desk/queues/split/keep/"
    assert sign_in(checker).post(address, {"name": "Splits"}).status_code == 403


@pytest.mark.parametrize(
    ("name", "query", "said"),
    [(" ", "", "required"), ("x", "a" * 501, "too_long"), ("x" * 61, "", "too_long")],
)
def test_what_cannot_be_kept_is_refused(editor, name, query, said):
    with pytest.raises(Refusal) as refused:
        keep_view(queue="unassigned", name=name, query=query, by=editor, at=AT)
    assert refused.value.code == said


def test_there_is_an_end_to_what_one_person_keeps(editor):
    SavedView.objects.bulk_create(
        SavedView(person=editor, queue="split", name=str(number), saved_at=AT)
        for number in range(MOST_VIEWS)
    )
    with pytest.raises(Refusal) as refused:
        keep_view(queue="unassigned", name="One more", query="", by=editor, at=AT)
    assert refused.value.code == "too_many"
    keep_view(queue="split", name="7", query="priority=4", by=editor, at=AT)


# --- who has how much


def test_editors_see_who_has_how_much_and_nobody_else_does(sign_in, editor, checker):
    busy = a_user(name="Busy Binta")
    an_assignment(reviewer=busy)
    an_assignment(reviewer=busy, due=timezone.localdate() + dt.timedelta(days=9))
    sealed(an_assignment(reviewer=busy), at=timezone.now())
    sealed(an_assignment(reviewer=busy), at=timezone.now() - dt.timedelta(days=40))
    people = sign_in(editor).get("/desk/workload/").context["people"]
    row = next(one for one in people if one == busy)
    assert (row.open_reviews, row.overdue_reviews, row.sealed_lately) == (2, 1, 1)
    assert sign_in(checker).get("/desk/workload/").status_code == 403
