"""Whoever has time takes the most urgent review that is up and that they may write."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from claims.models import Event, Vacancy
from claims.operations.queues.priority import prioritise
from claims.operations.queues.take import put_up, take_down, take_next
from claims.operations.record import revise_claim
from claims.operations.reviews.assign import decline
from claims.operations.reviews.interests import declare_interest
from claims.operations.reviews.read import open_reviews
from claims.operations.reviews.rounds import cancel_round, reopen
from claims.reads.assignments import still_needed, vacancy_of
from tests.factories import (
    AT,
    DUE,
    a_claim,
    a_reviewed_claim,
    a_user,
    an_assignment,
    an_editor,
    asked_for,
    later,
    sealed,
)
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def up(claim=None, places=2, **given):
    claim = claim or a_claim()
    put_up(claim=claim, places=places, due=DUE, by=an_editor(), **({"at": AT} | given))
    return claim


def code(act, **given):
    with pytest.raises(Refusal) as refused:
        act(**({"at": AT} | given))
    return refused.value.code


def nothing_for(person):
    return code(take_next, by=person) == "nothing_to_take"


def test_two_people_take_both_reviews_of_a_claim_and_a_third_none():
    claim = up(note="Look at the film.")
    one, other = a_user(), an_editor()
    taken = [take_next(by=person, at=AT) for person in (one, other)]

    claim.refresh_from_db()
    assert claim.status == "in_review"
    assert [(row.reviewer, row.claim, row.due, row.note) for row in taken] == [
        (person, claim, DUE, "Look at the film.") for person in (one, other)
    ]
    assert all(row.accepted_at == AT for row in taken)
    assert nothing_for(a_user())


def test_it_is_asked_in_the_name_of_who_put_it_up_and_taken_in_ones_own():
    up()
    person = a_user()
    taken = take_next(by=person, at=AT)
    assert taken.assigned_by == Vacancy.objects.get().put_up_by
    assert Event.objects.get(verb="taken").actor_id == person.pk


def test_what_is_taken_is_reviewed_and_closes_the_round_as_any_other():
    claim = up()
    for _ in range(2):
        sealed(take_next(by=a_user(), at=AT))
    claim.refresh_from_db()
    assert claim.status == "agreed"


def test_the_most_urgent_is_taken_first_then_what_has_been_up_longest():
    newest, oldest, urgent = up(at=later(hours=-1)), up(at=later(hours=-9)), up(at=AT)
    prioritise(claim=urgent, priority=4, by=an_editor(), at=AT)
    person = a_user()
    taken = [take_next(by=person, at=AT).claim for _ in range(3)]
    assert taken == [urgent, oldest, newest]


def test_what_was_taken_and_is_handed_back_is_taken_by_somebody_else():
    claim = up()
    first, second, third = a_user(), a_user(), a_user()
    handed_back = take_next(by=first, at=AT)
    take_next(by=second, at=AT)
    decline(assignment=handed_back, reason="No time.", by=first, at=later(hours=1))

    assert nothing_for(first)
    taken = take_next(by=third, at=later(hours=2))
    assert (taken.claim, taken.due) == (claim, DUE)
    assert nothing_for(a_user())
    assert Event.objects.get(verb="put_back").data == {"round": 1, "due": DUE.isoformat()}


def test_it_is_not_left_to_others_once_its_day_has_passed():
    up()
    taken = take_next(by=a_user(), at=AT)
    after = datetime.combine(DUE + timedelta(days=1), AT.timetz())
    decline(assignment=taken, reason="Too late.", by=taken.reviewer, at=after)
    assert Vacancy.objects.get().free == 1


def test_nor_where_an_editor_has_taken_down_the_rest():
    claim = up()
    taken = take_next(by=a_user(), at=AT)
    take_down(claim=claim, by=an_editor(), at=later(hours=1))
    decline(assignment=taken, reason="No time.", by=taken.reviewer, at=later(hours=2))
    assert nothing_for(a_user())


def test_nor_what_was_asked_of_somebody_by_name():
    claim = up(places=1)
    asked = an_assignment(claim)
    decline(assignment=asked, reason="No time.", by=asked.reviewer, at=AT)
    assert Vacancy.objects.get().free == 1


def test_nobody_takes_a_claim_twice():
    up()
    person = a_user()
    take_next(by=person, at=AT)
    assert nothing_for(person)


def test_nobody_takes_again_what_they_gave_back():
    up()
    person = a_user()
    decline(assignment=take_next(by=person, at=AT), reason="No time.", by=person, at=AT)
    assert nothing_for(person)


def test_the_author_takes_nothing_of_their_own_nor_who_changed_it():
    claim, changer = a_claim(), an_editor()
    revise_claim(claim=claim, statement="Nineteen.", reason="Misread.", by=changer, at=AT)
    up(claim)
    assert nothing_for(claim.created_by)
    assert nothing_for(changer)


def test_who_knows_an_earlier_round_takes_nothing_of_the_next():
    claim = a_reviewed_claim()
    reader, reviewer = an_editor(), asked_for(claim)[0].reviewer
    open_reviews(claim=claim, by=reader, at=AT)
    reopen(claim=claim, reason="A new page.", by=an_editor(), at=AT)
    up(claim)
    assert nothing_for(reader)
    assert nothing_for(reviewer)
    assert take_next(by=a_user(), at=AT).claim == claim


@pytest.mark.parametrize("of", ["incident", "claimant", "counted"])
def test_who_declared_an_interest_takes_nothing_it_concerns(of):
    claim, person = up(), a_user()
    given = {
        "incident": {"incident": claim.incident},
        "claimant": {"party": claim.claimant},
        "counted": {"party": claim.figures.get().subjects.get()},
    }[of]
    declare_interest(words="So.", effect="bars", by=person, at=AT, **given)
    assert nothing_for(person)


def test_nothing_is_taken_from_a_round_that_is_over():
    cancel_round(claim=up(), reason="Wrong, as was said.", by=an_editor(), at=AT)
    assert nothing_for(a_user())


def test_who_has_an_overdue_review_finishes_it_first():
    up()
    person = a_user()
    an_assignment(reviewer=person)
    assert code(take_next, by=person, at=later(days=30)) == "finish_first"


def test_after_the_day_has_passed_there_is_time_until_today():
    up()
    assert take_next(by=a_user(), at=later(days=30)).due == later(days=30).date()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.READER])
def test_others_take_nothing(role):
    up()
    assert code(take_next, by=a_user(role)) == "wrong_role"


def test_what_is_put_up_counts_as_asked():
    claim = a_claim()
    assert still_needed(claim) == 2
    up(claim, places=1)
    assert still_needed(claim) == 1
    up(claim, places=1)
    assert vacancy_of(claim).free == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"places": 0}, "places"),
        ({"places": 10}, "places"),
        ({"due": later(days=-2).date()}, "due_in_past"),
    ],
)
def test_what_cannot_be_put_up_is_refused(given, said):
    facts = {"claim": a_claim(), "places": 2, "due": DUE, "by": an_editor()}
    assert code(put_up, **(facts | given)) == said
    assert not Vacancy.objects.exists()


def test_what_is_taken_down_is_taken_by_nobody_and_what_was_taken_goes_on():
    claim, person, editor = up(places=3), a_user(), an_editor()
    taken = take_next(by=person, at=AT)
    take_down(claim=claim, by=editor, at=AT)
    assert nothing_for(a_user())
    assert vacancy_of(claim) is None
    assert list(asked_for(claim)) == [taken]
    line = Event.objects.get(verb="taken_down")
    assert (line.actor_id, line.claim_id, line.data["places"]) == (editor.pk, claim.pk, 2)


def test_reviews_are_put_up_again_after_they_were_taken_down():
    claim = up(places=3)
    take_down(claim=claim, by=an_editor(), at=AT)
    up(claim, places=1)
    assert vacancy_of(claim).free == 1


def test_what_is_not_up_is_not_taken_down():
    claim = up()
    assert code(take_down, claim=claim, by=a_user()) == "wrong_role"
    take_down(claim=claim, by=an_editor(), at=AT)
    assert code(take_down, claim=claim, by=an_editor()) == "nothing_up"
    cancel_round(claim=claim, reason="Wrong, as was said.", by=an_editor(), at=AT)
    assert code(take_down, claim=claim, by=an_editor()) == "illegal_move"


def test_a_fact_checker_puts_nothing_up():
    assert code(put_up, claim=a_claim(), places=2, due=DUE, by=a_user()) == "wrong_role"
