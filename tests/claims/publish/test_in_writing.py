"""What readers are given as the reason of an act is a sentence, whatever the act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claims.models import Citation, Counterclaim, Translation
from claims.operations.cite import uncite
from claims.operations.contest import retract
from claims.operations.readers.error_reports import answer_report, take_report
from claims.operations.record import restore, retract_translation, translate, withdraw
from claims.operations.release import withdraw_dossier
from claims.operations.reviews.rounds import cancel_round, reopen
from claims.operations.shared_evidence import see_change, unsee_change
from claims.operations.verdicts.correct import correct
from claims.operations.verdicts.propose import agree, propose_correction
from claims.operations.verdicts.replies import record_reply
from claims.operations.verdicts.settle import settle
from claims.rules import acts
from claims.rules.acts import CLAIM_ACTS
from sources import acts as evidence
from sources.acts import EVIDENCE_ACTS
from sources.models import Recheck
from sources.operations.register.publishers import grade_publisher
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_pair,
    a_proposal,
    a_publisher,
    a_reply,
    a_split_claim,
    a_user,
    a_verdict,
    an_assignment,
    an_editor,
    later,
    sealed,
)
from tests.house.database import rows
from tracker.base.acts.table import Act
from tracker.base.values.refusal import Refusal

pytestmark = pytest.mark.django_db


TRANSLATED = {"language": "fr", "text_": "Trente morts.", "translator": "A. Person"}


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


def withdrawn(said: str) -> object:
    return withdraw(claim=a_claim(), reason=said, by=an_editor(), at=later(days=1))


def cancelled(said: str) -> object:
    claim = an_assignment().claim
    return cancel_round(claim=claim, reason=said, by=an_editor(), at=later(days=1))


def uncited(said: str) -> object:
    citation = a_citation()
    uncite(citation=citation, reason=said, by=an_editor(), at=later(days=1))
    return Citation.everything.get(pk=citation.pk).retraction_reason


def unpaired(said: str) -> object:
    pair = a_pair()
    retract(counterclaim=pair, reason=said, by=an_editor(), at=later(days=1))
    return Counterclaim.everything.get(pk=pair.pk).retraction_reason


def untranslated(said: str) -> object:
    translation = translate(claim=a_claim(), **TRANSLATED, by=a_user(), at=AT)
    retract_translation(translation=translation, reason=said, by=an_editor(), at=later(days=1))
    return Translation.everything.get(pk=translation.pk).retraction_reason


def graded(said: str) -> object:
    return grade_publisher(publisher=a_publisher(), grade="C", reason=said, by=an_editor(), at=AT)


def replied_again(said: str) -> object:
    facts = {"request": a_reply().request, "kind": "refused", "how": "By phone."}
    return record_reply(
        **facts, received_on=later(days=2).date(), reason=said, by=an_editor(), at=later(days=2)
    )


def told_of_a_dossier(said: str) -> object:
    facts = {"incident": a_claim().incident, "by": an_editor(), "at": later(days=1)}
    return withdraw_dossier(**facts, reason="Wrong.", notice=said)


def answered(said: str) -> object:
    facts = {"outcome": "unchanged", "by": an_editor(), "at": later(days=1)}
    sent = {"about": "figure", "words": "It was ten.", "where": "", "network": ""}
    report = take_report(a_claim(), **sent, key="0" * 32, at=AT)
    return answer_report(report, answer=said, **facts)


def brought_back_to_readers(said: str) -> object:
    claim = withdraw(claim=a_claim(), reason="It was recorded twice.", by=an_editor(), at=AT)
    return restore(claim=claim, reason=said, by=an_editor(), at=later(days=1))


def reviewed(said: str) -> object:
    return sealed(an_assignment(), reasoning=said)


IN_WRITING: dict[Callable[[str], object], tuple[Act[Any], str]] = {
    agreed: (acts.AGREE_CORRECTION, "reason"),
    settled: (acts.SETTLE, "reason"),
    corrected: (acts.CORRECT, "reason"),
    proposed: (acts.PROPOSE_CORRECTION, "reason"),
    reopened: (acts.REOPEN, "reason"),
    withdrawn: (acts.WITHDRAW, "reason"),
    brought_back_to_readers: (acts.RESTORE, "reason"),
    cancelled: (acts.CANCEL_ROUND, "reason"),
    uncited: (acts.UNCITE, "reason"),
    unpaired: (acts.RETRACT, "reason"),
    untranslated: (acts.RETRACT_TRANSLATION, "reason"),
    graded: (evidence.GRADE_PUBLISHER, "reason"),
    replied_again: (acts.RECORD_REPLY, "reason"),
    told_of_a_dossier: (acts.WITHDRAW_DOSSIER, "notice"),
    answered: (acts.ANSWER_REPORT, "answer"),
    reviewed: (acts.REVIEW, "reasoning"),
}
"""How each act is done whose reason is printed, with the field at which a fault is said."""
ELSEWHERE = {
    acts.WAIVE,  # tests/claims/review/test_waive.py
    acts.PUBLISH,  # the points that are waived: test_checklist.py
    acts.SCHEDULE,
}


def test_every_act_that_gives_readers_its_words_is_asked_here():
    tables = [*CLAIM_ACTS, *EVIDENCE_ACTS]
    printed = {act for act in tables if act.for_readers}
    assert printed == {act for act, _field in IN_WRITING.values()} | ELSEWHERE


@pytest.mark.parametrize("said", ["x", "ok", "x x x", "Yes, yes."])
@pytest.mark.parametrize("act", IN_WRITING)
def test_a_word_or_two_is_refused_at_its_field(act: Callable[[str], object], said: str) -> None:
    with pytest.raises(Refusal) as refused:
        act(said)
    assert (refused.value.code, refused.value.field) == ("no_sentence", IN_WRITING[act][1])


@pytest.mark.parametrize("said", ["Both pages were read again.", "قرئت الصفحتان مرة أخرى"])
@pytest.mark.parametrize("act", IN_WRITING)
def test_a_sentence_is_taken(act: Callable[[str], object], said: str) -> None:
    assert act(said)


def test_what_readers_never_saw_is_taken_back_with_a_word():
    claim = a_claim(released=False)
    uncite(citation=a_citation(claim), reason="No.", by=an_editor(), at=later(days=1))
    assert withdraw(claim=claim, reason="No.", by=an_editor(), at=later(days=1))


def an_alarm() -> Recheck:
    return rows.recheck(kind="quotation_altered", number_altered=True)


def brought_back(said: str) -> object:
    claim = withdraw(claim=a_claim(released=False), reason="No.", by=an_editor(), at=AT)
    return restore(claim=claim, reason=said, by=an_editor(), at=later(days=1))


def seen(said: str) -> object:
    return see_change(recheck=an_alarm(), note=said, by=an_editor(), at=later(days=1))


def unseen(said: str) -> object:
    row = see_change(recheck=an_alarm(), note="Asked them.", by=an_editor(), at=later(days=1))
    return unsee_change(recheck=row, reason=said, by=an_editor(), at=later(days=2))


def retracted_unread(said: str) -> object:
    citation = a_citation(a_claim(released=False))
    uncite(citation=citation, reason=said, by=an_editor(), at=later(days=1))
    return citation


FOR_THE_DESK = {brought_back: "reason", seen: "note", unseen: "reason", retracted_unread: "reason"}
"""Some acts whose reason only colleagues read; the engine of the acts asks it of all."""


@pytest.mark.parametrize("said", ["x", "...", "- x -", "xxx"])
@pytest.mark.parametrize("act", FOR_THE_DESK)
def test_a_mark_is_no_reason_for_colleagues(act: Callable[[str], object], said: str) -> None:
    with pytest.raises(Refusal) as refused:
        act(said)
    assert (refused.value.code, refused.value.field) == ("no_word", FOR_THE_DESK[act])


@pytest.mark.parametrize("act", FOR_THE_DESK)
def test_a_word_is_a_reason_for_colleagues(act: Callable[[str], object]) -> None:
    assert act("No.")
