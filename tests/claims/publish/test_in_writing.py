"""What readers are given as the reason of an act is a sentence, whatever the act."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.operations.reviews.rounds import reopen
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.propose import agree, propose_correction
from claims.operations.verdicts.settle import settle
from tests.factories import (
    AT,
    a_proposal,
    a_split_claim,
    a_verdict,
    an_assignment,
    an_editor,
    later,
    sealed,
)
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


def agreed(said: str) -> object:
    return agree(proposal=a_proposal(), agreement=said, by=an_editor(), at=later(days=2))


def settled(said: str) -> object:
    facts = {"rating": "contested", "by": an_editor(), "at": AT}
    return settle(claim=a_split_claim(), reason=said, **facts)


def corrected(said: str) -> object:
    facts = {"kind": "clarity", "summary": "Put more clearly.", "by": an_editor(), "at": AT}
    return correct(claim=a_verdict().claim, reason=said, **facts)


def proposed(said: str) -> object:
    facts = {"rating": "refuted", "summary": "It is not so.", "by": an_editor(), "at": AT}
    return propose_correction(claim=a_verdict().claim, reason=said, **facts)


def reopened(said: str) -> object:
    return reopen(claim=a_verdict().claim, reason=said, by=an_editor(), at=later(days=1))


def reviewed(said: str) -> object:
    return sealed(an_assignment(), reasoning=said)


IN_WRITING: dict[Callable[[str], object], str] = {
    agreed: "reason",
    settled: "reason",
    corrected: "reason",
    proposed: "reason",
    reopened: "reason",
    reviewed: "reasoning",
}
"""Each act whose reason is printed, with the field at which a fault is said."""


@pytest.mark.parametrize("said", ["x", "ok", "x x x", "Yes, yes."])
@pytest.mark.parametrize("act", IN_WRITING)
def test_a_word_or_two_is_refused_at_its_field(act: Callable[[str], object], said: str) -> None:
    with pytest.raises(Refusal) as refused:
        act(said)
    assert (refused.value.code, refused.value.field) == ("no_sentence", IN_WRITING[act])


@pytest.mark.parametrize("said", ["Both pages were read again.", "قرئت الصفحتان مرة أخرى"])
@pytest.mark.parametrize("act", IN_WRITING)
def test_a_sentence_is_taken(act: Callable[[str], object], said: str) -> None:
    assert act(said)
