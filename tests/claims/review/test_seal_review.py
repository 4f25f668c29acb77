"""Sealing a review, and the round that closes with it."""

import threading

import pytest
from django.db import ProgrammingError, connections, transaction

from claims.models import Assignment, Event, Review, ReviewCitation
from claims.operations.reviews.review import seal_review
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_user,
    an_assignment,
    sealed,
)
from tests.house.database import rows
from tests.ratings import Rating
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def sealing(assignment, **fields):
    facts = {
        "rating": "supported",
        "reasoning": "Both pages say so.",
        "has_interest": False,
        "by": assignment.reviewer,
        "at": AT,
    }
    return seal_review(assignment=assignment, **(facts | fields))


def refusal(assignment, **fields):
    with pytest.raises(Refusal) as refused:
        sealing(assignment, **fields)
    return refused.value.code, refused.value.field


def test_a_sealed_review_keeps_its_rating_reasoning_and_evidence():
    assignment = an_assignment()
    citation = a_citation(assignment.claim)

    review = sealing(assignment, citations=[citation])

    review.refresh_from_db()
    assert (review.rating, review.reasoning) == ("supported", "Both pages say so.")
    assert (review.sealed_at, list(review.citations.all())) == (AT, [citation])


def test_the_first_seal_leaves_the_round_open():
    assignment = an_assignment()

    sealing(assignment)

    assignment.claim.refresh_from_db()
    assert (assignment.status, assignment.claim.status) == ("sealed", "in_review")


@pytest.mark.parametrize(
    ("other", "status", "verb"),
    [(Rating.SUPPORTED, "agreed", "round_agreed"), (Rating.REFUTED, "split", "round_split")],
)
def test_the_second_seal_closes_it(other, status, verb):
    claim = a_claim()
    one, two = an_assignment(claim), an_assignment(claim)
    sealed(one, Rating.SUPPORTED)

    sealing(two, rating=other.value)

    claim.refresh_from_db()
    assert claim.status == status
    assert Event.objects.get(claim_id=claim.pk, verb=verb).actor_id == two.reviewer_id


def test_the_same_rating_with_ranges_that_exclude_each_other_is_a_split():
    claim = a_claim()
    figure = claim.figures.get()
    sealed(an_assignment(claim), figure=figure, low=10, high=20)
    sealed(an_assignment(claim), figure=figure, low=21, high=30)

    claim.refresh_from_db()
    assert claim.status == "split"


def test_who_has_not_sealed_when_the_round_closes_is_let_off():
    claim = a_claim()
    one, two, late = (an_assignment(claim) for _ in range(3))

    sealed(one)
    sealed(two)

    late.refresh_from_db()
    assert (late.status, late.closing_note) == ("cancelled", "")


def test_a_house_may_need_three_reviews(settings):
    settings.REVIEWS_NEEDED = 3
    claim = a_claim()
    for _ in range(2):
        sealed(an_assignment(claim))

    claim.refresh_from_db()
    assert claim.status == "in_review"


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"reasoning": " "}, "required", "reasoning"),
        ({"rating": "true"}, "unknown_value", "rating"),
        ({"low": 5}, "figure_missing", "figure"),
    ],
)
def test_what_is_missing_or_unknown_is_refused_at_its_field(fields, code, field):
    assert refusal(an_assignment(), **fields) == (code, field)


def test_where_there_is_evidence_a_review_rests_on_some_of_it():
    assignment = an_assignment()
    a_citation(assignment.claim)

    assert refusal(assignment) == ("evidence_missing", "citations")


def test_evidence_of_another_claim_is_refused():
    assert refusal(an_assignment(), citations=[a_citation()]) == ("other_claim", "citations")


def test_a_figure_of_another_claim_is_refused():
    figure = a_claim().figures.get()

    assert refusal(an_assignment(), figure=figure, low=1) == ("other_claim", "figure")


def test_a_range_that_falls_is_refused():
    assignment = an_assignment()
    figure = assignment.claim.figures.get()

    assert refusal(assignment, figure=figure, low=9, high=3) == ("out_of_order", "low")


def test_nobody_seals_for_somebody_else():
    assert refusal(an_assignment(), by=a_user()) == ("not_yours", None)


def test_a_review_is_sealed_once():
    assignment = sealed(an_assignment())

    assert refusal(assignment) == ("assignment_closed", None)


def test_who_recorded_the_claim_is_refused_however_the_assignment_came_about():
    claim = a_claim()
    row = rows.assignment(round=an_assignment(claim).round, reviewer=claim.created_by)

    assert refusal(row) == ("author_reviews", None)


def test_a_refused_seal_leaves_nothing_behind():
    assignment = an_assignment()

    refusal(assignment, reasoning="")

    assignment.refresh_from_db()
    assert (assignment.status, Review.objects.count()) == ("open", 0)


def test_the_database_keeps_a_sealed_review_and_its_evidence():
    assignment = an_assignment()
    citation = a_citation(assignment.claim)
    sealed(assignment)

    with pytest.raises(ProgrammingError), transaction.atomic():
        Review.objects.update(rating="refuted")
    with pytest.raises(Exception, match="sealed review"), transaction.atomic():
        ReviewCitation.objects.filter(citation=citation).delete()


@pytest.mark.django_db(transaction=True)
def test_two_last_seals_at_once_close_the_round_once():
    claim = a_claim()
    pks = [an_assignment(claim).pk for _ in range(2)]
    start = threading.Barrier(2)

    def seal(pk):
        assignment = Assignment.objects.select_related("round__claim", "reviewer").get(pk=pk)
        start.wait()
        try:
            sealing(assignment)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=seal, args=(pk,)) for pk in pks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    claim.refresh_from_db()
    assert claim.status == "agreed"
    assert Event.objects.filter(claim_id=claim.pk, verb="round_agreed").count() == 1
