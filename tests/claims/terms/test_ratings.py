"""What verdicts may say is a list that administrators keep; what was published stays as it was."""

from __future__ import annotations

import pytest
from django.db import DatabaseError

from claims.models import Rating, Review
from claims.operations.reviews.review import save_review, seal_review
from claims.operations.terms.keep import add_term, change_term
from claims.operations.verdicts.correct import correct
from claims.reads.verdicts import ratings_to_choose
from tests.factories import (
    AT,
    a_correction,
    a_reviewed_claim,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    later,
)
from tests.ratings import Rating as Known
from tracker.base.people.models import Role
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db
MISLEADING = {
    "labels": {"en": "Misleading", "fr": "Trompeur"},
    "meanings": {"en": "True words that leave out what matters."},
}


def added(**fields):
    facts = {"code": "misleading", "at": AT, "by": a_user(Role.ADMINISTRATOR)}
    return add_term(Rating, **facts | MISLEADING | fields)


def renamed(code, **fields):
    row = Rating.objects.get(pk=code)
    facts = {"labels": {"en": "Borne out"}, "meanings": {"en": "It holds."}, "number": row.number}
    facts |= {
        "is_offered": True,
        "reason": "Plainer, as was said.",
        "at": AT,
        "by": a_user(Role.ADMINISTRATOR),
    }
    return change_term(row, **facts | fields)


def saving(operation=save_review, assignment=None, **fields):
    assignment = assignment or an_assignment()
    facts = {"reasoning": "So, as was said.", "by": assignment.reviewer, "at": AT}
    return operation(assignment=assignment, **facts | fields)


def refusal(act, **fields):
    with pytest.raises(Refusal) as refused:
        act(**fields)
    return refused.value.code, refused.value.field


def test_a_rating_is_added_given_and_published():
    added(position=3)
    assignments = [an_assignment()]
    assignments.append(an_assignment(assignments[0].claim))
    for assignment in assignments:
        saving(seal_review, assignment, rating="misleading", has_interest=False)
    verdict = a_verdict(assignments[0].claim, summary="Half of it is left out.")

    assert (verdict.rating, verdict.rated.label) == ("misleading", "Misleading")
    assert verdict.rating_number is None
    assert Rating.objects.values_list("code", flat=True)[2] == "misleading"


def test_exaggerated_and_understated_come_with_the_software():
    ratings = {row.code: row for row in ratings_to_choose()}

    assert (ratings["exaggerated"].asserts, ratings["understated"].asserts) == ("less", "more")
    assert ratings["exaggerated"].number is None
    assert set(ratings["exaggerated"].labels) == {"en", "fr", "ar", "ru"}


def test_a_published_verdict_keeps_what_its_rating_was_called_and_meant():
    verdict = a_verdict()
    renamed("supported", number=4)
    verdict.refresh_from_db()

    assert (verdict.rated.label, verdict.rated.number) == ("Supported", 5)
    assert verdict.rated.meaning == Known.SUPPORTED.meaning
    assert a_verdict().rated.label == "Borne out"


def test_a_corrected_wording_keeps_the_label_and_another_rating_gets_its_own():
    verdict = a_verdict()
    renamed("supported")
    renamed("refuted", labels={"en": "Wrong"}, number=1)
    facts = {
        "kind": "clarity",
        "reason": "Clearer, as was said.",
        "by": an_editor(),
        "at": later(days=1),
    }
    second = correct(claim=verdict.claim, summary="The evidence bears it out fully.", **facts)
    third = a_correction(second, rating="refuted", summary="It is not so.", at=later(days=2))

    assert (second.rated.label, third.rated.label) == ("Supported", "Wrong")


def test_a_rating_that_is_no_longer_offered_stays_what_reviews_say():
    claim = a_reviewed_claim()
    renamed("supported", is_offered=False)

    assert "supported" not in {row.code for row in ratings_to_choose()}
    assert "supported" in {row.code for row in ratings_to_choose(also={"supported", "\0"})}
    assert a_verdict(claim).rating == "supported"


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"meanings": {}}, "required", "meanings"),
        ({"labels": {}}, "required", "labels"),
        ({"number": 6}, "off_scale", "number"),
        ({"number": 0}, "off_scale", "number"),
        ({"asserts": "nearly"}, "unknown_value", "asserts"),
        ({"leaves_open": True, "number": 3}, "leaves_open", "leaves_open"),
        ({"leaves_open": True, "asserts": "less"}, "leaves_open", "leaves_open"),
        ({"code": "refuted"}, "code_taken", "code"),
    ],
)
def test_what_is_no_rating_is_refused(fields, code, field):
    assert refusal(added, **fields) == (code, field)


def test_an_unknown_rating_is_refused_with_those_that_there_are():
    with pytest.raises(Refusal, match=r"supported, mostly_supported, .*understated"):
        saving(rating="half_true")


def test_the_database_keeps_the_code_of_a_rating_that_there_is():
    with pytest.raises(DatabaseError, match="there is no such rating"):
        Review.objects.create(assignment=an_assignment(), saved_at=AT, rating="half_true")


def test_a_summary_is_held_against_the_names_of_every_language():
    claim = a_reviewed_claim(Known.SUPPORTED, Known.SUPPORTED)
    facts = {"claim": claim, "by": an_editor()}

    assert refusal(a_verdict, summary="C’est exagéré.", **facts) == (
        "names_other_rating",
        "confirmed",
    )


def test_a_word_that_two_ratings_share_names_the_own_one():
    renamed("mostly_supported", labels={"en": "Supported"}, number=4)

    assert a_verdict(summary="It is supported.").rating == "supported"
