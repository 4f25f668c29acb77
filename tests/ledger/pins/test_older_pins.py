"""A verdict that was entered before reviews had more columns still fits."""

from __future__ import annotations

import json
from typing import Any

import pytest

from claims.models import Review, ReviewRange, Verdict
from claims.reads.ledger.kinds import VERDICT
from tests.factories import a_claim_judged_by_figure, a_verdict
from tests.ledger.test_forgeries import every_trigger_off, forge, told
from tracker.base.ledger.chain import digest_of
from tracker.base.ledger.models import Entry

pytestmark = pytest.mark.django_db


def _first_pin(review: Review) -> str:
    """What was pinned of a review when there were no other columns."""
    return digest_of(
        {
            "assignment": review.assignment_id,
            "round": review.assignment.round_id,
            "rating": review.rating,
            "reasoning": review.reasoning,
            "figure": review.figure_id,
            "low": review.low,
            "high": review.high,
            "citations": sorted(review.citations.values_list("pk", flat=True)),
            "saved_at": review.saved_at,
            "sealed_at": review.sealed_at,
            "is_demonstration": review.is_demonstration,
            "reviewer": review.assignment.reviewer_id,
        }
    )


def _pinned(verdict: Verdict) -> Any:
    return VERDICT.pins(VERDICT.rows().get(pk=verdict.pk), {})["judged_reviews"]


def _without_later_columns(verdict: Verdict) -> list[Review]:
    reviews = list(Review.objects.filter(assignment__round=verdict.round).order_by("pk"))
    for review in reviews:
        forge(review, missing="", would_change="", has_interest=None, interest="")
    return reviews


def test_what_was_pinned_before_there_were_such_columns_still_fits():
    verdict = a_verdict()
    reviews = _without_later_columns(verdict)

    assert _pinned(verdict) == {str(review.pk): _first_pin(review) for review in reviews}


def test_nothing_else_is_pinned_of_a_verdict_than_was_entered():
    verdict = VERDICT.rows().get(pk=a_verdict().pk)

    assert "rating_said_sha256" in VERDICT.pins(verdict, None)
    assert "rating_said_sha256" not in VERDICT.pins(verdict, {"judged_reviews": {}})


@pytest.mark.parametrize(
    "change",
    [{"missing": "A list."}, {"would_change": "A list."}, {"has_interest": False}],
)
def test_a_later_column_is_pinned_once_something_stands_in_it(change):
    verdict = a_verdict()
    reviews = _without_later_columns(verdict)
    before = _pinned(verdict)

    forge(reviews[0], **change)

    assert _pinned(verdict) != before


def test_a_range_for_another_figure_stands_in_the_entry_of_its_verdict():
    verdict = a_verdict(a_claim_judged_by_figure((10, 20), (1, 5)))
    entry = Entry.objects.get(kind="verdict", subject=str(verdict.pk))
    wounded = verdict.further_ranges.get()

    assert json.loads(entry.content)["further_ranges"] == [[wounded.figure_id, "1", "5"]]
    assert told().startswith("Everything fits.")

    forge(wounded, high=6)
    assert f"verdict {verdict.pk}: further_ranges is" in told()


def test_a_range_for_another_figure_is_pinned_with_its_review():
    verdict = a_verdict()
    reviews = _without_later_columns(verdict)
    before = _pinned(verdict)

    with every_trigger_off():
        ReviewRange.objects.create(review=reviews[0], figure=verdict.claim.figures.get(), low=3)

    assert _pinned(verdict) != before
