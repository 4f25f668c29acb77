"""No notice, at the desk or by e-mail, gives away a review, a reason, a draft or what is withdrawn.

Every row of the table of tellings is brought about while a round is open, with secrets in whatever
is written down, and read by everybody whom any row could tell.
"""

from __future__ import annotations

import pytest
from django.core import mail

from claims.models import Assignment, Claim, Notice
from claims.notices.seen import notices_seen_by
from claims.notices.words import said, with_what_they_say
from claims.operations.record import withdraw
from claims.operations.reviews.assign import decline
from claims.operations.reviews.review import save_review
from claims.operations.reviews.rounds import reopen
from claims.rules.notices import TELLINGS, Whom
from tests.claims.notices.scene import a_proposed_evidence, rounds_end
from tests.claims.notices.telling import SOON, codes, send_all, sweep
from tests.factories import (
    AT,
    a_claim,
    a_proposal,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    later,
    sealed,
)
from tests.ratings import Rating
from tracker.base.people.models import Role, User

pytestmark = pytest.mark.django_db
SECRET = "Only the second page is honest"
RATINGS = [rating.label for rating in Rating]


def read_by(person: User) -> str:
    """All that somebody reads of notices: at the desk, and in every e-mail to them."""
    lines = said(with_what_they_say(notices_seen_by(person)))
    at_desk = "\n".join(f"{one.subject} {one.sentence} {one.quoted} {one.url}" for one in lines)
    mailed = [one for one in mail.outbox if one.to == [person.email]]
    return at_desk + "\n".join(str(one.message()) for one in mailed)


def leaks(text: str) -> bool:
    return SECRET in text or any(f"{label}" in text for label in RATINGS)


@pytest.fixture
def asking() -> User:
    return an_editor(name="Asking Editor")


@pytest.fixture
def running(asking) -> Claim:
    """A round that is open: one sealed, one gave back, one writes; the author asks for news."""
    claim = a_claim(by=a_user(name="An Author"))
    sealed(an_assignment(claim, by=asking), Rating.MOSTLY_REFUTED, reasoning=SECRET)
    gone = an_assignment(claim, by=asking)
    decline(assignment=gone, reason=SECRET, by=gone.reviewer, at=AT)
    writing = an_assignment(claim, by=asking, reviewer=an_editor(name="A Reviewing Editor"))
    save_review(assignment=writing, rating="refuted", reasoning=SECRET, by=writing.reviewer, at=AT)
    return claim


def everybody() -> list[User]:
    for role in Role:
        a_user(role)
    return list(User.objects.all())


def test_nobody_reads_a_rating_a_reasoning_or_a_reason_while_a_round_is_open(running):
    people = everybody()

    send_all()
    send_all(later(days=9))

    assert {row.code for row in Notice.objects.all()} >= {"assigned", "given_back", "overdue"}
    assert [person.name for person in people if leaks(read_by(person))] == []


def test_who_reviews_reads_of_that_claim_only_what_they_themselves_are_asked(running):
    for person in everybody():
        for telling in TELLINGS:
            Notice.objects.create(
                person=person,
                code=telling.code,
                kind=telling.kind.value,
                source="event:0",
                thing="0",
                claim=running,
                who="Somebody",
                at=AT,
                made_at=AT,
                way="desk_only",
            )
    own = {telling.code for telling in TELLINGS if telling.own}

    reviewing = Assignment.objects.filter(round__claim=running, status__in=("open", "sealed"))
    for assignment in reviewing:
        seen = set(notices_seen_by(assignment.reviewer).values_list("code", flat=True))
        assert seen == own

    author = {one.code for one in TELLINGS if Role.FACT_CHECKER in one.roles}
    assert set(notices_seen_by(running.created_by).values_list("code", flat=True)) == author


@pytest.mark.parametrize("role", list(Role))
def test_each_role_reads_what_the_table_says_and_nothing_else(role):
    person, claim = a_user(role), a_claim()
    for telling in TELLINGS:
        Notice.objects.create(
            person=person,
            code=telling.code,
            kind=telling.kind.value,
            source="event:0",
            claim=claim,
            at=AT,
            made_at=AT,
            way="desk_only",
        )

    seen = set(notices_seen_by(person).values_list("code", flat=True))

    assert seen == {telling.code for telling in TELLINGS if role in telling.roles}


@pytest.mark.parametrize("telling", TELLINGS, ids=lambda telling: telling.code)
def test_no_row_speaks_of_a_rating_or_of_another_reviewer(telling):
    words = f"{telling.subject} {telling.words} {telling.next_step}"

    assert not any(label in words for label in RATINGS)
    if telling.whom in (Whom.WHO_IS_ASKED, Whom.WHO_IS_LET_GO):
        assert telling.own
    if telling.own:
        assert telling.whom in (Whom.WHO_IS_ASKED, Whom.WHO_IS_LET_GO, Whom.FOUND)


def test_an_editor_who_asked_and_then_reviews_the_next_round_reads_nothing_of_the_last(asking):
    claim = rounds_end((Rating.SUPPORTED, Rating.REFUTED), by=asking)
    sweep()
    assert "round_split" in codes(asking)
    reopen(claim=claim, reason=SECRET, by=an_editor(), at=AT)
    an_assignment(claim, reviewer=asking)

    send_all()

    text = read_by(asking)
    assert "Please review" in text
    assert "differ" not in text
    assert not leaks(text)


def test_a_correction_that_is_proposed_says_what_it_is_and_not_what_it_says():
    proposal = a_proposal(summary=SECRET, reason=SECRET, at=AT)
    second = an_editor()

    send_all()

    text = read_by(second)
    assert "needs a second editor" in text
    assert not leaks(text)
    assert proposal.claim.statement in text


def test_proposed_evidence_says_neither_who_nor_what(asking):
    proposal = a_proposed_evidence(asking=asking, internal_note=SECRET, public_note=SECRET)

    send_all()
    send_all(later(days=1))

    text = read_by(asking)
    assert "Evidence was proposed" in text
    assert proposal.proposed_by.name not in text
    assert "example.org/found-later" not in text
    assert not leaks(text)


@pytest.mark.parametrize("role", [Role.FACT_CHECKER, Role.EDITOR, Role.ADMINISTRATOR])
def test_a_draft_is_told_of_to_its_author_alone(role):
    draft = a_claim(draft=True, statement=SECRET)
    for person in (draft.created_by, other := a_user(role)):
        Notice.objects.create(
            person=person,
            code="evidence_added",
            kind="proposal",
            source="event:0",
            claim=draft,
            at=AT,
            made_at=SOON,
            way="at_once",
        )

    send_all()

    assert SECRET in read_by(draft.created_by)
    assert SECRET not in read_by(other)


def test_a_claim_that_was_withdrawn_is_said_without_its_words():
    claim = a_claim(statement=SECRET)
    assignment = an_assignment(a_claim(incident=claim.incident))
    withdraw(claim=claim, reason=SECRET, by=an_editor(), at=AT)

    send_all()
    send_all(later(days=1))

    text = read_by(claim.created_by)
    assert "withdrew your claim" in text
    assert SECRET not in text
    assert not leaks(read_by(assignment.reviewer))


def test_a_verdict_that_is_published_is_told_without_its_rating():
    claim = a_claim()
    a_verdict(rounds_end((Rating.SUPPORTED, Rating.SUPPORTED), by=an_editor(), claim=claim))

    send_all()
    send_all(later(days=1))

    text = read_by(claim.created_by)
    assert "A verdict on your claim has been published." in text
    assert not leaks(text)
