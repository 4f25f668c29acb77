"""Correcting a published verdict."""

import pytest
from django.db import ProgrammingError, transaction

from claims.models import Event, Verdict
from claims.operations.verdicts.correct import correct
from tests.factories import a_reviewed_claim, a_user, a_verdict, an_editor, later
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def correcting(claim, **fields):
    facts = {
        "rating": "mostly_supported",
        "summary": "The evidence bears most of it out.",
        "reason": "The date in the summary was wrong.",
        "by": an_editor(),
        "at": later(days=1),
    }
    return correct(claim=claim, **(facts | fields))


def test_a_correction_supersedes_and_says_what_changed_and_why():
    first = a_verdict()

    second = correcting(first.claim)

    first.refresh_from_db()
    assert (second.version, second.supersedes, second.basis) == (2, first, "correction")
    assert second.change_reason == "The date in the summary was wrong."
    assert (first.rating, first.superseded_by) == ("supported", second)
    assert Event.objects.get(claim_id=first.claim_id, verb="corrected").data["version"] == 2


def test_the_second_correction_supersedes_the_first():
    claim = a_verdict().claim
    second = correcting(claim)

    third = correcting(claim, summary="Put better.")

    assert (third.version, third.supersedes) == (3, second)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"reason": ""}, "required", "reason"),
        ({"summary": "\n"}, "required", "summary"),
        ({"rating": "true"}, "unknown_value", "rating"),
        ({"low": 5}, "figure_missing", "figure"),
    ],
)
def test_what_is_missing_or_unknown_is_refused_at_its_field(fields, code, field):
    with pytest.raises(Refusal) as refused:
        correcting(a_verdict().claim, **fields)

    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_correction_that_changes_nothing_is_refused():
    verdict = a_verdict()

    with pytest.raises(Refusal) as refused:
        correcting(verdict.claim, rating=verdict.rating, summary=verdict.summary)

    assert refused.value.code == "nothing_changed"


def test_what_is_not_published_is_not_corrected():
    with pytest.raises(Refusal) as refused:
        correcting(a_reviewed_claim())

    assert refused.value.code == "not_published"


def test_a_fact_checker_does_not_correct():
    with pytest.raises(Refusal) as refused:
        correcting(a_verdict().claim, by=a_user())

    assert refused.value.code == "wrong_role"


def test_the_database_keeps_the_verdict_that_was_published():
    verdict = a_verdict()

    with pytest.raises(ProgrammingError), transaction.atomic():
        Verdict.objects.filter(pk=verdict.pk).update(summary="Otherwise.")
