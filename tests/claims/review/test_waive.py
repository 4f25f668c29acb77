"""Waiving a rule in writing, where too few people are left to keep it."""

import pytest

from claims.models import Event, Waiver
from claims.operations.reviews.read import open_reviews
from claims.operations.reviews.rounds import reopen
from claims.operations.reviews.waive import waive
from claims.reads.assignments import informed_about, reviewers_for
from tests.factories import (
    AT,
    a_claim,
    a_reviewed_claim,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    asked_for,
    sealed,
)
from tracker.base.people.models import Role, User
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def waiving(claim, person, **fields):
    facts = {"rule": "knows_earlier", "reason": "Nobody else is left.", "at": AT}
    facts |= {"by": a_user(Role.ADMINISTRATOR)} | fields
    return waive(claim=claim, person=person, **facts)


def refusal(*args, **fields):
    with pytest.raises(Refusal) as refused:
        waiving(*args, **fields)
    return refused.value.code, refused.value.field


def only(*people):
    """Nobody else works here any more."""
    User.objects.exclude(pk__in=[person.pk for person in people]).update(is_active=False)


def reviewed_again():
    """A claim in its second round, and a reviewer of its first; nobody else is left."""
    claim = a_reviewed_claim()
    reviewer = asked_for(claim)[0].reviewer
    reopen(claim=claim, reason="A new page.", by=an_editor(), at=AT)
    only(reviewer)
    return claim, reviewer


def test_an_administrator_lets_somebody_review_again_in_one_round():
    claim, reviewer = reviewed_again()
    assert informed_about(claim) == [reviewer]
    assert list(reviewers_for(claim)) == []

    waiver = waiving(claim, reviewer)

    assert (waiver.number, waiver.person, waiver.reason) == (2, reviewer, "Nobody else is left.")
    assert list(reviewers_for(claim)) == [reviewer]
    assert an_assignment(claim, reviewer=reviewer).round.number == 2
    event = Event.objects.get(verb="waived")
    assert (event.reason, event.data["round"]) == ("Nobody else is left.", 2)


def test_an_administrator_lets_an_editor_begin_another_round():
    claim, editor = a_claim(), an_editor()
    for _ in range(2):
        sealed(an_assignment(claim, by=editor))
    only(editor)
    claim.refresh_from_db()

    waiving(claim, editor, rule="repeats")

    assert reopen(claim=claim, reason="A new page.", by=editor, at=AT).status == "in_review"


def test_it_holds_for_that_round_only():
    claim, reviewer = reviewed_again()
    waiving(claim, reviewer)
    for person in (reviewer, a_user()):
        sealed(an_assignment(claim, reviewer=person))
    claim.refresh_from_db()
    reopen(claim=claim, reason="Once more, as was said.", by=an_editor(), at=AT)

    assert reviewer not in reviewers_for(claim)


def test_it_is_refused_while_others_are_left():
    claim, reviewer = reviewed_again()
    for _ in range(2):
        a_user()

    assert refusal(claim, reviewer) == ("enough_people", "person")


def test_it_is_refused_for_somebody_whom_the_rule_does_not_bind():
    claim, _reviewer = reviewed_again()

    assert refusal(claim, a_user()) == ("nothing_to_waive", "person")


def test_that_an_author_does_not_review_is_never_waived():
    author = an_editor()
    claim = a_reviewed_claim(claim=a_claim(by=author))
    open_reviews(claim=claim, by=author, at=AT)
    reopen(claim=claim, reason="A new page.", by=an_editor(), at=AT)

    assert refusal(claim, author) == ("author_reviews", "person")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reason": " "}, ("required", "reason")),
        ({"reason": "x"}, ("no_sentence", "reason")),
        ({"rule": "all"}, ("unknown_value", "rule")),
    ],
)
def test_what_is_missing_or_unknown_is_refused_at_its_field(fields, said):
    assert refusal(*reviewed_again(), **fields) == said


def test_nobody_waives_for_themselves_nor_an_editor_for_others():
    claim, reviewer = reviewed_again()
    administrator = a_user(Role.ADMINISTRATOR)

    assert refusal(claim, administrator, by=administrator) == ("own_waiver", "person")
    assert refusal(claim, reviewer, by=an_editor()) == ("wrong_role", None)
    assert not Waiver.objects.exists()


def test_a_published_claim_can_be_waived_for_before_its_next_round():
    verdict = a_verdict()
    reviewer = asked_for(verdict.claim)[0].reviewer
    only(reviewer)

    assert waiving(verdict.claim, reviewer).number == 2
