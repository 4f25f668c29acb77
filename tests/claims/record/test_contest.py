"""Pairing claims."""

import pytest

from claims.models import Counterclaim, Event
from claims.operations.contest import contest, retract
from claims.operations.record import withdraw
from tests.factories import AT, a_claim, a_pair, a_party, a_user, an_editor
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def refusal(**fields):
    with pytest.raises(Refusal) as refused:
        a_pair(**fields)
    return refused.value.code, refused.value.field


def test_a_claim_answers_another():
    one, other = a_claim(), a_claim()

    pair = contest(claim=one, answers=other, ground="denial", by=a_user(), at=AT)

    assert (pair.claim, pair.answers, pair.ground) == (one, other, "denial")
    assert Event.objects.get(verb="contested").data == {"answers": other.pk, "ground": "denial"}


def test_the_same_two_are_paired_on_two_grounds_and_both_ways():
    pair = a_pair(ground="denial")

    a_pair(claim=pair.claim, answers=pair.answers, ground="different_figure")
    a_pair(claim=pair.answers, answers=pair.claim, ground="denial")

    assert Counterclaim.objects.count() == 3


def test_a_claim_does_not_answer_itself():
    claim = a_claim()

    assert refusal(claim=claim, answers=claim) == ("answers_itself", "answers")


def test_a_pair_is_made_once():
    pair = a_pair(ground="denial")

    assert refusal(claim=pair.claim, answers=pair.answers, ground="denial") == (
        "already_paired",
        "answers",
    )


def test_an_unknown_ground_is_refused():
    assert refusal(ground="dislike") == ("unknown_value", "ground")


def test_only_the_same_claimant_revises():
    party = a_party()
    one, other = a_claim(claimant=party), a_claim(claimant=party)

    assert a_pair(claim=one, answers=other, ground="revision").pk
    assert refusal(ground="revision") == ("other_claimant", "ground")


@pytest.mark.parametrize(("side", "field"), [("claim", None), ("answers", "answers")])
def test_a_withdrawn_claim_is_not_paired(side, field):
    claim = a_claim()
    withdraw(claim=claim, reason="Twice, as was said.", by=an_editor(), at=AT)

    assert refusal(**{side: claim}) == ("withdrawn", field)


def test_readers_and_administrators_do_not_pair():
    for role in (Role.READER, Role.ADMINISTRATOR):
        facts = {"claim": a_claim(), "answers": a_claim(), "by": a_user(role)}
        assert refusal(**facts) == ("wrong_role", None)


def test_who_paired_takes_it_back_with_a_reason():
    pair = a_pair()

    retract(counterclaim=pair, reason="They speak of two days.", by=pair.added_by, at=AT)

    assert not Counterclaim.objects.exists()
    assert Event.objects.get(verb="retracted").reason == "They speak of two days."


@pytest.mark.parametrize(
    ("by", "reason", "code"),
    [(a_user, "Two days.", "not_yours"), (an_editor, " ", "required")],
)
def test_it_is_not_taken_back_by_others_or_without_a_reason(by, reason, code):
    pair = a_pair()

    with pytest.raises(Refusal) as refused:
        retract(counterclaim=pair, reason=reason, by=by(), at=AT)

    assert refused.value.code == code
    assert Counterclaim.objects.exists()
