"""The form that asks reviewers says who cannot be asked and why; what is asked can be moved."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from selectolax.lexbor import LexborHTMLParser

from claims.models import Assignment, Interest
from claims.operations.reviews.assign import decline
from claims.operations.reviews.interests import declare_interest
from tests.desk.forms import as_shown, errors
from tests.factories import AT, a_claim, a_party, a_user, an_assignment, an_editor
from tracker.base.people.models import Role

pytestmark = pytest.mark.django_db
WHY = "She knows the spokesperson's wife."


def in_days(days):
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()


def assign_page(client, claim):
    return client.get(f"/desk/claims/{claim.pk}/assign/").content.decode()


def test_the_form_asks_with_a_priority(sign_in, editor):
    claim = a_claim()
    sent = {"reviewers": [a_user().pk, a_user().pk], "due": in_days(3), "priority": "4"}
    sign_in(editor).post(f"/desk/claims/{claim.pk}/assign/", sent)
    claim.refresh_from_db()
    assert (claim.status, claim.priority) == ("in_review", 4)


def test_who_cannot_be_asked_stands_there_with_the_reason(sign_in, editor):
    claim, person = a_claim(), a_user(name="Tied Tata")
    given = {"incident": claim.incident, "words": "My uncle's unit.", "by": person, "at": AT}
    declare_interest(effect="bars", **given)
    text = assign_page(sign_in(editor), claim)
    assert "Tied Tata declared an interest that keeps them from reviewing this claim." in text
    assert f"{claim.created_by.get_full_name()} wrote this claim or changed it" in text


def test_an_interest_that_only_warns_stands_beside_the_name(sign_in, editor):
    claim, person = a_claim(), a_user(name="Near Nana")
    given = {"incident": claim.incident, "words": "I lived there.", "by": person, "at": AT}
    declare_interest(effect="warns", **given)
    text = assign_page(sign_in(editor), claim)
    assert "Near Nana (open reviews: 0, declared an interest: I lived there.)" in text


def test_what_people_have_on_their_table_stands_beside_their_names(sign_in, editor):
    busy = a_user(name="Busy Binta")
    an_assignment(reviewer=busy)
    an_assignment(reviewer=busy, due=timezone.localdate() + dt.timedelta(days=9))
    text = assign_page(sign_in(editor), a_claim())
    assert "Busy Binta (open reviews: 2, overdue: 1)" in text


def test_an_editor_moves_a_day(sign_in, editor):
    assignment = an_assignment()
    address = f"/desk/reviews/{assignment.pk}/due/"
    assert address in assign_page(sign_in(editor), assignment.claim)
    sign_in(editor).post(address, {"due": in_days(5), "reason": ""})
    assignment.refresh_from_db()
    assert assignment.due.isoformat() == in_days(5)


def test_an_editor_asks_somebody_else_instead(sign_in, editor):
    assignment, other = an_assignment(), a_user()
    address = f"/desk/reviews/{assignment.pk}/replace/"
    assert list(errors(sign_in(editor).post(address, {"reviewer": other.pk}))) == ["reason"]
    response = sign_in(editor).post(address, {"reviewer": other.pk, "reason": "She is ill."})
    assert response.headers["Location"] == f"/desk/claims/{assignment.claim.pk}/assign/"
    assert Assignment.objects.get(reviewer=other).status == "open"


def test_a_fact_checker_moves_nothing(sign_in, checker):
    assignment = an_assignment(reviewer=checker)
    for name in ("due", "replace"):
        assert sign_in(checker).get(f"/desk/reviews/{assignment.pk}/{name}/").status_code == 403


def test_an_editor_says_how_urgent_a_claim_is(sign_in, editor):
    claim = a_claim()
    sign_in(editor).post(f"/desk/claims/{claim.pk}/priority/", {"priority": "3"})
    claim.refresh_from_db()
    assert claim.priority == 3


def test_a_reviewer_accepts_on_their_own_page(sign_in, checker):
    assignment = an_assignment(reviewer=checker)
    address = f"/desk/reviews/{assignment.pk}/accept/"
    client = sign_in(checker)
    assert address in client.get("/desk/").content.decode()
    assert client.post(address).headers["Location"] == f"/desk/reviews/{assignment.pk}/"
    assert address not in client.get("/desk/").content.decode()


def test_who_has_an_interest_by_now_hands_it_back_from_my_work(sign_in, checker):
    assignment = an_assignment(reviewer=checker)
    address = f"/desk/reviews/{assignment.pk}/"
    declare_interest(
        party=assignment.claim.claimant, effect="bars", words="I served.", by=checker, at=AT
    )
    client = sign_in(checker)
    text = client.get("/desk/").content.decode()
    assert f'action="{address}accept/"' not in text
    assert f'href="{address}decline/"' in text
    assert "Hand back" in text

    led = client.get(address, follow=True)
    assert led.redirect_chain == [(f"{address}decline/", 302)]
    assert "You declared an interest" in led.content.decode()
    sent = as_shown(led) | {"reason": WHY}
    assert client.post(f"{address}decline/", sent).headers["Location"] == "/desk/"
    assignment.refresh_from_db()
    assert assignment.status == "declined"


@pytest.mark.parametrize("of", ["incident", "counted"])
def test_so_does_who_has_one_in_what_the_claim_is_about(sign_in, checker, of):
    assignment = an_assignment(reviewer=checker)
    figure = assignment.claim.figures.get()
    concerned = {
        "incident": {"incident": assignment.claim.incident},
        "counted": {"party": figure.subjects.get()},
    }
    declare_interest(effect="bars", words="I served.", by=checker, at=AT, **concerned[of])
    text = sign_in(checker).get("/desk/").content.decode()
    assert f"/desk/reviews/{assignment.pk}/accept/" not in text


def test_an_interest_that_only_warns_lets_them_accept(sign_in, checker):
    assignment = an_assignment(reviewer=checker)
    party = assignment.claim.claimant
    declare_interest(party=party, effect="warns", words="I lived there.", by=checker, at=AT)
    text = sign_in(checker).get("/desk/").content.decode()
    assert f"/desk/reviews/{assignment.pk}/accept/" in text


def given_back(claim, reviewer):
    assignment = an_assignment(claim, reviewer=reviewer)
    decline(assignment=assignment, reason=WHY, by=reviewer, at=AT)


def everything_of(client, claim):
    pages = [
        "/desk/",
        f"/desk/claims/{claim.pk}/",
        f"/desk/claims/{claim.pk}/reviews/",
        f"/desk/claims/{claim.pk}/assign/",
        f"/claims/{claim.pk}/",
        f"/api/v1/claims/{claim.pk}/",
    ]
    return "".join(client.get(page).content.decode() for page in pages)


@pytest.mark.parametrize("role", [Role.FACT_CHECKER, Role.ADMINISTRATOR, Role.READER])
def test_why_somebody_gave_it_back_is_read_by_editors_alone(sign_in, editor, role):
    claim = a_claim()
    given_back(claim, a_user())
    assert WHY not in everything_of(sign_in(a_user(role)), claim).replace("&#x27;", "'")
    assert WHY in assign_page(sign_in(editor), claim).replace("&#x27;", "'")


def test_nor_by_an_editor_who_reviews_in_the_same_round(sign_in, editor):
    claim = a_claim()
    given_back(claim, a_user())
    an_assignment(claim, reviewer=editor, by=an_editor())
    assert WHY not in everything_of(sign_in(editor), claim).replace("&#x27;", "'")


def test_an_interest_is_declared_and_withdrawn_at_the_desk(sign_in, checker):
    claim = a_claim()
    client = sign_in(checker)
    sent = {"incident": claim.incident.pk, "words": "I lived there.", "effect": "bars"}
    assert list(errors(client.post("/desk/interests/", sent | {"words": ""}))) == ["words"]
    client.post("/desk/interests/", sent)
    row = Interest.objects.get(person=checker)
    assert "I lived there." in client.get("/desk/interests/").content.decode()
    client.post(f"/desk/interests/{row.pk}/withdraw/", {"reason": "I moved away."})
    assert "I moved away." in client.get("/desk/interests/").content.decode()


def test_what_an_interest_is_in_is_chosen_by_typing_its_name(sign_in, checker):
    party, client = a_party("The Long Valley Guard"), sign_in(checker)
    sent = {"words": "I served there.", "effect": "bars", "party_typed": "long valley guard"}
    asked = client.post("/desk/interests/", sent | {"party_typed": "Zzyzx Brigade"})
    assert list(errors(asked)) == ["party"]
    assert client.post("/desk/interests/", sent | {"party_typed": party.name}).status_code == 302
    assert Interest.objects.get().party == party


def test_another_persons_interest_is_not_withdrawn(sign_in, checker, editor):
    given = {"incident": a_claim().incident, "words": "I lived there.", "at": AT}
    row = declare_interest(effect="bars", by=checker, **given)
    assert sign_in(editor).get(f"/desk/interests/{row.pk}/withdraw/").status_code == 404


def test_the_journal_says_whose_day_was_moved_and_who_was_replaced(sign_in, editor):
    claim = a_claim()
    moved, gone = an_assignment(claim), an_assignment(claim, reviewer=a_user(name="Gone Gana"))
    client = sign_in(editor)
    client.post(f"/desk/reviews/{moved.pk}/due/", {"due": in_days(5)})
    given = {"reviewer": a_user().pk, "reason": "She is ill."}
    client.post(f"/desk/reviews/{gone.pk}/replace/", given)
    client.post(f"/desk/claims/{claim.pk}/priority/", {"priority": "4"})
    client.post(f"/desk/claims/{claim.pk}/assign/", {"places": "2", "due": in_days(5)})
    text = " ".join(client.get(f"/desk/claims/{claim.pk}/").content.decode().split())
    day = date_format(dt.date.fromisoformat(in_days(5)), "j F Y")
    for said in (
        f"from {date_format(moved.due, 'j F Y')} to {day}",
        "in the place of Gone Gana",
        "Urgent",
        f"2 reviews, due {day}",
    ):
        assert said in text


def test_naming_people_is_not_called_optional_where_reviews_can_be_left_instead(sign_in, editor):
    a_user()
    page = LexborHTMLParser(assign_page(sign_in(editor), a_claim()))
    named = page.css_first("#id_reviewers")
    assert "(optional)" not in named.text()
    assert "(or reviews to be taken)" in named.text()
    assert "It still needs 2 reviews." in named.text()
    left = page.css_first("label[for=id_places]").text()
    assert "(if you name nobody, or too few)" in left


def test_where_one_review_is_needed_at_most_no_number_is_told(sign_in, editor):
    claim = an_assignment().claim
    a_user()
    assert "It still needs" not in assign_page(sign_in(editor), claim)
