"""Blind means blind: what a review says stays in its own row until the round closes."""

import json

import pghistory.models
import pytest
from django.core import serializers

from claims.models import Event, Review
from claims.operations.reviews.rounds import cancel_round
from tests.factories import AT, a_claim, an_assignment, an_editor, sealed
from tests.ratings import Rating

pytestmark = pytest.mark.django_db

SECRET = "the photograph shows another bridge"


def everything_but_the_reviews():
    events = serializers.serialize("json", Event.objects.all())
    contexts = json.dumps(
        [context.metadata for context in pghistory.models.Context.objects.all()], default=str
    )
    return events + contexts


def test_the_journal_says_that_a_review_was_sealed_and_not_what_it_says():
    assignment = sealed(an_assignment(), Rating.REFUTED, reasoning=SECRET)

    event = Event.objects.get(verb="review_sealed")

    assert (event.target_id, event.data) == (str(assignment.pk), {"round": 1})
    assert Review.objects.get().reasoning == SECRET
    assert SECRET not in everything_but_the_reviews()
    assert "refuted" not in everything_but_the_reviews()


def test_a_cancelled_round_does_not_say_either():
    assignment = sealed(an_assignment(), Rating.REFUTED, reasoning=SECRET)

    cancel_round(claim=assignment.claim, reason="Start anew, as was said.", by=an_editor(), at=AT)

    assert SECRET not in everything_but_the_reviews()
    assert "refuted" not in everything_but_the_reviews()


def test_the_status_says_nothing_before_the_round_closes():
    claim = a_claim()
    one, _waiting = an_assignment(claim), an_assignment(claim)

    sealed(one, Rating.REFUTED)

    claim.refresh_from_db()
    assert claim.status == "in_review"


def test_a_log_line_does_not_say(caplog):
    with caplog.at_level("DEBUG"):
        sealed(an_assignment(), Rating.REFUTED, reasoning=SECRET)

    ours = [r.getMessage() for r in caplog.records if not r.name.startswith("django.db")]
    assert not any(SECRET in line for line in ours)
