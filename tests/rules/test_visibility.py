"""What a person sees of a review."""

import pytest

from claims.rules.visibility import ReviewFacts, Round, Sight, sight_of_review
from tracker.base.people.role import Role

NOTHING, EXISTENCE, EVERYTHING = Sight.NOTHING, Sight.EXISTENCE, Sight.EVERYTHING
STAFF = [Role.FACT_CHECKER, Role.EDITOR, Role.ADMINISTRATOR]


def sight(viewer, round_, *, viewer_id=2, sealed=True, reviews=False):
    review = ReviewFacts(owner=1, sealed=sealed, round=round_)
    return sight_of_review(review, viewer=viewer, viewer_id=viewer_id, viewer_reviews_claim=reviews)


@pytest.mark.parametrize("viewer", STAFF)
def test_a_closed_round_is_open_to_the_desk(viewer):
    assert sight(viewer, Round.CLOSED) == EVERYTHING


@pytest.mark.parametrize("viewer", STAFF)
@pytest.mark.parametrize("round_", [Round.OPEN, Round.CANCELLED])
@pytest.mark.parametrize("reviews", [True, False])
def test_while_a_round_is_blind_only_its_seals_are_seen(viewer, round_, reviews):
    assert sight(viewer, round_, reviews=reviews) == EXISTENCE


@pytest.mark.parametrize("viewer", STAFF)
@pytest.mark.parametrize("round_", Round)
def test_who_still_has_to_review_the_claim_sees_no_round_of_it(viewer, round_):
    assert sight(viewer, round_, reviews=True) == EXISTENCE


@pytest.mark.parametrize("round_", Round)
@pytest.mark.parametrize("viewer", Role)
@pytest.mark.parametrize("sealed", [True, False])
def test_everybody_sees_his_own(viewer, round_, sealed):
    assert sight(viewer, round_, viewer_id=1, sealed=sealed) == EVERYTHING


@pytest.mark.parametrize("viewer", STAFF)
@pytest.mark.parametrize("round_", Round)
def test_a_draft_is_its_writers_own(viewer, round_):
    assert sight(viewer, round_, sealed=False) == EXISTENCE


@pytest.mark.parametrize("round_", Round)
@pytest.mark.parametrize("viewer_id", [None, 2])
def test_a_reader_sees_no_review(round_, viewer_id):
    assert sight(Role.READER, round_, viewer_id=viewer_id) == NOTHING
