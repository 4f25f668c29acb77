"""Reviews that are put up are told, once and unnamed, to those who may take one."""

from __future__ import annotations

import pytest
from django.core import mail

from claims.models import Claim, Notice, Waiver
from claims.notices.seen import notices_seen_by, still_news
from claims.notices.words import said, with_what_they_say
from claims.operations.notices.choose import choose_ways
from claims.operations.queues.many import assign_many
from claims.operations.queues.take import put_up, take_down, take_next
from claims.operations.reviews.interests import declare_interest
from claims.operations.reviews.rounds import reopen
from claims.rules.notices import NoticeKind, NoticeWay
from tests.claims.notices.telling import codes, send_all, sweep
from tests.factories import (
    AT,
    DUE,
    a_claim,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    later,
)
from tracker.base.people.models import Role, User

pytestmark = pytest.mark.django_db
STATEMENT = "Forty men fell at the ford."


def put_up_by(person: User, claim: Claim, *, places: int = 1) -> None:
    put_up(claim=claim, places=places, due=DUE, by=person, at=AT)


def is_told(person: User) -> bool:
    return "put_up" in codes(person)


def test_who_may_take_a_review_is_told_by_whom_and_until_when():
    editor, checker = an_editor(name="Awa Editor"), a_user()
    put_up_by(editor, a_claim(statement=STATEMENT))

    send_all()

    (line,) = said(with_what_they_say(notices_seen_by(checker)))
    assert line.sentence.startswith("Awa Editor has put up reviews for anyone to take, due by 8")
    assert line.url == "/desk/"
    assert [one.to for one in mail.outbox if one.to == [checker.email]] == [[checker.email]]


def test_nothing_says_which_claim_it_is():
    checker = a_user()
    claim = a_claim(statement=STATEMENT)
    put_up_by(an_editor(), claim)

    send_all()

    told = Notice.objects.get(person=checker)
    assert (told.claim, told.assignment, told.thing) == (None, None, "")
    (letter,) = [str(one.message()) for one in mail.outbox if one.to == [checker.email]]
    assert "ford" not in letter
    assert f"/desk/claims/{claim.pk}" not in letter


def test_many_put_up_by_one_act_are_told_once():
    checker, editor = a_user(), an_editor()
    claims = [a_claim() for _ in range(3)]
    assign_many(claims=claims, reviewers=[], places=2, due=DUE, priority=None, by=editor, at=AT)

    sweep()
    sweep()

    assert codes(checker) == ["put_up"]


def the_author(claim: Claim) -> User:
    return claim.created_by


def somebody_asked(claim: Claim) -> User:
    return an_assignment(claim).reviewer


def somebody_barred(claim: Claim) -> User:
    person = a_user()
    declare_interest(incident=claim.incident, effect="bars", words="So.", by=person, at=AT)
    return person


def an_administrator(_claim: Claim) -> User:
    return a_user(Role.ADMINISTRATOR)


def somebody_gone(_claim: Claim) -> User:
    return a_user(is_active=False)


@pytest.mark.parametrize(
    "who", [the_author, somebody_asked, somebody_barred, an_administrator, somebody_gone]
)
def test_who_may_not_review_it_is_not_told(who):
    claim, free = a_claim(), a_user()
    person = who(claim)
    put_up_by(an_editor(), claim)

    sweep()

    assert is_told(free)
    assert not is_told(person)


@pytest.mark.parametrize("waived", [True, False])
def test_who_knows_an_earlier_round_is_not_told_whatever_was_waived(waived):
    claim = a_verdict().claim
    knows = claim.rounds.get().assignments.first().reviewer
    reopen(claim=claim, reason="A new page.", by=an_editor(), at=AT)
    if waived:
        Waiver.objects.create(
            claim=claim,
            number=2,
            person=knows,
            rule="knows_earlier",
            reason="Nobody else is left.",
            waived_by=a_user(Role.ADMINISTRATOR),
            waived_at=AT,
        )
    put_up_by(an_editor(), claim)

    sweep()

    assert not is_told(knows)


def test_who_put_them_up_is_not_told_and_another_editor_is():
    by, other = an_editor(), an_editor()
    put_up_by(by, a_claim())

    sweep()

    assert (is_told(by), is_told(other)) == (False, True)


@pytest.mark.parametrize("how", ["all_taken", "taken_down", "they_took_one"])
def test_what_cannot_be_taken_any_more_is_mailed_nobody(how):
    checker, editor, claim = a_user(), an_editor(), a_claim()
    put_up_by(editor, claim, places=2)
    sweep()
    assert still_news(notices_seen_by(checker)).filter(code="put_up").exists()

    if how == "all_taken":
        for _ in range(2):
            take_next(by=a_user(), at=AT)
    elif how == "taken_down":
        take_down(claim=claim, by=editor, at=AT)
    else:
        take_next(by=checker, at=AT)

    assert not still_news(notices_seen_by(checker)).filter(code="put_up").exists()


def test_who_wants_no_such_e_mail_finds_it_at_the_desk():
    checker = a_user()
    choose_ways(ways={NoticeKind.ASSIGNMENT: NoticeWay.DESK_ONLY}, by=checker, at=AT)
    put_up_by(an_editor(), a_claim())

    send_all(later(minutes=2))

    assert codes(checker) == ["put_up"]
    assert [one for one in mail.outbox if one.to == [checker.email]] == []
