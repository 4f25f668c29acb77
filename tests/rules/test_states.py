"""The statuses of a claim: who acts next, and what readers are told."""

import pytest

from claims.rules.acts import CLAIM_ACTS
from claims.rules.states import (
    OWNERS,
    PUBLIC,
    AssignmentStatus,
    ClaimStatus,
    PublicStatus,
    public_status,
)

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

    assert {public_status(status).label for status in reviewed} == {"under review"}
    assert public_status(S.PUBLISHED).label == "verdict published"


def test_every_public_status_stands_for_those_that_are_called_so():
    named = {status: public_status(status) for status in PUBLIC}

    assert {status: kind for kind in PublicStatus for status in kind.statuses} == named


@pytest.mark.parametrize("status", sorted(set(ClaimStatus) - PUBLIC))
def test_what_is_not_public_has_no_public_name(status):
    with pytest.raises(ValueError, match=status.value):
        public_status(status)


def test_labels_exist():
    assert all(status.label for status in (*ClaimStatus, *AssignmentStatus))
