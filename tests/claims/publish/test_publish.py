"""Publishing a verdict."""

import pytest

from claims.models import Event
from claims.operations.record import revise_claim
from claims.operations.reviews.rounds import reopen
from claims.operations.verdicts.publish import publish
from claims.operations.verdicts.settle import settle
from tests.factories import (
    AT,
    WAIVED,
    a_claim,
    a_reviewed_claim,
    a_settled_claim,
    a_split_claim,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    sealed,
)
from tests.ratings import Rating
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def test_what_reviewers_agreed_on_is_published():
    claim = a_reviewed_claim(Rating.REFUTED, Rating.REFUTED)

    verdict = publish(
        claim=claim, summary="It did not happen.", waived=WAIVED, by=an_editor(), at=AT
    )

    claim.refresh_from_db()
    assert claim.status == "published"
    assert (verdict.version, verdict.rating, verdict.basis) == (1, "refuted", "agreement")
    event = Event.objects.get(claim_id=claim.pk, verb="published")
    assert (event.from_status, event.to_status) == ("agreed", "published")


def test_the_range_that_the_reviewers_share_is_published():
    claim = a_claim()
    figure = claim.figures.get()
    one, other = an_assignment(claim), an_assignment(claim)
    sealed(one, figure=figure, low=10, high=30)
    sealed(other, figure=figure, low=20, high=40)

    verdict = publish(claim=claim, summary="About that many.", waived=WAIVED, by=an_editor(), at=AT)

    assert (verdict.figure, verdict.low, verdict.high) == (figure, 20, 30)


def test_a_range_that_the_reviewers_did_not_establish_is_refused():
    claim = a_reviewed_claim()
    figure = claim.figures.get()

    with pytest.raises(Refusal) as refused:
        publish(
            claim=claim,
            summary="So many.",
            waived=WAIVED,
            figure=figure,
            low=1,
            high=2,
            by=an_editor(),
            at=AT,
        )

    assert (refused.value.code, refused.value.field) == ("other_range", "low")


def test_a_settled_split_is_published_with_its_settlement():
    verdict = a_verdict(a_settled_claim(Rating.CONTESTED))

    assert (verdict.rating, verdict.basis) == ("contested", "settlement")
    assert verdict.settlement == "One page was printed before the other."


@pytest.mark.parametrize("make", [a_reviewed_claim, a_settled_claim])
def test_another_rating_than_was_decided_is_refused(make):
    with pytest.raises(Refusal) as refused:
        publish(
            claim=make(), summary="Yes.", waived=WAIVED, rating="refuted", by=an_editor(), at=AT
        )

    assert (refused.value.code, refused.value.field) == ("other_rating", "rating")


def test_a_verdict_needs_a_summary():
    with pytest.raises(Refusal) as refused:
        publish(claim=a_reviewed_claim(), summary=" ", waived=WAIVED, by=an_editor(), at=AT)

    assert (refused.value.code, refused.value.field) == ("required", "summary")


@pytest.mark.parametrize("make", [a_claim, a_split_claim])
def test_nothing_is_published_before_it_is_decided(make):
    with pytest.raises(Refusal) as refused:
        publish(claim=make(), summary="Yes.", waived=WAIVED, by=an_editor(), at=AT)

    assert refused.value.code == "illegal_move"


def test_an_open_round_is_not_published():
    assignment = an_assignment()

    with pytest.raises(Refusal) as refused:
        publish(claim=assignment.claim, summary="Yes.", waived=WAIVED, by=an_editor(), at=AT)

    assert refused.value.code == "round_open"


def test_a_published_verdict_is_not_published_again():
    verdict = a_verdict()

    with pytest.raises(Refusal) as refused:
        publish(claim=verdict.claim, summary="Again.", waived=WAIVED, by=an_editor(), at=AT)

    assert refused.value.code == "already_published"


def test_a_fact_checker_does_not_publish():
    with pytest.raises(Refusal) as refused:
        publish(claim=a_reviewed_claim(), summary="Yes.", waived=WAIVED, by=a_user(), at=AT)

    assert refused.value.code == "wrong_role"


def refusal(claim, **fields):
    with pytest.raises(Refusal) as refused:
        publish(
            claim=claim,
            **({"summary": "So.", "waived": WAIVED, "by": an_editor(), "at": AT} | fields),
        )
    return refused.value.code, refused.value.field


def test_a_reviewer_does_not_publish_the_agreement_they_are_part_of():
    claim, editor = a_claim(), an_editor()
    for person in (editor, a_user()):
        sealed(an_assignment(claim, reviewer=person))
    claim.refresh_from_db()

    assert refusal(claim, by=editor) == ("own_review", None)


def test_who_wrote_or_changed_a_claim_does_not_publish_it():
    author, changer = an_editor(), an_editor()
    claim = a_claim(by=author)
    revise_claim(claim=claim, statement="Nineteen.", reason="Misread.", by=changer, at=AT)
    a_reviewed_claim(claim=claim)

    assert refusal(claim, by=author) == ("own_claim", None)
    assert refusal(claim, by=changer) == ("own_claim", None)


def test_who_settled_a_split_does_not_publish_it():
    editor = an_editor()

    assert refusal(a_settled_claim(by=editor), by=editor) == ("own_settlement", None)


@pytest.mark.parametrize(
    ("low", "high", "within"),
    [
        (10, 40, True),
        (10, 12, True),
        (25, 25, True),
        (9, 12, False),
        (30, 41, False),
        (None, 20, False),
        (20, None, False),
    ],
)
def test_after_a_settlement_the_range_stays_within_what_reviewers_gave(low, high, within):
    claim = a_claim()
    figure = claim.figures.get()
    sealed(an_assignment(claim), figure=figure, low=10, high=15)
    sealed(an_assignment(claim), figure=figure, low=30, high=40)
    claim.refresh_from_db()
    settle(claim=claim, rating="supported", reason="One is first.", by=an_editor(), at=AT)
    given = {"figure": figure, "low": low, "high": high}

    if within:
        verdict = publish(claim=claim, summary="So.", waived=WAIVED, by=an_editor(), at=AT, **given)
        assert (verdict.low, verdict.high) == (low, high)
    else:
        assert refusal(claim, **given) == ("other_range", "low")


def test_a_range_that_no_reviewer_gave_is_not_established_by_a_settlement():
    claim = a_settled_claim()

    assert refusal(claim, figure=claim.figures.get(), low=5) == ("other_range", "low")


def test_a_summary_does_not_contradict_its_rating_unnoticed():
    claim = a_reviewed_claim(Rating.REFUTED, Rating.REFUTED)

    assert refusal(claim, summary="It is mostly supported.") == ("names_other_rating", "confirmed")
    verdict = publish(
        claim=claim, summary="Not supported.", waived=WAIVED, confirmed=True, by=an_editor(), at=AT
    )
    assert verdict.rating == "refuted"


def test_a_summary_may_name_its_own_rating():
    claim = a_reviewed_claim(Rating.MOSTLY_REFUTED, Rating.MOSTLY_REFUTED)

    assert (
        publish(
            claim=claim, summary="Mostly refuted.", waived=WAIVED, by=an_editor(), at=AT
        ).version
        == 1
    )


def test_a_verdict_after_reopening_supersedes_the_first():
    first = a_verdict()
    claim = first.claim
    reopen(claim=claim, reason="A new page was found.", by=an_editor(), at=AT)
    for _ in range(2):
        sealed(an_assignment(claim), Rating.REFUTED)

    second = a_verdict(claim)

    assert (second.version, second.round.number, second.supersedes) == (2, 2, first)
    assert second.change_reason == "A new page was found."
