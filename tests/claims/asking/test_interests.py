"""Somebody declares what ties them to a party or an incident; it bars them or warns editors."""

from __future__ import annotations

import pytest

from claims.models import Event, Interest
from claims.operations.reviews.assign import assign
from claims.operations.reviews.interests import declare_interest, withdraw_interest
from claims.operations.reviews.review import save_review
from claims.reads.asking.interests import interests_by_person, interests_seen_by
from claims.reads.assignments import kept_from, reviewers_for
from tests.factories import (
    AT,
    DUE,
    a_claim,
    a_party,
    a_user,
    an_assignment,
    an_editor,
    an_incident,
    later,
)
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def declared(person, effect="bars", **of):
    return declare_interest(words="My brother serves there.", effect=effect, by=person, at=AT, **of)


def code(act, **given):
    with pytest.raises(Refusal) as refused:
        act(**given, at=AT)
    return refused.value.code


CONCERNED = {
    "incident": lambda claim: {"incident": claim.incident},
    "claimant": lambda claim: {"party": claim.claimant},
    "counted": lambda claim: {"party": claim.figures.get().subjects.get()},
}


@pytest.mark.parametrize("of", CONCERNED)
def test_who_declared_that_it_bars_them_is_not_asked(of):
    claim, person = a_claim(), a_user()
    declared(person, **CONCERNED[of](claim))

    assert person not in reviewers_for(claim)
    assert [one.against.code for one in kept_from(claim) if one.person == person] == [
        "interest_declared"
    ]
    given = {"claim": claim, "reviewer": person, "due": DUE, "by": an_editor()}
    assert code(assign, **given) == "interest_declared"


def test_an_interest_in_something_else_bars_from_nothing():
    claim, person = a_claim(), a_user()
    declared(person, party=a_party())
    declared(person, incident=an_incident())
    assert person in reviewers_for(claim)


def test_one_that_only_warns_leaves_it_to_the_editor():
    claim, person = a_claim(), a_user()
    row = declared(person, "warns", incident=claim.incident)
    assert person in reviewers_for(claim)
    assert interests_by_person(claim) == {person.pk: [row]}


def test_who_declares_it_after_being_asked_does_not_go_on_reviewing():
    assignment = an_assignment()
    declared(assignment.reviewer, incident=assignment.claim.incident)
    given = {"assignment": assignment, "rating": "", "by": assignment.reviewer}
    assert code(save_review, **given) == "interest_declared"


def test_withdrawn_it_bars_no_more_and_stays_in_view():
    claim, person = a_claim(), a_user()
    row = declared(person, incident=claim.incident)
    withdraw_interest(interest=row, reason="He left.", by=person, at=later(days=1))

    assert person in reviewers_for(claim)
    kept = interests_seen_by(an_editor()).get()
    assert (kept.words, kept.retraction_reason) == ("My brother serves there.", "He left.")
    assert Event.objects.filter(verb="interest_withdrawn", reason="He left.").exists()


def test_nobody_withdraws_anothers_and_nobody_twice():
    person = a_user()
    row = declared(person, party=a_party())
    assert code(withdraw_interest, interest=row, reason="So.", by=an_editor()) == "not_yours"
    withdraw_interest(interest=row, reason="He left.", by=person, at=AT)
    again = {"interest": row, "reason": "He left.", "by": person}
    assert code(withdraw_interest, **again) == "already_withdrawn"


@pytest.mark.parametrize("both", [True, False])
def test_it_is_in_one_thing(both):
    of = {"party": a_party(), "incident": an_incident()} if both else {}
    given = {"words": "So.", "effect": "bars", "by": a_user(), **of}
    assert code(declare_interest, **given) == "one_thing"
    assert not Interest.everything.exists()


def test_others_than_editors_see_their_own():
    row = declared(a_user(), party=a_party())
    assert list(interests_seen_by(row.person)) == [row]
    assert list(interests_seen_by(an_editor())) == [row]
    for role in (Role.FACT_CHECKER, Role.ADMINISTRATOR):
        assert list(interests_seen_by(a_user(role))) == []


def test_people_of_the_demonstration_who_cannot_sign_in_are_never_offered():
    robot = a_user(is_demonstration=True)
    robot.set_unusable_password()
    robot.save()
    shown = a_user(is_demonstration=True)
    offered = set(reviewers_for(a_claim()))
    assert (robot in offered, shown in offered) == (False, True)
