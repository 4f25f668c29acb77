"""A verdict establishes a range for every figure for which the reviewers share one."""

import pytest
from django.db import DatabaseError, connection, transaction

from claims.models import Figure, Verdict, VerdictRange
from claims.operations.hold import free_drafts
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.publish import publish
from claims.operations.verdicts.schedule import publish_scheduled, schedule
from claims.operations.verdicts.settle import settle
from claims.reads.reviews import RangeGiven
from tests.factories import (
    AT,
    WAIVED,
    a_claim,
    a_claim_judged_by_figure,
    a_correction,
    a_figure,
    a_party,
    a_proposal,
    a_verdict,
    an_assignment,
    an_editor,
    later,
    sealed,
)
from tests.house.database import rows
from tests.ratings import Rating
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def established(row):
    """By measure: the ends of each range."""
    return {one.figure.measure_id: (one.low, one.high) for one in row.ranges}


def test_every_range_that_the_reviewers_share_is_published():
    verdict = a_verdict(a_claim_judged_by_figure((10, 20), (1, 5), (None, 3)))

    assert established(verdict) == {"killed": (10, 20), "wounded": (1, 5), "captured": (None, 3)}
    assert (verdict.figure.measure_id, verdict.low, verdict.high) == ("killed", 10, 20)


def test_of_each_figure_it_is_the_part_that_they_share():
    army = a_party()
    claim = a_claim(figures=[a_figure(one, subjects=[army]) for one in ("killed", "wounded")])
    killed, wounded = claim.figures.all()
    for ends, others in (((10, 30), (1, 5)), ((20, 40), (2, None))):
        further = [RangeGiven(killed, *ends)]
        low, high = others
        sealed(an_assignment(claim), figure=wounded, low=low, high=high, further=further)
    claim.refresh_from_db()

    assert established(a_verdict(claim)) == {"killed": (20, 30), "wounded": (2, 5)}


def test_what_only_one_of_them_gives_is_not_published():
    claim = a_claim(figures=[a_figure(one) for one in ("killed", "wounded")])
    killed, wounded = claim.figures.all()
    sealed(an_assignment(claim), figure=killed, low=10, high=20)
    sealed(an_assignment(claim), figure=killed, low=10, further=[RangeGiven(wounded, 1, 5)])
    claim.refresh_from_db()

    assert established(a_verdict(claim)) == {"killed": (10, 20)}


def test_what_they_share_may_be_repeated_and_not_changed():
    claim = a_claim_judged_by_figure((10, 20), (1, 5))
    killed, wounded = claim.figures.all()

    with pytest.raises(Refusal) as refused:
        a_verdict(claim, figure=killed, low=10, high=20, further=[RangeGiven(wounded, 1, 4)])
    verdict = a_verdict(claim, figure=wounded, low=1, high=5)

    assert (refused.value.code, refused.value.field) == ("other_range", "low")
    assert established(verdict) == {"killed": (10, 20), "wounded": (1, 5)}


def a_claim_settled():
    """One reviewer gave a range for each figure, the other for the first, and it was settled."""
    claim = a_claim(figures=[a_figure(one) for one in ("killed", "wounded")])
    killed, wounded = claim.figures.all()
    further = [RangeGiven(wounded, 1, 5)]
    sealed(an_assignment(claim), figure=killed, low=10, high=20, further=further)
    sealed(an_assignment(claim), Rating.REFUTED, figure=killed, low=30, high=40)
    claim.refresh_from_db()
    settle(claim=claim, reason="Both are partial.", rating="contested", by=an_editor(), at=AT)
    return claim, killed, wounded


def test_after_a_settlement_an_editor_gives_them_within_what_the_reviewers_gave():
    claim, killed, wounded = a_claim_settled()
    given = {"figure": killed, "low": 15, "high": 35}

    for ends in ((0, 5), (2, 6), (2, None)):
        with pytest.raises(Refusal) as refused:
            a_verdict(claim, **given, further=[RangeGiven(wounded, *ends)])
        assert refused.value.code == "other_range"
    verdict = a_verdict(claim, **given, further=[RangeGiven(wounded, 2, 4)])

    assert established(verdict) == {"killed": (15, 35), "wounded": (2, 4)}


def test_a_settlement_establishes_none_by_itself():
    claim, _killed, _wounded = a_claim_settled()

    assert established(a_verdict(claim)) == {}


def test_two_ranges_for_one_figure_are_refused():
    claim, killed, _wounded = a_claim_settled()

    with pytest.raises(Refusal) as refused:
        a_verdict(claim, figure=killed, low=15, further=[RangeGiven(killed, 12, 14)])

    assert refused.value.code == "range_twice"


def test_another_wording_keeps_them_all():
    verdict = a_verdict(a_claim_judged_by_figure((10, 20), (1, 5)))

    second = correct(
        claim=verdict.claim,
        kind="clarity",
        summary="Clearer.",
        reason="It was unclear.",
        by=an_editor(),
        at=later(days=1),
    )

    assert established(second) == established(verdict) == {"killed": (10, 20), "wounded": (1, 5)}
    as_at_the_end()


def a_proposal_for(verdict, *ends, **fields):
    figures = verdict.claim.figures.all()
    given = [RangeGiven(figure, *pair) for figure, pair in zip(figures, ends, strict=True) if pair]
    first, *further = given
    facts = {"rating": verdict.rating, "summary": verdict.summary, "further": further}
    return facts | {"figure": first.figure, "low": first.low, "high": first.high} | fields


def test_two_editors_change_one_of_them_or_take_it_away():
    verdict = a_verdict(a_claim_judged_by_figure((10, 20), (1, 5)))

    second = a_correction(verdict, **a_proposal_for(verdict, (10, 20), (2, 5)))
    third = a_correction(second, **a_proposal_for(second, None, (2, 5)))

    assert established(verdict) == {"killed": (10, 20), "wounded": (1, 5)}
    assert established(second) == {"killed": (10, 20), "wounded": (2, 5)}
    assert established(third) == {"wounded": (2, 5)}


def test_a_proposal_that_leaves_them_in_another_order_corrects_nothing():
    verdict = a_verdict(a_claim_judged_by_figure((10, 20), (1, 5)))
    killed, wounded = verdict.claim.figures.all()
    same = {"rating": verdict.rating, "summary": verdict.summary, "figure": wounded}

    with pytest.raises(Refusal) as refused:
        a_proposal(verdict, **same, low=1, high=5, further=[RangeGiven(killed, 10, 20)])

    assert refused.value.code == "nothing_changed"


def test_what_is_published_at_a_time_establishes_them_too():
    claim, killed, wounded = a_claim_settled()
    facts = {"figure": killed, "low": 15, "high": 35, "further": [RangeGiven(wounded, 2, 4)]}
    facts |= {"summary": "So.", "waived": WAIVED, "by": an_editor(), "at": AT}

    row = schedule(claim=claim, due_at=later(days=1), **facts)
    verdict = publish_scheduled(scheduled=row, at=later(days=1))

    assert established(row) == established(verdict) == {"killed": (15, 35), "wounded": (2, 4)}


@pytest.mark.parametrize("also_proposed", [False, True])
def test_a_figure_with_such_a_range_is_not_left_out_of_its_claim(also_proposed):
    ends = [(10, 20), None if also_proposed else (1, 5)]
    verdict = a_verdict(a_claim_judged_by_figure(*ends))
    if also_proposed:
        a_proposal(verdict, **a_proposal_for(verdict, (10, 20), (1, 5)))

    with pytest.raises(Refusal) as refused:
        free_drafts(verdict.claim, [Figure.objects.get(measure="wounded").pk])

    assert refused.value.code == "figure_judged"


def test_a_range_is_not_added_to_a_verdict_that_the_ledger_holds():
    verdict = a_verdict(a_claim_judged_by_figure((10, 20), None))

    with pytest.raises(DatabaseError, match="gets no more ranges"), transaction.atomic():
        VerdictRange.objects.create(
            verdict=verdict, figure=Figure.objects.get(measure="wounded"), low=1
        )


def as_at_the_end():
    """Ask what is otherwise asked once the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def another_wording(*, of, keeps):
    """A version that one editor corrected, with those of the ranges ``of`` that it ``keeps``."""
    first = rows.verdict()
    figure = rows.figure(claim=first.claim)
    for low in of:
        rows.verdict_range(verdict=first, figure=figure, low=low)
    second = rows.verdict(
        claim=first.claim,
        version=2,
        supersedes=first,
        change_reason="Unclear.",
        basis="correction",
        correction_kind="clarity",
    )
    for low in keeps:
        rows.verdict_range(verdict=second, figure=figure, low=low)
    as_at_the_end()


@pytest.mark.parametrize(("of", "keeps"), [([3], []), ([3], [4]), ([], [3])])
def test_one_editor_changes_none_of_them_whatever_program_writes_it(of, keeps):
    with pytest.raises(DatabaseError, match="corrected by two"), transaction.atomic():
        another_wording(of=of, keeps=keeps)
    assert not Verdict.objects.exists()


def test_the_first_is_that_of_the_first_figure_whatever_a_review_begins_with():
    claim = a_claim(figures=[a_figure(one) for one in ("killed", "wounded")])
    killed, wounded = claim.figures.all()
    for _ in range(2):
        sealed(an_assignment(claim), figure=wounded, low=1, further=[RangeGiven(killed, 10, 20)])
    claim.refresh_from_db()

    verdict = publish(claim=claim, summary="So.", waived=WAIVED, by=an_editor(), at=AT)

    assert [one.figure for one in verdict.ranges] == [killed, wounded]
