"""A round is a row: who opened and closed it, when, with which result, and what settled it."""

import pytest
from django.db import DatabaseError, connection, transaction

from claims.models import Claim, Review, Round
from claims.operations.reviews.rounds import cancel_round, reopen
from claims.operations.verdicts.publish import publish
from claims.operations.verdicts.settle import settle
from claims.reads.reviews import decision_of
from claims.rules.verdicts import RoundResult
from tests.factories import (
    AT,
    WAIVED,
    a_claim,
    a_reviewed_claim,
    a_split_claim,
    a_verdict,
    an_assignment,
    an_editor,
    later,
    sealed,
)
from tests.house.database import rows
from tests.ratings import Rating

pytestmark = pytest.mark.django_db

REFUSED = "pgtrigger"


def present(claim):
    return claim.rounds.first()


def test_who_opened_and_who_closed_it_is_kept():
    editor, claim = an_editor(), a_claim()
    one, other = an_assignment(claim, by=editor), an_assignment(claim)
    sealed(one)
    sealed(other, at=later(hours=1))

    row = present(claim)
    assert (row.opened_by, row.opened_at, row.opened_from) == (editor, AT, "recorded")
    assert (row.closed_by, row.closed_at) == (other.reviewer, later(hours=1))
    assert row.ended is RoundResult.AGREED


def test_an_open_one_has_no_result():
    assert present(an_assignment().claim).ended is None


def test_a_split_is_settled_on_its_row():
    claim, editor = a_split_claim(), an_editor()

    settle(claim=claim, reason="One is older.", rating="contested", by=editor, at=later(days=1))

    row = present(claim)
    assert (row.ended, row.settled_rating, row.settlement) == (
        RoundResult.SPLIT,
        "contested",
        "One is older.",
    )
    assert (row.settled_by, row.settled_at) == (editor, later(days=1))


def test_a_cancelled_one_has_no_decision():
    claim = a_claim()
    sealed(an_assignment(claim))

    cancel_round(claim=claim, reason="Anew, as was said.", by=an_editor(), at=AT)

    assert present(claim).ended is RoundResult.CANCELLED
    assert decision_of(present(claim)).result is None


def test_the_next_one_says_why_it_was_opened():
    claim = a_verdict().claim

    reopen(claim=claim, reason=" A new page. ", by=an_editor(), at=AT)

    row = present(claim)
    assert (row.number, row.opened_from, row.opening_reason) == (2, "published", "A new page.")


def test_the_reason_of_the_last_reopening_stands_in_for_what_changed():
    claim, editor = a_verdict().claim, an_editor()
    reopen(claim=claim, reason="A new page.", by=editor, at=AT)
    a_split(claim)
    reopen(claim=claim, reason="They split, as was said.", by=an_editor(), at=AT)
    for _ in range(2):
        sealed(an_assignment(claim))

    verdict = publish(claim=claim, summary="Still so.", waived=WAIVED, by=editor, at=AT)

    assert (verdict.round.number, verdict.change_reason) == (3, "A new page.")


def test_one_that_is_over_came_to_what_it_did_whatever_is_set_afterwards(settings):
    claim = a_reviewed_claim()

    settings.REVIEWS_NEEDED = 3

    assert (
        publish(claim=claim, summary="So it was.", waived=WAIVED, by=an_editor(), at=AT).rating
        == "supported"
    )


def a_split(claim):
    one, other = an_assignment(claim), an_assignment(claim)
    sealed(one)
    sealed(other, Rating.REFUTED)


def refused(act):
    with pytest.raises(DatabaseError, match=REFUSED):
        to_the_end(act)


def to_the_end(act):
    """What two tables say together is asked when a transaction ends."""
    with transaction.atomic(), connection.cursor() as cursor:
        act()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    "change",
    [{"result": "split"}, {"closed_at": later(days=9)}, {"result": "", "closed_at": None}],
    ids=["result", "moment", "open again"],
)
def test_what_a_closed_one_came_to_is_not_changed(change):
    claim = a_reviewed_claim()
    if change.get("closed_at", AT) is None:
        change = change | {"closed_by": None}

    refused(lambda: claim.rounds.update(**change))


@pytest.mark.parametrize(
    "change", [{"number": 7}, {"opening_reason": "Another, as was said."}], ids=["number", "reason"]
)
def test_how_it_was_opened_is_not_changed(change):
    claim = an_assignment().claim

    refused(lambda: claim.rounds.update(**change))


def test_what_it_judges_is_not_exchanged_once_a_review_is_sealed():
    claim = sealed(an_assignment()).claim
    other = rows.version(claim=claim, number=2)

    refused(lambda: claim.rounds.update(version=other))


def test_it_is_settled_once():
    row = rows.settled_round()

    refused(lambda: Round.objects.filter(pk=row.pk).update(settlement="Another, as was said."))


def test_nobody_is_asked_in_one_that_is_over():
    row = rows.ended_round()

    refused(lambda: rows.assignment(round=row))


def test_an_assignment_does_not_move_to_another():
    assignment, other = rows.assignment(), rows.round_()

    refused(lambda: type(assignment).objects.filter(pk=assignment.pk).update(round=other))


def test_nothing_is_sealed_in_one_that_is_over():
    review = rows.review()
    Round.objects.update(result="agreed", closed_at=AT, closed_by=rows.user())
    Claim.objects.update(status="recorded")

    refused(lambda: Review.objects.filter(pk=review.pk).update(sealed_at=AT))


@pytest.mark.parametrize(
    "make",
    [
        rows.round_,
        lambda: rows.ended_round("split"),
        lambda: rows.ended_round("cancelled"),
    ],
    ids=["open", "split", "cancelled"],
)
def test_no_verdict_rests_on_one_that_decided_nothing(make):
    row = make()

    refused(lambda: rows.verdict(claim=row.claim, round=row))


def test_no_verdict_rests_on_one_of_another_claim():
    refused(lambda: rows.verdict(claim=rows.claim(), round=rows.ended_round()))


def test_a_claim_is_not_in_review_without_an_open_one():
    claim = a_claim()

    refused(lambda: Claim.objects.filter(pk=claim.pk).update(status="in_review"))


def test_none_is_open_while_its_claim_is_not_in_review():
    claim = an_assignment().claim

    refused(lambda: Claim.objects.filter(pk=claim.pk).update(status="recorded"))
