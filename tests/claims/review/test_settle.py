"""Settling a split in writing."""

import pytest
from django.db import transaction

from claims.models import Event, Reading
from claims.operations.verdicts.settle import settle
from tests.factories import (
    AT,
    a_claim,
    a_reviewed_claim,
    a_split_claim,
    a_user,
    an_assignment,
    an_editor,
    sealed,
)
from tests.ratings import Rating
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db
SCALE = [rating for rating in Rating if rating.number]
UNDECIDED = {Rating.CONTESTED, Rating.NEEDS_MORE_EVIDENCE}


def settling(claim, **fields):
    facts = {"reason": "One page was first.", "rating": "contested", "by": an_editor(), "at": AT}
    return settle(claim=claim, **(facts | fields))


def test_an_editor_settles_a_split_in_writing():
    claim = a_split_claim()

    settling(claim)

    claim.refresh_from_db()
    event = Event.objects.get(claim_id=claim.pk, verb="settled")
    assert claim.status == "settled"
    assert (event.reason, event.data) == (
        "One page was first.",
        {"round": 1, "rating": "contested"},
    )


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"reason": "  "}, "required", "reason"),
        ({"rating": "true"}, "unknown_value", "rating"),
    ],
)
def test_what_is_missing_or_unknown_is_refused_at_its_field(fields, code, field):
    with pytest.raises(Refusal) as refused:
        settling(a_split_claim(), **fields)

    assert (refused.value.code, refused.value.field) == (code, field)


def test_what_is_agreed_needs_no_settling():
    with pytest.raises(Refusal) as refused:
        settling(a_reviewed_claim())

    assert refused.value.code == "illegal_move"


def test_a_fact_checker_does_not_settle():
    with pytest.raises(Refusal) as refused:
        settling(a_split_claim(), by=a_user())

    assert refused.value.code == "wrong_role"


def test_an_editor_who_reviewed_does_not_settle():
    claim, editor = a_claim(), an_editor()
    mine, other = an_assignment(claim, reviewer=editor), an_assignment(claim)
    sealed(mine, Rating.SUPPORTED)
    sealed(other, Rating.REFUTED)
    claim.refresh_from_db()

    with pytest.raises(Refusal) as refused:
        settling(claim, by=editor)

    assert refused.value.code == "own_review"


def test_an_editor_who_wrote_the_claim_does_not_settle():
    editor = an_editor()
    claim = a_split_claim(claim=a_claim(by=editor))

    with pytest.raises(Refusal) as refused:
        settling(claim, by=editor)

    assert refused.value.code == "own_claim"


def reviewed(one, other):
    return a_reviewed_claim(one, other)


@pytest.mark.parametrize(
    ("one", "other", "within"),
    [
        ("supported", "refuted", set(SCALE) | UNDECIDED),
        ("refuted", "mostly_refuted", {"refuted", "mostly_refuted"} | UNDECIDED),
        ("supported", "partly_supported", UNDECIDED | set(SCALE[:3])),
        ("refuted", "unverifiable", {"refuted", "unverifiable"} | UNDECIDED),
        ("contested", "needs_more_evidence", UNDECIDED),
        ("unverifiable", "contested", {"unverifiable"} | UNDECIDED),
        ("exaggerated", "refuted", {"exaggerated", "refuted"} | UNDECIDED),
    ],
)
def test_a_settlement_stays_within_what_reviewers_found_or_decides_nothing(one, other, within):
    claim = reviewed(Rating(one), Rating(other))
    for rating in set(Rating) - within:
        with pytest.raises(Refusal) as refused:
            settling(claim, rating=rating.value)
        assert (refused.value.code, refused.value.field) == ("outside_reviews", "rating")

    for rating in within:
        with transaction.atomic():
            settling(claim, rating=rating)
            transaction.set_rollback(True)


def test_two_refuted_are_not_settled_as_supported():
    claim = a_claim()
    figure = claim.figures.get()
    sealed(an_assignment(claim), Rating.REFUTED, figure=figure, low=1, high=3)
    sealed(an_assignment(claim), Rating.REFUTED, figure=figure, low=7, high=9)
    claim.refresh_from_db()

    with pytest.raises(Refusal) as refused:
        settling(claim, rating="supported")

    assert refused.value.code == "outside_reviews"
    assert "begin another round" in str(refused.value)


def test_who_settles_has_read_the_reviews_and_that_is_written_down():
    claim, editor = a_split_claim(), an_editor()

    settling(claim, by=editor)

    assert Reading.objects.get().reader == editor
