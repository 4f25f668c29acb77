"""What a person sees of a review."""

import pytest

from claims.rules.verdicts import RoundResult
from claims.rules.visibility import ReviewFacts, Sight, sight_of_review
from tracker.base.people.role import Role

NOTHING, EXISTENCE, EVERYTHING = Sight.NOTHING, Sight.EXISTENCE, Sight.EVERYTHING
RESULTS = [None, *RoundResult]
"""How rounds may stand: open, or ended in some way."""
OPENED = [RoundResult.AGREED, RoundResult.SPLIT]
STAFF = [Role.FACT_CHECKER, Role.EDITOR, Role.ADMINISTRATOR]


def sight(viewer, result, *, viewer_id=2, sealed=True, reviews=False, opened=True):
    return sight_of_review(
        ReviewFacts(owner=1, sealed=sealed, result=result),
        viewer=viewer,
        viewer_id=viewer_id,
        viewer_reviews_claim=reviews,
        viewer_opened_it=opened,
    )


@pytest.mark.parametrize("viewer", STAFF)
@pytest.mark.parametrize("result", OPENED)
def test_a_closed_round_is_open_to_the_desk_once_it_was_opened(viewer, result):
    assert sight(viewer, result) == EVERYTHING
    assert sight(viewer, result, opened=False) == EXISTENCE


@pytest.mark.parametrize("viewer", STAFF)
@pytest.mark.parametrize("result", [None, RoundResult.CANCELLED])
@pytest.mark.parametrize("reviews", [True, False])
def test_while_a_round_is_blind_only_its_seals_are_seen(viewer, result, reviews):
    assert sight(viewer, result, reviews=reviews) == EXISTENCE


@pytest.mark.parametrize("viewer", STAFF)
@pytest.mark.parametrize("result", RESULTS)
def test_who_still_has_to_review_the_claim_sees_no_round_of_it(viewer, result):
    assert sight(viewer, result, reviews=True) == EXISTENCE


@pytest.mark.parametrize("result", RESULTS)
@pytest.mark.parametrize("viewer", Role)
@pytest.mark.parametrize("sealed", [True, False])
def test_everybody_sees_his_own(viewer, result, sealed):
    assert sight(viewer, result, viewer_id=1, sealed=sealed) == EVERYTHING


@pytest.mark.parametrize("viewer", STAFF)
@pytest.mark.parametrize("result", RESULTS)
def test_a_draft_is_its_writers_own(viewer, result):
    assert sight(viewer, result, sealed=False) == EXISTENCE


@pytest.mark.parametrize("result", RESULTS)
@pytest.mark.parametrize("viewer_id", [None, 2])
def test_a_reader_sees_no_review(result, viewer_id):
    assert sight(Role.READER, result, viewer_id=viewer_id) == NOTHING
