"""The statuses of a claim and who may move it."""

import pytest

from claims.rules.states import (
    MOVES,
    OWNERS,
    PUBLIC,
    Actor,
    AssignmentStatus,
    ClaimStatus,
    find_move,
    mermaid,
    moves_from,
    public_label,
    refuse_move,
)

D, R, V, A = ClaimStatus.DRAFT, ClaimStatus.RECORDED, ClaimStatus.IN_REVIEW, ClaimStatus.AGREED
SP, SE = ClaimStatus.SPLIT, ClaimStatus.SETTLED
P, W = ClaimStatus.PUBLISHED, ClaimStatus.WITHDRAWN

BOTH = {Actor.AUTHOR, Actor.EDITOR}
EDITOR = {Actor.EDITOR}
SYSTEM = {Actor.SYSTEM}

LEGAL = {
    (D, R): BOTH,
    (D, W): BOTH,
    (R, V): EDITOR,
    (R, W): BOTH,
    (V, A): SYSTEM,
    (V, SP): SYSTEM,
    (V, R): EDITOR,
    (V, P): EDITOR,
    (A, P): EDITOR,
    (A, V): EDITOR,
    (SP, SE): EDITOR,
    (SP, V): EDITOR,
    (SE, P): EDITOR,
    (P, P): EDITOR,
    (P, V): EDITOR,
    (W, R): EDITOR,
}
WITHOUT_REASON = {(D, R), (R, V), (V, A), (V, SP), (A, P), (SE, P)}


@pytest.mark.parametrize("source", ClaimStatus)
@pytest.mark.parametrize("target", ClaimStatus)
@pytest.mark.parametrize("actor", Actor)
def test_the_truth_table_of_moves(source, target, actor):
    allowed = actor in LEGAL.get((source, target), set())

    refused = refuse_move(source, target, actors={actor}, reason="because")

    assert (refused is None) == allowed


@pytest.mark.parametrize(("source", "target"), LEGAL)
def test_a_move_without_its_reason_is_refused(source, target):
    refused = refuse_move(source, target, actors=set(Actor), reason="  ")

    if (source, target) in WITHOUT_REASON:
        assert refused is None
    else:
        assert refused is not None
        assert refused.code == "reason_required"


def test_an_illegal_move_is_named_with_both_statuses():
    refused = refuse_move(D, P, actors={Actor.EDITOR}, reason="because")

    assert refused is not None
    assert refused.code == "illegal_move"
    assert str(refused) == 'A claim that is "draft" cannot become "published".'


def test_somebody_else_is_told_who_may():
    refused = refuse_move(A, P, actors={Actor.AUTHOR})

    assert refused is not None
    assert (refused.code, str(refused)) == ("not_yours", "Only an editor may do this.")


def test_each_move_stands_in_the_table_once():
    pairs = [(move.source, move.target) for move in MOVES]

    assert len(pairs) == len(set(pairs))


def test_every_status_has_an_owner():
    assert set(OWNERS) == set(ClaimStatus)


@pytest.mark.parametrize("status", ClaimStatus)
def test_every_status_can_be_reached_and_left(status):
    assert moves_from(status)
    assert status is D or any(move.target is status for move in MOVES)


def test_drafts_and_withdrawn_claims_are_not_public():
    assert set(ClaimStatus) - PUBLIC == {D, W}


def test_readers_are_not_told_what_reviewers_came_to():
    assert {public_label(status) for status in (V, A, SP, SE)} == {"under review"}
    assert public_label(P) == "published"


def test_labels_exist():
    assert all(status.label for status in (*ClaimStatus, *AssignmentStatus, *Actor))


def test_each_move_has_a_verb_for_the_journal():
    move = find_move(P, P)

    assert move is not None
    assert move.verb == "corrected"
    assert all(move.verb for move in MOVES)


def test_the_diagram_shows_every_move():
    lines = mermaid().splitlines()

    assert lines[0] == "stateDiagram-v2"
    assert sum(" --> " in line and "[*]" not in line for line in lines) == len(MOVES)
