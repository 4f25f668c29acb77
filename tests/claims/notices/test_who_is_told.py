"""Each act tells those whom it concerns, once, and nobody of their own act."""

from __future__ import annotations

import pytest

from claims.models import Event, Notice
from claims.operations.queues.take import put_up, take_next
from claims.operations.record import withdraw
from claims.operations.reviews.asked import move_due, replace_reviewer
from claims.operations.reviews.assign import decline
from claims.operations.reviews.proposals import accept_evidence, refuse_evidence
from claims.operations.reviews.rounds import cancel_round, reopen
from claims.operations.verdicts.propose import agree, refuse_proposal
from claims.rules.notices import TELLINGS, Whom
from tests.claims.notices.scene import a_proposed_evidence, rounds_end
from tests.claims.notices.telling import codes, sweep
from tests.factories import (
    AT,
    DUE,
    a_claim,
    a_proposal,
    a_reviewed_claim,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    later,
    sealed,
)
from tests.ratings import Rating

pytestmark = pytest.mark.django_db


def test_who_is_asked_is_told_by_whom_and_until_when():
    assignment = an_assignment(by=an_editor(name="Boubou Editor"))

    sweep()

    told = Notice.objects.get(person=assignment.reviewer)
    assert (told.code, told.who, told.due) == ("assigned", "Boubou Editor", assignment.due)
    assert told.claim == assignment.claim
    assert told.thing == str(assignment.pk)


def test_following_twice_tells_once():
    an_assignment()
    sweep()
    before = Notice.objects.count()

    sweep()
    sweep()

    assert Notice.objects.count() == before == 1


def test_what_is_loaded_from_long_ago_tells_nobody():
    an_assignment()

    sweep(later(days=4))

    assert not Notice.objects.exists()


def test_nobody_is_told_of_their_own_act():
    editor = an_editor()
    claim = a_claim(by=editor)

    withdraw(claim=claim, reason="Twice, as was said.", by=editor, at=AT)
    sweep()

    assert codes(editor) == []


def test_whose_account_is_closed_is_told_nothing():
    assignment = an_assignment()
    assignment.reviewer.is_active = False
    assignment.reviewer.save()

    sweep()

    assert codes(assignment.reviewer) == []


@pytest.mark.parametrize(
    ("ratings", "code"),
    [
        ((Rating.SUPPORTED, Rating.SUPPORTED), "round_agreed"),
        ((Rating.SUPPORTED, Rating.REFUTED), "round_split"),
    ],
)
def test_who_asked_for_reviews_is_told_how_the_round_ended(ratings, code):
    asking, other = an_editor(), an_editor()

    rounds_end(ratings, by=asking)
    sweep()

    assert codes(asking) == [code]
    assert codes(other) == []


def test_who_is_not_needed_any_more_is_told():
    claim = a_claim()
    waiting = an_assignment(claim)
    for rating in (Rating.SUPPORTED, Rating.SUPPORTED):
        sealed(an_assignment(claim), rating)

    sweep()

    assert codes(waiting.reviewer) == ["assigned", "let_go"]


def test_a_cancelled_round_lets_reviewers_go():
    assignment = an_assignment()
    cancel_round(claim=assignment.claim, reason="Anew, as was said.", by=an_editor(), at=AT)

    sweep()

    assert codes(assignment.reviewer) == ["assigned", "let_go"]


def test_a_review_that_is_given_back_is_told_to_who_asked():
    asking = an_editor()
    assignment = an_assignment(by=asking)
    decline(assignment=assignment, reason="I know them.", by=assignment.reviewer, at=AT)

    sweep()

    assert codes(asking) == ["given_back"]


def test_a_review_that_can_be_taken_again_is_told_to_who_put_it_up():
    asking = an_editor()
    put_up(claim=a_claim(), places=2, due=DUE, by=asking, at=AT)
    taken = take_next(by=a_user(), at=AT)
    decline(assignment=taken, reason="No time.", by=taken.reviewer, at=AT)

    sweep()

    assert codes(asking) == ["put_back"]


def test_who_is_asked_is_told_of_another_day_and_of_another_reviewer():
    assignment = an_assignment()
    by = assignment.assigned_by
    move_due(assignment=assignment, due=later(days=9).date(), by=by, at=AT)
    sweep()
    other = a_user()
    replace_reviewer(assignment=assignment, reviewer=other, reason="On leave.", by=by, at=AT)
    sweep()

    assert codes(assignment.reviewer) == ["assigned", "due_moved", "replaced"]
    assert codes(other) == ["assigned"]


def test_authors_are_told_what_became_of_their_claim():
    author = a_user()
    claim = a_claim(by=author)
    verdict = a_verdict(a_reviewed_claim(claim=claim))
    proposal = a_proposal(verdict, at=AT)
    agree(proposal=proposal, agreement="So it is.", by=an_editor(), at=AT)
    reopen(claim=claim, reason="A new page.", by=an_editor(), at=AT)

    sweep()

    assert codes(author) == ["published", "corrected", "reopened"]


def test_a_correction_is_told_to_editors_who_may_answer_it_and_the_answer_to_who_proposed_it():
    second = an_editor()
    proposal = a_proposal(at=AT)
    sweep()
    refuse_proposal(proposal=proposal, reason="No.", by=an_editor(), at=AT)
    sweep()

    assert "correction_refused" in codes(proposal.proposed_by)
    assert codes(second) == ["correction_proposed"]
    assert "correction_proposed" not in codes(proposal.proposed_by)


def test_proposed_evidence_is_told_to_editors_of_the_claim_and_not_to_a_fact_checker():
    author, asking, stranger = a_user(), an_editor(), an_editor()
    proposal = a_proposed_evidence(author=author, asking=asking)

    sweep()

    assert "evidence_proposed" in codes(asking)
    assert codes(stranger) == []
    assert "evidence_proposed" not in codes(author)
    assert codes(proposal.proposed_by) == []


@pytest.mark.parametrize(
    ("answer", "code"),
    [(accept_evidence, "evidence_accepted"), (refuse_evidence, "evidence_refused")],
)
def test_who_proposed_evidence_is_told_what_became_of_it(answer, code):
    proposal = a_proposed_evidence()
    answer(proposal=proposal, reason="It came to light.", by=an_editor(), at=AT)

    sweep()

    assert codes(proposal.proposed_by) == [code]


def test_a_row_is_told_of_the_journal_or_found():
    assert all(bool(one.verbs) != (one.whom is Whom.FOUND) for one in TELLINGS)


def test_a_fault_in_one_line_keeps_nobody_elses_notice_back(monkeypatch, caplog):
    from claims.operations.notices import follow as room  # noqa: PLC0415

    broken, whole = an_assignment(), an_assignment()
    first = Event.objects.get(verb="assigned", target_id=broken.pk)
    told_by = room.told_by

    def failing(event):
        if event == first:
            raise LookupError("This line is broken.")
        return told_by(event)

    monkeypatch.setattr(room, "told_by", failing)
    sweep()

    assert codes(broken.reviewer) == []
    assert codes(whole.reviewer) == ["assigned"]
    assert "No notices could be made" in caplog.text
