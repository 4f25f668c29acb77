"""The statuses of a claim: who acts next, and what readers are told."""

import pytest

from claims.rules.acts import CLAIM_ACTS
from claims.rules.states import OWNERS, PUBLIC, AssignmentStatus, ClaimStatus, public_label

S = ClaimStatus


def test_every_status_has_an_owner():
    assert set(OWNERS) == set(ClaimStatus)


@pytest.mark.parametrize("status", ClaimStatus)
def test_every_status_can_be_reached_and_left(status):
    assert any(source is status for source, _target in CLAIM_ACTS.by_move)
    assert status is S.DRAFT or any(target is status for _source, target in CLAIM_ACTS.by_move)


def test_drafts_and_withdrawn_claims_are_not_public():
    assert set(ClaimStatus) - PUBLIC == {S.DRAFT, S.WITHDRAWN}


def test_readers_are_not_told_what_reviewers_came_to():
    reviewed = (S.IN_REVIEW, S.AGREED, S.SPLIT, S.SETTLED)

    assert {public_label(status) for status in reviewed} == {"under review"}
    assert public_label(S.PUBLISHED) == "published"


def test_labels_exist():
    assert all(status.label for status in (*ClaimStatus, *AssignmentStatus))
